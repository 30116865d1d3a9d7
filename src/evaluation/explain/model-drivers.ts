/** What a model has made of what is known beside a series: the same effects again, as they hang on the history and the settings alone. */
import { type DriverEffects, type Drivers, fitDriverEffects } from '../../forecasters/drivers/driver-effects.ts';
import type { ModelId } from '../../forecasters/model-cards.ts';
import type { Settings } from '../../forecasters/settings.ts';
import type { KnownCovariates } from '../../series/covariates.ts';
import { createDriverChoice } from '../choose-drivers.ts';
import { driversOf } from '../create-forecaster.ts';

export type ModelDrivers = { effects: DriverEffects; known: Drivers };

/**
 * @param history what the model was fitted to at the end
 * @param covariates what is known there
 * @returns null where the model reads none, or went without
 */
export async function findModelDrivers(
  model: ModelId,
  settings: Settings,
  history: Float64Array,
  { future, past, yearSteps }: KnownCovariates,
): Promise<ModelDrivers | null> {
  const use = driversOf(model);
  if (use === null || future.length + past.length + (yearSteps ?? 0) === 0) return null;
  const offered: Drivers = { future, past, yearSteps };
  const known = use === 'tried' ? await createDriverChoice(settings)(history, offered) : offered;
  const effects = fitDriverEffects(history, known, settings.seasonLength);
  return effects && { effects, known };
}
