/** Forecasts of all nodes of a hierarchy to forecasts that add up. */
import { shrunkCovariance, structuralCovariance } from './error-covariance.ts';
import { type Hierarchy, isNested, sumUp } from './hierarchy.ts';
import { knownColumns, type NodeErrors, pickColumns } from './node-errors.ts';
import { createProjection, type Projection } from './projection.ts';

export const reconcileMethods = ['mint', 'structural', 'bottom-up', 'top-down'] as const;
/**
 * `mint`: by the errors that all nodes made, each moved as far as it is uncertain; `structural`: the same with a node as uncertain as
 * it has leaves; `bottom-up`: totals are the sums of the leaves; `top-down`: leaves are their shares of the totals.
 */
export type ReconcileMethod = (typeof reconcileMethods)[number];

/** Fewest times at which errors of all nodes are known for their covariance to be better than none (docs/accuracy.md). */
const fewestErrorTimes = 12;

export type ReconcileOptions = {
  /** Chosen by how many errors there are where absent. */
  method?: ReconcileMethod;
  /** What `mint` needs; without it, it is `structural`. */
  errors?: NodeErrors | null;
  /** [leaves] 1 for leaves that keep their forecasts, such as those that have ended and those that a planner has set. */
  fixed?: Uint8Array;
  /** Whether nothing may be below zero. */
  nonNegative?: boolean;
};

export type Reconciled = {
  /** [nodes, horizon] each total the sum of its leaves. */
  values: Float64Array;
  method: ReconcileMethod;
  /** Times of which the errors were taken; 0 where none were. */
  errorTimes: number;
  /** The weight of the diagonal in the covariance of the errors, 0-1; null where there is none. */
  shrinkage: number | null;
  /** Values of leaves that were raised to zero. */
  raised: number;
};

/** What a hierarchy's forecasts are made coherent by; made once for any number of forecasts. */
export type Reconciler = Pick<Reconciled, 'method' | 'errorTimes' | 'shrinkage'> & { project: Projection };

/** Covariance of the errors where there are enough of them, structure else. */
export function chooseMethod(errors: NodeErrors | null | undefined): ReconcileMethod {
  return errors && knownColumns(errors).length >= fewestErrorTimes ? 'mint' : 'structural';
}

export function createReconciler(hierarchy: Hierarchy, { method, errors, fixed }: ReconcileOptions): Reconciler {
  const known = errors ? knownColumns(errors) : [];
  const asked = method ?? chooseMethod(errors);
  if (asked === 'bottom-up') return { ...plain, method: asked, project: bottomUp(hierarchy) };
  if (asked === 'top-down') return { ...plain, method: asked, project: topDown(hierarchy, fixed) };
  if (asked === 'mint' && errors && known.length >= 2) {
    const covariance = shrunkCovariance(pickColumns(errors, known));
    const project = createProjection(hierarchy, covariance, fixed);
    return { method: asked, errorTimes: known.length, shrinkage: covariance.shrinkage, project };
  }
  return {
    ...plain,
    method: 'structural',
    project: createProjection(hierarchy, structuralCovariance(hierarchy), fixed),
  };
}

const plain = { errorTimes: 0, shrinkage: null };

function bottomUp(hierarchy: Hierarchy): Projection {
  return (values) => {
    const summed = values.slice();
    sumUp(hierarchy, summed);
    return summed;
  };
}

/**
 * From the coarsest level down, each total handed to those below it in the shares of their own forecasts (Athanasopoulos, Ahmed and
 * Hyndman 2009). Levels that cross those on the way are summed up. Where all forecasts below a total are zero it is shared evenly.
 */
