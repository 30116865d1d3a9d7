/** Plain numbers that may be dates: only where the column's name or place speaks for it. */
import { civilMs, dayMs } from '../../base/civil.ts';
import { calendarMs, dayOfYearMs, eraMs, gregorianYear, minguoYear } from './calendars.ts';
import type { DateFormat } from './date-format.ts';
import { periodFormats } from './periods.ts';
import { weekCounts, weekMs } from './weeks.ts';

export type DateContext = {
  soundsLikeTime: boolean;
  /** The first of several columns, where a table keeps its dates. */
  isFirst: boolean;
  /** Which order to take where the cells leave it open. */
  usualOrder: 'dmy' | 'mdy';
  /** The order that the user asked for. */
  askedOrder?: 'dmy' | 'mdy' | 'yymd';
  /** Whether dates are read as written, also where a spreadsheet seems to have changed day and month of some about. */
  keepsHalves?: boolean;
  /** The month in which fiscal years begin, where the user said it. */
  fiscalStart?: number;
  /** Whether another column tells the time of day, as where each day has a row an hour. */
  isBesideClock?: boolean;
  /** Whether the name says that it numbers weeks. */
  soundsLikeWeek?: boolean;
  /** Whether its name says that it numbers orders or the like. */
  isKey: boolean;
  /** Whether the column has a name. */
  isNamed: boolean;
};

const weekAndYear = /^\s*(\d{1,2})\s?[-/.]\s?((?:19|20)\d{2})\s*$/;

type DigitFormat = DateFormat & { fits: (cells: string[], context: DateContext) => boolean };

