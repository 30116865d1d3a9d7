/**
 * Two searches for the lowest point of a function: `minimise` where its slope is known, `minimiseSimplex` where not.
 * Neither leaves the finite: a value that is not a number counts as infinitely high.
 */

/** Value at `x`; writes the slope into `gradient`, which may be left alone where the value is not finite. */
export type SmoothObjective = (x: Float64Array, gradient: Float64Array) => number;

export type Minimum = { x: Float64Array; value: number };

type MinimiseOptions = {
  mostSteps: number;
  /** Ends once a step gains less than this share of the value. */
  tolerance: number;
};

/** Where a search ended, with what it learnt of the curvature there: a search on nearly the same function can begin with it. */
export type SmoothMinimum = Minimum & {
  /** [variables, variables] inverse of the curvature, row by row; null where no step told of it */
  inverse: Float64Array | null;
  /** Whether it was called off. */
  calledOff: boolean;
};

type SmoothOptions = MinimiseOptions & {
  /** Asked after each step; true calls the search off. */
  callOff: (value: number, step: number) => boolean;
  /** Of a search on nearly the same function. */
  inverse: Float64Array | null;
};

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += a[at] * b[at];
  return sum;
}

/** A matrix, row by row, times a vector, times `share`, into `product` [size]. */
function multiplyInto(product: Float64Array, matrix: Float64Array, vector: Float64Array, share: number): void {
  const size = vector.length;
  for (let row = 0, at = 0; row < size; row += 1) {
    let sum = 0;
    for (let column = 0; column < size; column += 1, at += 1) sum += matrix[at] * vector[column];
    product[row] = share * sum;
  }
}

/** Makes a [size, size] matrix, row by row, that of unity. */
function reset(matrix: Float64Array, size: number): void {
  matrix.fill(0);
  for (let at = 0; at < matrix.length; at += size + 1) matrix[at] = 1;
}

/** The BFGS update of the inverse curvature (Nocedal and Wright 2006, 6.17), in place; `image` [size] is written over. */
function updateCurvature(
  inverse: Float64Array,
  move: Float64Array,
  turn: Float64Array,
  product: number,
  image: Float64Array,
): void {
  const size = move.length;
  multiplyInto(image, inverse, turn, 1);
  const scale = (1 + dot(turn, image) / product) / product;
  for (let row = 0, at = 0; row < size; row += 1) {
    const byMove = scale * move[row] - image[row] / product;
    const byImage = move[row] / product;
    for (let column = 0; column < size; column += 1, at += 1) {
      inverse[at] += byMove * move[column] - byImage * image[column];
    }
  }
}

const never = () => false;

/**
 * Quasi-Newton search of Broyden, Fletcher, Goldfarb and Shanno, with backtracking (Nocedal and Wright 2006, ch. 3 and 6).
 * Variables should be scaled so that a step of 1 is sensible in each.
 *
 * @param start [variables] where the value is finite
 */
