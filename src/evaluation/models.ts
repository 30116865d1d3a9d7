/** The one place that knows all models by name. */
import { withFloor } from '../forecasters/floor.ts';
import type { Forecaster } from '../forecasters/forecaster.ts';
import { type ClassicalId, classicalFactories, createSingle, type Lengths } from '../forecasters/registry.ts';
import type { ModelId, Settings } from '../forecasters/settings.ts';
import { createAuto } from './auto.ts';

/** What the automatic choice tries; the first never fails. */
const candidateIds: readonly ClassicalId[] = [
  'seasonal-naive',
  'ets',
  'log-ets',
  'theta',
  'dynamic-theta',
  'holt-winters',
  'mstl',
  'ridge',
];

/** The automatic choice over all affordable models. */
export function createAutomatic(lengths: Lengths): Forecaster {
  const candidates = candidateIds.map((name) => ({ name, forecaster: classicalFactories[name](lengths) }));
  return withFloor(createAuto({ ...lengths, candidates }));
}

export function createForecaster(model: ModelId, settings: Settings): Forecaster {
  return model === 'auto' ? createAutomatic(settings) : withFloor(createSingle(model, settings));
}
