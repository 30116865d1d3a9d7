/** Names of columns that hold levels, not amounts. */
import { nameWords } from '../table/columns/name-words.ts';

const levelWords = new Set(
  (
    'price rate ratio temp temperature humidity pressure level index percent pct avg average mean median score speed age' +
    ' cpi ppi hpi population balance stock inventory close open high low preis kurs temperatur prix precio yield share voltage'
  ).split(' '),
);

/** Whether a column's name says that adding its values up makes no sense. */
export function isLevel(name: string): boolean {
  return /[%°℃]|价|温度|率|均|指数|余额|库存|湿度/.test(name) || nameWords(name).some((word) => levelWords.has(word));
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
