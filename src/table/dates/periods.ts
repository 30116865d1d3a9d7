/** Periods longer than a day by their labels: quarters, halves, weeks, months and years, also of fiscal years. */
import { civilMs, dayMs } from '../../base/civil.ts';
import { gregorianYear, minguoYear } from './calendars.ts';
import type { DateFormat } from './date-format.ts';
import { monthWord, readMonthName } from './month-names.ts';
import { nearestMonday, startOfIsoWeek, weekCounts, weekMs } from './weeks.ts';

type Year = {
  /** The calendar year, the fiscal year's name, or the first of two. */
  year: number;
  isFiscal: boolean;
  /** Written as two: `2017/18`. */
  isSplit: boolean;
};

const fiscalWords =
  'fye?|fiscal(?:\\s+year)?|f\\.?y\\.?|gj|wj|ej|geschäftsjahr|wirtschaftsjahr|exercice|ejercicio|esercizio|exercício|ay|my|sy|season|saison|schuljahr|school\\s+year|財年|财年|フィ?年';
const yearPattern = `(?:(?:${fiscalWords}|year|jahr|année|año|ano|anno|cy)[\\s.'-]*)?['’]?(?:\\d{4}|\\d{3}(?=年)|\\d{2})(?:\\s?[-/–]\\s?(?:\\d{4}|\\d{2})(?!\\d))?(?:[ae]$|\\s*(?:年度?|년도?|財年|财年|(?:г\\.?|год|r\\.)(?!\\p{L})))?`;
const yearParts = new RegExp(
  `^(${fiscalWords})?(?:year|jahr|année|año|ano|anno|cy)?[\\s.'’-]*(\\d{2,4})(?:\\s?[-/–]\\s?(\\d{2,4}))?\\D*$`,
  'iu',
);

function readYear(text: string): Year | null {
  const found = yearParts.exec(text.trim());
  if (!found) return null;
  const [, word, first = '', second] = found;
  const year = wholeYear(first);
  const isFiscal = word !== undefined || /[財财]年$/.test(text);
  if (second === undefined) return { year, isFiscal, isSplit: false };
  const next = second.length === 2 ? (year + 1) % 100 : year + 1;
  return Number(second) === next ? { year, isFiscal: true, isSplit: true } : null;
}

function wholeYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 3) return minguoYear(year);
  return gregorianYear(digits.length === 2 ? year + (year < 70 ? 2000 : 1900) : year);
}

/** A fiscal year is named by the one in which it ends, unless it is named by both. */
export function fiscalMs({ year, isSplit }: Year, start: number, monthsIn: number): number {
  const month = (start === 1 ? 0 : start - 1) + monthsIn;
  const first = isSplit || start === 1 ? year : year - 1;
  return civilMs(first + Math.floor(month / 12), (month % 12) + 1, 1);
}

type Kind = {
  name: string;
  /** What the period is called beside its year; its number in the first group that is there. */
  unit: string;
  /** Whether what is written before its year needs a mark between. */
  read: (found: string) => number;
  /** How many there are in a year, and the months each takes. */
  count: number;
  months: number;
  /** Numbers beyond those that are totals or corrections of the year. */
  mostTotals?: number;
  /** Labels beyond the last number that are no totals all the same. */
  isNoTotal?: RegExp;
  /** Weeks of a period, where it is no month. */
  weeks?: number;
};

const romans = ['i', 'ii', 'iii', 'iv'];
const characters = '一二三四';

function readNumber(text: string): number {
  const digits = /\d+/.exec(text);
  if (digits) return Number(digits[0]);
  const roman = romans.indexOf(/\b[iv]+\b/i.exec(text)?.[0].toLowerCase() ?? '');
  if (roman >= 0) return roman + 1;
  const halves = /[上下]|상|하/.exec(text)?.[0];
  if (halves) return halves === '上' || halves === '상' ? 1 : 2;
  return characters.indexOf(/[一二三四]/.exec(text)?.[0] ?? 'x') + 1 || Number.NaN;
}

const ordinal = '(?:st|nd|rd|th|er|ère|[eè]me|e|de|ste|º|ª|°|\\.)?';
const quarterWords =
  'quartal|quarter|qtr\\.?|qrt|trimestre|trim\\.?|vj\\.?|vierteljahr|kwartał|kwartaal|kw(?:\\.|ar[^\\s]*)|kv\\.?|квартал|кварт?\\.?|кв\\.?|çeyrek|четверть|분기|四半期|季度?|kvartal|trymestr|čtvrtletí|štvrťrok|negyedév|neljännes|kvartál';
const halfWords =
  'half(?:[\\s-]?year)?|hy|halbjahr|hj\\.?|semestre|semester|sem\\.?|semestr|półrocze|полугодие|полуг\\.?|semestre|yarıyıl|半期|반기|halvår|halfjaar|pololetí|polrok|félév';
