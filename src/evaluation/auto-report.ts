/** What an automatic choice tells of itself. */
import type { CombinationMember, Tried, TriedModel } from '../forecasters/forecaster.ts';

export type Trials = {
  /** Names of the candidates. */
  names: readonly string[];
  /** Mean absolute error of each, in the unit of the series; null for one that was not tried. */
  errors: readonly (number | null)[];
  /** Why a candidate is no member, where it could not be one. */
  passedOver: readonly TriedModel['passedOver'][];
  members: readonly CombinationMember[];
  /** How many origins they were tried from. */
  origins: number;
  /** The seasonal naive's mean absolute error within the history, in the unit of the series; null where that is none. */
  scale: number | null;
  /** Candidates that were left out beforehand, because they take too long here. */
  tooSlow: readonly string[];
};

/** The candidates with their errors and weights, the best first; those that came to nothing last. */
export function reportTrials({ names, errors, passedOver, members, origins, scale, tooSlow }: Trials): Tried {
  const models = names.map((name, member): TriedModel => {
    const error = errors[member];
    return {
      name,
      error: error !== null && scale !== null ? error / scale : null,
      weight: members.find((each) => each.name === name)?.weight ?? 0,
      passedOver: passedOver[member],
    };
  });
  const sizeOf = (member: number) => errors[member] ?? Number.MAX_VALUE;
  const order = names.map((_, member) => member).sort((a, b) => sizeOf(a) - sizeOf(b));
  const slow = tooSlow.map((name): TriedModel => ({ name, error: null, weight: 0, passedOver: 'too-slow' }));
  return { origins, models: [...order.map((member) => models[member]), ...slow] };
}
