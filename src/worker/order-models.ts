import { isNetwork, type ModelId, modelCards } from '../forecasters/model-cards.ts';

/** Statistical models as they are, then networks, the longest first. */
export function orderByLength(models: readonly ModelId[]): ModelId[] {
  const networks = models
    .filter(isNetwork)
    .sort((a, b) => modelCards[b].trainingSeconds - modelCards[a].trainingSeconds);
  return [...models.filter((model) => !isNetwork(model)), ...networks];
}
