/** What of the results is looked at: the metric to rank by, the model in focus, the lines of the chart. */
import { type MetricGroup, type MetricId, metricGroups, metricIds } from '../evaluation/results.ts';
import type { ModelId } from '../forecasters/model-cards.ts';

/** The columns of the leaderboard: a few that most people read, a group, or everything. */
export type ColumnSet = 'main' | MetricGroup | 'all';
export const columnSets: readonly ColumnSet[] = ['main', ...(Object.keys(metricGroups) as MetricGroup[]), 'all'];

const mainMetrics: readonly MetricId[] = ['mae', 'rmse', 'mape', 'coverage80', 'coverage95'];

/** The metrics of a set of columns. */
export function metricsOfSet(set: ColumnSet): readonly MetricId[] {
  if (set === 'main') return mainMetrics;
  return set === 'all' ? metricIds : metricGroups[set];
}

export type View = {
  metric: MetricId;
  columns: ColumnSet;
  /** The model shown in detail; null for whichever is best. */
  focus: ModelId | null;
  /** Lines the user has switched on or off; the others are shown if they are worth it. */
  lines: Partial<Record<ModelId, boolean>>;
};

export const initialView: View = { metric: 'mase', columns: 'main', focus: null, lines: {} };
