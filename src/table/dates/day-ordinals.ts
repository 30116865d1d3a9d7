/** What tells the time of day beside a column of days: a clock, an hour, the number of a settlement period. */
import { civilFromDays, dayMs } from '../../base/civil.ts';
import type { Column, NumberColumn, TextColumn } from '../table.ts';
import { readTimeOfDay } from './clock.ts';
import { findPart } from './date-parts.ts';
import { isDurationName } from './durations.ts';
import { soundsLikeClock } from './time-words.ts';

/** Milliseconds into the day for each row, and the columns that tell them. */
export type DayTimes = { columns: number[]; clock: Float64Array };

const hourMs = 3_600_000;
const minuteMs = 60_000;
const mostLabels = 90_000;

/**
 * @param days milliseconds of the midnight of each row
 * @param dayColumn the column that these come from
 */
export function findDayTimes(columns: Column[], days: Float64Array, dayColumn: number): DayTimes | null {
  const repeats = hasRepeats(days);
  for (const [index, column] of columns.entries()) {
    if (index === dayColumn || column.kind !== 'text' || isDurationName(column.name)) continue;
    if (!repeats && !soundsLikeClock(column.name)) continue;
    const clock = readClocks(column);
    if (clock) return { columns: [index], clock };
  }
  if (!repeats) return null;
  const minute = findPart(columns, 'minute');
  for (const [index, column] of columns.entries()) {
    if (index === dayColumn || isDurationName(column.name)) continue;
    const clock = minute ? null : readOrdinals(column, days);
    if (clock) return { columns: [index], clock };
  }
  const hour = findPart(columns, 'hour');
  if (!hour) return null;
  // Hours that run from 1 to 24 name the hour that ends then; they are moved so that each day has its own.
  const shift = hour.values.some((value) => value === 24) && !hour.values.some((value) => value === 0) ? 1 : 0;
  const clock = hour.values.map((value, row) => (value - shift) * hourMs + (minute?.values[row] ?? 0) * minuteMs);
  return { columns: minute ? [hour.index, minute.index] : [hour.index], clock };
}

function hasRepeats(values: Float64Array): boolean {
  for (let i = 1; i < Math.min(values.length, 1000); i++) if (values[i] === values[i - 1]) return true;
  return false;
}

function fromLabels({ codes, labels }: TextColumn, read: (label: string) => number): Float64Array | null {
  if (labels.length === 0 || labels.length > mostLabels) return null;
  const times = labels.map(read);
  const readable = times.filter((ms) => !Number.isNaN(ms)).length;
  return readable >= labels.length * 0.9 ? Float64Array.from(codes, (code) => times[code] ?? Number.NaN) : null;
}

function readClocks(column: TextColumn): Float64Array | null {
  const clock = fromLabels(column, readTimeOfDay);
  return clock ? fromStarts(clock) : readRanges(column);
}

/** Times that run to 24:00 in steps of an hour at most name what ends then: they are moved so that each day has its own. */
function fromStarts(clock: Float64Array): Float64Array {
  const distinct = [...new Set(clock)].filter((ms) => !Number.isNaN(ms)).sort((a, b) => a - b);
  const [first] = distinct;
  const isEnding = distinct.at(-1) === dayMs && first > 0 && first <= hourMs;
  return isEnding ? clock.map((ms) => ms - first) : clock;
}

const rangePattern =
  /^[[(]?(\d{1,2})(?:[:.h](\d{2})?)?\s*(?:h|uhr)?\s*(?:[-–—/~]|to|bis|à|a)\s*(\d{1,2})(?:[:.h](\d{2})?)?\s*(?:h|uhr)?[\])]?$/i;
/** Fewer ranges than this may be those of something else, unless their name says that they are hours. */
const fewestRanges = 12;

/** The beginnings of ranges such as `00-01` or `13:00-13:15`, which all have one length. */
function readRanges(column: TextColumn): Float64Array | null {
  if (column.labels.length < (soundsLikeClock(column.name) ? 2 : fewestRanges)) return null;
  const lengths = new Map<number, number>();
  const clock = fromLabels(column, (label) => {
    const found = rangePattern.exec(label.trim());
    if (!found) return Number.NaN;
    const start = Number(found[1]) * hourMs + Number(found[2] ?? 0) * minuteMs;
    const end = Number(found[3]) * hourMs + Number(found[4] ?? 0) * minuteMs;
    const length = (end - start + dayMs) % dayMs;
    if (length === 0 || start > dayMs || end > dayMs) return Number.NaN;
    lengths.set(length, (lengths.get(length) ?? 0) + 1);
    return start;
  });
  const most = Math.max(...lengths.values());
  return clock && most >= column.labels.length * 0.9 ? clock : null;
}

/** Parts of a day that are numbered one after the other, and how long each is. */
const partsOfDay = [24, 48, 96, 144, 288];

