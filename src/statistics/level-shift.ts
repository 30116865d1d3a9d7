/** Where a series went to another level and stayed there. */
import { medianOf } from './median.ts';

export type LevelShift = {
  /** Place of the first value at the new level. */
  at: number;
  /** Place from which on enough values have been seen to tell it by. */
  settled: number;
  /** How far values spread behind it over how far they spread before it. */
  scale: number;
};

/** Values looked at, the most recent: what intervals learn from lies there. */
const mostValues = 2000;
/** Fewest values at either level, and more where a season is longer. */
const leastSide = 10;
/** A season is taken out of a side that holds so many of it. */
const leastSeasons = 3;
/** Of the level before, so many windows at least, or twice as many values as came after. */
const windowsBefore = 4;
/** Standard deviations of the wider side that the levels must lie apart: walks and trends hardly ever do. */
const farApart = 5;
/** Share of the way between the levels that is gone at once, from the few values before it to the few behind it. */
const atOnce = 0.7;
const near = 5;
/** Bounds of what the sides may differ by in spread. */
const mostScale = 20;
/** Standard deviations between the tenths at both ends of normal values. */
const tenthsApart = 2.5631;

/** The values without the medians of the season's places, where there are enough of them. */
function withoutSeason(values: Float64Array, seasonLength: number): Float64Array {
  if (seasonLength < 2 || values.length < leastSeasons * seasonLength) return values;
  const middle = medianOf(values);
  const figure = Array.from({ length: seasonLength }, (_, place) =>
    medianOf(values.filter((_, at) => at % seasonLength === place)),
  );
  return values.map((value, at) => value - figure[at % seasonLength] + middle);
}

/** Standard deviation by the distance of the tenths at both ends: a drift or a further shift makes it large, a wild value does not. */
function spreadOf(values: Float64Array): number {
  const sorted = values.slice().sort();
  const last = sorted.length - 1;
  return (sorted[Math.round(0.9 * last)] - sorted[Math.round(0.1 * last)]) / tenthsApart;
}

/** The place, within reach of `around`, that parts the values best into those near the one level and those near the other. */
function placeShift(values: Float64Array, around: number, reach: number, [before, after]: [number, number]): number {
  let [best, least, cost] = [around, Number.POSITIVE_INFINITY, 0];
  for (let at = Math.max(0, around - reach); at <= Math.min(values.length - 1, around + reach); at += 1) {
    if (cost < least) [best, least] = [at, cost];
    cost += Math.abs(values[at] - before) - Math.abs(values[at] - after);
  }
  return best;
}

/**
 * The largest step between the medians of the values before and behind a place, where both sides keep so close to their levels that
 * they cannot be taken for each other: each by its own season, neither drifting nor shifting again.
 *
 * @param values [length] finite
 * @param seasonLength 1 where there is none
 * @returns null where there is none, or its new level has not been seen for long enough
 */
export function findLevelShift(values: Float64Array, seasonLength: number): LevelShift | null {
  const start = Math.max(0, values.length - mostValues);
  const recent = values.subarray(start);
  const { length } = recent;
  const season = leastSeasons * seasonLength * 2 <= length ? seasonLength : 1;
  const window = season * Math.ceil(leastSide / season);
  if (length < 2 * window) return null;
  let [around, most] = [0, 0];
  let levels: [number, number] = [0, 0];
  for (let at = window; at <= length - window; at += Math.max(1, window >> 2)) {
    const [before, after] = [recent.subarray(at - window, at), recent.subarray(at, at + window)].map(medianOf);
    if (Math.abs(after - before) > most) [around, most, levels] = [at, Math.abs(after - before), [before, after]];
  }
  if (most === 0) return null;
  const plainly = Float64Array.from([
    ...withoutSeason(recent.subarray(0, around), season),
    ...withoutSeason(recent.subarray(around), season),
  ]);
  const at = placeShift(plainly, around, window, levels);
  const behind = length - at;
  if (at < window || behind < window) return null;
  const sides = [
    recent.subarray(Math.max(0, at - Math.max(windowsBefore * window, 2 * behind)), at),
    recent.subarray(at),
  ];
  const plain = sides.map((side) => withoutSeason(side, season));
  const [before, after] = plain.map(medianOf);
  const [spreadBefore, spreadAfter] = plain.map(spreadOf);
  const jump = after - before;
  if (!(Math.abs(jump) > farApart * Math.max(spreadBefore, spreadAfter))) return null;
  const stepped = medianOf(plain[1].subarray(0, near)) - medianOf(plain[0].subarray(-near));
  if (!(stepped / jump > atOnce)) return null;
  const scale = spreadBefore > 0 && spreadAfter > 0 ? spreadAfter / spreadBefore : 1;
  return { at: start + at, settled: start + at + window, scale: Math.min(mostScale, Math.max(1 / mostScale, scale)) };
}
