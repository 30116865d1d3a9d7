/** Exponential smoothing by all of its forms, each weighted by how likely it is. */
import { combineForecasts } from '../combine-forecasts.ts';
import type { FittedModel } from './classical-forecaster.ts';
import { type EtsFit, fitForms, forecastFromFit } from './ets.ts';
import { nameEts } from './ets-model.ts';

/**
 * A difference of so much in the criterion divides the weight by e. Akaike weights have 2; a little flatter an average forecasts
 * better, and much flatter it no longer follows a long growth.
 */
const criterionUnit = 3;
/** Forms of less weight than this are left out. */
const leastWeight = 0.02;

export type WeightedForm = { fit: EtsFit; weight: number };

/**
 * Weights of forms by their corrected Akaike criterion (Burnham and Anderson 2002, 2.9; Kolassa 2011, "Combining exponential
 * smoothing forecasts using Akaike weights").
 *
 * @param fits the best first
 * @param unit difference of the criterion that divides a weight by e
 * @returns weights that sum to 1
 */
export function weighForms(fits: readonly EtsFit[], unit: number = criterionUnit): WeightedForm[] {
  const likings = fits.map((fit) => ({ fit, weight: Math.exp((fits[0].aicc - fit.aicc) / unit) }));
  const total = likings.reduce((sum, { weight }) => sum + weight, 0);
  const kept = likings.filter(({ weight }) => weight >= leastWeight * total);
  const keptTotal = kept.reduce((sum, { weight }) => sum + weight, 0);
  return kept.map(({ fit, weight }) => ({ fit, weight: weight / keptTotal }));
}

/**
 * The average of all forms that a history allows.
 *
 * @param kinds `additive` leaves out whatever multiplies
 * @returns null where it is too short for any
 */
export function fitAverage(
  history: Float64Array,
  seasonLength: number,
  horizonSteps: number,
  kinds: 'all' | 'additive' = 'all',
): FittedModel | null {
  return modelOfForms(fitForms(history, seasonLength, kinds));

  function modelOfForms(fits: readonly EtsFit[]): FittedModel | null {
    if (fits.length === 0) return null;
    const forms = weighForms(fits);
    const weights = forms.map(({ weight }) => weight);
    return {
      parameterCount: Math.max(...forms.map(({ fit }) => fit.parameterCount)),
      form: forms.map(({ fit }) => nameEts(fit.form)).join('+'),
      forecast: (given, parts) =>
        combineForecasts(
          forms.map(({ fit }) => forecastFromFit(fit, given, horizonSteps, parts)),
          weights,
        ),
      refit: (longer) => modelOfForms(fitForms(longer, seasonLength, kinds, fits)),
    };
  }
}
