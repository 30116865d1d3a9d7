/** What an automatic choice tells of itself. */
import type { Tried, TriedModel } from '../forecasters/forecaster.ts';
import type { Weight } from './combination.ts';

export type Trials = {
  /** Names of the candidates. */
  names: readonly string[];
  /** Mean absolute error of each, in the unit of the series; not finite for one that gave no forecast. */
  errors: readonly number[];
  weights: readonly Weight[];
  /** How many origins it was tried from. */
  origins: number;
  /** The seasonal naive's mean absolute error within the history, in the unit of the series; null where that is none. */
  scale: number | null;
  /** Candidates that were left out beforehand, because they take too long here. */
  tooSlow: readonly string[];
};

/** The candidates with their errors and weights, the best first; those that came to nothing last. */
export function reportTrials({ names, errors, weights, origins, scale, tooSlow }: Trials): Tried {
  const models = names.map((name, member): TriedModel => {
    const gaveForecast = Number.isFinite(errors[member]);
    return {
      name,
      error: gaveForecast && origins > 0 && scale !== null ? errors[member] / scale : null,
      weight: weights.find((weight) => weight.member === member)?.weight ?? 0,
      passedOver: gaveForecast ? null : 'failed',
    };
  });
  const order = names.map((_, member) => member).sort((a, b) => (errors[a] === errors[b] ? 0 : errors[a] - errors[b]));
  const slow = tooSlow.map((name): TriedModel => ({ name, error: null, weight: 0, passedOver: 'too-slow' }));
  return { origins, models: [...order.map((member) => models[member]), ...slow] };
}