export const digitFormats: DigitFormat[] = [
  {
    name: 'YYYYMMDD',
    read: (text) => {
      const found = /^\s*(\d{4})(\d{2})(\d{2})\s*$/.exec(text);
      const year = Number(found?.[1]);
      return found && isYear(year) ? calendarMs(year, Number(found[2]), Number(found[3])) : Number.NaN;
    },
    readZone: null,
    fits: (_, { soundsLikeTime, isKey }) => soundsLikeTime || !isKey,
  },
  {
    name: 'DDMMYYYY',
    read: (text) => readCompact(text, 1, 2),
    readZone: null,
    fits: (cells, context) => (context.soundsLikeTime || areDaysInFront(cells, context)) && !readsMore(cells, 2, 1),
  },
  {
    name: 'MMDDYYYY',
    read: (text) => readCompact(text, 2, 1),
    readZone: null,
    fits: (cells, context) => context.soundsLikeTime && readsMore(cells, 2, 1),
  },
  {
    name: 'YYMMDD',
    read: (text) => {
      const found = /^\s*(\d{2})(\d{2})(\d{2})\s*$/.exec(text);
      return found
        ? civilMs(Number(found[1]) + (Number(found[1]) < 70 ? 2000 : 1900), Number(found[2]), Number(found[3]))
        : Number.NaN;
    },
    readZone: null,
    fits: (cells, { soundsLikeTime }) => soundsLikeTime && areRising(cells),
  },
  {
    name: 'ROC YYYMMDD',
    read: (text) => {
      const found = /^\s*(0?\d{2}|1\d{2})(\d{2})(\d{2})\s*$/.exec(text);
      return found ? civilMs(minguoYear(Number(found[1])), Number(found[2]), Number(found[3])) : Number.NaN;
    },
    readZone: null,
    fits: (cells, { soundsLikeTime }) =>
      soundsLikeTime && areRising(cells) && cells.some((cell) => /^\s*\d{7}\s*$/.test(cell)),
  },
  {
    name: 'ROC YYYMM',
    read: (text) => {
      const found = /^\s*(1\d{2}|0?[89]\d)(\d{2})\s*$/.exec(text);
      return found ? civilMs(minguoYear(Number(found[1])), Number(found[2]), 1) : Number.NaN;
    },
    readZone: null,
    fits: (cells, { soundsLikeTime }) => soundsLikeTime && areRising(cells),
  },
  {
    name: 'YYYYDDD',
    read: (text) => {
      const found = /^\s*((?:19|20)\d{2})[-./]?(\d{3})\s*$/.exec(text);
      return found ? dayOfYearMs(Number(found[1]), Number(found[2])) : Number.NaN;
    },
    readZone: null,
    fits: (cells, { soundsLikeTime }) => soundsLikeTime && cells.some((cell) => Number(cell.trim().slice(-3)) > 16),
  },
  {
    name: 'FY YYYYPPP',
    ...periodDigits(undefined),
    readZone: null,
    fits: (cells, context) => isTimeLike(cells, context),
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
    name: 'YYYYMMDDHH',
    read: (text) => {
      const found = /^\s*((?:19|20)\d{2})(\d{2})(\d{2})([01]\d|2[0-3])\s*$/.exec(text);
      return found
        ? civilMs(Number(found[1]), Number(found[2]), Number(found[3])) + Number(found[4]) * 3_600_000
        : Number.NaN;
    },
    readZone: null,
    fits: (cells, context) => isTimeLike(cells, context),
  },
  {
    name: 'YYYYMM',
    read: (text) => {
      const found = /^\s*(\d{4})(\d{2})\s*$/.exec(text);
      const year = Number(found?.[1]);
      return found && isYear(year) ? calendarMs(year, Number(found[2]), 1) : Number.NaN;
    },
    readZone: null,
    isTotal: (text) => /^\s*(?:19|20)\d{2}13\s*$/.test(text),
    fits: (cells, context) =>
      !(context.soundsLikeWeek && readsWeeks(cells)) && isTimeLike(withoutThirteenth(cells), context),
  },
  ...weekCounts.map((count): DigitFormat => {
    const read = (text: string) => {
      const found = /^\s*((?:19|20)\d{2})(\d{2})\s*$/.exec(text);
      return found ? weekMs(Number(found[1]), Number(found[2]), count) : Number.NaN;
    };
    return { name: `YYYYWW${count === 'iso' ? '' : ` (${count})`}`, read, readZone: null, fits: isTimeLike };
  }),
  {
    name: 'WW.YYYY',
    read: (text) => {
      const found = weekAndYear.exec(text);
      return found ? weekMs(Number(found[2]), Number(found[1]), 'iso') : Number.NaN;
    },
    readZone: null,
    fits: (cells, { soundsLikeWeek, soundsLikeTime }) => {
      const weeks = cells.map((cell) => Number(weekAndYear.exec(cell)?.[1]));
      return soundsLikeWeek === true || (soundsLikeTime && weeks.some((week) => week > 12 && week <= 53));
    },
  },
  {
    name: 'YYYY-WW',
    read: (text) => {
      const found = /^\s*((?:19|20)\d{2})\s?[-/.]\s?(\d{2})\s*$/.exec(text);
      return found ? weekMs(Number(found[1]), Number(found[2]), 'iso') : Number.NaN;
    },
    readZone: null,
    fits: (cells, { soundsLikeWeek }) =>
      soundsLikeWeek === true && cells.some((cell) => /[-/.]\s?(?:1[3-9]|[2-5]\d)\s*$/.test(cell)),
  },
  {
    name: 'YYYY.MM',
    read: (text) => {
      // A number loses the zero of its tenth month.
      const found = /^\s*((?:19|20)\d{2})\.(0[1-9]|1[0-2]?)\s*$/.exec(text);
      const month = found?.[2] === '1' ? 10 : Number(found?.[2]);
      return found ? civilMs(Number(found[1]), month, 1) : Number.NaN;
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
      const year = gregorianYear(Number(found?.[1]));
      return found && year >= 1600 && year <= 2200 ? civilMs(year, 1, 1) : Number.NaN;
    },
    readZone: null,
    fits: (cells, { soundsLikeTime, isFirst }) => soundsLikeTime || (isFirst && isConsecutive(cells)),
  },
  {
    name: 'decimal year',
    read: (text) => {
      const found = /^\s*((?:1[6-9]|20)\d{2})\.(\d{2,12})\s*$/.exec(text);
      if (!found) return Number.NaN;
      const [start, end] = [Number(found[1]), Number(found[1]) + 1].map((year) => civilMs(year, 1, 1));
      // A twelfth of a year is a month, whatever its number of days.
      const part = Number(`0.${found[2]}`);
      const twelfths = part * 12;
      const month = Math.floor(twelfths + 0.01);
      const isMonth = Math.min(Math.abs(twelfths - Math.round(twelfths)), Math.abs(twelfths - month - 0.5)) < 0.03;
      if (isMonth) return civilMs(Number(found[1]), (month % 12) + 1, 1);
      return start + Math.round((part * (end - start)) / dayMs) * dayMs;
    },
    readZone: null,
    fits: (cells, { soundsLikeTime, isFirst }) =>
      (soundsLikeTime || isFirst) && isIncreasing(cells) && areNear(cells, 1.1),
  },
  {
    name: 'Excel serial',
    read: readSerial,
    readZone: null,
    fits: (cells, { soundsLikeTime, isFirst, isNamed }) =>
      (soundsLikeTime && areNear(cells)) || (isFirst && !isNamed && isIncreasing(cells)),
  },
  {
    name: 'Unix seconds',
    read: (text) => readUnix(text, /^\s*\d{9,10}(?:\.\d+)?\s*$/, 1000),
    readZone: null,
    fits: (cells, context) => isTimeLike(cells, context),
  },
  {
    name: 'Unix microseconds',
    read: (text) => readUnix(text, /^\s*\d{15,16}(?:\.\d+)?\s*$/, 0.001),
    readZone: null,
    fits: (cells, context) => isTimeLike(cells, context),
  },
  {
    name: 'Unix nanoseconds',
    read: (text) => readUnix(text, /^\s*\d{18,19}\s*$/, 0.000_001),
    readZone: null,
    fits: (cells, context) => isTimeLike(cells, context),
  },
  {
    name: 'Unix milliseconds',
    read: (text) => readUnix(text, /^\s*\d{12,13}(?:\.\d+)?\s*$/, 1),
    readZone: null,
    fits: (cells, context) => isTimeLike(cells, context),
  },
];

