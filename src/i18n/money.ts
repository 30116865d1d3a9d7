/** Amounts of money as a file's own columns have them. */
import type { Words } from './words.ts';

/** A sign of money that a column's name has; empty where none does. */
export function findCurrency(columns: readonly { name: string }[]): string {
  for (const { name } of columns) {
    const found = /[€$£¥]/.exec(name)?.[0];
    if (found) return found;
  }
  return '';
}

/** An amount of money, in whole units above ten. */
export function sayMoney({ number }: Pick<Words, 'number'>, value: number, currency: string): string {
  if (!Number.isFinite(value)) return '–';
  const text = Math.abs(value) >= 10 ? number(Math.round(value) + 0) : number(value, 2);
  if (currency === '') return text;
  return currency === '€' ? `${text} €` : `${currency}${text}`;
}
