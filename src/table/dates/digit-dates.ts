/** Plain numbers that may be dates: only where the column's name or place speaks for it. */
import { civilMs } from '../../base/civil.ts';
import type { DateFormat } from './date-format.ts';

export type DateContext = {
  soundsLikeTime: boolean;
  /** The first of several columns, where a table keeps its dates. */
  isFirst: boolean;
  /** Which order to take where the cells leave it open. */
  usualOrder: 'dmy' | 'mdy';
  /** The order that the user asked for. */
  askedOrder?: 'dmy' | 'mdy';
  /** Whether its name says that it numbers orders or the like. */
  isKey: boolean;
  /** Whether the column has a name. */
  isNamed: boolean;
};

export const digitFormats: (DateFormat & { fits: (cells: string[], context: DateContext) => boolean })[] = [
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
      return found && year >= 1900 && year <= 2100 ? civilMs(year, Number(found[2]), 1) : Number.NaN;
    },
    readZone: null,
    fits: (cells, context) => isTimeLike(cells, context),
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
    name: 'Unix milliseconds',
    read: (text) => readUnix(text, /^\s*\d{12,13}(?:\.\d+)?\s*$/, 1),
    readZone: null,
    fits: (cells, context) => isTimeLike(cells, context),
  },
];

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
function areNear(cells: string[]): boolean {
  const near = cells.filter((cell, i) => i === 0 || Math.abs(Number(cell) - Number(cells[i - 1])) <= 366).length;
  return near >= cells.length * 0.8;
}

function isConsecutive(cells: string[]): boolean {
  return cells.length > 2 && cells.every((cell, i) => i === 0 || Math.abs(Number(cell) - Number(cells[i - 1])) === 1);
}
