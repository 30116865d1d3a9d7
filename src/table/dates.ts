/**
 * Dates as people write them, decided for a whole column: 03/04/2024 is settled by its neighbours. All give milliseconds
 * since 1970 of the wall-clock time read as if it were UTC.
 */
import { dayMs, daysFromCivil, daysInMonth } from './civil.ts';
import { nameWords } from './name-words.ts';

export type DateFormat = {
  /** Shown to the user: `DD/MM/YYYY`. */
  name: string;
  /** Milliseconds of the wall-clock time, or NaN. */
  read: (text: string) => number;
  /** Minutes that the written zone is ahead of UTC, NaN where the cell has none; null for formats without zones. */
  readZone: ((text: string) => number) | null;
};

const earliestYear = 1000;
const latestYear = 2999;

/** NaN unless the date exists and its year has four digits. */
function civilMs(year: number, month: number, day: number): number {
  if (year < earliestYear || year > latestYear || day < 1 || day > daysInMonth(year, month)) return Number.NaN;
  return daysFromCivil(year, month, day) * dayMs;
}

/** 0-69 is this century, 70-99 the last. */
function fullYear(text: string): number {
  const year = Number(text);
  return text.length === 2 ? year + (year < 70 ? 2000 : 1900) : year;
}

const clockPattern =
  /^(?:[T,\s]\s*|,\s+)(\d{1,2})(?:(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*([ap])\.?m\.?|:(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?|(?=$))\s*(?:Z|UTC|GMT)?\s*(?:[+-]\d{2}:?(?:\d{2})?)?$/i;
const zonePattern = /(?:(Z|UTC|GMT)|([+-])(\d{2}):?(\d{2})?)$/i;

/** Milliseconds into the day that the end of a cell, from `start`, tells; 0 where nothing is left, NaN where it is no time. */
function readClock(text: string, start: number): number {
  const length = text.length;
  if (start >= length) return 0;
  const isPlain = (length - start === 6 || length - start === 9) && text.charCodeAt(start + 3) === 58;
  if (isPlain) {
    const hour = twoDigits(text, start + 1);
    const minute = twoDigits(text, start + 4);
    const second = length - start === 9 ? twoDigits(text, start + 7) : 0;
    const separator = text.charCodeAt(start);
    const isSeparated = separator === 32 || separator === 84;
    const isMarked = length - start === 6 || text.charCodeAt(start + 6) === 58;
    if (isSeparated && isMarked && hour < 24 && minute < 60 && second < 60) {
      return hour * 3_600_000 + minute * 60_000 + second * 1000;
    }
  }
  return readAnyClock(text.slice(start));
}

function readAnyClock(tail: string): number {
  if (tail.trim() === '') return 0;
  const found = clockPattern.exec(tail);
  if (!found) return Number.NaN;
  const [, hourText, minute12, second12, fraction12, half, minute24, second24, fraction24] = found;
  let hour = Number(hourText);
  const minute = Number(minute12 ?? minute24 ?? 0);
  const second = Number(second12 ?? second24 ?? 0);
  const milliseconds = Math.floor(Number(`0.${fraction12 ?? fraction24 ?? 0}`) * 1000);
  if (half) {
    if (hour < 1 || hour > 12) return Number.NaN;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  const isEndOfDay = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !isEndOfDay) || minute > 59 || second > 60) return Number.NaN;
  return hour * 3_600_000 + minute * 60_000 + second * 1000 + milliseconds;
}

/** NaN where one of the two characters is no digit. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function readZone(text: string): number {
  const found = zonePattern.exec(text.trim());
  if (!found || !/\d[T\s,]\s*\d{1,2}\b/.test(text)) return Number.NaN;
  if (found[1]) return 0;
  const minutes = Number(found[3]) * 60 + Number(found[4] ?? 0);
  return found[2] === '-' ? -minutes : minutes;
}

type DateOrder = 'ymd' | 'dmy' | 'mdy';

/**
 * Reads three numbers with the same separator (`-`, `/` or `.`) between them, and a time of day behind them where there
 * is one; NaN for all else. The year has four digits; the last number may be a year of two.
 */
function readNumericDate(text: string, order: DateOrder): number {
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
    day = civilMs(a, b, c);
  } else {
    if (aDigits > 2 || (cDigits !== 4 && cDigits !== 2)) return Number.NaN;
    const year = cDigits === 4 ? c : c + (c < 70 ? 2000 : 1900);
    day = order === 'dmy' ? civilMs(year, b, a) : civilMs(year, a, b);
  }
  return i === length ? day : day + readClock(text, i);
}

