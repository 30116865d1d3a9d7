/** A forecast before anything is asked for, by the network that was trained ahead: it learns nothing, so it is there at once. */
import { createForecaster } from '../../../evaluation/create-forecaster.ts';
import { type Interval, intervalLevels, intervalQuantiles } from '../../../evaluation/results.ts';
import { closeForecast } from '../../../evaluation/within-limits.ts';
import type { ModelId } from '../../../forecasters/model-cards.ts';
import { WeightsMissing } from '../../../forecasters/pretrained/load-weights.ts';
import type { Settings } from '../../../forecasters/settings.ts';
import type { Series } from '../../../series/series.ts';

export const firstLookModel: ModelId = 'pretrained';

export type FirstLook = {
  /** [horizon] values beyond the end */
  forecast: Float64Array;
  /** Around them, as the network has learnt to set them. */
  intervals: Interval[];
};

/**
 * @param series with a value at every point
 * @returns null where the weights are not to be had
 */
export async function lookFirst(series: Series, settings: Settings, signal: AbortSignal): Promise<FirstLook | null> {
  try {
    const forecaster = createForecaster(firstLookModel, settings);
    const { events } = series;
    const covariates = [{ future: [], past: [], statics: [], yearSteps: null, ...(events && { events }) }];
    const task = { histories: [series.y], covariates, validationSteps: 0, epochs: null };
    const fitted = await forecaster.fit(task, { signal });
    const [{ yhat: forecast, quantiles }] = await fitted.forecast([series.y], 0, 'all', covariates);
    fitted.dispose();
    const intervals = intervalLevels.flatMap((level, at): Interval[] => {
      const [low, high] = intervalQuantiles.slice(2 * at, 2 * at + 2);
      return quantiles ? [{ level, low: quantiles[low], high: quantiles[high] }] : [];
    });
    return closeForecast(series, { forecast, intervals });
  } catch (error) {
    if (error instanceof WeightsMissing) return null;
    throw error;
  }
}
