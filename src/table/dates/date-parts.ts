/** Columns that hold a part of a date: its year, its month, its hour. */
import { civilFromDays, dayMs, fullYear } from '../../base/civil.ts';
import { nameWords } from '../columns/name-words.ts';
import { isWholeTotal } from '../layout/total-words.ts';
import type { Column } from '../table.ts';
import { areBareMonths, isYears, readBareMonth } from './bare-months.ts';

export type NumberPart = 'year' | 'quarter' | 'month' | 'dekad' | 'week' | 'day' | 'day-of-year' | 'hour' | 'minute';

const partWords: Record<NumberPart, RegExp> = {
  year: /^(year|yr|yyyy|jahr|año|ano|année|annee|anno|год|rok|jaar|yıl|y)$/,
  quarter: /^(quarter|qtr|quartal|trimestre|квартал|kwartał|kwartaal|q)$/,
  month: /^(month|mon|mm|mo|mth|mnth|monat|mes|mois|mese|mês|месяц|miesiąc|maand|ay|m)$/,
  dekad: /^(dekad|dekada|dekade|decad|décade|decade|decada|década|dec|tenday)$/,
  week: /^(week|wk|woche|kw|cw|semana|semaine|settimana|weeknum|weekofyear|isoweek|неделя|tydzień|hafta|uge|vecka)$/,
  day: /^(day|dd|dy|tag|día|dia|jour|giorno|dom|dayofmonth|день|dzień|dag|gün|d)$/,
  'day-of-year': /^(doy|ddd|dayofyear|yday|jday|julian|juliano|juliana|julianday|dayno|ydoy|jd|yearday)$/,
  hour: /^(hour|hr|hh|stunde|std|hora|heure|ora|he|час|godzina|uur|saat|h)$/,
  minute: /^(minute|min|minuto|mn|mi)$/,
};
const partSigns: [part: NumberPart, pattern: RegExp][] = [
  ['year', /^年份?度?$|^연도$|^년도?$|^ปี|^سال$|^السنة$/],
  ['quarter', /^季度?$|^분기$/],
  ['month', /^月份?$|^월$|^เดือน|^ماه$|^الشهر$/],
  ['dekad', /^旬$/],
  ['week', /^周次?$|^週$|^주차?$/],
  ['day', /^日期?$|^일$|^วัน(?:ที่)?$|^روز$|^اليوم$/],
  [
    'day-of-year',
    /day[\s_-]*of[\s_-]*(?:the[\s_-]*)?year|julian[\s_-]*day|tag[\s_-]*(?:des|im)[\s_-]*jahr|jour[\s_-]*(?:de[\s_-]*l|julien)|d[ií]a[\s_-]*(?:del?|do)[\s_-]*a[ñn]o|giorno[\s_-]*dell|dag[\s_-]*van[\s_-]*het[\s_-]*jaar|dzień[\s_-]*roku|день[\s_-]*года|年内?[通积積]日|年積日/i,
  ],
  ['hour', /^小?[时時](间)?$|^시간?$/],
];

const ranges: Record<NumberPart, [low: number, high: number]> = {
  year: [1600, 2700],
  quarter: [1, 4],
  month: [1, 12],
  dekad: [1, 36],
  week: [0, 53],
  day: [1, 31],
  'day-of-year': [1, 366],
  hour: [0, 24],
  minute: [0, 59],
};

/** Numbers beyond the last that are totals of the year. */
const totals: Partial<Record<NumberPart, number>> = { month: 13, quarter: 5 };

/** What stands beside a year in the place of its month where the row is of the whole year. */
const yearWords =
  /^\s*(?:y\.?t\.?d\.?|annual|yearly|total|full[\s-]?year|whole[\s-]?year|gesamt|jahr|summe|année|annuel|anual|total general|全年|合计|合計|年计|年計)\s*$/i;

/** Halves beside months or quarters, which are totals of the year as well. */
const halfWords = /^\s*(?:half\s?[12]|h[12]|[12](?:st|nd)? half|[12]\. ?(?:halbjahr|hj)|s0[1-3]|[上下]半年)\s*$/i;

function namesYear(label: string): boolean {
  return yearWords.test(label) || halfWords.test(label) || isWholeTotal(label);
}

const romans = ['I', 'II', 'III', 'IV'];

