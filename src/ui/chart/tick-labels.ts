import { dayMs } from '../../base/civil.ts';
import { formatDate } from '../../i18n/dates.ts';
import type { Words } from '../../i18n/words.ts';
import { clockAt } from '../../series/calendar.ts';
import type { SeriesOutline } from '../../series/series-outline.ts';
import type { ChartRange } from './chart-lines.ts';
import { niceTicks, rowTicks, type TimeTick, type TimeUnit, timeTicks } from './ticks.ts';

/** Room beside any drawing, into which a label may run. */
export const leastMarginPx = 10;

const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const formatOf: Record<TimeUnit, Intl.DateTimeFormatOptions> = {
  second: { ...time, second: '2-digit' },
  minute: time,
  hour: time,
  day: { month: 'short', day: 'numeric' },
  month: { month: 'short' },
  year: { year: 'numeric' },
};

/** A tick where a larger unit begins names that unit: the year at January, the day at midnight. */
function formatOfTick({ ms, unit }: TimeTick): Intl.DateTimeFormatOptions {
  const date = new Date(ms);
  if (unit === 'month' && date.getUTCMonth() === 0) return formatOf.year;
  const isMidnight = ms % dayMs === 0;
  return isMidnight && (unit === 'hour' || unit === 'minute' || unit === 'second') ? formatOf.day : formatOf[unit];
}

/** About how wide a label is, in pixels: Chinese characters are as wide as they are high. */
export function labelWidth(label: string): number {
  return [...label].reduce((sum, letter) => sum + (letter > '\u2e80' ? 12 : 6.7), 0);
}

/** Marks of the time axis, no closer than they can be read. */
export function labelTimes(words: Words, series: SeriesOutline, range: ChartRange, widthPx: number): Tick[] {
  const most = Math.max(2, Math.floor(widthPx / 72));
  const timeOf = (index: number) => clockAt(series, index);
  if (series.step.unit === 'row') {
    const ticks = rowTicks(range.from, range.to, most, timeOf);
    return ticks.map((index) => ({ at: index, label: words.number(timeOf(index)) }));
  }
  const ticks = timeTicks(range.from, range.to, most, timeOf).map((tick) => ({
    at: tick.index,
    label: formatDate(words.language, tick.ms, formatOfTick(tick)),
  }));
  const pixelsPerStep = widthPx / Math.max(1, range.to - range.from);
  // A label that would run out of the picture is left out.
  return ticks.filter(({ at, label }) => (range.to - at) * pixelsPerStep + leastMarginPx >= labelWidth(label) / 2);
}

export type Tick = { at: number; label: string };
export type ValueAxis = { bottom: number; top: number; ticks: Tick[] };

/** The value axis: a little more than the values, and round marks within. */
export function labelValues(words: Words, low: number, high: number, heightPx: number): ValueAxis {
  const padding = (high - low || Math.abs(high) || 1) * 0.07;
  // Values that are never negative do not need room below zero.
  const bottom = low >= 0 ? Math.max(0, low - padding) : low - padding;
  const top = high <= 0 ? Math.min(0, high + padding) : high + padding;
  const ticks = niceTicks(bottom, top, Math.max(3, Math.round(heightPx / 48))).filter(
    (at) => at >= bottom && at <= top,
  );
  const largest = Math.max(...ticks.map(Math.abs));
  const format = largest >= 1e5 ? words.compact : (value: number) => words.number(value, 6);
  return { bottom, top, ticks: ticks.map((at) => ({ at, label: format(at) })) };
}
