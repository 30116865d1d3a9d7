import { type Forecast, quantileLevels } from '../forecasters/forecaster.ts';
import { findConformalBound } from './conformal.ts';

/** A forecast made in a backtest, and what came: [horizon]. */
export type Trial = { forecast: Forecast; actual: Float64Array };

const middle = quantileLevels.indexOf(0.5);
/** With so many errors the factor lies half-way between the usual one and the one they call for. */
const halfTrust = 30;
/**
 * What intervals of fitted models usually lack: they take their parameters, and their form, for known. In competitions those of
 * 95 % held 70 to 90 % (Makridakis et al. 1987; Hyndman et al. 2002).
 */
const usualFactor = 1.25;

/**
 * How much wider or narrower a forecast's quantiles should be for the intervals to hold what they promise: for each level
 * the conformal bound of the errors in units of the quantile's distance from the median (Romano et al. 2019, in the scaled
 * form), shrunk towards 1 where the errors are few.
 *
 * @param trials forecasts with quantiles, none of which saw what came
 * @returns [quantileLevels] factors, 1 for the median
 */
export function findSpreadFactors(trials: readonly Trial[]): number[] {
  return quantileLevels.map((level) => {
    const inside = Math.abs(2 * level - 1);
    if (inside === 0) return 1;
    const [low, high] = [(1 - inside) / 2, (1 + inside) / 2].map((end) =>
      quantileLevels.findIndex((known) => Math.abs(known - end) < 1e-9),
    );
    const sizes = trials.flatMap(({ forecast: { quantiles }, actual }) =>
      Array.from(actual, (value, step) => {
        if (!quantiles) return Number.NaN;
        const centre = quantiles[middle][step];
        const reach = value >= centre ? quantiles[high][step] - centre : centre - quantiles[low][step];
        return Math.abs(value - centre) / reach;
      }).filter(Number.isFinite),
    );
    if (sizes.length === 0) return usualFactor;
    const factor = Math.max(0.1, findConformalBound(sizes, inside));
    const trust = sizes.length ** 2 / (sizes.length ** 2 + halfTrust ** 2);
    return factor ** trust * usualFactor ** (1 - trust);
  });
}

/** Moves each quantile to so many times its distance from the median; they never cross. */
export function spreadQuantiles({ yhat, quantiles }: Forecast, factors: readonly number[]): Forecast {
  if (!quantiles) return { yhat, quantiles };
  const centre = quantiles[middle];
  const moved = quantiles.map((values, level) =>
    values.map((value, step) => centre[step] + factors[level] * (value - centre[step])),
  );
  for (let level = middle + 1; level < moved.length; level += 1) {
    moved[level] = moved[level].map((value, step) => Math.max(value, moved[level - 1][step]));
  }
  for (let level = middle - 1; level >= 0; level -= 1) {
    moved[level] = moved[level].map((value, step) => Math.min(value, moved[level + 1][step]));
  }
  return { yhat, quantiles: moved };
}
