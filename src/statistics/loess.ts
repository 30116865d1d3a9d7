/** Local regression on equally spaced points, as STL needs it. */

export type LoessOptions = {
  /** Points that take part in each fit; those farther away count less. */
  window: number;
  /** 0 fits a level, 1 a line. */
  degree: 0 | 1;
  /** Fits every so many points and joins them by lines. */
  jump: number;
};

/** Smooths series of one length. */
export type Loess = {
  /** One fit at `x`, which may lie beside the points, of the window that begins at `first`. */
  fitAt(values: Float64Array, x: number, first: number): number;
  /** [length] the series smoothed at each of its points, in new memory unless there is some to write over. */
  smooth(values: Float64Array, into?: Float64Array): Float64Array;
};

function cube(value: number): number {
  return value * value * value;
}

/**
 * How much each of `width` points has of one fit (Cleveland, Cleveland, McRae and Terpenning 1990, section 2): points weigh by
 * the cube of their distance.
 *
 * @param place of the fit from the first of the points
 * @param count points of the whole series
 */
function sharePoints(place: number, width: number, count: number, { window, degree }: LoessOptions): Float64Array {
  const spare = window > count ? Math.floor((window - count) / 2) : 0;
  const reach = Math.max(place, width - 1 - place) + spare;
  const weights = new Float64Array(width);
  let total = 0;
  let centre = 0;
  for (let at = 0; at < width; at += 1) {
    const distance = Math.abs(at - place);
    if (distance > 0.999 * reach && reach > 0) continue;
    weights[at] = distance <= 0.001 * reach ? 1 : cube(1 - cube(distance / reach));
    total += weights[at];
    centre += weights[at] * at;
  }
  centre /= total;
  let spread = 0;
  if (degree === 1) for (let at = 0; at < width; at += 1) spread += (weights[at] / total) * (at - centre) ** 2;
  const tilt = degree === 1 && Math.sqrt(spread) > 0.001 * (count - 1) ? (place - centre) / spread : 0;
  return weights.map((weight, at) => (weight / total) * (1 + tilt * (at - centre)));
}

/** Shares of windows, by what they depend on, and for each by the place of the fit in its window. */
const sharesKnown = new Map<string, Map<number, Float64Array>>();
/** Series of a panel are of the same few lengths; of lengths without end no more are kept. */
const mostLengths = 64;

function sharesOf(count: number, { window, degree }: LoessOptions): Map<number, Float64Array> {
  const key = `${count} ${window} ${degree}`;
  const shares = sharesKnown.get(key) ?? new Map();
  sharesKnown.delete(key);
  sharesKnown.set(key, shares);
  for (const oldest of sharesKnown.keys()) {
    if (sharesKnown.size <= mostLengths) break;
    sharesKnown.delete(oldest);
  }
  return shares;
}

/** Local regression for series of `count` points. The shares depend on the place in the window alone: each is worked out once. */
export function createLoess(count: number, options: LoessOptions): Loess {
  const width = Math.min(options.window, count);
  const known = sharesOf(count, options);

  function fitAt(values: Float64Array, x: number, first: number): number {
    let shares = known.get(x - first);
    if (!shares) {
      shares = sharePoints(x - first, width, count, options);
      known.set(x - first, shares);
    }
    let sum = 0;
    for (let at = 0; at < width; at += 1) sum += shares[at] * values[first + at];
    return sum;
  }

  return {
    fitAt,
    smooth(values, smooth = new Float64Array(count)) {
      const fitWithin = (at: number) =>
        fitAt(values, at, Math.min(Math.max(0, at - ((width - 1) >> 1)), count - width));
      let before = 0;
      smooth[0] = fitWithin(0);
      while (before < count - 1) {
        const next = Math.min(before + options.jump, count - 1);
        smooth[next] = fitWithin(next);
        for (let at = before + 1; at < next; at += 1) {
          smooth[at] = smooth[before] + ((smooth[next] - smooth[before]) * (at - before)) / (next - before);
        }
        before = next;
      }
      return smooth;
    },
  };
}
