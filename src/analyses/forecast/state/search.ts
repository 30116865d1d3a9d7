/** A search for settings as the session holds it, and what of it is shown. */
import { type PointMetricId, pointMetricIds } from '../../../evaluation/metric-cards.ts';
import { fullEffort, type SearchOutcome, type Trial } from '../../../evaluation/search/trials.ts';
import { type ModelId, modelIds } from '../../../forecasters/model-cards.ts';
import { type Settings, withoutNetworks } from '../../../forecasters/settings.ts';
import type { ForecastProblem } from './run.ts';

export type SearchState =
  | { state: 'none' }
  | {
      state: 'running' | 'cancelling';
      trials: readonly Trial[];
      metric: PointMetricId;
      budgetMs: number;
      /** By `Date.now()`. */
      endsAtMs: number;
    }
  | ({ state: 'done' } & SearchOutcome)
  | { state: 'failed'; problem: ForecastProblem };

export const noSearch: SearchState = { state: 'none' };

export function isSearching({ state }: SearchState): boolean {
  return state === 'running' || state === 'cancelling';
}

/** What a search has tried, live or finished. */
export function triedIn(search: SearchState): readonly Trial[] {
  return search.state === 'none' || search.state === 'failed' ? [] : search.trials;
}

/** The metric to search by: the one that the results are ranked by, where a search can measure it. */
export function searchMetric(asked: string): PointMetricId {
  return pointMetricIds.find((metric) => metric === asked) ?? 'mase';
}

/** The most thorough score of a trial. */
export function lastScore({ scores }: Trial): Trial['scores'][number] | null {
  return scores[scores.length - 1] ?? null;
}

/** The order to list trials in: by how thoroughly they were tried, then by their error; those without a score last. */
export function inOrderOfMerit(trials: readonly Trial[]): Trial[] {
  const rank = (trial: Trial) => {
    const score = lastScore(trial);
    // The naive learns nothing, so that its one score holds at every effort.
    const effort = trial.kind === 'naive' && score ? fullEffort : (score?.effort ?? 0);
    return { effort, error: score?.error ?? 0 };
  };
  return [...trials].sort((a, b) => {
    const [one, other] = [rank(a), rank(b)];
    return other.effort - one.effort || one.error - other.error || a.id - b.id;
  });
}

/** The settings with what a trial was made of; its network takes the place of those chosen. */
export function withTrial(settings: Settings, { model, settings: tried }: Trial): Settings {
  const chosen: ModelId[] = [...withoutNetworks(settings.models), model];
  const { epochs, members } = settings.network;
  return {
    ...settings,
    models: modelIds.filter((id) => chosen.includes(id)),
    lookBackSteps: tried.lookBackSteps,
    network: { ...tried.network, epochs, members },
  };
}
