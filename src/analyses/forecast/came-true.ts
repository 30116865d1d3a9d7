/** What became of the last forecast of an earlier state of the file, now that some of what it was of has come. */
import { type Drift, findDrift } from '../../evaluation/find-drift.ts';
import type { ModelResult } from '../../evaluation/results.ts';
import { type ForecastScore, scoreForecasts } from '../../planning/score-forecast.ts';
import type { PointAt } from '../../series/pieces.ts';

export type CameTrue = { score: ForecastScore; drift: Drift | null };

/** Errors actual - forecast of a test in time order, each point once. */
function errorsOf({ test }: Pick<ModelResult, 'test'>, pointAt: PointAt): number[] {
  const errors = new Map<number, number>();
  for (const { origin, yhat } of test) {
    for (const [step, forecast] of yhat.entries()) {
      const point = pointAt(origin + step);
      if (point && !point.isFilled && !errors.has(origin + step)) errors.set(origin + step, point.y - forecast);
    }
  }
  return [...errors].sort(([one], [other]) => one - other).map(([, error]) => error);
}

/**
 * @param actual [steps] what has come, from the first point after the earlier end on; NaN where the file has nothing
 * @param testedAt knows the test part of the earlier run
 */
export function judgeCameTrue(
  result: Pick<ModelResult, 'forecast' | 'intervals' | 'test'>,
  actual: Float64Array,
  testedAt: PointAt,
): CameTrue {
  const { forecast, intervals } = result;
  const bandOf = (wanted: number) => intervals.find(({ level }) => level === wanted) ?? null;
  const score = scoreForecasts([{ actual, yhat: forecast, band80: bandOf(80), band95: bandOf(95) }]);
  const after = Array.from(actual.subarray(0, forecast.length), (value, step) => value - (forecast[step] as number));
  return { score, drift: findDrift(errorsOf(result, testedAt), after) };
}
