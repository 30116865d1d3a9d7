import { createSeasonalNaive } from './classical/seasonal-naive.ts';
import type { Forecaster } from './forecaster.ts';
import { createLstm } from './neural/lstm.ts';
import { createNeuralForecaster } from './neural/neural-forecaster.ts';
import { createTransformer } from './neural/transformer.ts';
import type { ModelId, Settings } from './settings.ts';

const factories: Record<ModelId, (settings: Settings) => Forecaster> = {
  'seasonal-naive': ({ seasonLength, horizonSteps }) => createSeasonalNaive(seasonLength, horizonSteps),
  lstm: (settings) => createNeuralForecaster(createLstm({ ...settings, ...settings.network }), neuralOptions(settings)),
  transformer: (settings) =>
    createNeuralForecaster(createTransformer({ ...settings, ...settings.network }), neuralOptions(settings)),
};

function neuralOptions({ network, lookBackSteps, horizonSteps, seasonLength, seed }: Settings) {
  return { ...network, lookBackSteps, horizonSteps, seasonLength, seed };
}

/** The one place that knows models by name. */
export function createForecaster(model: ModelId, settings: Settings): Forecaster {
  return factories[model](settings);
}
