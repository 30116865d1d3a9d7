/** What the errors of one model on the test part look like over time, and where they are largest. */
import type { PointAt } from '../series/pieces.ts';
import type { ModelResult } from './results.ts';

/** Actual minus forecast at a point of the series, made so many steps after its origin (0 for the first). */
export type Residual = { at: number; step: number; error: number };

/**
 * The errors of the test part in order of time; points that were not in the file are passed over. Where forecasts overlap
 * the error of the one made last counts, so that there is one a point.
 *
 * @param pointAt knows every point of the test part
 */
export function residualsOf({ test }: Pick<ModelResult, 'test'>, pointAt: PointAt): Residual[] {
  const byPoint = new Map<number, Residual>();
  for (const { origin, yhat } of test) {
    yhat.forEach((forecast, step) => {
      const at = origin + step;
      const point = pointAt(at);
      if (point && !point.isFilled) byPoint.set(at, { at, step, error: point.y - forecast });
    });
  }
  return [...byPoint.values()].sort((a, b) => a.at - b.at);
}

/** A forecast of the test part: the points it spans, its mean absolute error, and its mean error (above 0: too high). */
export type TestWindow = { origin: number; length: number; mae: number; bias: number };

/** The forecasts of the test part that were furthest off, the worst first; those without a point to judge by left out. */
export function worstWindows({ test, originMetrics }: ModelResult, most: number): TestWindow[] {
  const windows = test.flatMap(({ origin, yhat }, at): TestWindow[] => {
    const metrics = originMetrics[at];
    return metrics ? [{ origin, length: yhat.length, mae: metrics.mae ?? 0, bias: metrics.bias ?? 0 }] : [];
  });
  return windows.sort((a, b) => b.mae - a.mae).slice(0, most);
}
