/** Dates of three numbers: `2024-01-31`, `31.1.24`, `1/31/2024`. */
import { civilMs } from '../../base/civil.ts';
import { codesOf } from '../text/codes.ts';
import { calendarMs, minguoYear } from './calendars.ts';
import { readAnyClock, readPlainClock } from './clock.ts';
import type { DateFormat } from './date-format.ts';

/** `yymd`: the year in front with two digits; `roc`: with two or three of the years that Taiwan counts. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy' | 'yymd' | 'roc';

/**
 * Reads three numbers with the same separator (`-`, `/` or `.`) between them, and a time of day behind them where there
 * is one; NaN for all else. A year of `ymd` has four digits; the last number may be a year of two.
 */
export function readNumericDate(text: string, order: DateOrder): number {
  return readNumericCodes(codesOf(text), 0, text.length, order, text);
}

/**
 * The same of the characters from `start` to `end`.
 *
 * @param text of the same characters; where it is null, dates are NaN whose time of day only the text tells
 */
function readNumericCodes(
  codes: Uint8Array,
  start: number,
  end: number,
  order: DateOrder,
  text: string | null,
): number {
  let i = start;
  while (i < end && codes[i] === 32) i++;
  const first = i;
  let a = 0;
  for (; i < end; i++) {
    const digit = codes[i] - 48;
    if (digit < 0 || digit > 9) break;
    a = a * 10 + digit;
  }
  const aDigits = i - first;
  const separator = i < end ? codes[i] : 0;
  if (aDigits === 0 || aDigits > 4 || (separator !== 45 && separator !== 47 && separator !== 46)) return Number.NaN;
  const second = ++i;
  let b = 0;
  for (; i < end; i++) {
    const digit = codes[i] - 48;
    if (digit < 0 || digit > 9) break;
    b = b * 10 + digit;
  }
  const bDigits = i - second;
  if (bDigits === 0 || bDigits > 2 || i >= end || codes[i] !== separator) return Number.NaN;
  const third = ++i;
  let c = 0;
  for (; i < end; i++) {
    const digit = codes[i] - 48;
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
  const clock = readPlainClock(codes, i, end);
  if (!Number.isNaN(clock) || text === null) return day + clock;
  return day + readAnyClock(text.slice(i - start));
}

const orders = new WeakMap<DateFormat['read'], DateOrder>();

/** Notes that a reader of dates reads, of cells that begin and end with a digit, at least what `readNumericDate` does by this order. */
export function noteOrder(read: DateFormat['read'], order: DateOrder): void {
  orders.set(read, order);
}

/** The order noted for a reader of dates; null where none is. */
export function orderOf(read: DateFormat['read']): DateOrder | null {
  return orders.get(read) ?? null;
}

/**
 * The date of a cell that begins and ends with a digit, by the order noted for its reader; NaN for all else, and for dates whose time
 * of day is written so that it takes a text to read it.
 */
export function readDigitCodes(codes: Uint8Array, start: number, end: number, order: DateOrder): number {
  const isBetweenDigits = start < end && isDigit(codes[start]) && isDigit(codes[end - 1]);
  return isBetweenDigits ? readNumericCodes(codes, start, end, order, null) : Number.NaN;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