export function minimise(
  objective: SmoothObjective,
  start: Float64Array,
  { mostSteps = 200, tolerance = 1e-8, callOff = never, inverse: known = null }: Partial<SmoothOptions> = {},
): SmoothMinimum {
  const size = start.length;
  let x = start.slice();
  let gradient = new Float64Array(size);
  let value = objective(x, gradient);
  const inverse = new Float64Array(size * size);
  if (known) inverse.set(known);
  else reset(inverse, size);
  let fresh = known === null;
  let slowSteps = 0;
  let calledOff = false;
  let candidate = new Float64Array(size);
  let slopeThere = new Float64Array(size);
  const direction = new Float64Array(size);
  const move = new Float64Array(size);
  const turn = new Float64Array(size);
  for (let step = 0; step < mostSteps && slowSteps < 2; step += 1) {
    multiplyInto(direction, inverse, gradient, -1);
    let slope = dot(direction, gradient);
    if (!(slope < 0)) {
      reset(inverse, size);
      fresh = true;
      for (let at = 0; at < size; at += 1) direction[at] = -gradient[at];
      slope = -dot(gradient, gradient);
    }
    if (!(slope < 0)) break;
    const length = Math.sqrt(dot(direction, direction));
    let reach = fresh ? Math.min(1, 0.5 / length) : Math.min(1, 4 / length);
    let found = Number.NaN;
    for (let attempt = 0; attempt < 25; attempt += 1) {
      for (let at = 0; at < size; at += 1) candidate[at] = x[at] + reach * direction[at];
      found = objective(candidate, slopeThere);
      if (found <= value + 1e-4 * reach * slope) break;
      const bottom = (-slope * reach * reach) / (2 * (found - value - slope * reach));
      reach = Number.isFinite(bottom) ? Math.min(0.5 * reach, Math.max(0.1 * reach, bottom)) : 0.2 * reach;
      found = Number.NaN;
    }
    if (Number.isNaN(found)) {
      if (fresh) break;
      reset(inverse, size);
      fresh = true;
      continue;
    }
    for (let at = 0; at < size; at += 1) {
      move[at] = candidate[at] - x[at];
      turn[at] = slopeThere[at] - gradient[at];
    }
    const product = dot(move, turn);
    slowSteps = value - found <= tolerance * (Math.abs(value) + 1e-8) ? slowSteps + 1 : 0;
    const turned = dot(turn, turn);
    if (product > 1e-10 * Math.sqrt(dot(move, move) * turned)) {
      if (fresh) for (let at = 0; at < inverse.length; at += 1) inverse[at] *= product / turned;
      // The direction has been gone and serves as scratch.
      updateCurvature(inverse, move, turn, product, direction);
      fresh = false;
    }
    [x, candidate] = [candidate, x];
    [gradient, slopeThere] = [slopeThere, gradient];
    value = found;
    if (callOff(value, step)) {
      calledOff = true;
      break;
    }
  }
  return { x, value, inverse: fresh ? null : inverse, calledOff };
}

/**
 * Search by a simplex of points (Nelder and Mead 1965), with the coefficients that adapt to the number of variables (Gao and
 * Han 2012).
 *
 * @param start [variables]
 * @param size [variables] how far the first simplex reaches along each
 */
export function minimiseSimplex(
  objective: (x: Float64Array) => number,
  start: Float64Array,
  size: Float64Array,
  { mostSteps = 1000, tolerance = 1e-8 }: Partial<MinimiseOptions> = {},
): Minimum {
  const count = start.length;
  const measure = (x: Float64Array): Minimum => {
    const value = objective(x);
    return { x, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const points = [measure(start.slice())];
  for (let at = 0; at < count; at += 1) {
    const x = start.slice();
    x[at] += size[at];
    points.push(measure(x));
  }
  const expand = 1 + 2 / count;
  const contract = Math.max(0.5, 0.75 - 1 / (2 * count));
  const shrink = Math.max(0.5, 1 - 1 / count);
  for (let step = 0; step < mostSteps; step += 1) {
    points.sort((a, b) => a.value - b.value);
    const [best] = points;
    const worst = points[count];
    if (worst.value - best.value <= tolerance * (Math.abs(best.value) + 1e-8)) break;
    const centre = new Float64Array(count);
    for (let at = 0; at < count; at += 1) {
      let sum = 0;
      for (let point = 0; point < count; point += 1) sum += points[point].x[at];
      centre[at] = sum / count;
    }
    const along = (share: number) => {
      const x = new Float64Array(count);
      for (let at = 0; at < count; at += 1) x[at] = centre[at] + share * (centre[at] - worst.x[at]);
      return measure(x);
    };
    const reflected = along(1);
    let better: Minimum;
    if (reflected.value < best.value) {
      const expanded = along(expand);
      better = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < points[count - 1].value) {
      better = reflected;
    } else {
      better = along(reflected.value < worst.value ? contract : -contract);
    }
    if (better.value < worst.value) points[count] = better;
    else
      for (const point of points.slice(1)) {
        Object.assign(point, measure(point.x.map((each, at) => best.x[at] + shrink * (each - best.x[at]))));
      }
  }
  points.sort((a, b) => a.value - b.value);
  return points[0];
}
