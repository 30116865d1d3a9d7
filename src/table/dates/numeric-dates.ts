/** Dates of three numbers: `2024-01-31`, `31.1.24`, `1/31/2024`. */
import { civilMs } from '../../base/civil.ts';
import { calendarMs, minguoYear } from './calendars.ts';
import { readClock } from './clock.ts';

/** `yymd`: the year in front with two digits; `roc`: with two or three of the years that Taiwan counts. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy' | 'yymd' | 'roc';

/**
 * Reads three numbers with the same separator (`-`, `/` or `.`) between them, and a time of day behind them where there
 * is one; NaN for all else. A year of `ymd` has four digits; the last number may be a year of two.
 */
export function readNumericDate(text: string, order: DateOrder): number {
  const length = text.length;
  let i = 0;
  while (i < length && text.charCodeAt(i) === 32) i++;
  const first = i;
  let a = 0;
  for (; i < length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) break;
    a = a * 10 + digit;
  }
  const aDigits = i - first;
  const separator = text.charCodeAt(i);
  if (aDigits === 0 || aDigits > 4 || (separator !== 45 && separator !== 47 && separator !== 46)) return Number.NaN;
  const second = ++i;
  let b = 0;
  for (; i < length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) break;
    b = b * 10 + digit;
  }
  const bDigits = i - second;
  if (bDigits === 0 || bDigits > 2 || text.charCodeAt(i) !== separator) return Number.NaN;
  const third = ++i;
  let c = 0;
  for (; i < length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) break;
    c = c * 10 + digit;
  }
  const cDigits = i - third;
  let day: number;
  if (order === 'ymd') {
    if (aDigits !== 4 || cDigits === 0 || cDigits > 2) return Number.NaN;
    day = calendarMs(a, b, c);
  } else if (order === 'yymd') {
    if (aDigits !== 2 || cDigits !== 2) return Number.NaN;
    day = civilMs(a + (a < 70 ? 2000 : 1900), b, c);
  } else if (order === 'roc') {
    if (aDigits < 2 || aDigits > 3 || a < 1 || cDigits === 0 || cDigits > 2) return Number.NaN;
    day = civilMs(minguoYear(a), b, c);
  } else {
    if (aDigits > 2 || (cDigits !== 4 && cDigits !== 2)) return Number.NaN;
    const year = cDigits === 4 ? c : c + (c < 70 ? 2000 : 1900);
    day = order === 'dmy' ? calendarMs(year, b, a) : calendarMs(year, a, b);
  }
  return i === length ? day : day + readClock(text, i);
}
