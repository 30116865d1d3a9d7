import { createAutomatic, createQuick } from '../evaluation/auto-candidates.ts';
import { createNaive2 } from '../forecasters/classical/naive2.ts';
import { withFloor } from '../forecasters/floor.ts';
import type { Forecaster } from '../forecasters/forecaster.ts';
import { withPlausible } from '../forecasters/plausible.ts';
import { type ClassicalId, classicalFactories, type Lengths } from '../forecasters/registry.ts';
import { setsAside, withWildSetAside } from '../forecasters/set-aside.ts';

const combinations: Record<string, (lengths: Lengths) => Forecaster> = { auto: createAutomatic, quick: createQuick };

const classical = Object.keys(classicalFactories) as ClassicalId[];

/** Models that can be scored in batches: all that need no training. */
export const scoredModels: readonly string[] = [...Object.keys(combinations), 'naive2', ...classical];

export function createScoredForecaster(model: string, lengths: Lengths): Forecaster {
  if (model === 'naive2') return createNaive2(lengths.seasonLength, lengths.horizonSteps);
  if (model in combinations) return withFloor(withWildSetAside(combinations[model](lengths), lengths.seasonLength));
  const id = model as ClassicalId;
  const forecaster = classicalFactories[id](lengths);
  const { seasonLength } = lengths;
  return setsAside(id) ? withWildSetAside(withPlausible(forecaster, seasonLength), seasonLength) : forecaster;
}
