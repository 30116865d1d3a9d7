/** Names of columns that hold levels, not amounts. */
import { nameWords } from './name-words.ts';

const levelWords = new Set(
  (
    'price rate ratio temp temperature humidity pressure level index percent pct avg average mean median score speed age' +
    ' cpi ppi hpi population balance stock inventory close open high low preis kurs temperatur prix precio yield share voltage'
  ).split(' '),
);

/** What stands alone, or ends a word made of several: `Außentemperatur`, `Luftfeuchte`, `Aktienkurs`. */
const levelEndings =
  /(?:temp|temperatur[ae]?|température|temperatuur|teplota|lämpötila|температура|sıcaklı[kğ]ı?|feuchte|feuchtigkeit|humidité|humedad|umidità|umidade|luchtvochtigheid|wilgotność|влажность|nem|luftdruck|pression|presión|pressione|pressão|давление|basınç|füllstand|pegel|wasserstand|kontostand|lagerbestand|aktienkurs|wechselkurs|durchschnitt|mittelwert|moyenne|promedio|średnia)$/u;
const easternLevels =
  /[%°℃]|[价價]|[温溫]度?|気温|水温|기온|온도|습도|率|均|指[数數]|余额|餘額|库存|庫存|[湿濕]度|気圧|气压|기압/;

/** Whether a column's name says that adding its values up makes no sense. */
export function isLevel(name: string): boolean {
  return easternLevels.test(name) || nameWords(name).some((word) => levelWords.has(word) || levelEndings.test(word));
}

const priceWords = new Set(
  'price prices unitprice preis preise vk prix precio precios prezzo preço cena ceny prijs pris fiyat fiyatı цена цены'.split(
    ' ',
  ),
);

/** Whether a column's name says that it holds prices, which stay what they were until another is written down. */
export function isPrice(name: string): boolean {
  return /[价價]格|[单單単售][价價価]|価格|가격/.test(name) || nameWords(name).some((word) => priceWords.has(word));
}