const monthWords: [month: number, words: string][] = [
  [1, 'jan january januar jänner janvier janv ene enero 一月'],
  [2, 'feb february februar février févr fév fevrier febrero 二月'],
  [3, 'mar march mär märz mrz maerz mars marzo 三月'],
  [4, 'apr april avril avr abr abril 四月'],
  [5, 'may mai mayo 五月'],
  [6, 'jun june juni juin junio 六月'],
  [7, 'jul july juli juillet juil julio 七月'],
  [8, 'aug august août aout ago agosto 八月'],
  [9, 'sep sept september septembre septiembre 九月'],
  [10, 'oct october okt oktober octobre octubre 十月'],
  [11, 'nov november novembre noviembre 十一月'],
  [12, 'dec december dez dezember déc décembre decembre dic diciembre 十二月'],
];
const monthByWord = new Map(monthWords.flatMap(([month, words]) => words.split(' ').map((word) => [word, month])));

/** 1-12, or NaN for a word that names no month. */
function readMonthName(word: string): number {
  return monthByWord.get(word.toLowerCase().replace(/\.$/, '')) ?? Number.NaN;
}

const letters = '\\p{L}+\\.?';
const weekday = `(?:(?:mon|tue|wed|thu|fri|sat|sun)\\p{L}*,?\\s+)?`;

type Pattern = { name: string; pattern: RegExp; read: (groups: string[], rest: string) => number };

function startOfIsoWeek(year: number, week: number, weekdayNumber: number): number {
  const fourth = daysFromCivil(year, 1, 4);
  const monday = fourth - ((((fourth + 3) % 7) + 7) % 7);
  const start = monday + (week - 1) * 7;
  const thursday = daysFromCivil(year + 1, 1, 1);
  if (week < 1 || week > 53 || weekdayNumber < 1 || weekdayNumber > 7 || start + 3 >= thursday) return Number.NaN;
  return (start + weekdayNumber - 1) * dayMs;
}

function quarterMs(year: number, quarter: number): number {
  return quarter >= 1 && quarter <= 4 ? civilMs(year, quarter * 3 - 2, 1) : Number.NaN;
}

const chineseClock = /^\s*(\d{1,2})[时:點点](\d{1,2})?分?(?::?(\d{1,2})秒?)?$/;

function readChineseClock(rest: string): number {
  if (rest.trim() === '') return 0;
  const found = chineseClock.exec(rest);
  if (!found) return readAnyClock(rest);
  const [hour, minute, second] = [Number(found[1]), Number(found[2] ?? 0), Number(found[3] ?? 0)];
  return hour < 24 && minute < 60 && second < 60 ? hour * 3_600_000 + minute * 60_000 + second * 1000 : Number.NaN;
}

