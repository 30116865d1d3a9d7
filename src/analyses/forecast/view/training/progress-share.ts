import type { SettingValue } from '../../../../forecasters/setting-cards.ts';
import type { ModelProgress, Work } from '../../state/run.ts';

/** What learning first is of a model's work, the rest of which is learning again: from everything, or at the origins too. */
const firstShare = { once: 0.6, anew: 0.3 };

/** How far a model is, 0 to 1. */
export function shareOfModel(progress: ModelProgress, refit: SettingValue<'refit'>): number {
  const { phase, way } = progress;
  if (phase === 'finished' || phase === 'failed') return 1;
  const share = shareOfWay(progress, refit);
  // A model that learns both by itself and together with other targets begins with the first.
  return way === undefined ? share : (share + (way === 'together' ? 1 : 0)) / 2;
}

function shareOfWay({ phase, epoch, epochs }: ModelProgress, refit: SettingValue<'refit'>): number {
  const share = epochs > 0 ? Math.min(1, epoch / epochs) : 0;
  const first = firstShare[refit === 'always' ? 'anew' : 'once'];
  if (phase === 'fit') return share * first;
  if (phase === 'origins' || phase === 'refit') return first + share * (1 - first);
  return 0;
}

/** How far a run is, 0 to 1. Models that train count; those that need no training are done at once. */
export function shareDone({ progress, settings }: Work): number {
  const shares = Object.values(progress).map((model) => shareOfModel(model, settings.backtest.refit));
  return shares.length > 0 ? shares.reduce((sum, share) => sum + share, 0) / shares.length : 0;
}
