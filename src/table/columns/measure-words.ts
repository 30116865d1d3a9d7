/** Names of columns that hold what is sold, counted or measured. */
import { nameWords } from './name-words.ts';

/** What is mostly to be forecast. */
const targetWords = new Set(
  (
    'y target value values sales sale revenue amount demand qty quantity units volume count total turnover orders passengers' +
    ' consumption load power energy usage production traffic visits visitors users sessions views rides trips rentals' +
    ' price close income profit cost spend temperature temp observed actual births deaths cases riders kwh mw mwh' +
    ' signups registrations subscribers downloads installs clicks impressions leads calls tickets conversions transactions' +
    ' bookings reservations guests nights patients admissions arrivals departures shipments deliveries purchases checkouts' +
    ' donations payments receipts earnings pageviews amounts quantities counts actuals' +
    ' umsatz umsätze betrag erlös erlöse menge absatz wert anzahl verbrauch ventes chiffre quantité montant valeur ventas' +
    ' cantidad importe valor quantidade vendas receita quantità vendite importo ricavi fatturato omzet aantal bedrag satış' +
    ' miktar tutar adet ciro sprzedaż ilość kwota wartość przychód obrót выручка продажи количество сумма объем объём' +
    ' оборот доход'
  ).split(' '),
);
const easternTarget =
  /销量|销售|金额|收入|数量|营收|需求|客流|人数|用电|负荷|产量|价格|流量|订单|乘客|营业额|数值|売上|金額|數量|客数|需要|매출|수량|판매|금액/;

/** What is measured, too, but mostly goes with something else. */
const furtherWords = new Set(
  (
    'weight rate score balance stock inventory input output margin members customers items products stores logins refunds' +
    ' complaints returns costs bestand stück kosten gewinn besucher preis precio prix prezzo cena цена fiyat humidity' +
    ' pressure wind rain rainfall width height length size age discount cpi oil fuel spend budget'
  ).split(' '),
);

/** Whether a name says that its column is what to forecast. */
export function soundsLikeTarget(name: string): boolean {
  return nameWords(name).some((word) => targetWords.has(word)) || easternTarget.test(name);
}

/** Whether a name says that its column holds amounts or levels of any kind. */
export function soundsLikeMeasure(name: string): boolean {
  return soundsLikeTarget(name) || nameWords(name).some((word) => furtherWords.has(word));
}