/** Numbers of hours and parts of hours, or clocks without a mark such as `0100`; null where a column holds neither. */
function readOrdinals(column: Column, days: Float64Array): Float64Array | null {
  const values = numbersOf(column);
  if (!values) return null;
  const isClock = soundsLikeClock(column.name);
  return (isClock ? (readHhmm(values) ?? readHhmmss(values)) : null) ?? readParts(values, days, isClock);
}

function numbersOf(column: Column): Float64Array | null {
  if (column.kind === 'number') return (column as NumberColumn).values;
  if (column.kind === 'date') return null;
  return fromLabels(column, (label) =>
    Number(/^(?:he|hr?|hour|std\.?|stunde|sp|p)?[\s_-]*0*(\d{1,6})$/i.exec(label.trim())?.[1]),
  );
}

/** `0100` to `2400`, or `0` to `2345`. */
function readHhmm(values: Float64Array): Float64Array | null {
  const distinct = new Set<number>();
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value) || value < 0 || value > 2400 || value % 100 > 59) return null;
    distinct.add(value);
  }
  const minutes = [...distinct].map((value) => Math.floor(value / 100) * 60 + (value % 100)).sort((a, b) => a - b);
  const last = minutes.at(-1) ?? 0;
  if (minutes.length < 6 || last < 12 * 60 || Math.max(...distinct) < 1000) return null;
  const step = minutes.slice(1).reduce((least, minute, i) => Math.min(least, minute - minutes[i]), 60);
  // Times that run to 2400 name what ends then.
  const shift = last === 24 * 60 && minutes[0] > 0 ? step : 0;
  return values.map((value) => (Math.floor(value / 100) * 60 + (value % 100) - shift) * minuteMs);
}

/** `000000` to `235959`, with seconds; null where none lies beyond four digits. */
function readHhmmss(values: Float64Array): Float64Array | null {
  const isClock = (value: number) =>
    Number.isInteger(value) && value >= 0 && value < 240_000 && value % 100 < 60 && Math.floor(value / 100) % 100 < 60;
  const known = values.filter((value) => !Number.isNaN(value));
  if (!known.every(isClock) || !known.some((value) => value >= 100_000)) return null;
  return values.map((value) => {
    const minutes = Math.floor(value / 10_000) * 60 + (Math.floor(value / 100) % 100);
    return minutes * minuteMs + (value % 100) * 1000;
  });
}

type Day = { numbers: Set<number>; smallest: number; largest: number };

/** Numbers that run from 1, or 0, through each day: one less or more hour where the clocks are changed. */
function readParts(values: Float64Array, days: Float64Array, isNamedClock: boolean): Float64Array | null {
  const byDay = new Map<number, Day>();
  for (let row = 0; row < values.length; row++) {
    const [value, day] = [values[row], days[row]];
    if (Number.isNaN(value) || Number.isNaN(day)) continue;
    if (!Number.isInteger(value) || value < 0 || value > 300) return null;
    const known = byDay.get(day) ?? { numbers: new Set(), smallest: value, largest: value };
    known.numbers.add(value);
    known.smallest = Math.min(known.smallest, value);
    known.largest = Math.max(known.largest, value);
    byDay.set(day, known);
  }
  const all = [...byDay.values()];
  const first = Math.min(...all.map(({ smallest }) => smallest));
  const counts = all.filter(isWhole).map(({ numbers }) => numbers.size);
  const parts = partsOfDay.find((count) => counts.filter((own) => own === count).length >= all.length * 0.6);
  if (parts === undefined || first > 1 || counts.length < all.length * 0.8) return null;
  const perHour = parts / 24;
  const changes = [...byDay].filter(([day, { numbers, ...own }]) => {
    return isWhole({ numbers, ...own }) && Math.abs(numbers.size - parts) === perHour && isDayOfChange(day);
  });
  if (!isNamedClock && changes.length === 0) return null;
  const changed = new Map(changes.map(([day, { numbers }]) => [day, numbers.size < parts ? hourMs : -hourMs]));
  const step = dayMs / parts;
  // Half hours are those of Great Britain, which changes its clocks an hour earlier.
  const changeMs = (parts === 48 ? 1 : 2) * hourMs;
  return values.map((value, row) => {
    const ms = (value - first) * step;
    const shift = changed.get(days[row]) ?? 0;
    if (shift > 0) return ms >= changeMs ? ms + shift : ms;
    return shift < 0 && ms >= changeMs + hourMs ? ms + shift : ms;
  });
}

function isWhole({ numbers, smallest, largest }: Day): boolean {
  return numbers.size === largest - smallest + 1;
}

function isDayOfChange(ms: number): boolean {
  const days = Math.floor(ms / dayMs);
  return (days + 3) % 7 === 6 && [3, 4, 9, 10, 11].includes(civilFromDays(days).month);
}
