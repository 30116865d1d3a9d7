/** A series in a few numbers and a small plot. */
import { spark } from '../table/columns/spark.ts';
import { clockAt } from './calendar.ts';
import { describeSeries } from './describe-series.ts';
import type { PreparedSeries, SeriesSummary } from './panel.ts';

export function summariseSeries({ series, repairs }: PreparedSeries): Omit<SeriesSummary, 'status'> {
  const { uniqueId, y } = series;
  const { length, smallest, largest, mean, last } = describeSeries(y);
  return {
    uniqueId,
    length,
    firstMs: clockAt(series, 0),
    lastMs: clockAt(series, length - 1),
    smallest,
    largest,
    mean,
    last,
    spark: spark(y),
    repairs: repairs.map(({ kind, count, isApplied, rule }) => ({ kind, count, isApplied, rule })),
  };
}
