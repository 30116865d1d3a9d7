/** Whether and where in its season a series is largest. */
import { incompleteBeta } from '../student.ts';

export type Peak = {
  /** Place in the season, 0 for that of the first value, where its mean is largest; how much more than the mean of all that is. */
  place: number;
  above: number;
  /** How likely places differ as much by chance, by the analysis of variance. */
  chance: number;
};

/**
 * @param values [length] finite, at least two seasons
 * @param slope change from one point to the next, taken out before
 * @returns null where all values are the same
 */
export function findPeak(values: Float64Array, season: number, slope: number): Peak | null {
  const { length } = values;
  const middle = (length - 1) / 2;
  const sums = new Float64Array(season);
  const counts = new Uint32Array(season);
  let [all, squares] = [0, 0];
  values.forEach((value, at) => {
    const flat = value - slope * (at - middle);
    sums[at % season] += flat;
    counts[at % season] += 1;
    all += flat;
    squares += flat * flat;
  });
  const mean = all / length;
  const total = squares - length * mean * mean;
  const between = sums.reduce((sum, own, place) => sum + own ** 2 / counts[place], 0) - length * mean * mean;
  const within = total - between;
  const [free, left] = [season - 1, length - season];
  if (!(total > 1e-9 * squares) || left < 1) return null;
  const ratio = between / free / Math.max(Number.MIN_VALUE, within / left);
  const means = sums.map((sum, place) => sum / counts[place]);
  const place = means.indexOf(Math.max(...means));
  return {
    place,
    above: means[place] - mean,
    chance: incompleteBeta(left / (left + free * ratio), left / 2, free / 2),
  };
}