const weekWords =
  'week|weeks|wk\\.?|w|kw|cw|woche|semaine|sem\\.?|semana|sem|settimana|sett\\.?|неделя|нед\\.?|tydzień|tydz\\.?|uge|vecka|v|hafta|hf|týden|周|週|주|w\\/?k|sett|s';

const quarter: Kind = {
  name: 'Qq',
  unit: `(?:f?[qt][\\s-]?0?[1-4]|0?[1-4]\\s?${ordinal}\\s*(?:[qt](?!\\p{L})|${quarterWords})|(?:${quarterWords})\\s*(?:0?[1-4]|iv|i{1,3})|(?:iv|i{1,3})\\s*(?:${quarterWords})|第?\\s*[1-4一二三四]\\s*(?:季度?|四半期|분기))`,
  read: readNumber,
  count: 4,
  months: 3,
};
const half: Kind = {
  name: 'Hh',
  unit: `(?:[hs][\\s-]?0?[12](?!\\d)|[12]\\s?[hs](?!\\p{L})|[12]\\s?${ordinal}\\s*(?:${halfWords})|(?:${halfWords})\\s*(?:[12](?!\\d)|i{1,2}(?!\\p{L}))|[上下]半?(?:年|期)|[상하]반기)`,
  read: readNumber,
  count: 2,
  months: 6,
};
const period: Kind = {
  name: 'Ppp',
  unit: '(?:(?:p|per\\.?|period|periode|période|periodo)[\\s-]?\\d{1,3}(?!\\d)|0\\d{2}(?!\\d))',
  read: readNumber,
  count: 12,
  months: 1,
  mostTotals: 16,
  // Thirteen periods of four weeks are written with two digits, the thirteenth of twelve months with three.
  isNoTotal: /^\D+13$/,
};
const fourWeeks: Kind = {
  ...period,
  name: 'Ppp (four weeks)',
  unit: '(?:(?:p|per\\.?|period|periode)[\\s-]?\\d{1,2}(?!\\d))',
  count: 13,
  weeks: 4,
  mostTotals: 0,
};
const fiscalMonth: Kind = {
  name: 'Mmm',
  unit: '(?:mm?[\\s-]?\\d{1,2}(?!\\d))',
  read: readNumber,
  count: 12,
  months: 1,
  mostTotals: 13,
};

const between = "[\\s\\-/.:_,'’]*(?:(?:of|de|del|des|van|di|do)\\s+)?";

/** Reads a unit and a year in either order; null for all else. */
function createSplitter(unit: string): (text: string) => { unit: string; year: Year } | null {
  const unitFirst = new RegExp(`^(${unit})${between}(${yearPattern})$`, 'iu');
  const yearFirst = new RegExp(`^(${yearPattern})${between}(${unit})$`, 'iu');
  return (text) => {
    const one = unitFirst.exec(text);
    const first = one && readYear(one[2] ?? '');
    if (first) return { unit: one[1] ?? '', year: first };
    const other = yearFirst.exec(text);
    const second = other && readYear(other[1] ?? '');
    return second ? { unit: other[2] ?? '', year: second } : null;
  };
}

type Label = { start: number; total: boolean };

/** A format of labels with a number and a year, in calendar years or in fiscal ones. */
function createFormat(kind: Kind, isFiscal: boolean): (start: number | undefined) => DateFormat {
  const split = createSplitter(kind.unit);
  const parse = (text: string, firstMonth: number | undefined): Label | null => {
    const trimmed = prepare(text);
    const found = trimmed === null ? null : split(trimmed);
    const isPeriod = kind === period || kind === fourWeeks;
    if (!found || (found.year.isFiscal || isPeriod) !== isFiscal) return null;
    const number = kind.read(found.unit);
    const total = number > kind.count && number <= (kind.mostTotals ?? 0) && !kind.isNoTotal?.test(found.unit);
    if (!total && !(number >= 1 && number <= kind.count)) return null;
    if (kind.weeks) return { start: fourWeeksMs(found.year, firstMonth ?? usualStart(found.year), number), total };
    const start = isFiscal
      ? fiscalMs(found.year, firstMonth ?? usualStart(found.year), (number - 1) * kind.months)
      : civilMs(found.year.year, (number - 1) * kind.months + 1, 1);
    return { start: total ? Number.NaN : start, total };
  };
  const create = (firstMonth: number | undefined): DateFormat => ({
    name: isFiscal ? `FY ${kind.name}` : `YYYY-${kind.name}`,
    read: (text) => parse(text, firstMonth)?.start ?? Number.NaN,
    readZone: null,
    ...(kind.mostTotals !== undefined && { isTotal: (text: string) => parse(text, firstMonth)?.total ?? false }),
    ...(isFiscal && { withFiscalStart: create, fiscalStart: firstMonth ?? 1 }),
  });
  return create;
}

const anyYear = 2020;

