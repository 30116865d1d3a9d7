/** Where a series went to another level and stayed there. */
import { medianOf, medianSeason } from './median.ts';
import { tenthsApart } from './normal.ts';

export type LevelShift = {
  /** Place of the first value at the new level. */
  at: number;
  /** Place from which on enough values have been seen to tell it by. */
  settled: number;
  /** Place from which on the values before it keep to one level. */
  from: number;
  /** What lies in the middle of the values before and behind it. */
  levels: [before: number, after: number];
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
/** The same of the step itself, with at most one value between the levels, such as a month in the middle of which it came. */
const sharp = 0.75;
/** A level is not new where values kept as near to it before, as a share of the way between the levels. */
const asBefore = 0.25;
/** Bounds of what the sides may differ by in spread. */
const mostScale = 20;

/** The values without the medians of the season's places, where there are enough of them. */
function withoutSeason(values: Float64Array, seasonLength: number): Float64Array {
  if (seasonLength < 2 || values.length < leastSeasons * seasonLength) return values;
  const middle = medianOf(values);
  const figure = medianSeason(values, seasonLength);
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

/** The largest step next to a place, from one value to the next or the next but one. */
function stepAt(before: Float64Array, after: Float64Array, direction: number): number {
  const [earlier, last] = before.subarray(-2);
  const [first, next] = after;
  return Math.max(direction * (first - last), direction * (first - earlier), direction * (next - last));
}

/** Whether so many values in a row were near a level. */
function hasBeenAt(level: number, values: Float64Array, window: number, reach: number): boolean {
  for (let at = 0; at + window <= values.length; at += Math.max(1, window >> 2)) {
    if (Math.abs(medianOf(values.subarray(at, at + window)) - level) < reach) return true;
  }
  return false;
}

/**
 * The largest step between the medians of the values before and behind a place, where both sides keep so close to their levels that
 * they cannot be taken for each other: each by its own season, neither drifting nor shifting again. The way between is gone in a step
 * or two, and the new level has not been there before: what has come back once may go again.
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
  const half = window >> 1;
  const medians = Array.from({ length: Math.floor(length / half) - 1 }, (_, at) =>
    medianOf(recent.subarray(at * half, (at + 2) * half)),
  );
  let [around, most] = [0, 0];
  let levels: [number, number] = [0, 0];
  for (const [at, after] of medians.entries()) {
    const before = at < 2 ? after : medians[at - 2];
    if (Math.abs(after - before) > most)
      [around, most, levels] = [at * half, Math.abs(after - before), [before, after]];
  }
  if (most === 0) return null;
  const plainly = new Float64Array(length);
  plainly.set(withoutSeason(recent.subarray(0, around), season));
  plainly.set(withoutSeason(recent.subarray(around), season), around);
  const at = placeShift(plainly, around, window, levels);
  const behind = length - at;
  if (at < window || behind < window) return null;
  const from = Math.max(0, at - Math.max(windowsBefore * window, 2 * behind));
  const sides = [recent.subarray(from, at), recent.subarray(at)];
  const plain = sides.map((side) => withoutSeason(side, season));
  const [before, after] = plain.map(medianOf);
  const [spreadBefore, spreadAfter] = plain.map(spreadOf);
  const jump = after - before;
  if (!(Math.abs(jump) > farApart * Math.max(spreadBefore, spreadAfter))) return null;
  const stepped = medianOf(plain[1].subarray(0, near)) - medianOf(plain[0].subarray(-near));
  if (!(stepped / jump > atOnce)) return null;
  if (!(stepAt(plain[0], plain[1], Math.sign(jump)) > sharp * Math.abs(jump))) return null;
  if (hasBeenAt(after, recent.subarray(0, at), window, asBefore * Math.abs(jump))) return null;
  const scale = spreadBefore > 0 && spreadAfter > 0 ? spreadAfter / spreadBefore : 1;
  return {
    at: start + at,
    settled: start + at + window,
    from: start + from,
    levels: [before, after],
    scale: Math.min(mostScale, Math.max(1 / mostScale, scale)),
  };
}

/**
 * The values as they would be had they been at the new level all along: those before the shift moved onto it and scaled to how values
 * spread since. What lies before they kept to one level stays within what is seen from there on, and where nothing lay below zero
 * since, nothing will.
 */
export function moveToLevel(
  values: Float64Array,
  { at, from, levels: [before, after], scale }: LevelShift,
): Float64Array {
  const since = values.subarray(at).reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const floor = since >= 0 ? since / 2 : Number.NEGATIVE_INFINITY;
  const moved = values.slice();
  for (let place = 0; place < at; place += 1) {
    moved[place] = Math.max(floor, after + scale * (values[place] - before));
  }
  const level = moved.subarray(from);
  const low = level.reduce((least, value) => Math.min(least, value));
  const high = level.reduce((most, value) => Math.max(most, value));
  for (let place = 0; place < from; place += 1) moved[place] = Math.min(high, Math.max(low, moved[place]));
  return moved;
}
