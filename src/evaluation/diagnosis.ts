/** What the errors of one model on the test part look like: over time, by horizon step and by origin. */
import type { Series } from '../series/series.ts';
import type { ModelResult } from './results.ts';

/** Actual minus forecast at a point of the series, made so many steps after its origin (0 for the first). */
export type Residual = { at: number; step: number; error: number };

/** The errors of the test part in order of time; points that were not in the file are passed over. */
export function residualsOf({ test }: ModelResult, { y, filled }: Series): Residual[] {
  return test.flatMap(({ origin, yhat }) =>
    Array.from(yhat, (forecast, step) => ({ at: origin + step, step, error: y[origin + step] - forecast })).filter(
      ({ at }) => !filled[at],
    ),
  );
}

/** Mean absolute error by horizon step; null at a step that no forecast reached. */
export function errorByStep(residuals: readonly Residual[]): (number | null)[] {
  const length = residuals.reduce((most, { step }) => Math.max(most, step + 1), 0);
  const sums = new Float64Array(length);
  const counts = new Float64Array(length);
  for (const { step, error } of residuals) {
    sums[step] += Math.abs(error);
    counts[step] += 1;
  }
  return Array.from(sums, (sum, step) => (counts[step] > 0 ? sum / counts[step] : null));
}

/** A forecast of the test part: the points it spans, its mean absolute error, and its mean error (above 0: too low). */
export type TestWindow = { origin: number; length: number; mae: number; bias: number };

/** The forecasts of the test part that were furthest off, the worst first. */
export function worstWindows(result: ModelResult, series: Series, most: number): TestWindow[] {
  const windows = result.test.flatMap(({ origin, yhat }): TestWindow[] => {
    const residuals = residualsOf({ ...result, test: [{ origin, yhat }] }, series);
    if (residuals.length === 0) return [];
    const mean = (of: (error: number) => number) =>
      residuals.reduce((sum, { error }) => sum + of(error), 0) / residuals.length;
    return [{ origin, length: yhat.length, mae: mean(Math.abs), bias: mean((error) => error) }];
  });
  return windows.sort((a, b) => b.mae - a.mae).slice(0, most);
}
