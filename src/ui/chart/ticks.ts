/** Where the axes of a chart are marked: round numbers, and round dates of the calendar. */

/**
 * Round numbers that span a range.
 *
 * @param low lowest value to be seen
 * @param high highest value to be seen
 * @param wanted about how many marks
 */
export function niceTicks(low: number, high: number, wanted: number): number[] {
  if (high === low) return niceTicks(low - (Math.abs(low) || 1) / 2, high + (Math.abs(high) || 1) / 2, wanted);
  const span = high - low;
  const rough = span / Math.max(1, wanted - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  // Dividing by the inverse keeps 0.3 from becoming 0.30000000000000004.
  const digits = Math.max(0, Math.min(20, 1 - Math.floor(Math.log10(step))));
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toFixed(digits)));
}

export type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year';
export type TimeTick = { index: number; ms: number; unit: TimeUnit };

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const monthMs = 30.44 * dayMs;
const yearMs = 365.25 * dayMs;
const msOf: Record<TimeUnit, number> = {
  second: secondMs,
  minute: minuteMs,
  hour: hourMs,
  day: dayMs,
  month: monthMs,
  year: yearMs,
};

const rungs: { unit: TimeUnit; every: number }[] = [
  ...[1, 5, 15, 30].map((every) => ({ unit: 'second' as const, every })),
  ...[1, 5, 15, 30].map((every) => ({ unit: 'minute' as const, every })),
  ...[1, 3, 6, 12].map((every) => ({ unit: 'hour' as const, every })),
  ...[1, 2, 7, 14].map((every) => ({ unit: 'day' as const, every })),
  ...[1, 3, 6].map((every) => ({ unit: 'month' as const, every })),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((every) => ({ unit: 'year' as const, every })),
];

function* roundTimes(fromMs: number, toMs: number, unit: TimeUnit, every: number): Generator<number> {
  if (unit === 'month' || unit === 'year') {
    const months = unit === 'year' ? every * 12 : every;
    const start = new Date(fromMs);
    const firstMonth = start.getUTCFullYear() * 12 + start.getUTCMonth();
    for (let month = Math.floor(firstMonth / months) * months; ; month += months) {
      const ms = Date.UTC(Math.floor(month / 12), month % 12);
      if (ms > toMs) return;
      if (ms >= fromMs) yield ms;
    }
  }
  const stepMs = msOf[unit] * every;
  // Weeks begin on a Monday: 5 January 1970 was one.
  const anchorMs = unit === 'day' && every % 7 === 0 ? 4 * dayMs : 0;
  for (let ms = Math.ceil((fromMs - anchorMs) / stepMs) * stepMs + anchorMs; ms <= toMs; ms += stepMs) yield ms;
}

/** The first index within [from, to] whose time is not before `ms`. */
function indexAt(ms: number, from: number, to: number, timeOf: (index: number) => number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeOf(middle) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Round dates within a range of points, at most `most` of them.
 *
 * @param from first index shown
 * @param to last index shown
 * @param timeOf time of an index in ms, rising
 */
export function timeTicks(from: number, to: number, most: number, timeOf: (index: number) => number): TimeTick[] {
  const fromMs = timeOf(from);
  const toMs = timeOf(to);
  const rung =
    rungs.find(({ unit, every }) => (toMs - fromMs) / (msOf[unit] * every) <= most - 1) ?? rungs[rungs.length - 1];
  if (!rung || to <= from) return [];
  const ticks = new Map<number, TimeTick>();
  for (const ms of roundTimes(fromMs, toMs, rung.unit, rung.every)) {
    const index = indexAt(ms, from, to, timeOf);
    // Two marks on one point would print over each other; the mark names the round date just before its point.
    if (!ticks.has(index)) ticks.set(index, { index, ms, unit: rung.unit });
  }
  return [...ticks.values()];
}

/** Round row numbers within a range of points, for a series without dates. */
export function rowTicks(from: number, to: number, most: number, numberOf: (index: number) => number): number[] {
  const offset = numberOf(from) - from;
  return niceTicks(numberOf(from), numberOf(to), most)
    .map((row) => Math.round(row) - offset)
    .filter((index, at, all) => index >= from && index <= to && all.indexOf(index) === at);
}

/** Multiples of a round number among the counts from 1 to the last, at most `most` of them. */
export function countTicks(last: number, most: number): number[] {
  let step = 1;
  for (let rung = 1; last / step > most; rung += 1) step = [1, 2, 5][rung % 3] * 10 ** Math.floor(rung / 3);
  return Array.from({ length: Math.floor(last / step) }, (_, at) => (at + 1) * step);
}
