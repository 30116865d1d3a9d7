/** What columns known only once they have come are worth to one series. */
import type { Settings } from '../../forecasters/settings.ts';
import { covariatesBefore, settleCovariates } from '../../series/covariates.ts';
import { tryDrivers } from '../choose-drivers.ts';
import type { Item } from './forecast-item.ts';

/**
 * What the columns known only afterwards take off the error of a quick model in the recent past of a series, beside those known ahead.
 *
 * @returns the logarithm of the error without them over that with them; NaN where there is none, or too little past
 */
export async function measureGain({ series, lag }: Item, settings: Settings): Promise<number> {
  const { seasonLength } = settings;
  const horizonSteps = settings.horizonSteps + lag;
  const settled = settleCovariates(series, horizonSteps);
  const { future, past } = covariatesBefore(settled, series.y.length, { horizonSteps });
  if (past.length === 0) return Number.NaN;
  const variants = [[], past].map((tried) => ({ future, past: tried, yearSteps: null }));
  const errors = await tryDrivers(series.y, variants, { seasonLength, horizonSteps });
  return errors ? Math.log(errors[0] / errors[1]) : Number.NaN;
}
