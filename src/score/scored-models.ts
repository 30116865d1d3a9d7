import { createAutomatic } from '../evaluation/models.ts';
import { createNaive2 } from '../forecasters/classical/naive2.ts';
import type { Forecaster } from '../forecasters/forecaster.ts';
import { type Lengths, statisticalCreators } from '../forecasters/registry.ts';

const factories: Record<string, (lengths: Lengths) => Forecaster> = {
  auto: createAutomatic,
  naive2: ({ seasonLength, horizonSteps }) => createNaive2(seasonLength, horizonSteps),
  ...statisticalCreators,
};

/** Models that can be scored in batches: all that need no training. */
export const scoredModels: readonly string[] = Object.keys(factories);

export function createScoredForecaster(model: string, lengths: Lengths): Forecaster {
  return factories[model](lengths);
}