/** Years of which a number of eight or six digits may begin with one. */
function isYear(year: number): boolean {
  return (year >= 1900 && year <= 2100) || (year >= 2440 && year <= 2640) || (year >= 1340 && year <= 1430);
}

/** Day, month and year without marks between; a number has lost the zero in front. */
function readCompact(text: string, dayPlace: 1 | 2, monthPlace: 1 | 2): number {
  const found = /^\s*(\d{1,2})(\d{2})((?:19|20|24|25)\d{2})\s*$/.exec(text);
  return found ? eraMs(Number(found[3]), Number(found[monthPlace]), Number(found[dayPlace])) : Number.NaN;
}

/** Whether more of the cells are dates with the month first, or they stand in better order. */
function readsMore(cells: string[], dayPlace: 1 | 2, monthPlace: 1 | 2): boolean {
  const [own, other] = [readWith(cells, dayPlace, monthPlace), readWith(cells, monthPlace, dayPlace)];
  return own.length !== other.length ? own.length > other.length : turnsOf(own) < turnsOf(other);
}

function readWith(cells: string[], dayPlace: 1 | 2, monthPlace: 1 | 2): number[] {
  return cells.map((cell) => readCompact(cell, dayPlace, monthPlace)).filter((ms) => !Number.isNaN(ms));
}

function turnsOf(times: number[]): number {
  return times.filter((ms, i) => i > 0 && ms < times[i - 1]).length;
}

/** Whether cells do not fall, or hardly ever, as where the rows of several series stand below each other. */
/** Whether the first column holds days one after the other, zeros in front of the first nine of a month. */
function areDaysInFront(cells: string[], { isFirst }: DateContext): boolean {
  if (!isFirst || cells.length < fewestDays || !cells.every((cell) => /^\s*\d{8}\s*$/.test(cell))) return false;
  const days = cells.map((cell) => readCompact(cell, 1, 2) / dayMs);
  return days.every((day, i) => i === 0 || (day >= days[i - 1] && day <= days[i - 1] + 31));
}
const fewestDays = 8;

function areRising(cells: string[]): boolean {
  return turnsOf(cells.map(Number)) <= cells.length * 0.1;
}

function readsWeeks(cells: string[]): boolean {
  return cells.every((cell) => /^\s*(?:19|20)\d{2}(?:[0-4]\d|5[0-3])\s*$/.test(cell));
}

function withoutThirteenth(cells: string[]): string[] {
  return cells.filter((cell) => !/13\s*$/.test(cell));
}

/** `2024001`: a fiscal year and a period of it, as SAP keeps them. */
function periodDigits(fiscalStart: number | undefined): Omit<DateFormat, 'name' | 'readZone'> {
  const named = periodFormats(fiscalStart).find(({ name }) => name === 'FY Ppp') as DateFormat;
  const spelled = (text: string) => text.replace(/^\s*((?:19|20)\d{2})(0\d{2})\s*$/, '$2/$1');
  const withFiscalStart = (month: number): DateFormat => ({
    name: 'FY YYYYPPP',
    readZone: null,
    ...periodDigits(month),
  });
  const isSpelled = (text: string) => /^\s*(?:19|20)\d{2}0\d{2}\s*$/.test(text);
  return {
    read: (text) => (isSpelled(text) ? named.read(spelled(text)) : Number.NaN),
    isTotal: (text) => isSpelled(text) && (named.isTotal?.(spelled(text)) ?? false),
    withFiscalStart,
    fiscalStart: fiscalStart ?? 1,
  };
}

/** Days since 1899-12-30, as Excel counts them after February 1900; the years 1954 to 2064. */
function readSerial(text: string): number {
  if (!/^\s*\d{5}(?:[.,]\d+)?\s*$/.test(text)) return Number.NaN;
  const serial = Number(text.replace(',', '.'));
  return serial >= 20_000 && serial < 60_500 ? Math.round((serial - 25_569) * 86_400) * 1000 : Number.NaN;
}

function readUnix(text: string, pattern: RegExp, msPerUnit: number): number {
  if (!pattern.test(text)) return Number.NaN;
  const ms = Math.round(Number(text) * msPerUnit);
  return ms >= 0 && ms < 4_102_444_800_000 ? ms : Number.NaN;
}

/** By its name, or as the first column, rising and not named as a number of orders or the like. */
function isTimeLike(cells: string[], { soundsLikeTime, isFirst, isKey }: DateContext): boolean {
  return soundsLikeTime || (isFirst && !isKey && isIncreasing(cells));
}

function isIncreasing(cells: string[]): boolean {
  return cells.length > 1 && cells.every((cell, i) => i === 0 || Number(cell) > Number(cells[i - 1]));
}

/** Whether most days lie within a year of the one before: loads and prices of five digits do not. */
function areNear(cells: string[], most = 366): boolean {
  const near = cells.filter((cell, i) => i === 0 || Math.abs(Number(cell) - Number(cells[i - 1])) <= most).length;
  return near >= cells.length * 0.8;
}

function isConsecutive(cells: string[]): boolean {
  return cells.length > 2 && cells.every((cell, i) => i === 0 || Math.abs(Number(cell) - Number(cells[i - 1])) === 1);
}
