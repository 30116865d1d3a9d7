/** What each kept run came to, and in which order runs are listed. Pure. */
import type { MetricId } from '../../../../evaluation/metric-cards.ts';
import { costOf, usableMetric } from '../../../../evaluation/ranking.ts';
import type { ModelResult } from '../../../../evaluation/results.ts';
import { takenOf } from '../../state/recommend-of.ts';
import type { ForecastKept } from './comparable.ts';

export type RunSummary = {
  run: ForecastKept;
  /** The run before it in time; null for the first. */
  before: ForecastKept | null;
  /** The result whose forecast is taken, as the answer has it; null where nothing came of the run. */
  taken: ModelResult | null;
  /** By the metric of the list; null where it is undefined. */
  error: number | null;
  /** All models together, in ms. */
  trainingMs: number;
};

/** What all runs of a list are measured by. */
export function metricOfRuns(runs: readonly ForecastKept[], asked: MetricId): MetricId {
  return usableMetric(
    runs.flatMap(({ outcome }) => outcome.results),
    asked,
  );
}

/** @param runs the newest first */
export function sumRuns(runs: readonly ForecastKept[], metric: MetricId): RunSummary[] {
  return runs.map((run, at) => {
    const { results } = run.outcome;
    const taken = takenOf(run.outcome, metric);
    return {
      run,
      before: runs[at + 1] ?? null,
      taken,
      error: taken?.metrics[metric] ?? null,
      trainingMs: results.reduce((sum, result) => sum + result.trainingMs, 0),
    };
  });
}

export const runOrders = ['newest', 'error', 'time', 'name'] as const;
export type RunOrder = (typeof runOrders)[number];

/** The best error first, the quickest first, names by the alphabet; what has none comes last, and the newer before the older. */
export function orderRuns(
  sums: readonly RunSummary[],
  order: RunOrder,
  { metric, language }: { metric: MetricId; language: string },
): RunSummary[] {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const compareBy: Record<RunOrder, (one: RunSummary, other: RunSummary) => number> = {
    newest: () => 0,
    error: (one, other) => {
      const [cost, otherCost] = [costOf(metric, one.error), costOf(metric, other.error)];
      return cost === otherCost ? 0 : cost - otherCost;
    },
    time: (one, other) => one.trainingMs - other.trainingMs,
    name: ({ run: { name: one } }, { run: { name: other } }) =>
      Number(one === '') - Number(other === '') || compare(one, other),
  };
  return [...sums].sort((one, other) => compareBy[order](one, other) || other.run.id - one.run.id);
}
