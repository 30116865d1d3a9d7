/** A point in time as a file should have it. */

import { dayMs } from '../base/civil.ts';
import { clockAt } from '../series/calendar.ts';
import type { SeriesOutline } from '../series/series-outline.ts';
import type { Step } from '../series/step.ts';

const finerThanDays: readonly Step['unit'][] = ['second', 'minute', 'hour'];

/**
 * ISO 8601 without a zone, with a space before the time of day: what spreadsheets and pandas read as a date.
 *
 * @param ms wall-clock time read as UTC; for the step `row`, the row's number
 * @param step rhythm of the series; days and longer have no time of day unless `ms` has one
 */
export function formatTimestamp(ms: number, step: Step): string {
  if (step.unit === 'row') return String(ms);
  const [date = '', time = ''] = new Date(ms).toISOString().split('T');
  const hasTime = finerThanDays.includes(step.unit) || ms % dayMs !== 0;
  return hasTime ? `${date} ${time.slice(0, 8)}` : date;
}

/** A cell of `ds` or `cutoff`: a number for row numbers, so that it stays one, else a text. */
export function timeCell(
  series: Pick<SeriesOutline, 'firstMs' | 'step' | 'clockChanges'>,
  index: number,
): string | number {
  const ms = clockAt(series, index);
  return series.step.unit === 'row' ? ms : formatTimestamp(ms, series.step);
}