const patterns: Pattern[] = [
  {
    name: 'YYYY-MM',
    pattern: /^(\d{4})[-/](\d{1,2})$/,
    read: ([year = '', month = '']) => civilMs(Number(year), Number(month), 1),
  },
  {
    name: 'MM/YYYY',
    pattern: /^(\d{1,2})[-/](\d{4})$/,
    read: ([month = '', year = '']) => civilMs(Number(year), Number(month), 1),
  },
  {
    name: 'YYYYMmm',
    pattern: /^(\d{4})[-\s]?M(\d{1,2})$/i,
    read: ([year = '', month = '']) => civilMs(Number(year), Number(month), 1),
  },
  {
    name: 'MMM YYYY',
    pattern: new RegExp(`^(${letters})[-\\s/,']*(\\d{4}|\\d{2})$`, 'u'),
    read: ([month = '', year = '']) => civilMs(fullYear(year), readMonthName(month), 1),
  },
  {
    name: 'YYYY MMM',
    pattern: new RegExp(`^(\\d{4})[-\\s/]*(${letters})$`, 'u'),
    read: ([year = '', month = '']) => civilMs(Number(year), readMonthName(month), 1),
  },
  {
    name: 'D MMM YYYY',
    pattern: new RegExp(
      `^${weekday}(\\d{1,2})(?:st|nd|rd|th|er)?\\.?[-\\s/]*(?:de\\s+|of\\s+)?(${letters})[-\\s/,']*(?:de\\s+)?(\\d{4}|\\d{2})(?!\\d)`,
      'iu',
    ),
    read: ([day = '', month = '', year = ''], rest) =>
      civilMs(fullYear(year), readMonthName(month), Number(day)) + readAnyClock(rest),
  },
  {
    name: 'MMM D, YYYY',
    pattern: new RegExp(`^${weekday}(${letters})[-\\s]*(\\d{1,2})(?:st|nd|rd|th)?[-\\s,]+(\\d{4})(?!\\d)`, 'iu'),
    read: ([month = '', day = '', year = ''], rest) =>
      civilMs(Number(year), readMonthName(month), Number(day)) + readAnyClock(rest),
  },
  {
    name: 'YYYY MMM D',
    pattern: new RegExp(`^(\\d{4})[-\\s/]*(${letters})[-\\s/]*(\\d{1,2})(?!\\d)`, 'u'),
    read: ([year = '', month = '', day = ''], rest) =>
      civilMs(Number(year), readMonthName(month), Number(day)) + readAnyClock(rest),
  },
  {
    name: 'YYYY年M月D日',
    pattern: /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]/,
    read: ([year = '', month = '', day = ''], rest) =>
      civilMs(Number(year), Number(month), Number(day)) + readChineseClock(rest),
  },
  {
    name: 'YYYY年M月',
    pattern: /^(\d{4})\s*年\s*(\d{1,2})\s*月份?$/,
    read: ([year = '', month = '']) => civilMs(Number(year), Number(month), 1),
  },
  { name: 'YYYY年', pattern: /^(\d{4})\s*年度?$/, read: ([year = '']) => civilMs(Number(year), 1, 1) },
  {
    name: 'YYYYQq',
    pattern: /^(\d{4})\s*[-/]?\s*Q\s*([1-4])$/i,
    read: ([year = '', quarter = '']) => quarterMs(Number(year), Number(quarter)),
  },
  {
    name: 'Qq YYYY',
    pattern: /^Q\s*([1-4])[-\s/']*(\d{4}|\d{2})$/i,
    read: ([quarter = '', year = '']) => quarterMs(fullYear(year), Number(quarter)),
  },
  {
    name: 'YYYY年第q季度',
    pattern: /^(\d{4})\s*年\s*第?\s*([1-4一二三四])\s*季度?$/,
    read: ([year = '', quarter = '']) => quarterMs(Number(year), '一二三四'.indexOf(quarter) + 1 || Number(quarter)),
  },
  {
    name: 'YYYY-Www',
    pattern: /^(\d{4})[-\s]?W(\d{1,2})(?:-?([1-7]))?$/i,
    read: ([year = '', week = '', day = '1']) => startOfIsoWeek(Number(year), Number(week), Number(day)),
  },
];

function readPattern({ pattern, read }: Pattern): (text: string) => number {
  return (text) => {
    const trimmed = text.trim();
    if (trimmed.length < 4 || trimmed.length > 60) return Number.NaN;
    const found = pattern.exec(trimmed);
    return found ? read(found.slice(1), trimmed.slice(found[0].length)) : Number.NaN;
  };
}

/** Formats that no number can be mistaken for. */
const namedFormats: DateFormat[] = patterns.map((pattern) => ({
  name: pattern.name,
  read: readPattern(pattern),
  readZone: null,
}));

const numericOrders: DateOrder[] = ['ymd', 'dmy', 'mdy'];
const orderNames: Record<DateOrder, string[]> = {
  ymd: ['YYYY', 'MM', 'DD'],
  dmy: ['DD', 'MM', 'YYYY'],
  mdy: ['MM', 'DD', 'YYYY'],
};