export type FoundPart = {
  index: number;
  /** NaN for totals. */
  values: Float64Array;
  /** Rows, from 0, that name a total of the year. */
  totalRows: number[];
};
type ReadPart = Omit<FoundPart, 'index'>;

/** The number that each cell of a column gives for a part of a date, NaN for totals; null where the column is no such part. */
function readPart(column: Column, part: NumberPart): ReadPart | null {
  const [low, high] = ranges[part];
  let values: Float64Array;
  if (column.kind === 'date') {
    if (!isYears(column) || part !== 'year') return null;
    values = column.values.map((ms) => (Number.isNaN(ms) ? ms : civilFromDays(Math.floor(ms / dayMs)).year));
  } else if (column.kind === 'number')
    values = part === 'year' ? wholeYears(column.name, column.values) : column.values;
  else {
    const numbers = column.labels.map((label) => readLabel(label, part));
    values = Float64Array.from(column.codes, (code) => numbers[code] ?? Number.NaN);
  }
  let outside = 0;
  let inside = 0;
  let total = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (Number.isInteger(value) && value >= low && value <= high) inside++;
    else if (value === totals[part]) total++;
    else outside++;
  }
  if (inside === 0 || outside > inside * 0.02 || total > inside / 4) return null;
  if (total === 0) return { values, totalRows: [] };
  const totalRows = [...values.keys()].filter((row) => values[row] === totals[part]);
  return { values: values.map((value) => (value === totals[part] ? Number.NaN : value)), totalRows };
}

/** Below it a year may be that of a study, or a month. */
const leastShortYear = 13;

/** Years of two digits as those of a century: `99` is 1999, `21` is 2021. */
function wholeYears(name: string, years: Float64Array): Float64Array {
  const isShort = (year: number) => Number.isInteger(year) && year >= leastShortYear && year < 100;
  if (name.trim().length < 2 || !years.every((year) => Number.isNaN(year) || isShort(year))) return years;
  return years.map((year) => (Number.isNaN(year) ? year : fullYear(String(year))));
}

function readLabel(label: string, part: NumberPart): number {
  const total = totals[part];
  if (total !== undefined && namesYear(label)) return total;
  if (part === 'month') {
    const named = readBareMonth(label);
    return Number.isNaN(named) ? Number(/^M?(\d{1,2})$/i.exec(label)?.[1]) : named;
  }
  if (part === 'quarter') {
    const roman = romans.indexOf(label.trim().replace(/\.$/, '').toUpperCase());
    return roman >= 0 ? roman + 1 : Number(/^(?:[QT]\s*)?([1-5])(?:[.]?\s*[QT].*)?$/i.exec(label)?.[1]);
  }
  if (part === 'week') return Number(/^(?:W|KW|CW|S|week\s*)?\s*(\d{1,2})$/i.exec(label)?.[1]);
  return Number(/^(\d{1,4})[年日时]?$/.exec(label)?.[1]);
}

export function findPart(columns: Column[], part: NumberPart): FoundPart | null {
  for (const [index, column] of columns.entries()) {
    if (!isNamed(column.name, part)) continue;
    const read = readPart(column, part);
    if (read) return { index, ...read };
  }
  // Names of months are months whatever their column is called.
  const named = part === 'month' ? columns.findIndex(isMonthNames) : -1;
  const months = named < 0 ? null : readPart(columns[named], part);
  return months && { index: named, ...months };
}

export function isMonthNames(column: Column): boolean {
  return column.kind === 'text' && areBareMonths(column.labels.filter((label) => !namesYear(label)));
}

/** Whether a column's name says that it holds a part of a date. */
export function isNamed(name: string, part: NumberPart): boolean {
  const words = nameWords(name);
  const last = words.at(-1) ?? '';
  // A single letter is a name only where nothing else stands beside it.
  const isWord = partWords[part].test(last) && (last.length > 1 || words.length === 1);
  return isWord || partSigns.some(([signed, pattern]) => signed === part && pattern.test(name.trim()));
}

/** Whether a column's name says that it holds fiscal years. */
export function isFiscalName(name: string): boolean {
  return /fiscal|geschäftsjahr|(?:^|[^a-z])(?:fy|gj|gjahr)(?:[^a-z]|$)|exercice|esercizio|财年|財年|会计年/i.test(name);
}
