import { indexAt, timeAt } from './calendar.ts';
import { filledFromAround, type Series } from './series.ts';

/**
 * The values of a series before `origin`, as they would have been known there.
 *
 * A gap that ends at or beyond the origin was filled between its neighbours, one of which lies in the future; here the
 * last value before the gap is carried forward instead. What was filled alone stays.
 *
 * @returns [origin] values; a view of the series where nothing had to change
 */
export function historyBefore({ y, filled }: Pick<Series, 'y' | 'filled'>, origin: number): Float64Array {
  let known = origin;
  while (known > 1 && filled[known - 1] === filledFromAround) known -= 1;
  const history = y.subarray(0, origin);
  return known === origin ? history : history.slice().fill(y[known - 1], known);
}

/**
 * The part of a series before `origin`, as it would have been known there; what is known ahead reaches a horizon further.
 *
 * @param horizonSteps steps beyond the origin for which covariates known ahead are kept
 */
export function seriesBefore(series: Series, origin: number, horizonSteps: number): Series {
  const { filled, covariates } = series;
  const cut = {
    ...series,
    y: historyBefore(series, origin).slice(),
    filled: filled.slice(0, origin),
  };
  if (!covariates) return cut;
  const endOf = { past: origin, future: origin + horizonSteps };
  return {
    ...cut,
    covariates: covariates.map((covariate) => ({
      ...covariate,
      values: covariate.values.slice(0, endOf[covariate.known]),
    })),
  };
}

/** How many points of a series lie before a time, in the unit of `firstMs`. */
export function countBefore({ firstMs, step, y }: Pick<Series, 'firstMs' | 'step' | 'y'>, timeMs: number): number {
  const at = indexAt(firstMs, step, timeMs);
  const count = timeAt(firstMs, step, at) < timeMs ? at + 1 : at;
  return Math.min(y.length, Math.max(0, count));
}
