/** The one place that knows all models by name. */
import { withFloor } from '../forecasters/floor.ts';
import type { Forecaster } from '../forecasters/forecaster.ts';
import type { ModelId, StatisticalId } from '../forecasters/model-cards.ts';
import { createSingle, type Lengths, statisticalCreators } from '../forecasters/registry.ts';
import type { Settings } from '../forecasters/settings.ts';
import { createAuto } from './auto.ts';

/** What the automatic choice tries; the first never fails. */
const candidateIds: readonly StatisticalId[] = [
  'seasonal-naive',
  'ets',
  'log-ets',
  'theta',
  'dynamic-theta',
  'holt-winters',
  'mstl',
  'ridge',
  'arima',
];

/** With longer seasons ARIMA takes seconds a series, and the seasonal rules do better. */
const longestArimaSeason = 12;

/** The automatic choice over all affordable models. */
export function createAutomatic(lengths: Lengths): Forecaster {
  const affordable = candidateIds.filter((name) => name !== 'arima' || lengths.seasonLength <= longestArimaSeason);
  const tooSlow = candidateIds.filter((name) => !affordable.includes(name));
  const candidates = affordable.map((name) => ({ name, forecaster: statisticalCreators[name](lengths) }));
  return withFloor(createAuto({ ...lengths, candidates, tooSlow }));
}

export function createForecaster(model: ModelId, settings: Settings): Forecaster {
  return model === 'auto' ? createAutomatic(settings) : withFloor(createSingle(model, settings));
}
