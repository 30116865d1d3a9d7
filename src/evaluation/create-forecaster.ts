/** The one place that knows all models by name. */
import { withFloor } from '../forecasters/floor.ts';
import type { Forecaster } from '../forecasters/forecaster.ts';
import type { ModelId } from '../forecasters/model-cards.ts';
import { withPlausible } from '../forecasters/plausible.ts';
import { createSingle } from '../forecasters/registry.ts';
import { setsAside, withWildSetAside } from '../forecasters/set-aside.ts';
import type { Settings } from '../forecasters/settings.ts';
import { createAutomatic, createQuick } from './auto-candidates.ts';

function createPlain(model: ModelId, settings: Settings): Forecaster {
  if (model === 'auto') return createAutomatic(settings);
  return model === 'quick' ? createQuick(settings) : createSingle(model, settings);
}

export function createForecaster(model: ModelId, settings: Settings): Forecaster {
  const forecaster = createPlain(model, settings);
  const { seasonLength } = settings;
  return withFloor(
    setsAside(model) ? withWildSetAside(withPlausible(forecaster, seasonLength), seasonLength) : forecaster,
  );
}