/** Numbers that may be dates: only where the column's name or place speaks for it. */
const digitFormats: (DateFormat & { fits: (cells: string[], context: DateContext) => boolean })[] = [
  {
    name: 'YYYYMMDD',
    read: (text) => {
      const found = /^\s*(\d{4})(\d{2})(\d{2})\s*$/.exec(text);
      const year = Number(found?.[1]);
      return found && year >= 1900 && year <= 2100 ? civilMs(year, Number(found[2]), Number(found[3])) : Number.NaN;
    },
    readZone: null,
    fits: () => true,
  },
  {
    name: 'YYYYMMDDHHmmss',
    read: (text) => {
      const found = /^\s*(\d{4})(\d{2})(\d{2})T?([01]\d|2[0-3])([0-5]\d)([0-5]\d)?Z?\s*$/.exec(text);
      const year = Number(found?.[1]);
      if (!found || year < 1900 || year > 2100) return Number.NaN;
      const [hour, minute, second] = [Number(found[4]), Number(found[5]), Number(found[6] ?? 0)];
      const clock = hour * 3_600_000 + minute * 60_000 + second * 1000;
      return civilMs(year, Number(found[2]), Number(found[3])) + clock;
    },
    readZone: null,
    fits: () => true,
  },
  {
    name: 'YYYYMM',
    read: (text) => {
      const found = /^\s*(\d{4})(\d{2})\s*$/.exec(text);
      const year = Number(found?.[1]);
      return found && year >= 1900 && year <= 2100 ? civilMs(year, Number(found[2]), 1) : Number.NaN;
    },
    readZone: null,
    fits: (cells, { soundsLikeTime, isFirst }) => soundsLikeTime || (isFirst && isIncreasing(cells)),
  },
  {
    name: 'YYYY.MM',
    read: (text) => {
      const found = /^\s*((?:19|20)\d{2})\.(0[1-9]|1[0-2])\s*$/.exec(text);
      return found ? civilMs(Number(found[1]), Number(found[2]), 1) : Number.NaN;
    },
    readZone: null,
    fits: (_, { soundsLikeTime }) => soundsLikeTime,
  },
  {
    name: 'MM.YYYY',
    read: (text) => {
      const found = /^\s*(0?[1-9]|1[0-2])\.((?:19|20)\d{2})\s*$/.exec(text);
      return found ? civilMs(Number(found[2]), Number(found[1]), 1) : Number.NaN;
    },
    readZone: null,
    fits: (_, { soundsLikeTime }) => soundsLikeTime,
  },
  {
    name: 'YYYY',
    read: (text) => {
      const found = /^\s*(\d{4})(?:\.0)?\s*$/.exec(text);
      const year = Number(found?.[1]);
      return found && year >= 1600 && year <= 2200 ? civilMs(year, 1, 1) : Number.NaN;
    },
    readZone: null,
    fits: (cells, { soundsLikeTime, isFirst }) => soundsLikeTime || (isFirst && isConsecutive(cells)),
  },
  {
    name: 'Unix seconds',
    read: (text) => readUnix(text, /^\s*\d{9,10}(?:\.\d+)?\s*$/, 1000),
    readZone: null,
    fits: (cells, { soundsLikeTime, isFirst }) => soundsLikeTime || (isFirst && isIncreasing(cells)),
  },
  {
    name: 'Unix milliseconds',
    read: (text) => readUnix(text, /^\s*\d{12,13}(?:\.\d+)?\s*$/, 1),
    readZone: null,
    fits: (cells, { soundsLikeTime, isFirst }) => soundsLikeTime || (isFirst && isIncreasing(cells)),
  },
];

function readUnix(text: string, pattern: RegExp, msPerUnit: number): number {
  if (!pattern.test(text)) return Number.NaN;
  const ms = Math.round(Number(text) * msPerUnit);
  return ms >= 0 && ms < 4_102_444_800_000 ? ms : Number.NaN;
}

function isIncreasing(cells: string[]): boolean {
  return cells.length > 1 && cells.every((cell, i) => i === 0 || Number(cell) > Number(cells[i - 1]));
}

function isConsecutive(cells: string[]): boolean {
  return cells.length > 2 && cells.every((cell, i) => i === 0 || Math.abs(Number(cell) - Number(cells[i - 1])) === 1);
}

const timeWords = new Set(
  (
    'date dates datetime time timestamp day week month year quarter period ds dt ts epoch unix ym ymd yr yyyymm yyyymmdd' +
    ' datum zeit jahr monat tag woche quartal fecha año ano mes semana trimestre jour mois année annee semaine'
  ).split(' '),
);

/** Whether a column's name says that it holds times: `Order Date`, `created_at`, `ds`, `日期`. */
export function soundsLikeTime(name: string): boolean {
  return (
    nameWords(name).some((word) => timeWords.has(word)) ||
    /_at$|date$|(?:start|end)time$|[日时期年月周]|季度/i.test(name)
  );
}

export type DateContext = {
  soundsLikeTime: boolean;
  /** The first of several columns, where a table keeps its dates. */
  isFirst: boolean;
  /** Which order to take where the cells leave it open. */
  usualOrder: 'dmy' | 'mdy';
};

export type DateDecision = {
  format: DateFormat;
  /** Share of the cells that the format reads, 0-1. */
  share: number;
  /** Day and month could as well change places: nothing in the column tells. */
  isAmbiguous: boolean;
};

/**
 * How the dates of a column are written; null where no format reads half of them.
 *
 * @param cells a sample of the column in the order of the file, missing ones left out
 */
