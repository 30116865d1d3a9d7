/** What of the results is looked at: the metric to rank by, the model in focus, the lines of the chart. */
import type { MetricId } from '../evaluation/results.ts';
import type { ModelId } from '../forecasters/settings.ts';

export type View = {
  metric: MetricId;
  /** The model shown in detail; null for whichever is best. */
  focus: ModelId | null;
  /** Lines the user has switched on or off; the others are shown if they are worth it. */
  lines: Partial<Record<ModelId, boolean>>;
};

export const initialView: View = { metric: 'mase', focus: null, lines: {} };
