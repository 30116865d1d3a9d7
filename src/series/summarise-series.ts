/** A series in a few numbers and a small plot. */
import { spark } from '../table/columns/spark.ts';
import { clockAt } from './calendar.ts';
import type { PreparedSeries, SeriesSummary } from './panel.ts';

export function summariseSeries({ series, repairs }: PreparedSeries): SeriesSummary {
  const { uniqueId, y } = series;
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let known = 0;
  for (const value of y) {
    if (Number.isNaN(value)) continue;
    smallest = Math.min(smallest, value);
    largest = Math.max(largest, value);
    sum += value;
    known++;
  }
  return {
    uniqueId,
    length: y.length,
    firstMs: clockAt(series, 0),
    lastMs: clockAt(series, y.length - 1),
    smallest,
    largest,
    mean: sum / known,
    last: y.findLast((value) => !Number.isNaN(value)) ?? Number.NaN,
    spark: spark(y),
    repairs: repairs.map(({ kind, count, isApplied }) => ({ kind, count, isApplied })),
  };
}
