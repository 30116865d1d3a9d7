/** Whether a series rises or falls over the years, told from season, chance and the memory of its ups and downs. */
import { normalBelow } from '../normal.ts';
import { measureStudentTails, studentQuantile } from '../student.ts';

export type Trend = {
  /** Change from one point to the next: the median of those between all pairs a whole number of seasons apart (Sen 1968). */
  slope: number;
  /** Ends of its interval at 95 %. */
  low: number;
  high: number;
  /** Kendall's score: pairs that rise less those that fall; its variance by chance, and by how much memory makes that larger. */
  score: number;
  variance: number;
  inflation: number;
  /** How likely a score as far from zero is where there is no trend. */
  chance: number;
  /** Correlation of neighbours by the ranks of what trend and season leave, its bias taken off. */
  memory: number;
};

/** A series that remembers more than this wanders by itself. */
const mostMemory = 0.95;
/** Fewer pairs say nothing. */
const fewestPairs = 10;

/** Ranks from 1, equal values with the mean of theirs. */
function ranksOf(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let end = from + 1;
    while (end < order.length && values[order[end]] === values[order[from]]) end += 1;
    for (let at = from; at < end; at += 1) ranks[order[at]] = (from + 1 + end) / 2;
    from = end;
  }
  return ranks;
}

/** What is left of a series by a trend and the mean of each place in the season. */
function leave(values: Float64Array, season: number, slope: number): Float64Array {
  const flat = values.map((value, at) => value - slope * at);
  for (let phase = 0; phase < season; phase += 1) {
    const places = Array.from(flat.keys()).filter((at) => at % season === phase);
    const mean = places.reduce((sum, at) => sum + flat[at], 0) / places.length;
    for (const at of places) flat[at] -= mean;
  }
  return flat;
}

/** Correlation of neighbours by ranks; a line that was fitted makes it too small by about (2 + 4 r) / n (Tanizaki 2004). */
function memoryOf(left: Float64Array): number {
  const { length } = left;
  const ranks = ranksOf(left);
  const middle = (length + 1) / 2;
  let [with1, own] = [0, 0];
  for (let at = 0; at < length; at += 1) {
    own += (ranks[at] - middle) ** 2;
    if (at > 0) with1 += (ranks[at] - middle) * (ranks[at - 1] - middle);
  }
  const found = own > 0 ? with1 / own : 0;
  return Math.min(mostMemory, Math.max(0, (length * found + 2) / (length - 4)));
}

/**
 * By how much the memory of neighbours makes the variance of the score larger. The score is, to its first order, the sum of ranks times
 * the place of their year about the middle one; the covariance of that is summed over all pairs of points, within and between seasons.
 */
function inflate(length: number, season: number, memory: number): number {
  const years = new Float64Array(length);
  for (let phase = 0; phase < season; phase += 1) {
    const count = Math.ceil((length - phase) / season);
    for (let year = 0; year < count; year += 1) years[phase + year * season] = year - (count - 1) / 2;
  }
  let [sum, before, own] = [0, 0, 0];
  for (let at = 0; at < length; at += 1) {
    sum += years[at] * (years[at] + 2 * before);
    own += years[at] ** 2;
    before = memory * (before + years[at]);
  }
  return Math.max(1, sum / own);
}

/** More degrees of freedom than this are as good as all. */
const manyDegrees = 500;

/**
 * How likely a deviate so far from zero is. The memory is an estimate, and the more hangs on it the farther out chance reaches: Student's t,
 * whose degrees of freedom were set by simulation (`npm run bench -- trends`); without memory the normal distribution.
 */
function beyond(deviate: number, degrees: number): number {
  if (degrees > manyDegrees) return Math.min(1, 2 * normalBelow(-deviate));
  return measureStudentTails(deviate, degrees);
}

/**
 * The seasonal test of Kendall for a trend (Hirsch, Slack and Smith 1982), with the slope of Sen. What points that follow each other have
 * in common makes the variance larger, within and between seasons, as by Hirsch and Slack (1984) and Hamed and Rao (1998); as a few years
 * do not tell a covariance for each pair of seasons, it is that of one memory, of neighbours.
 *
 * @param values [length] finite, at least two seasons
 * @param season points of a season; 1 where there is none, which is the test of Mann (1945)
 * @returns null where there are too few pairs, or all values are the same
 */
export function findTrend(values: Float64Array, season: number): Trend | null {
  const slopes: number[] = [];
  let [score, variance] = [0, 0];
  for (let phase = 0; phase < season; phase += 1) {
    const own = values.filter((_, at) => at % season === phase);
    const count = own.length;
    variance += count * (count - 1) * (2 * count + 5);
    for (let to = 1; to < count; to += 1) {
      for (let from = 0; from < to; from += 1) {
        score += Math.sign(own[to] - own[from]);
        slopes.push((own[to] - own[from]) / ((to - from) * season));
      }
    }
    for (const ties of countTies(own)) variance -= ties * (ties - 1) * (2 * ties + 5);
  }
  if (slopes.length < fewestPairs || variance <= 0) return null;
  const sorted = Float64Array.from(slopes).sort();
  const slope = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  const memory = memoryOf(leave(values, season, slope));
  variance /= 18;
  const inflation = inflate(values.length, season, memory);
  const spread = Math.sqrt(variance * inflation);
  // The score goes by steps of two.
  const deviate = Math.max(0, Math.abs(score) - 1) / spread;
  const degrees = values.length / (inflation - 1);
  const apart = studentQuantile(0.975, degrees) * spread;
  const place = (rank: number) => sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(rank)))];
  return {
    slope,
    low: place((sorted.length - apart) / 2 - 1),
    high: place((sorted.length + apart) / 2),
    score,
    variance,
    inflation,
    chance: beyond(deviate, degrees),
    memory,
  };
}

function countTies(values: Float64Array): number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].filter((count) => count > 1);
}
