/** Forecasts of a file and its totals made to add up, in plain data. */
import { measureSpread, reconcileErrors } from '../../../planning/coherent-spread.ts';
import { buildHierarchy, type LeafColumn, type Level } from '../../../planning/hierarchy.ts';
import { createReconciler, projectAll, type ReconcileMethod } from '../../../planning/reconcile.ts';
import { type LevelGain, measureGain } from '../../../planning/reconciliation-gain.ts';
import { widenErrors } from '../../../planning/widen-errors.ts';

export type ReconcileJob = {
  kind: 'reconcile';
  columns: readonly LeafColumn[];
  levels: readonly Level[];
  leaves: number;
  horizonSteps: number;
  /** [nodes, horizon] each forecast by itself; zero for what has ended. */
  base: Float64Array;
  /** [nodes, origins, horizon] actual - forecast of the tests; NaN where there is none. */
  errors: Float64Array;
  /** [nodes] mean width of the 80 % interval that each has by itself; NaN where it has none. */
  widths: Float64Array;
  /** The same places as the errors: what came. */
  actual: Float64Array;
  /** The point at which each test began, ascending. */
  origins: readonly number[];
  /** [leaves] 1 for those that keep their forecasts. */
  fixed: Uint8Array;
  nonNegative: boolean;
  /** Chosen by how many errors there are where null. */
  method: ReconcileMethod | null;
};

/** [nodes, horizon] and, of the sum of all steps, [nodes]; intervals NaN where there were no errors. */
export type ReconciledPart = {
  kind: 'reconciled';
  method: ReconcileMethod;
  errorTimes: number;
  shrinkage: number | null;
  raised: number;
  mean: Float64Array;
  low80: Float64Array;
  high80: Float64Array;
  low95: Float64Array;
  high95: Float64Array;
  sumLow80: Float64Array;
  sumHigh80: Float64Array;
  sumLow95: Float64Array;
  sumHigh95: Float64Array;
  gains: LevelGain[];
};

export function runReconcile(job: ReconcileJob): ReconciledPart {
  const { horizonSteps, fixed, nonNegative, actual, origins } = job;
  const hierarchy = buildHierarchy(job.columns, job.levels, job.leaves);
  const nodes = hierarchy.totals + hierarchy.leaves;
  const errors = { nodes, origins: origins.length, horizon: horizonSteps, values: job.errors };
  const options = { errors, fixed, ...(job.method && { method: job.method }) };
  const { project, ...made } = createReconciler(hierarchy, options);
  const { values, raised } = projectAll(hierarchy, project, job.base, nonNegative);
  const tested = reconcileErrors(errors, project);
  const coherent = tested && widenErrors(hierarchy, tested, job.widths);
  const spread = coherent && measureSpread(hierarchy, values, coherent, { levels: [80, 95], seed: 1, nonNegative });
  const [narrow, wide] = spread?.intervals ?? [];
  const unknown = (length: number) => new Float64Array(length).fill(Number.NaN);
  return {
    kind: 'reconciled',
    ...made,
    raised,
    mean: values,
    low80: narrow?.low ?? unknown(values.length),
    high80: narrow?.high ?? unknown(values.length),
    low95: wide?.low ?? unknown(values.length),
    high95: wide?.high ?? unknown(values.length),
    sumLow80: narrow?.sumLow ?? unknown(nodes),
    sumHigh80: narrow?.sumHigh ?? unknown(nodes),
    sumLow95: wide?.sumLow ?? unknown(nodes),
    sumHigh95: wide?.sumHigh ?? unknown(nodes),
    gains: measureGain(hierarchy, { ...options, actual, origins, nonNegative }),
  };
}
