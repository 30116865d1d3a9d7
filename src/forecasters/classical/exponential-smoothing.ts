/** The forecasters of exponential smoothing; how they are fitted is in ets.ts. */
import { isSeasonal } from '../../statistics/seasonality-test.ts';
import type { Forecaster } from '../forecaster.ts';
import { standInModel } from './baselines.ts';
import {
  countRecent,
  createClassicalForecaster,
  type FitModel,
  type FittedModel,
  learnFromRecent,
} from './classical-forecaster.ts';
import { fitEts, longestSeason, modelOfEts } from './ets.ts';
import { fitAverage } from './ets-average.ts';
import { type EtsForm, nameEts } from './ets-model.ts';
import { fitMstl } from './mstl.ts';
import { fromScale, toScale } from './value-scale.ts';

/** Older values tell nothing of a season that the states have long followed, and each costs a run through all of them. */
const mostSeasonalValues = 1000;

/** Learns from recent values alone, fewer where there may be a season. */
function learnForms(seasonLength: number, fitModel: FitModel): FitModel {
  return learnFromRecent(seasonLength > 1 ? mostSeasonalValues : countRecent([]), fitModel, [seasonLength]);
}

const ses: EtsForm = { error: 'A', trend: 'N', season: 'N' };
const holt: EtsForm = { error: 'A', trend: 'A', season: 'N' };
const dampedHolt: EtsForm = { error: 'A', trend: 'Ad', season: 'N' };
const additiveWinters: EtsForm = { error: 'A', trend: 'A', season: 'A' };
const multiplicativeWinters: EtsForm = { error: 'A', trend: 'A', season: 'M' };

/** Takes the first of the forms that a history allows, else the naive rule. Additive errors make least squares of likelihood. */
function createOfForms(
  name: string,
  forms: readonly EtsForm[],
  seasonLength: number,
  horizonSteps: number,
): Forecaster {
  const fitForms = learnForms(seasonLength, (history) => {
    for (const form of forms) {
      if (form.season !== 'N' && seasonLength < 2) continue;
      if (form.season === 'M' && history.some((value) => value <= 0)) continue;
      const fit = fitEts(form, history, seasonLength);
      if (!fit) continue;
      // Without its season a seasonal family is not itself.
      const rule = form.season === 'N' && forms[0].season !== 'N' ? null : nameEts(form);
      return modelOfEts(fit, seasonLength, horizonSteps, { form: form === forms[0] ? name : nameEts(form), rule });
    }
    return standInModel(horizonSteps);
  });
  return createClassicalForecaster(fitForms);
}

/** Simple exponential smoothing (Brown 1956). */
export function createSes(horizonSteps: number): Forecaster {
  return createOfForms('SES', [ses], 1, horizonSteps);
}

/** Exponential smoothing with a trend (Holt 1957, reprinted 2004). */
export function createHolt(horizonSteps: number): Forecaster {
  return createOfForms('Holt', [holt, ses], 1, horizonSteps);
}

/** Exponential smoothing with a trend that fades (Gardner and McKenzie 1985). */
export function createDampedHolt(horizonSteps: number): Forecaster {
  return createOfForms('damped Holt', [dampedHolt, holt, ses], 1, horizonSteps);
}

/**
 * Exponential smoothing with trend and season (Winters 1960), by least squares over weights and initial states. Where the
 * history is too short for a season it does without; where values are not positive a multiplicative season becomes additive.
 */
export function createHoltWinters(
  season: 'additive' | 'multiplicative',
  seasonLength: number,
  horizonSteps: number,
): Forecaster {
  const wanted = season === 'additive' ? [additiveWinters] : [multiplicativeWinters, additiveWinters];
  return createOfForms(`Holt-Winters, ${season}`, [...wanted, holt, ses], seasonLength, horizonSteps);
}

function fitAutoEts(history: Float64Array, seasonLength: number, horizonSteps: number): FittedModel {
  if (seasonLength > longestSeason && isSeasonal(history, seasonLength)) {
    return fitMstl(history, [seasonLength], horizonSteps);
  }
  const choose = learnForms(seasonLength, (recent) => {
    return fitAverage(recent, seasonLength, horizonSteps) ?? standInModel(horizonSteps);
  });
  return choose(history);
}

/**
 * Automatic exponential smoothing: the form of the least corrected Akaike criterion (Hyndman et al. 2002). A season of more
 * than 24 steps that passes the test is taken out by STL first, as R's `forecast` does.
 */
export function createAutoEts(seasonLength: number, horizonSteps: number): Forecaster {
  return createClassicalForecaster(
    learnFromRecent(countRecent([seasonLength]), (history) => fitAutoEts(history, seasonLength, horizonSteps), [
      seasonLength,
    ]),
  );
}

/**
 * Automatic exponential smoothing of the logarithms, whose additive trend and season are multiplicative in the values; the
 * forecast is the median (Box and Cox 1964). Where values are not positive, of the values themselves.
 */
export function createLogEts(seasonLength: number, horizonSteps: number): Forecaster {
  const fitLogEts = learnForms(seasonLength, (history) => {
    const model = fitAverage(toScale(history, 'log'), seasonLength, horizonSteps, 'additive');
    if (!model) return standInModel(horizonSteps);
    return ofLogs(model);
  });
  const mostValues = countRecent([seasonLength]);
  const hasLogEts = (recent: Float64Array) => seasonLength <= longestSeason && recent.every((value) => value > 0);
  return createClassicalForecaster(
    learnFromRecent(
      mostValues,
      (history) =>
        hasLogEts(history) ? fitLogEts(history) : { ...fitAutoEts(history, seasonLength, horizonSteps), rule: null },
      [seasonLength],
    ),
    (history) => hasLogEts(history.subarray(Math.max(0, history.length - mostValues))),
  );
}

/** A model of logarithms as one of the values. */
function ofLogs(model: FittedModel): FittedModel {
  return {
    ...model,
    form: `${model.form} of logarithms`,
    forecast: (given, parts) => fromScale(model.forecast(toScale(given, 'log'), parts), 'log'),
    refit(longer) {
      const refitted = longer.some((value) => value <= 0) ? null : model.refit?.(toScale(longer, 'log'));
      return refitted ? ofLogs(refitted) : null;
    },
  };
}
