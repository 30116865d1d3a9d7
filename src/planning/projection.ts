/**
 * Forecasts made coherent at the least cost by the covariance of their errors (Wickramasuriya, Athanasopoulos and Hyndman 2019), in the
 * form ỹ = ŷ - W C' (C W C')⁻¹ C ŷ with C = [I | -A], A the sums: only as many unknowns as there are totals.
 */
import { factorCholesky, solveCholesky } from '../statistics/cholesky.ts';
import type { ErrorCovariance } from './error-covariance.ts';
import { type Hierarchy, sumUp } from './hierarchy.ts';

/** More totals than this are solved for step by step, without a matrix of them. */
const mostFactored = 1200;

/** Makes [totals + leaves] values coherent. @returns others */
export type Projection = (values: Float64Array) => Float64Array;

/**
 * @param fixed [leaves] 1 for leaves that keep their values, such as zero for those that have ended; none where absent
 * @param most totals up to which the system is factored
 */
export function createProjection(
  hierarchy: Hierarchy,
  covariance: ErrorCovariance,
  fixed?: Uint8Array,
  most = mostFactored,
): Projection {
  const { totals, leaves, parents, parentStarts } = hierarchy;
  const { diagonal, columns } = covariance;
  const isFixed = (leaf: number) => fixed !== undefined && fixed[leaf] === 1;
  const live = listLive(hierarchy, isFixed);
  const placeOf = new Int32Array(totals).fill(-1);
  for (const [place, total] of live.entries()) placeOf[total] = place;
  const gaps = constrainFactor(hierarchy, covariance, live, isFixed);
  const system = { hierarchy, diagonal, placeOf, live, isFixed, gaps, columns };
  const solve = live.length <= most ? solveByFactor(system) : solveBySteps(system);
  const { factor } = covariance;

  return (values) => {
    const adjusted = values.slice();
    const right = differences(hierarchy, live, values);
    const weights = solve(right);
    const pull = new Float64Array(columns);
    for (let place = 0; place < live.length; place++) {
      for (let at = 0; at < columns; at++) pull[at] += gaps[place * columns + at] * weights[place];
    }
    for (let leaf = 0; leaf < leaves; leaf++) {
      if (isFixed(leaf)) continue;
      let shift = 0;
      for (let at = parentStarts[leaf]; at < parentStarts[leaf + 1]; at++) {
        const place = placeOf[parents[at]];
        if (place >= 0) shift += weights[place];
      }
      const node = totals + leaf;
      shift *= diagonal[node];
      if (factor) for (let at = 0; at < columns; at++) shift -= factor[node * columns + at] * pull[at];
      adjusted[node] += shift;
    }
    sumUp(hierarchy, adjusted);
    return adjusted;
  };
}

/** Totals with a leaf that may change; the others are the sums of their leaves whatever is done. */
function listLive({ totals, starts, members }: Hierarchy, isFixed: (leaf: number) => boolean): number[] {
  const live: number[] = [];
  for (let total = 0; total < totals; total++) {
    let at = starts[total];
    while (at < starts[total + 1] && isFixed(members[at])) at++;
    if (at < starts[total + 1]) live.push(total);
  }
  return live;
}

/** C ŷ: how far each total is from the sum of its leaves. */
function differences({ totals, starts, members }: Hierarchy, live: readonly number[], values: Float64Array) {
  return Float64Array.from(live, (total) => {
    let difference = values[total];
    for (let at = starts[total]; at < starts[total + 1]; at++) difference -= values[totals + members[at]];
    return difference;
  });
}

/** C times the factor of the covariance. @returns [live totals, columns] */
function constrainFactor(
  { totals, starts, members }: Hierarchy,
  { factor, columns }: ErrorCovariance,
  live: readonly number[],
  isFixed: (leaf: number) => boolean,
): Float64Array {
  const gaps = new Float64Array(live.length * columns);
  if (!factor) return gaps;
  for (const [place, total] of live.entries()) {
    const row = gaps.subarray(place * columns, (place + 1) * columns);
    row.set(factor.subarray(total * columns, (total + 1) * columns));
    for (let at = starts[total]; at < starts[total + 1]; at++) {
      if (isFixed(members[at])) continue;
      const first = (totals + members[at]) * columns;
      for (let column = 0; column < columns; column++) row[column] -= factor[first + column];
    }
  }
  return gaps;
}

