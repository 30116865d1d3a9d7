/** The one place that knows all models by name. */

import { withDrivers } from '../forecasters/drivers/with-drivers.ts';
import { withEvents } from '../forecasters/events/with-events.ts';
import { withFloor } from '../forecasters/floor.ts';
import type { Forecaster } from '../forecasters/forecaster.ts';
import { type ModelId, modelCards, type NetworkId } from '../forecasters/model-cards.ts';
import { withPlausible } from '../forecasters/plausible.ts';
import { createLearningOn, createSingle } from '../forecasters/registry.ts';
import { setsAside, withSoundHistory } from '../forecasters/set-aside.ts';
import type { Settings } from '../forecasters/settings.ts';
import type { TrainedNetwork } from '../forecasters/trained-network.ts';
import { createAutomatic, createQuick } from './auto-candidates.ts';
import { createDriverChoice } from './choose-drivers.ts';

function createPlain(model: ModelId, settings: Settings): Forecaster {
  if (model === 'auto') return createAutomatic(settings);
  return model === 'quick' ? createQuick(settings) : createSingle(model, settings);
}

/** How a model meets what is known beside a series; null where it makes nothing of it. */
export function driversOf(model: ModelId): 'always' | 'tried' | null {
  const card = modelCards[model];
  return 'drivers' in card ? card.drivers : null;
}

export function createForecaster(model: ModelId, settings: Settings): Forecaster {
  const forecaster = createPlain(model, settings);
  const { seasonLength } = settings;
  const steady = setsAside(model)
    ? withSoundHistory(withPlausible(forecaster, seasonLength), seasonLength)
    : forecaster;
  const drivers = driversOf(model);
  const choose = drivers === 'tried' ? createDriverChoice(settings) : undefined;
  const driven = drivers === null ? steady : withDrivers(steady, seasonLength, choose);
  return withFloor(withEvents(driven, seasonLength));
}

/** A network that goes on from what it had learnt before, with what is made of any network around it. */
export function createLearningOnFloored(
  model: NetworkId,
  settings: Settings,
  trained: TrainedNetwork,
  cameSteps: number,
): Forecaster {
  return withFloor(withEvents(createLearningOn(model, settings, trained, cameSteps), settings.seasonLength));
}
