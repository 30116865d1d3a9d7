import { createForecaster } from '../evaluation/create-forecaster.ts';
import { createNaive2 } from '../forecasters/classical/naive2.ts';
import type { Forecaster } from '../forecasters/forecaster.ts';
import { isNetwork, type ModelId, modelCards, modelIds } from '../forecasters/model-cards.ts';
import type { Settings } from '../forecasters/settings.ts';

/** The models of the page, and Naive2, which is the measure of OWA. */
export const scoredModels: readonly string[] = ['naive2', ...modelIds];

export function isModelId(model: string): model is ModelId {
  return modelIds.some((known) => known === model);
}

/** Whether a model is made only as the page makes it: tested on the end of the series, which settles how long it learns. */
export function needsBacktest(model: string): boolean {
  return isModelId(model) && isNetwork(model);
}

/** Whether a model costs a fraction where it forecasts many series at once. */
export function runsTogether(model: string): boolean {
  return isModelId(model) && modelCards[model].family === 'pretrained';
}

/** Whether a model computes with tensors, so that a backend has to run. */
export function needsTensors(model: string): boolean {
  return isModelId(model) && ['network', 'pretrained', 'combination'].includes(modelCards[model].family);
}

export function createScored(model: string, settings: Settings): Forecaster {
  if (model === 'naive2') return createNaive2(settings.seasonLength, settings.horizonSteps);
  if (!isModelId(model)) throw new Error(`there is no model ${model}`);
  return createForecaster(model, settings);
}