type System = {
  hierarchy: Hierarchy;
  diagonal: Float64Array;
  /** [totals] place among the live ones; -1 for none. */
  placeOf: Int32Array;
  live: readonly number[];
  isFixed: (leaf: number) => boolean;
  gaps: Float64Array;
  columns: number;
};

/** Solves C W C' x = right by its Cholesky factor. */
function solveByFactor({ hierarchy, diagonal, placeOf, live, isFixed, gaps, columns }: System) {
  const { totals, leaves, parents, parentStarts } = hierarchy;
  const size = live.length;
  const matrix = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let at = 0; at < columns; at++) sum += gaps[a * columns + at] * gaps[b * columns + at];
      matrix[a * size + b] = sum;
    }
    matrix[a * size + a] += diagonal[live[a]];
  }
  for (let leaf = 0; leaf < leaves; leaf++) {
    if (isFixed(leaf)) continue;
    const own = parents.subarray(parentStarts[leaf], parentStarts[leaf + 1]);
    for (const first of own) {
      for (const second of own) {
        if (placeOf[second] <= placeOf[first])
          matrix[placeOf[first] * size + placeOf[second]] += diagonal[totals + leaf];
      }
    }
  }
  const lower = factorCholesky(matrix, size);
  if (!lower) throw new Error('the covariance of the errors is not positive definite');
  return (right: Float64Array) => solveCholesky(lower, right);
}

const mostSteps = 500;
const smallestResidual = 1e-12;

/** The same by conjugate gradients over the diagonal (Hestenes and Stiefel 1952), for more totals than a matrix is made of. */
function solveBySteps({ hierarchy, diagonal, placeOf, live, isFixed, gaps, columns }: System) {
  const { totals, leaves, starts, members, parents, parentStarts } = hierarchy;
  const size = live.length;
  const scale = new Float64Array(size);
  for (const [place, total] of live.entries()) {
    scale[place] = diagonal[total];
    for (let at = starts[total]; at < starts[total + 1]; at++) {
      if (!isFixed(members[at])) scale[place] += diagonal[totals + members[at]];
    }
    for (let at = 0; at < columns; at++) scale[place] += gaps[place * columns + at] ** 2;
  }
  const times = (x: Float64Array) => {
    const product = Float64Array.from(live, (total, place) => diagonal[total] * x[place]);
    for (let leaf = 0; leaf < leaves; leaf++) {
      if (isFixed(leaf)) continue;
      let sum = 0;
      for (let at = parentStarts[leaf]; at < parentStarts[leaf + 1]; at++) {
        if (placeOf[parents[at]] >= 0) sum += x[placeOf[parents[at]]];
      }
      sum *= diagonal[totals + leaf];
      for (let at = parentStarts[leaf]; at < parentStarts[leaf + 1]; at++) {
        if (placeOf[parents[at]] >= 0) product[placeOf[parents[at]]] += sum;
      }
    }
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let place = 0; place < size; place++) sum += gaps[place * columns + column] * x[place];
      for (let place = 0; place < size; place++) product[place] += gaps[place * columns + column] * sum;
    }
    return product;
  };
  return (right: Float64Array) => {
    const x = new Float64Array(size);
    const rest = right.slice();
    let toward = rest.map((value, place) => value / scale[place]);
    let size2 = dot(rest, toward);
    const enough = size2 * smallestResidual ** 2;
    for (let step = 0; step < mostSteps && size2 > enough; step++) {
      const product = times(toward);
      const length = size2 / dot(toward, product);
      for (let place = 0; place < size; place++) {
        x[place] += length * toward[place];
        rest[place] -= length * product[place];
      }
      const scaled = rest.map((value, place) => value / scale[place]);
      const next = dot(rest, scaled);
      const keep = next / size2;
      toward = scaled.map((value, place) => value + keep * toward[place]);
      size2 = next;
    }
    return x;
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at];
  return sum;
}
