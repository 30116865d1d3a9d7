/**
 * M4 down-sampling: of all points in one pixel column keep the first, the last, the lowest and the highest, and the line
 * drawn through them covers the same pixels as the line through all.
 *
 * Jugel, Jerzak, Hackenbroich, Markl: M4: A Visualization-Oriented Time Series Data Aggregation, VLDB 2014.
 */

/**
 * @param values the line; NaN where it has no point
 * @param from first index drawn
 * @param to index after the last one drawn
 * @param pixels columns the range is drawn in
 * @returns indices to draw, ascending; all of them up to two a pixel
 */
export function m4(values: ArrayLike<number>, from: number, to: number, pixels: number): number[] {
  const count = to - from;
  if (count <= pixels * 2) return Array.from({ length: Math.max(0, count) }, (_, offset) => from + offset);
  const kept: number[] = [];
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const start = from + Math.floor((pixel * count) / pixels);
    const end = from + Math.floor(((pixel + 1) * count) / pixels);
    let lowest = start;
    let highest = start;
    for (let index = start + 1; index < end; index += 1) {
      const value = values[index] as number;
      // A comparison with NaN is false, so a point that is none never displaces one; the second test displaces NaN.
      if (value < (values[lowest] as number) || Number.isNaN(values[lowest])) lowest = index;
      if (value > (values[highest] as number) || Number.isNaN(values[highest])) highest = index;
    }
    kept.push(...[...new Set([start, lowest, highest, end - 1])].sort((a, b) => a - b));
  }
  return kept;
}