function topDown(hierarchy: Hierarchy, fixed?: Uint8Array): Projection {
  const { leaves, totals, levels, parents } = hierarchy;
  const way: number[] = [];
  for (let level = 0; level < levels.length; level++) {
    const above = way.at(-1);
    if (above === undefined || isNested(hierarchy, above, level)) way.push(level);
  }
  const isFixed = (leaf: number) => fixed !== undefined && fixed[leaf] === 1;
  /** The node that a leaf is below on a level of the way, or itself. */
  const nodeOf = (leaf: number, at: number) =>
    at < way.length ? parents[leaf * levels.length + way[at]] : totals + leaf;
  return (values) => {
    const set = values.slice();
    for (let at = 0; at < way.length; at++) {
      const below = new Map<number, Set<number>>();
      const kept = new Map<number, number>();
      for (let leaf = 0; leaf < leaves; leaf++) {
        const parent = nodeOf(leaf, at);
        if (isFixed(leaf)) kept.set(parent, (kept.get(parent) ?? 0) + values[totals + leaf]);
        else below.set(parent, (below.get(parent) ?? new Set()).add(nodeOf(leaf, at + 1)));
      }
      // What is fixed below a child is the child's already.
      const fixedBelow = new Map<number, number>();
      for (let leaf = 0; leaf < leaves; leaf++) {
        const child = nodeOf(leaf, at + 1);
        if (isFixed(leaf) && at + 1 < way.length) {
          fixedBelow.set(child, (fixedBelow.get(child) ?? 0) + values[totals + leaf]);
        }
      }
      for (const [parent, children] of below) {
        const free = (child: number) => values[child] - (fixedBelow.get(child) ?? 0);
        const sum = [...children].reduce((all, child) => all + free(child), 0);
        const whole = set[parent] - (kept.get(parent) ?? 0);
        for (const child of children) {
          const share = sum === 0 ? 1 / children.size : free(child) / sum;
          set[child] = share * whole + (fixedBelow.get(child) ?? 0);
        }
      }
    }
    sumUp(hierarchy, set);
    return set;
  };
}

/** How often values below zero are raised and what is left made coherent again, before the leaves are summed up. */
const rounds = 3;

/**
 * @param base [nodes, horizon] a forecast of each node, made by itself
 * @returns what adds up: each total is the sum of its leaves as they are, to the last bit that adding leaves
 */
export function reconcile(hierarchy: Hierarchy, base: Float64Array, options: ReconcileOptions = {}): Reconciled {
  const { project, ...made } = createReconciler(hierarchy, options);
  return { ...projectAll(hierarchy, project, base, options.nonNegative ?? false), ...made };
}

/** A horizon of forecasts, step by step. @param base [nodes, horizon] */
export function projectAll(
  hierarchy: Hierarchy,
  project: Projection,
  base: Float64Array,
  nonNegative: boolean,
): Pick<Reconciled, 'values' | 'raised'> {
  const nodes = hierarchy.totals + hierarchy.leaves;
  const horizon = base.length / nodes;
  const values = new Float64Array(base.length);
  const column = new Float64Array(nodes);
  let raised = 0;
  for (let step = 0; step < horizon; step++) {
    for (let node = 0; node < nodes; node++) column[node] = base[node * horizon + step];
    const done = nonNegative ? projectAboveZero(hierarchy, project, column) : { values: project(column), raised: 0 };
    raised += done.raised;
    for (let node = 0; node < nodes; node++) values[node * horizon + step] = done.values[node];
  }
  return { values, raised };
}

/** Coherent and nowhere below zero, by turns; the last turn raises leaves and adds them up (Di Fonzo and Girolimetto 2023). */
export function projectAboveZero(
  hierarchy: Hierarchy,
  project: Projection,
  column: Float64Array,
): { values: Float64Array; raised: number } {
  const { totals } = hierarchy;
  let values = project(column);
  for (let round = 1; round < rounds && values.subarray(totals).some((value) => value < 0); round++) {
    values = project(values.map((value) => Math.max(0, value)));
  }
  let raised = 0;
  for (let node = totals; node < values.length; node++) {
    if (values[node] >= 0) continue;
    values[node] = 0;
    raised++;
  }
  if (raised > 0) sumUp(hierarchy, values);
  return { values, raised };
}
