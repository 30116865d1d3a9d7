/** Local regression on equally spaced points, as STL needs it. */

export type LoessOptions = {
  /** Points that take part in each fit; those farther away count less. */
  window: number;
  /** 0 fits a level, 1 a line. */
  degree: 0 | 1;
  /** Fits every so many points and joins them by lines. */
  jump: number;
};

/**
 * One fit (Cleveland, Cleveland, McRae and Terpenning 1990, section 2): points weigh by the cube of their distance.
 *
 * @param x place of the fit, which may lie beside the points
 * @param first @param last the points that take part
 */
export function fitLoessAt(
  values: Float64Array,
  x: number,
  first: number,
  last: number,
  { window, degree }: Pick<LoessOptions, 'window' | 'degree'>,
): number {
  const count = values.length;
  const spare = window > count ? Math.floor((window - count) / 2) : 0;
  const reach = Math.max(x - first, last - x) + spare;
  const weights = new Float64Array(last - first + 1);
  let total = 0;
  let centre = 0;
  for (let at = first; at <= last; at += 1) {
    const distance = Math.abs(at - x);
    if (distance > 0.999 * reach && reach > 0) continue;
    const weight = distance <= 0.001 * reach ? 1 : (1 - (distance / reach) ** 3) ** 3;
    weights[at - first] = weight;
    total += weight;
    centre += weight * at;
  }
  centre /= total;
  let spread = 0;
  if (degree === 1) {
    for (let at = first; at <= last; at += 1) spread += (weights[at - first] / total) * (at - centre) ** 2;
  }
  const tilt = degree === 1 && Math.sqrt(spread) > 0.001 * (count - 1) ? (x - centre) / spread : 0;
  let sum = 0;
  for (let at = first; at <= last; at += 1) {
    sum += (weights[at - first] / total) * (1 + tilt * (at - centre)) * values[at];
  }
  return sum;
}

/** [length] the series smoothed at each of its points. */
export function smoothLoess(values: Float64Array, options: LoessOptions): Float64Array {
  const count = values.length;
  const { window, jump } = options;
  const smooth = new Float64Array(count);
  const fitAt = (at: number) => {
    const width = Math.min(window, count);
    const first = Math.min(Math.max(0, at - ((width - 1) >> 1)), count - width);
    smooth[at] = fitLoessAt(values, at, first, first + width - 1, options);
  };
  let before = 0;
  fitAt(0);
  while (before < count - 1) {
    const next = Math.min(before + jump, count - 1);
    fitAt(next);
    for (let at = before + 1; at < next; at += 1) {
      smooth[at] = smooth[before] + ((smooth[next] - smooth[before]) * (at - before)) / (next - before);
    }
    before = next;
  }
  return smooth;
}
