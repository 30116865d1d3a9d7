/** What stands where rows are missing, by the evidence of a whole column. */
import { nameWords } from '../table/columns/name-words.ts';
import type { NumberColumn } from '../table/table.ts';
import { addsUp } from './adds-up.ts';

export type UsualFill = 'zero' | 'carry' | 'linear';

/** Amounts of which this share is zero say that nothing is usual. */
const leastZeros = 0.005;
const priceWords = new Set(
  'price preis prix precio prezzo prijs cena kurs tarif tariff fare listenpreis einzelpreis vk ek'.split(' '),
);
const easternPrice = /[价價]|価格|単価|가격/;

/** Zero for amounts some of which are zero, the value before for prices, a straight line for all else. */
export function usualFill(column: NumberColumn): UsualFill {
  const { name, values } = column;
  if (nameWords(name).some((word) => priceWords.has(word)) || easternPrice.test(name)) return 'carry';
  let known = 0;
  let zeros = 0;
  for (const value of values) {
    if (value < 0) return 'linear';
    if (Number.isNaN(value)) continue;
    known++;
    if (value === 0) zeros++;
  }
  return zeros > 0 && zeros >= known * leastZeros && addsUp(column) ? 'zero' : 'linear';
}
