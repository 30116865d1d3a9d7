/** The rows of a series to points where its time is a column of numbers, such as `ds` from 1 to n. */
import type { Step } from './step.ts';

/** Share of the points between the first number and the last that must be there for the others to count as missing. */
const leastDensity = 0.5;

export type PlacedNumbers = { indices: Int32Array; step: Step; firstMs: number };

/**
 * Numbers that count on evenly but for a few left out; else each of them is a point, and what follows the last goes on as
 * far apart as the last two.
 *
 * @param times distinct numbers in increasing order, one at least
 * @returns the point of each; with the step `row`, whose times are the numbers themselves
 */
export function placeNumbers(times: Float64Array): PlacedNumbers {
  const [first] = times;
  const end = times.length - 1;
  let every = end > 0 ? Number.POSITIVE_INFINITY : 1;
  for (let i = 1; i <= end; i++) every = Math.min(every, times[i] - times[i - 1]);
  const points = times.map((time) => (time - first) / every);
  if (points.every(Number.isInteger) && times.length >= leastDensity * (points[end] + 1)) {
    return { indices: Int32Array.from(points), step: { unit: 'row', every }, firstMs: first };
  }
  const lastStep = times[end] - times[end - 1];
  const firstMs = times[end] - end * lastStep;
  return { indices: Int32Array.from(times, (_, i) => i), step: { unit: 'row', every: lastStep }, firstMs };
}
