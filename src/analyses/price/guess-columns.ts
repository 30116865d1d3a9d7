/** Which columns of a file hold quantities, prices and promotions, by their names and values. */
import { soundsLikeId } from '../../table/columns/id-words.ts';
import { isLevel, isPrice } from '../../table/columns/level-words.ts';
import { nameWords } from '../../table/columns/name-words.ts';
import type { Column, Table } from '../../table/table.ts';
import type { PriceColumns } from './inputs.ts';

const wordsOf = (text: string) => new Set(text.split(' '));
const costWords = wordsOf('cost costs cogs kosten ek einkauf einkaufspreis wareneinsatz coste costo coût custo');
const rivalWords = wordsOf(
  'competitor competition competitors rival rivals wettbewerb wettbewerber konkurrenz competencia concurrent',
);
const revenueWords = wordsOf(
  'revenue turnover umsatz umsätze erlös erlöse omsatz amount betrag importe fatturato chiffre receita ciro przychód выручка',
);
const unitWords = wordsOf(
  'units unit qty quantity quantities sold pieces pcs menge stück stk anzahl absatz demand volume cantidad quantité quantità quantidade aantal adet ilość количество',
);
const promotionWords = wordsOf(
  'promo promos promotion promotions onpromotion aktion aktionen action deal offer feature display angebot werbung promoción promoção promozione actie kampanya promocja акция',
);

const has = (name: string, words: ReadonlySet<string>) => nameWords(name).some((word) => words.has(word));
const isCost = (name: string) => has(name, costWords) || /成本|进价|進價|原価|원가/.test(name);
const isRival = (name: string) => has(name, rivalWords) || /竞品|竞争|競合|경쟁/.test(name);
const isOwnPrice = (name: string) => isPrice(name) && !isCost(name) && !isRival(name);
const isRevenue = (name: string) =>
  has(name, revenueWords) || /销售额|营业额|金额|收入|売上|金額|매출|[€$£¥]/.test(name);
const isUnits = (name: string) => has(name, unitWords) || /销量|数量|件数|件數|数|수량|판매량/.test(name);
const isPromotion = (name: string) => has(name, promotionWords) || /促销|促銷|活动|特价|セール|特売|행사/.test(name);

/** Texts of so many kinds at most can say yes or no. */
const mostAnswers = 3;

/** Numbers that are neither dates nor ids. */
export function amountColumns({ columns }: Pick<Table, 'columns'>): string[] {
  return columns.flatMap(({ kind, name }) => (kind === 'number' && !soundsLikeId(name) ? [name] : []));
}

function saysYesOrNo(column: Column): boolean {
  if (column.kind === 'text') return column.labels.length <= mostAnswers && column.labels.length > 0;
  if (column.kind === 'date') return false;
  return column.values.every((value) => Number.isNaN(value) || value === 0 || value === 1);
}

/** Columns that may say that there was a promotion. */
export function flagColumns({ columns }: Pick<Table, 'columns'>): string[] {
  return columns.flatMap((column) => (saysYesOrNo(column) || isPromotion(column.name) ? [column.name] : []));
}

/** @param targets names of the columns that are forecast, which are quantities where their names do not say otherwise */
export function guessPriceColumns(table: Pick<Table, 'columns'>, targets: readonly string[]): PriceColumns {
  const numbers = amountColumns(table);
  const price = numbers.find(isOwnPrice) ?? null;
  const cost = numbers.find(isCost) ?? null;
  const rival = numbers.find((name) => isPrice(name) && isRival(name)) ?? null;
  const free = numbers.filter((name) => ![price, cost, rival].includes(name));
  const promotion = flagColumns(table).find(isPromotion) ?? null;
  const revenue = free.find((name) => isRevenue(name) && !isUnits(name)) ?? null;
  const isAmount = (name: string) => name !== revenue && name !== promotion && !isLevel(name) && !isRevenue(name);
  const units =
    free
      .filter((name) => isUnits(name) && name !== revenue && name !== promotion)
      .find((name) => targets.includes(name)) ??
    free.find((name) => isUnits(name) && name !== revenue && name !== promotion) ??
    targets.find((name) => free.includes(name) && isAmount(name)) ??
    null;
  return { units, price, revenue, promotion, cost, rival };
}

/** Whether prices and quantities follow from the columns: two of quantity, price and revenue. */
export function areEnough({ units, price, revenue }: Pick<PriceColumns, 'units' | 'price' | 'revenue'>): boolean {
  return [units, price, revenue].filter(Boolean).length >= 2;
}

const yesWords = wordsOf('j ja y yes true t x si sí oui sim 1 是 有 on promo aktion evet tak да');

/** [rows] 1 where a column says that there was a promotion. */
export function readFlags(column: Column): Uint8Array {
  if (column.kind === 'date') return new Uint8Array(column.values.length);
  if (column.kind === 'number') return Uint8Array.from(column.values, (value) => (value > 0 ? 1 : 0));
  const { labels, codes } = column;
  const yes = labels.map((label) => yesWords.has(label.trim().toLowerCase()));
  if (!yes.some(Boolean) && labels.length > 1) {
    // What most rows say is the rule.
    const counts = new Float64Array(labels.length);
    for (const code of codes) if (code >= 0) counts[code] += 1;
    const usual = counts.indexOf(Math.max(...counts));
    for (const place of labels.keys()) yes[place] = place !== usual;
  } else if (labels.length === 1) yes[0] = true;
  return Uint8Array.from(codes, (code) => (code >= 0 && yes[code] ? 1 : 0));
}