/** Periods of 28 days that follow one another through the years, thirteen to each. */
function fourWeeksMs({ year, isSplit }: Year, firstMonth: number, number: number): number {
  const first = fiscalMs({ year: anyYear, isSplit, isFiscal: true }, firstMonth, 0);
  return first + ((year - anyYear) * 13 + number - 1) * 28 * dayMs;
}

/** Years that are named by two begin in the midst of the first: in April, where nothing else is said. */
function usualStart({ isSplit }: Year): number {
  return isSplit ? 4 : 1;
}

/** A label that may be one of a period, or null: most cells are none, and digits alone, such as `10001`, never are. */
function prepare(text: string): string | null {
  if (text.length > 60) return null;
  const trimmed = text.trim();
  return trimmed.length >= 4 && /\d/.test(trimmed) && /\D/.test(trimmed) ? trimmed : null;
}

const monthUnit = createSplitter(`(?:${monthWord})`);
const createFiscalMonthName = (firstMonth: number | undefined): DateFormat => ({
  name: 'FY MMM',
  read: (text) => {
    const trimmed = prepare(text);
    const found = trimmed === null ? null : monthUnit(trimmed);
    if (!found?.year.isFiscal) return Number.NaN;
    const month = readMonthName(found.unit);
    const start = firstMonth ?? usualStart(found.year);
    return fiscalMs(found.year, start, (month - start + 12) % 12);
  },
  readZone: null,
  withFiscalStart: createFiscalMonthName,
  fiscalStart: firstMonth ?? 1,
});

const yearLabel = new RegExp(`^(?:${yearPattern})$`, 'iu');
const createFiscalYear = (firstMonth: number | undefined): DateFormat => ({
  name: 'FY',
  read: (text) => {
    const trimmed = prepare(text);
    const year = trimmed !== null && yearLabel.test(trimmed) ? readYear(trimmed) : null;
    // Two digits on both sides of a dash are hours as well.
    const isRange = trimmed !== null && /^\d{2}\s?[-–]/.test(trimmed);
    return year?.isFiscal && !isRange ? fiscalMs(year, firstMonth ?? usualStart(year), 0) : Number.NaN;
  },
  readZone: null,
  withFiscalStart: createFiscalYear,
  fiscalStart: firstMonth ?? 1,
});

const weekUnit = `(?:(?:${weekWords})[\\s.-]?\\d{1,2}(?!\\d)|第\\s*\\d{1,2}\\s*[周週]|\\d{1,2}\\s*${ordinal}\\s*(?:周|週|주|week|woche|kw|неделя))`;
const splitWeek = createSplitter(weekUnit);
const isoDay = /^(\d{4})-?W(\d{2})-?([1-7])$/i;

const weekFormats: DateFormat[] = weekCounts.map((count) => ({
  name: count === 'iso' ? 'YYYY-Www' : `YYYY-Www (${count})`,
  read: (text) => {
    const trimmed = prepare(text);
    if (trimmed === null) return Number.NaN;
    const day = isoDay.exec(trimmed);
    if (day) return startOfIsoWeek(Number(day[1]), Number(day[2]), Number(day[3]));
    const found = splitWeek(trimmed);
    if (!found || found.year.isFiscal || /^['’]?\d{2}(?!\d)[^\p{L}]*$/u.test(found.unit)) return Number.NaN;
    return weekMs(found.year.year, readNumber(found.unit), count);
  },
  readZone: null,
}));

const createFiscalWeek = (firstMonth: number | undefined): DateFormat => ({
  name: 'FY Www',
  read: (text) => {
    const trimmed = prepare(text);
    const found = trimmed === null ? null : splitWeek(trimmed);
    const week = found?.year.isFiscal ? readNumber(found.unit) : Number.NaN;
    if (!found || !(week >= 1 && week <= 53)) return Number.NaN;
    return nearestMonday(fiscalMs(found.year, firstMonth ?? usualStart(found.year), 0)) + (week - 1) * 7 * dayMs;
  },
  readZone: null,
  withFiscalStart: createFiscalWeek,
  fiscalStart: firstMonth ?? 1,
});

const calendarFormats = [half, quarter, fiscalMonth].map((kind) => createFormat(kind, false)(undefined));
const fiscalFormats = [
  ...[half, quarter, period, fourWeeks, fiscalMonth].map((kind) => createFormat(kind, true)),
  createFiscalMonthName,
  createFiscalWeek,
  createFiscalYear,
];

/** Years as Statistics Netherlands writes them beside its months and quarters: `2021JJ00`. */
const dutchYear: DateFormat = {
  name: 'YYYY',
  read: (text) => {
    const year = /^\s*(\d{4})JJ00\s*$/.exec(text)?.[1];
    return year === undefined ? Number.NaN : civilMs(Number(year), 1, 1);
  },
  readZone: null,
};

/** @param fiscalStart the month in which fiscal years begin, where the user said it */
export function periodFormats(fiscalStart?: number): DateFormat[] {
  return [...calendarFormats, dutchYear, ...weekFormats, ...fiscalFormats.map((create) => create(fiscalStart))];
}
