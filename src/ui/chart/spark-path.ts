/** The line of a small plot without axes. */

/**
 * @param values evenly spaced; NaN breaks the line
 * @param width of the drawing, pixels
 * @param height of the drawing, pixels
 * @param inset kept free on every side for the width of the line, pixels
 * @returns path data; a flat series lies in the middle, a lone value is a dot
 */
export function sparkPath(
  values: readonly number[] | Float64Array,
  width: number,
  height: number,
  inset = 1.5,
): string {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(low <= high)) return '';
  const span = high - low;
  const innerWidth = width - 2 * inset;
  const innerHeight = height - 2 * inset;
  const x = (i: number) => inset + (values.length === 1 ? 0.5 : i / (values.length - 1)) * innerWidth;
  const y = (value: number) => inset + (span > 0 ? (high - value) / span : 0.5) * innerHeight;
  let path = '';
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const isStart = i === 0 || Number.isNaN(values[i - 1]);
    path += `${isStart ? 'M' : 'L'}${round(x(i))} ${round(y(values[i]))}`;
    if (isStart && (i === values.length - 1 || Number.isNaN(values[i + 1]))) path += 'h0.01';
  }
  return path;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
