import type { ModelProgress, Work } from '../../session/run.ts';

/** Learning from the training part is this share of a model's work, learning again from everything the rest. */
const fitShare = 0.6;

/** How far a model is, 0 to 1. */
export function shareOfModel({ phase, epoch, epochs }: ModelProgress): number {
  if (phase === 'finished' || phase === 'failed') return 1;
  const share = epochs > 0 ? Math.min(1, epoch / epochs) : 0;
  if (phase === 'fit') return share * fitShare;
  if (phase === 'refit') return fitShare + share * (1 - fitShare);
  return 0;
}

/** How far a run is, 0 to 1. Models that train count; those that need no training are done at once. */
export function shareDone({ progress }: Work): number {
  const shares = Object.values(progress).map(shareOfModel);
  return shares.length > 0 ? shares.reduce((sum, share) => sum + share, 0) / shares.length : 0;
}
