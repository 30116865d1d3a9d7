import { isNetwork, type ModelId, type NetworkId } from '../forecasters/settings.ts';

/** Seconds on one core with the default settings and 1,200 points: other settings change their order little. */
const trainingSeconds: Record<NetworkId, number> = {
  tcn: 38,
  patchtst: 8.3,
  transformer: 3.9,
  segrnn: 2.6,
  lstm: 1.7,
  tide: 1.4,
  'n-hits': 1.3,
  gru: 1.3,
  rnn: 0.5,
  dlinear: 0.3,
  nlinear: 0.15,
};

/** Statistical models as they are, then networks, the longest first. */
export function orderByLength(models: readonly ModelId[]): ModelId[] {
  const networks = models.filter(isNetwork).sort((a, b) => trainingSeconds[b] - trainingSeconds[a]);
  return [...models.filter((model) => !isNetwork(model)), ...networks];
}
