/** A column in a small plot and a few numbers, in time that grows with its rows alone. */
import { dayMs } from '../../base/civil.ts';
import { indexAt, timeAt } from '../../series/calendar.ts';
import type { Step } from '../../series/step.ts';
import type { Column } from '../../table/table.ts';
import type { Bar, ColumnPicture, Distinct } from './picture.ts';

/** A set of more values than this is not worth its memory. */
const mostDistinct = 10_000;
/** More bars than this are too thin to be looked at. */
const mostBars = 24;
const mostPeriods = 48;

/** Periods of the calendar, the shortest first. */
const periods: readonly Step[] = [
  { unit: 'second', every: 1 },
  { unit: 'minute', every: 1 },
  { unit: 'minute', every: 15 },
  { unit: 'hour', every: 1 },
  { unit: 'hour', every: 6 },
  { unit: 'day', every: 1 },
  { unit: 'week', every: 1 },
  { unit: 'month', every: 1 },
  { unit: 'quarter', every: 1 },
  { unit: 'year', every: 1 },
  { unit: 'year', every: 5 },
  { unit: 'year', every: 25 },
];

/** A Monday that begins a century of the calendar's cycle, so that every period above begins there: 1 January 1900. */
const originMs = -25_567 * dayMs;

export function drawColumn(column: Column): ColumnPicture {
  if (column.kind === 'text') {
    const { labels, unlisted } = column;
    return { kind: 'text', distinct: { count: labels.length, isMore: unlisted > 0 } };
  }
  const { values } = column;
  const facts = measure(values);
  const distinct = countDistinct(values);
  if (column.kind === 'date') return { kind: 'date', distinct, bars: countPeriods(values, facts, distinct.count) };
  const { known, sum } = facts;
  return { kind: 'number', distinct, mean: known > 0 ? sum / known : null, bars: countValues(values, facts) };
}

type Facts = { known: number; smallest: number; largest: number; sum: number; isWhole: boolean };

function measure(values: Float64Array): Facts {
  const facts = {
    known: 0,
    smallest: Number.POSITIVE_INFINITY,
    largest: Number.NEGATIVE_INFINITY,
    sum: 0,
    isWhole: true,
  };
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (Number.isNaN(value)) continue;
    facts.known++;
    facts.sum += value;
    if (value < facts.smallest) facts.smallest = value;
    if (value > facts.largest) facts.largest = value;
    if (facts.isWhole && !Number.isInteger(value)) facts.isWhole = false;
  }
  return facts;
}

function countDistinct(values: Float64Array): Distinct {
  const seen = new Set<number>();
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row])) continue;
    seen.add(values[row]);
    if (seen.size > mostDistinct) return { count: mostDistinct, isMore: true };
  }
  return { count: seen.size, isMore: false };
}

/** A bar for each whole number where there are few; else the range in equal parts. */
function countValues(values: Float64Array, { known, smallest, largest, isWhole }: Facts): Bar[] {
  if (known === 0) return [];
  const span = largest - smallest;
  const isEach = isWhole && span < mostBars;
  const parts = isEach ? span + 1 : span > 0 ? mostBars : 1;
  const counts = new Array<number>(parts).fill(0);
  const width = isEach ? 1 : span / parts;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (Number.isNaN(value)) continue;
    const part = width > 0 ? Math.floor((value - smallest) / width) : 0;
    counts[Math.min(parts - 1, part)]++;
  }
  return counts.map((count, part) => ({
    from: smallest + part * width,
    to: isEach ? smallest + part : part === parts - 1 ? largest : smallest + (part + 1) * width,
    count,
  }));
}

/**
 * The rows of each period of the calendar: the shortest of which there are not too many, nor more than there are different
 * dates, so that months are not drawn as weeks most of which are empty.
 */
function countPeriods(values: Float64Array, { known, smallest, largest }: Facts, dates: number): Bar[] {
  if (known === 0) return [];
  const countOf = (step: Step) => indexAt(originMs, step, largest) - indexAt(originMs, step, smallest) + 1;
  const step = periods.find((each) => countOf(each) <= Math.min(mostPeriods, dates)) ?? periods[periods.length - 1];
  const first = indexAt(originMs, step, smallest);
  const length = countOf(step);
  const starts = Array.from({ length: length + 1 }, (_, at) => timeAt(originMs, step, first + at));
  const counts = new Array<number>(length).fill(0);
  for (let row = 0; row < values.length; row++) {
    const ms = values[row];
    if (!Number.isNaN(ms)) counts[periodAt(starts, ms)]++;
  }
  return counts.map((count, at) => ({ from: starts[at], to: starts[at + 1], count }));
}

/** The last of the ascending starts that is not behind a time. */
function periodAt(starts: readonly number[], ms: number): number {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= ms) low = middle;
    else high = middle - 1;
  }
  return low;
}
