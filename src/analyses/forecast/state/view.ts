/** What of the results is looked at: the metric to rank by, the model in focus, the lines of the chart. */
import {
  cardOf,
  type MetricGroup,
  type MetricId,
  metricGroupIds,
  metricIds,
  metricsOfGroup,
} from '../../../evaluation/metric-cards.ts';
import type { ModelId } from '../../../forecasters/model-cards.ts';

/** The columns of the leaderboard: a few that most people read, a group, or everything. */
export type ColumnSet = 'main' | MetricGroup | 'all';
export const columnSets: readonly ColumnSet[] = ['main', ...metricGroupIds, 'all'];

const mainMetrics = metricIds.filter((id) => cardOf(id).isMain);

/** The metrics of a set of columns. */
export function metricsOfSet(set: ColumnSet): readonly MetricId[] {
  if (set === 'main') return mainMetrics;
  return set === 'all' ? metricIds : metricsOfGroup(set);
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
