/** What a search has tried so far, and which of it is best. */
import type { ModelId } from '../../forecasters/model-cards.ts';
import type { Settings } from '../../forecasters/settings.ts';
import type { PointMetricId } from '../metric-cards.ts';

/** The seasonal naive, settings as they are, or settings drawn at random. */
export type TrialKind = 'naive' | 'current' | 'drawn';
/** `dropped` had a larger error than others tried as thoroughly; `cut-short` was running when the time was up. */
export type TrialStatus = 'waiting' | 'running' | 'scored' | 'dropped' | 'failed' | 'cut-short';

export type Trial = {
  /** Counted from 0. */
  id: number;
  kind: TrialKind;
  model: ModelId;
  /** All settings of the trial; `model` is the only one of their models. */
  settings: Settings;
  /** By effort, the least first. */
  scores: readonly { effort: number; error: number }[];
  status: TrialStatus;
  /** How far it is while it is `running`, 0-1. */
  share: number;
};

export type SearchOutcome = {
  trials: Trial[];
  metric: PointMetricId;
  /** Points before the test part that all errors were measured on. */
  judgedPoints: number;
  /** `exhausted` where as many candidates were tried as ever are. */
  ended: 'time' | 'cancelled' | 'exhausted';
};

/** Effort of a full trial, in units of the briefest. */
export const fullEffort = 9;

/** The error of a trial at one effort; the naive's is the same at every effort. */
export function errorAt({ kind, scores }: Trial, effort: number): number | null {
  if (kind === 'naive') return scores[0]?.error ?? null;
  return scores.find((score) => score.effort === effort)?.error ?? null;
}

/** The effort at which trials can be compared: the highest at which drawn settings have a score, else any. */
function comparedEffort(trials: readonly Trial[]): number {
  const highest = (some: readonly Trial[]) =>
    Math.max(0, ...some.flatMap(({ scores }) => scores.map(({ effort }) => effort)));
  return highest(trials.filter(({ kind }) => kind === 'drawn')) || highest(trials);
}

/** The trials that can be compared, best first. */
export function rankTrials(trials: readonly Trial[]): { trial: Trial; error: number }[] {
  const effort = comparedEffort(trials);
  return trials
    .flatMap((trial) => {
      const error = errorAt(trial, effort);
      return error === null ? [] : [{ trial, error }];
    })
    .sort((a, b) => a.error - b.error);
}

/**
 * What a search has found: the best settings that were drawn, where nothing that was there before did as well.
 *
 * @returns `gain` is the share by which the error fell below that of the best of the settings before, 0-1; null where the
 *   search did not help
 */
export function findGain(trials: readonly Trial[]): { trial: Trial; gain: number } | null {
  const ranked = rankTrials(trials);
  const [best] = ranked;
  const before = ranked.find(({ trial }) => trial.kind !== 'drawn');
  if (best?.trial.kind !== 'drawn' || !before || before.error <= best.error) return null;
  return { trial: best.trial, gain: 1 - best.error / before.error };
}