export function decideDateFormat(cells: string[], context: DateContext): DateDecision | null {
  const numeric = decideNumericOrder(cells, context);
  const others = namedFormats.map((format) => ({ format, share: shareRead(cells, format), isAmbiguous: false }));
  const digits = digitFormats.map((format) => ({ format, share: shareRead(cells, format), isAmbiguous: false }));
  const fitting = digits.filter(({ format, share }) => share >= 0.95 && format.fits(cells, context));
  const decisions = [...(numeric ? [numeric] : []), ...others, ...fitting];
  let best: DateDecision | null = null;
  for (const decision of decisions) if (decision.share >= 0.5 && decision.share > (best?.share ?? 0)) best = decision;
  return best;
}

function shareRead(cells: string[], format: DateFormat): number {
  if (cells.length === 0) return 0;
  let readable = 0;
  for (let i = 0; i < cells.length; i++) {
    if (!Number.isNaN(format.read(cells[i]))) readable++;
    else if (i >= 20 && readable === 0) return 0;
  }
  return readable / cells.length;
}

function decideNumericOrder(cells: string[], { usualOrder }: DateContext): DateDecision | null {
  const formats = numericOrders.map((order) => nameOrder(order, cells));
  const shares = formats.map((format) => shareRead(cells, format));
  const [ymd = 0, dmy = 0, mdy = 0] = shares;
  const [ymdFormat, dmyFormat, mdyFormat] = formats as [DateFormat, DateFormat, DateFormat];
  const best = Math.max(ymd, dmy, mdy);
  if (best < 0.5) return null;
  if (ymd === best) return { format: ymdFormat, share: ymd, isAmbiguous: false };
  if (dmy > mdy) return { format: dmyFormat, share: dmy, isAmbiguous: false };
  if (mdy > dmy) return { format: mdyFormat, share: mdy, isAmbiguous: false };
  const disorder = disorderOf(cells, dmyFormat) - disorderOf(cells, mdyFormat);
  if (disorder !== 0) return { format: disorder < 0 ? dmyFormat : mdyFormat, share: best, isAmbiguous: false };
  const evenness = unevennessOf(cells, dmyFormat) / unevennessOf(cells, mdyFormat);
  if (evenness > 3) return { format: mdyFormat, share: best, isAmbiguous: false };
  if (evenness < 1 / 3) return { format: dmyFormat, share: best, isAmbiguous: false };
  // The same day and month everywhere, as on 01/01 of each year, reads the same both ways.
  const isSame = cells.every((cell) => Object.is(dmyFormat.read(cell), mdyFormat.read(cell)));
  return { format: usualOrder === 'dmy' ? dmyFormat : mdyFormat, share: best, isAmbiguous: !isSame };
}

/** How often the dates turn round: 0 for a column in order, forwards or backwards. */
function disorderOf(cells: string[], format: DateFormat): number {
  let turns = 0;
  let last = Number.NaN;
  let direction = 0;
  for (const cell of cells) {
    const ms = format.read(cell);
    const change = Math.sign(ms - last);
    if (change !== 0 && !Number.isNaN(change)) {
      if (direction !== 0 && change !== direction) turns++;
      direction = change;
    }
    last = ms;
  }
  return turns;
}

/** The longest time between two neighbouring dates over the shortest: near 1 for a regular series. */
function unevennessOf(cells: string[], format: DateFormat): number {
  const times = [...new Set(cells.map(format.read))].filter((ms) => !Number.isNaN(ms)).sort((a, b) => a - b);
  const steps = times.slice(1).map((ms, i) => ms - times[i]);
  return steps.length < 2 ? 1 : Math.max(...steps) / Math.min(...steps);
}

/** The format of an order, named as the first readable cell writes it. */
function nameOrder(order: DateOrder, cells: string[]): DateFormat {
  const read = (text: string) => readNumericDate(text, order);
  const example = cells.find((cell) => !Number.isNaN(read(cell))) ?? '';
  const separator = /[-/.]/.exec(example)?.[0] ?? '-';
  const hasClock = cells.some((cell) => cell.includes(':') || /\d[T\s]\d/.test(cell));
  const hasZone = hasClock && cells.some((cell) => !Number.isNaN(readZone(cell)));
  const name = orderNames[order].join(separator) + (hasClock ? ' HH:mm' : '') + (hasZone ? ' Z' : '');
  return { name, read, readZone: hasZone ? readZone : null };
}

/** Whether a cell is a date in any format that no number can be mistaken for. */
export function looksLikeDate(text: string): boolean {
  return (
    numericOrders.some((order) => !Number.isNaN(readNumericDate(text, order))) ||
    namedFormats.some((format) => !Number.isNaN(format.read(text)))
  );
}
