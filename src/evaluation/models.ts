/** The one place that knows all models by name. */
import { withFloor } from '../forecasters/floor.ts';
import type { Forecaster } from '../forecasters/forecaster.ts';
import type { ModelId } from '../forecasters/model-cards.ts';
import { withPlausible } from '../forecasters/plausible.ts';
import { createSingle } from '../forecasters/registry.ts';
import { setsAside, withWildSetAside } from '../forecasters/set-aside.ts';
import type { Settings } from '../forecasters/settings.ts';
import { createAutomatic } from './auto-candidates.ts';

export function createForecaster(model: ModelId, settings: Settings): Forecaster {
  const forecaster = model === 'auto' ? createAutomatic(settings) : createSingle(model, settings);
  const { seasonLength } = settings;
  return withFloor(
    setsAside(model) ? withWildSetAside(withPlausible(forecaster, seasonLength), seasonLength) : forecaster,
  );
}
