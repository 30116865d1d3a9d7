/** Whose forecast of a run is taken: the answer, the list of runs and their comparison ask here, and say the same. */
import type { MetricId } from '../../../evaluation/metric-cards.ts';
import { type Recommendation, recommendModel, safestOf } from '../../../evaluation/recommend-model.ts';
import type { ModelResult } from '../../../evaluation/results.ts';
import { type PointAt, pointAt } from '../../../series/pieces.ts';
import type { TestedPoints } from '../jobs/job.ts';
import type { Work } from './run.ts';

/** What the series is in the test part. */
export function pointsOf(tested: TestedPoints): PointAt {
  const piece = { ...tested, end: tested.from + tested.y.length, kind: 'all' as const, marks: {} };
  return (index) => pointAt([piece], index);
}

type Judged = Pick<Work, 'results' | 'tested' | 'split' | 'settings' | 'deployed'>;

/** @returns null where nothing came of the run so far */
export function recommendOf(
  { results, tested, split, settings, deployed }: Judged,
  metric: MetricId,
): Recommendation | null {
  return (
    tested && recommendModel(results, { pointAt: pointsOf(tested), split, settings, metric, brought: deployed?.model })
  );
}

/** The result of a run whose forecast is taken. */
export function takenOf(work: Judged, metric: MetricId): ModelResult | null {
  return recommendOf(work, metric)?.result ?? safestOf(work.results);
}
