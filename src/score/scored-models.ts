import { createAuto } from '../evaluation/auto.ts';
import { createAutoEts } from '../forecasters/classical/exponential-smoothing.ts';
import { createSeasonalNaive } from '../forecasters/classical/seasonal-naive.ts';
import type { Forecaster } from '../forecasters/forecaster.ts';

type Shape = { seasonLength: number; horizonSteps: number };

const factories: Record<string, (shape: Shape) => Forecaster> = {
  'seasonal-naive': ({ seasonLength, horizonSteps }) => createSeasonalNaive(seasonLength, horizonSteps),
  ets: ({ seasonLength, horizonSteps }) => createAutoEts(seasonLength, horizonSteps),
};

export const scoredModels = Object.keys(factories);

export function createScoredForecaster(model: string, shape: Shape): Forecaster {
  return factories[model](shape);
}
