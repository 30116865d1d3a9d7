/** Values so far from all that surrounds them that nothing should be learnt from them. */
import { medianSeason, runMedian, spreadByMedian } from './median.ts';

/** Standard deviations, as the median deviation estimates them. */
const farAway = 10;
/** More than one, and one more in so many values, are no accidents of a series but its nature. */
const valuesPerAccident = 100;
/** So many one after another are a new level, not an accident. */
const levelRun = 3;
const leastLength = 24;
const reach = 5;
/**
 * Times the range of its neighbours that a value must lie beyond them, so that steep ground is no accident. Of the last value
 * nobody knows yet whether the series stays there: it must be out of all proportion.
 */
const beyondRange = { usual: 3, last: 10 };

export type WildValues = {
  /** Places, ascending. */
  places: number[];
  /** [places] what the values around them, and the season, lead to expect there. */
  expected: Float64Array;
};

const none: WildValues = { places: [], expected: new Float64Array(0) };

/** Whether a value lies far beyond its neighbours, the one of them left out that is farthest itself. */
function standsOut(values: Float64Array, at: number): boolean {
  const near = Float64Array.from([
    ...values.subarray(Math.max(0, at - reach), at),
    ...values.subarray(at + 1, at + reach + 1),
  ]);
  near.sort();
  const middle = near[near.length >> 1];
  const last = near.length - 1;
  const [from, to] = near[last] - middle > middle - near[0] ? [0, last - 1] : [1, last];
  const beyond = Math.max(values[at] - near[to], near[from] - values[at]);
  const wanted = at === values.length - 1 ? beyondRange.last : beyondRange.usual;
  return beyond > wanted * (near[to] - near[from]);
}

/** Leaves out runs that are a new level: three or more in a row, or two that the series ends with. */
function keepAccidents(places: readonly number[], length: number): number[] {
  const kept: number[] = [];
  for (let from = 0; from < places.length; ) {
    let to = from + 1;
    while (to < places.length && places[to] === places[to - 1] + 1) to += 1;
    const run = places.slice(from, to);
    const endsSeries = run[run.length - 1] === length - 1 && run.length > 1;
    if (run.length < levelRun && !endsSeries) kept.push(...run);
    from = to;
  }
  return kept;
}

/**
 * Finds values more than ten standard deviations from the running median and the medians of the season, where they are few and
 * stand alone (the identifier of Hampel 1974, on what trend and season leave), and far beyond their neighbours.
 *
 * @param values [length] finite
 * @param seasonLength 1 where there is none; left out of account where it was seen fewer than three times
 */
export function findWildValues(values: Float64Array, seasonLength: number): WildValues {
  const { length } = values;
  if (length < leastLength) return none;
  const season = seasonLength > 1 && 3 * seasonLength <= length ? seasonLength : 1;
  let figure: Float64Array = new Float64Array(season);
  let level: Float64Array = runMedian(values, reach);
  // The running median follows the season a little: the second round finds what the first left.
  for (let round = 0; season > 1 && round < 2; round += 1) {
    const beside = medianSeason(
      values.map((value, at) => value - level[at]),
      season,
    );
    figure = beside;
    level = runMedian(
      values.map((value, at) => value - beside[at % season]),
      reach,
    );
  }
  const adjusted = values.map((value, at) => value - figure[at % season]);
  const rest = adjusted.map((value, at) => value - level[at]);
  const spread = spreadByMedian(rest);
  if (!(spread > 0)) return none;
  const far: number[] = [];
  for (let at = 0; at < length; at += 1) {
    if (Math.abs(rest[at]) > farAway * spread && standsOut(adjusted, at)) far.push(at);
  }
  if (far.length > 1 + length / valuesPerAccident) return none;
  const places = keepAccidents(far, length);
  return { places, expected: Float64Array.from(places, (at) => level[at] + figure[at % season]) };
}
