/** Cells that tell the beginning and the end of a period: `01.01.2024 00:00 - 01.01.2024 00:15`, `Jan 1 - 7, 2023`. */
import { readTimeOfDay } from './clock.ts';
import { monthWord } from './month-names.ts';

const longest = 80;
const spaced =
  /^(.+?)(?:\s+(?:[-–—~〜～]|to|till|until|through|thru|bis|au|al|a|à|tot|do|до|по|至|ate|até)\s+|\s*(?:\.{2,}|…|→|->|[~〜～至])\s*)(.+)$/iu;
/** Without spaces a hyphen may belong to either date: what stands on both sides has to be a date with other marks. */
const tight = /^(\d{1,2}[./](?:\d{1,2}[./]?)?(?:\d{4}|\d{2})?)\s?[-–—]\s?(\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2}))$/;
const tightDays = new RegExp(
  `^(\\d{1,2}\\.?(?:\\s?${monthWord})?)[-–—](\\d{1,2}\\.?\\s${monthWord},?\\s\\d{4})$`,
  'iu',
);
const tightMonth = new RegExp(`^(${monthWord}\\s\\d{1,2})[-–—]((?:${monthWord}\\s)?\\d{1,2},?\\s\\d{4})$`, 'iu');
const isoPair = /^(\d{4}-\d{2}-\d{2}(?:T[^/]*)?)\/(\d{4}-\d{2}-\d{2}(?:T[^/]*)?)$/;
const bracketed = /^[[(]\s*(\d[^,;]{5,30}?)\s*[,;]\s*(\d[^,;]{5,30}?)\s*[\])]$/;
const wrapped = /^[[(]([^()[\]]+)[\])]$/;
const leadWords =
  /^(?:from|von|du|de|del|dal|from:|w\/c|w\/e|wc|week\s+(?:of|commencing|beginning|starting)|woche\s+(?:vom|ab)|semaine\s+du|van|od|с|from)\s+(?=[\p{L}\d])/iu;
const zoneBehind = /\s*\((?:[A-Z]{2,5}(?:\/[A-Z]{2,5})?|UTC[+-]?\d*|local(?: time)?)\)\s*$/i;

/**
 * The beginning of an interval as a date of its own, with what it leaves to its end: `02.01.-08.01.2023` gives
 * `02.01.2023`. Null for a cell that is no interval.
 */
export function startOfInterval(text: string): string | null {
  if (text.length > longest || text.length < 5) return null;
  const bare = text.trim().replace(zoneBehind, '');
  const pair = bracketed.exec(bare) ?? isoPair.exec(bare);
  if (pair) return isDateLike(pair[1] ?? '') && isDateLike(pair[2] ?? '') ? (pair[1] ?? null) : null;
  const led = (wrapped.exec(bare)?.[1] ?? bare).replace(leadWords, '');
  const found = spaced.exec(led) ?? tight.exec(led) ?? tightDays.exec(led) ?? tightMonth.exec(led);
  if (!found) return led !== bare || bare !== text.trim() ? asDate(led) : null;
  const [, start = '', end = ''] = found;
  if (!/\d/.test(start) || !/\d/.test(end)) return null;
  if (!Number.isNaN(readTimeOfDay(end))) return asDate(start);
  return complete(start.trim(), end.trim());
}

function asDate(text: string): string | null {
  return isDateLike(text) ? text : null;
}

/** A day with its year, in numbers or with the name of a month. */
const fullNumbers = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T\s,].*)?$/;
const fullWords = new RegExp(
  `^(?:\\d{1,2}\\.?[\\s-]*${monthWord}[\\s,-]*\\d{2,4}|${monthWord}\\s*\\d{1,2},?\\s*\\d{4}|\\d{4}[年년].*)(?:[T\\s,].*)?$`,
  'iu',
);

function isDateLike(text: string): boolean {
  return fullNumbers.test(text) || fullWords.test(text);
}

const dayMonth = /^(\d{1,2})([./-])(\d{1,2})[./-]?$/;
const numericEnd = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})$/;
const dayOnly = /^(\d{1,2})\.?$/;
const wordsEnd = new RegExp(
  `^(?:(\\d{1,2})\\.?\\s*(${monthWord}),?\\s*(\\d{4})|(${monthWord})\\s*(\\d{1,2}),?\\s*(\\d{4})|(\\d{1,2}),?\\s*(\\d{4}))$`,
  'iu',
);
const wordsStart = new RegExp(`^(?:(\\d{1,2})\\.?\\s*(${monthWord})|(${monthWord})\\s*(\\d{1,2}))$`, 'iu');

function complete(start: string, end: string): string | null {
  if (isDateLike(start)) return isDateLike(end) || /^\d/.test(end) ? start : null;
  const numeric = numericEnd.exec(end);
  if (numeric) {
    const [, first = '', second = '', year = ''] = numeric;
    const own = dayMonth.exec(start);
    if (own) {
      const [, a = '', mark = '', b = ''] = own;
      // From December to January: the beginning lies in the year before.
      const crosses =
        (Number(b) === 12 && Number(second) === 1) || (Number(a) === 12 && Number(first) === 1 && Number(b) > 12);
      const begun = crosses ? String(Number(year) - 1).padStart(year.length, '0') : year;
      return `${a}${mark}${b}${mark}${begun}`;
    }
    const day = dayOnly.exec(start)?.[1];
    const mark = end.charAt(first.length);
    return day === undefined ? null : `${day}${mark}${second}${mark}${year}`;
  }
  const words = wordsEnd.exec(end);
  if (!words) return null;
  const month = words[2] ?? words[4];
  const year = words[3] ?? words[6] ?? words[8] ?? '';
  const day = dayOnly.exec(start)?.[1];
  if (day !== undefined) return month === undefined ? null : `${day} ${month} ${year}`;
  const own = wordsStart.exec(start);
  if (!own) return null;
  const ownMonth = own[2] ?? own[3] ?? '';
  const crosses = /^d[eéi][ckz]/i.test(ownMonth) && month !== undefined && /^j/i.test(month);
  return `${own[1] ?? own[4]} ${ownMonth} ${crosses ? Number(year) - 1 : year}`;
}
