/** What making forecasts add up has changed at each level, by a backtest. */
import type { Hierarchy } from './hierarchy.ts';
import { knownColumns, type NodeErrors, pickColumns } from './node-errors.ts';
import { createReconciler, projectAboveZero, type ReconcileMethod } from './reconcile.ts';

/** Errors of a level. */
export type LevelError = {
  /** Σ|error| / Σ|actual|; null where nothing came. */
  wape: number | null;
  /** Null where no point could be compared. */
  rmse: number | null;
};

export type LevelGain = {
  /** Place in `hierarchy.levels`; as many as there are for the leaves. */
  level: number;
  nodes: number;
  /** Each node forecast by itself. */
  base: LevelError;
  reconciled: LevelError;
  /** By the sums of the leaves. */
  bottomUp: LevelError;
};

export type GainOptions = {
  errors: NodeErrors;
  /** [nodes, origins, horizon] what came, in the place of each error. */
  actual: Float64Array;
  /** [origins] the point at which each forecast begins, ascending. */
  origins: readonly number[];
  method?: ReconcileMethod;
  fixed?: Uint8Array;
  nonNegative?: boolean;
};

/** Of all that came at a point that is compared, what nodes may have that lack an error there. */
const mostOpen = 0.1;

/**
 * Reconciles the forecasts of each origin by what was known by then: the errors of points before it alone. Nodes that have no error
 * at a point, as new ones do, and leaves that are fixed are taken to be right there and are not counted; a point at which leaves, or
 * totals, with more than a tenth of what came have none is left out.
 *
 * @returns level by level, the leaves last
 */
export function measureGain(
  hierarchy: Hierarchy,
  { errors, actual, origins, method, fixed, nonNegative = false }: GainOptions,
): LevelGain[] {
  const { totals, leaves, levels, levelOf } = hierarchy;
  const { horizon } = errors;
  const nodes = totals + leaves;
  const columns = errors.origins * horizon;
  const sums = Array.from({ length: levels.length + 1 }, () => ({ nodes: 0, points: 0, actual: 0, ways: newWays() }));
  const levelOfNode = (node: number) => (node < totals ? levelOf[node] : levels.length);
  for (let node = 0; node < nodes; node++) sums[levelOfNode(node)].nodes++;
  const known = knownColumns(errors);
  const sumsOfLeaves = createReconciler(hierarchy, { method: 'bottom-up' }).project;
  for (const [at, origin] of origins.entries()) {
    const before = known.filter((column) => origins[Math.floor(column / horizon)] + (column % horizon) < origin);
    const { project } = createReconciler(hierarchy, {
      errors: pickColumns(errors, before),
      ...(method && { method }),
      ...(fixed && { fixed }),
    });
    for (let step = 0; step < horizon; step++) {
      const place = at * horizon + step;
      const own = Float64Array.from({ length: nodes }, (_, node) => errors.values[node * columns + place]);
      const came = own.map((_, node) => actual[node * columns + place] || 0);
      const isOpen = (node: number) => Number.isNaN(own[node]) && fixed?.[node - totals] !== 1;
      const nodesOf = [came.subarray(0, totals), came.subarray(totals)] as const;
      const isLacking = nodesOf.some((values, part) => {
        const amount = (counts: (node: number) => boolean) =>
          values.reduce((sum, value, at) => sum + (counts(part * totals + at) ? Math.abs(value) : 0), 0);
        return amount(isOpen) > mostOpen * amount(() => true);
      });
      if (isLacking) continue;
      const made = own.map((error, node) => came[node] - (error || 0));
      const reconciled = nonNegative ? projectAboveZero(hierarchy, project, made).values : project(made);
      const ways = [made, reconciled, sumsOfLeaves(made)];
      for (let node = 0; node < nodes; node++) {
        if (Number.isNaN(own[node])) continue;
        const level = sums[levelOfNode(node)];
        level.points++;
        level.actual += Math.abs(came[node]);
        for (const [way, one] of ways.entries()) {
          level.ways[way].absolute += Math.abs(came[node] - one[node]);
          level.ways[way].squared += (came[node] - one[node]) ** 2;
        }
      }
    }
  }
  return sums.map(({ nodes: count, points, actual: whole, ways }, level) => {
    const [base, reconciled, bottomUp] = ways.map(({ absolute, squared }) => ({
      wape: whole > 0 ? absolute / whole : null,
      rmse: points > 0 ? Math.sqrt(squared / points) : null,
    }));
    return { level, nodes: count, base, reconciled, bottomUp };
  });
}

function newWays(): { absolute: number; squared: number }[] {
  return Array.from({ length: 3 }, () => ({ absolute: 0, squared: 0 }));
}
