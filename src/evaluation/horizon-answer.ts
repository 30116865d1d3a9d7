/** A forecast in one number: what its horizon comes to, how far that may be off, and what its test was. */
import { quantileLevels } from '../forecasters/forecaster.ts';
import type { PointAt } from '../series/pieces.ts';
import { residualsOf } from './diagnosis.ts';
import { measurePathCorrelation, sumQuantiles } from './panel/sum-band.ts';
import { measureBias } from './panel/tracking-signal.ts';
import type { ModelResult } from './results.ts';
import type { TestRecord } from './trust.ts';

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

/** The horizons that the origins of a test span, each point counted once. */
function horizonsSpanned({ test, forecast }: Pick<ModelResult, 'test' | 'forecast'>): number {
  const first = test[0]?.origin ?? 0;
  const last = test[test.length - 1]?.origin ?? 0;
  return test.length === 0 ? 0 : (last - first + forecast.length) / forecast.length;
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
  const correlation = measurePathCorrelation(errorPaths(result, pointAt), horizonsSpanned(result));
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

/**
 * What the test of a model came to.
 *
 * @param hasBelowZero then errors are held against the usual distance from the mean: values about zero have no size to miss by a share of
 */
export function describeTest(
  result: Pick<ModelResult, 'test' | 'maeRatioToNaive'>,
  pointAt: PointAt,
  hasBelowZero: boolean,
): TestRecord & { mae: number } {
  const { test, maeRatioToNaive } = result;
  const residuals = residualsOf(result, pointAt);
  const values = residuals.map(({ at }) => pointAt(at)?.y ?? Number.NaN);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const size = values.reduce((sum, value) => sum + Math.abs(value - (hasBelowZero ? mean : 0)), 0);
  const error = residuals.reduce((sum, residual) => sum + Math.abs(residual.error), 0);
  const { signal, lean } = measureBias(residuals.map((residual) => residual.error));
  return {
    miss: size > 0 ? error / size : Number.NaN,
    mae: error / residuals.length,
    ratio: maeRatioToNaive ?? Number.NaN,
    origins: test.length,
    signal,
    lean,
    lastOutside: isLastOutside(result, pointAt),
  };
}
