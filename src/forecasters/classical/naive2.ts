import { findSeasonFigure, removeSeason, restoreSeason } from '../../statistics/decompose.ts';
import { isSeasonal } from '../../statistics/seasonality-test.ts';
import type { Forecaster } from '../forecaster.ts';
import { countRecent, createClassicalForecaster } from './classical-forecaster.ts';

/**
 * Naive2, what the M4 competition measures by: the last value of the seasonally adjusted series, with the season put back
 * where the series has one (Makridakis, Spiliotis and Assimakopoulos 2020). Of long series the most recent values decide on that.
 */
export function createNaive2(seasonLength: number, horizonSteps: number): Forecaster {
  return createClassicalForecaster(() => ({
    parameterCount: 0,
    form: 'Naive2',
    forecast(whole) {
      const history = whole.subarray(-countRecent([seasonLength]));
      const figure = isSeasonal(history, seasonLength)
        ? findSeasonFigure(history, seasonLength, 'multiplicative')
        : null;
      const adjusted = figure ? removeSeason(history, figure, 'multiplicative') : history;
      const flat = new Float64Array(horizonSteps).fill(adjusted[adjusted.length - 1]);
      const yhat = figure ? restoreSeason(flat, figure, 'multiplicative', history.length) : flat;
      return { yhat, quantiles: null };
    },
  }));
}
