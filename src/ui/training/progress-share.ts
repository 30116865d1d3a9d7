import type { RefitChoice } from '../../forecasters/backtest-settings.ts';
import type { ModelProgress, Work } from '../../session/run.ts';

/** Where the phases of a model's work end, as shares of it: learning first, anew at the origins, and from everything. */
const ends = { once: { fit: 0.6, origins: 0.6 }, anew: { fit: 0.3, origins: 0.8 } };

/** How far a model is, 0 to 1. */
export function shareOfModel({ phase, epoch, epochs }: ModelProgress, refit: RefitChoice): number {
  if (phase === 'finished' || phase === 'failed') return 1;
  const share = epochs > 0 ? Math.min(1, epoch / epochs) : 0;
  const { fit, origins } = ends[refit === 'always' ? 'anew' : 'once'];
  if (phase === 'fit') return share * fit;
  if (phase === 'origins') return fit + share * (origins - fit);
  if (phase === 'refit') return origins + share * (1 - origins);
  return 0;
}

/** How far a run is, 0 to 1. Models that train count; those that need no training are done at once. */
export function shareDone({ progress, settings }: Work): number {
  const shares = Object.values(progress).map((model) => shareOfModel(model, settings.backtest.refit));
  return shares.length > 0 ? shares.reduce((sum, share) => sum + share, 0) / shares.length : 0;
}
