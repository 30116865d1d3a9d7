/** A series in a few numbers and a small plot. */
import { timeAt } from './calendar.ts';
import type { PreparedSeries, SeriesSummary } from './panel.ts';

const sparkPoints = 40;

export function summariseSeries({ series, repairs }: PreparedSeries): SeriesSummary {
  const { uniqueId, y, firstMs, step } = series;
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
    firstMs,
    lastMs: timeAt(firstMs, step, y.length - 1),
    smallest,
    largest,
    mean: sum / known,
    spark: spark(y),
    repairs: repairs.map(({ kind, count, isApplied }) => ({ kind, count, isApplied })),
  };
}

/** At most forty values: the means of as many parts of equal length. */
export function spark(values: Float64Array): number[] {
  const parts = Math.min(sparkPoints, values.length);
  return Array.from({ length: parts }, (_, part) => {
    const start = Math.floor((part * values.length) / parts);
    const end = Math.floor(((part + 1) * values.length) / parts);
    let sum = 0;
    let known = 0;
    for (let i = start; i < end; i++) {
      if (Number.isNaN(values[i])) continue;
      sum += values[i];
      known++;
    }
    return known === 0 ? Number.NaN : sum / known;
  });
}
