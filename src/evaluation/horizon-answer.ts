/** A forecast in one number: what its horizon comes to, how far that may be off, and what its test was. */
import { quantileLevels } from '../forecasters/forecaster.ts';
import type { PointAt } from '../series/pieces.ts';
import { horizonsSpanned } from './panel/plan-origins.ts';
import { measurePathCorrelation, sumQuantiles } from './panel/sum-band.ts';
import { measureBias } from './panel/tracking-signal.ts';
import { residualsOf } from './residuals.ts';
import type { ModelResult } from './results.ts';
import { doubtTest, type TestRecord } from './trust.ts';

/** In the unit of the series: of the whole horizon, or a mean where a sum says nothing. */
export type HorizonAnswer = {
  total: number;
  /** The 80 % band; null where the model has none. */
  band: { low: number; high: number } | null;
};

/** [origins][horizon] actual - forecast, NaN where there is no value of the file or the test has ended. */
export function errorPaths(
  { test, forecast }: Pick<ModelResult, 'test' | 'forecast'>,
  pointAt: PointAt,
): Float64Array[] {
  return test.map(({ origin, yhat }) =>
    Float64Array.from(forecast, (_, step) => {
      const point = step < yhat.length ? pointAt(origin + step) : null;
      return point && !point.isFilled ? point.y - yhat[step] : Number.NaN;
    }),
  );
}

/** Quantiles at each step: the ends of the bands, and between them the straight line over normal scores that `sumQuantiles` draws. */
function quantilesOf({ forecast, intervals }: Pick<ModelResult, 'forecast' | 'intervals'>): Float64Array[] | null {
  const inner = intervals.find(({ level }) => level === 80);
  const outer = intervals.find(({ level }) => level === 95);
  if (!inner || !outer) return null;
  // Of the normal quantiles at 0.25 and 0.1.
  const quarter = 0.526307148561;
  const between = (bound: Float64Array) => forecast.map((value, step) => value + quarter * (bound[step] - value));
  const [low, high] = [between(inner.low), between(inner.high)];
  return [outer.low, inner.low, low, forecast, high, inner.high, outer.high];
}

/**
 * What a forecast comes to over its horizon. Bands of the steps do not add up to a band of their sum: whole paths do, whose steps go
 * together as the errors of the test did.
 *
 * @param pointAt knows every point of the test part
 * @param floor what no value falls below
 * @param isLevel whether the mean is asked for in place of the sum
 */
export function sumHorizon(
  result: Pick<ModelResult, 'forecast' | 'intervals' | 'test'>,
  pointAt: PointAt,
  { floor, isLevel }: { floor: number; isLevel: boolean },
): HorizonAnswer {
  const { forecast } = result;
  const per = isLevel ? 1 / forecast.length : 1;
  const total = forecast.reduce((sum, value) => sum + value, 0) * per;
  const quantiles = quantilesOf(result);
  if (!quantiles) return { total, band: null };
  const correlation = measurePathCorrelation(
    errorPaths(result, pointAt),
    horizonsSpanned(
      result.test.map(({ origin }) => origin),
      forecast.length,
    ),
  );
  const levels = [quantileLevels[1], quantileLevels[quantileLevels.length - 2]];
  const [low, high] = sumQuantiles(quantiles, correlation, floor, levels);
  return { total, band: { low: Math.min(total, low * per), high: Math.max(total, high * per) } };
}

/** Last values that are held against the band that was given for them. */
const mostLast = 4;

function isLastOutside({ test }: Pick<ModelResult, 'test'>, pointAt: PointAt): boolean {
  const last = test[test.length - 1];
  if (!last?.quantiles) return false;
  const [low, high] = [last.quantiles[0], last.quantiles[last.quantiles.length - 1]];
  const known = [...last.yhat.keys()].flatMap((step) => {
    const point = pointAt(last.origin + step);
    return point && !point.isFilled ? [point.y < low[step] || point.y > high[step]] : [];
  });
  const latest = known.slice(-mostLast);
  const outside = latest.filter((each) => each).length;
  return outside > 0 && 2 * outside >= latest.length;
}

/** Errors actual - forecast and values at every step of every forecast that has a value of the file. */
function judgedSteps({ test }: Pick<ModelResult, 'test'>, pointAt: PointAt): { error: number; y: number }[] {
  return test.flatMap(({ origin, yhat }) =>
    Array.from(yhat, (forecast, step) => ({ forecast, point: pointAt(origin + step) })).flatMap(
      ({ forecast, point }) => (point && !point.isFilled ? [{ error: point.y - forecast, y: point.y }] : []),
    ),
  );
}

/** Mean absolute error; root mean square where demand is often zero, as absolute errors are least for whoever says that nothing is sold. */
function meanError(steps: readonly { error: number }[], isOftenZero: boolean): number {
  const size = ({ error }: { error: number }) => (isOftenZero ? error * error : Math.abs(error));
  const mean = steps.reduce((sum, step) => sum + size(step), 0) / steps.length;
  return isOftenZero ? Math.sqrt(mean) : mean;
}

/** What of a series decides how a test is measured. */
export type TestTraits = {
  /** Then errors are held against the usual distance from the mean: values about zero have no size to miss by a share of. */
  hasBelowZero: boolean;
  isOftenZero: boolean;
  seasonLength: number;
};

/**
 * What the test of a model came to: the one record by which any forecast is trusted, of one series or of many.
 *
 * @param naive the seasonal naive from the same origins; null where there is none
 */
export function describeTest(
  result: Pick<ModelResult, 'test'>,
  naive: Pick<ModelResult, 'test'> | null,
  pointAt: PointAt,
  { hasBelowZero, isOftenZero, seasonLength }: TestTraits,
): TestRecord & { mae: number } {
  const { test } = result;
  const steps = judgedSteps(result, pointAt);
  const mean = steps.reduce((sum, { y }) => sum + y, 0) / steps.length;
  const size = steps.reduce((sum, { y }) => sum + Math.abs(y - (hasBelowZero ? mean : 0)), 0);
  const error = steps.reduce((sum, step) => sum + Math.abs(step.error), 0);
  const naiveError = naive ? meanError(judgedSteps(naive, pointAt), isOftenZero) : Number.NaN;
  const residuals = residualsOf(result, pointAt);
  const { signal, lean } = measureBias(residuals.map((residual) => residual.error));
  return {
    miss: size > 0 ? error / size : Number.NaN,
    mae: error / steps.length,
    ratio: naiveError > 0 ? meanError(steps, isOftenZero) / naiveError : Number.NaN,
    origins: test.length,
    signal,
    lean,
    lastOutside: isLastOutside(result, pointAt),
    doubt: doubtTest(residuals.length, test[0]?.origin ?? 0, seasonLength),
  };
}
