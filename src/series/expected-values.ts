/** What is usual at points of a series whose own values are not to be believed: the level around them, and the season. */

/** Seasons that have to be seen to be told. */
const fewestSeasons = 3;
/** Points on each side that the level is made of. */
const leastSide = 7;
const mostSide = 28;
/** Ends of a sorted side that are left out of its mean, as a share of it. */
const cutOff = 0.25;
/** Where more values are zero, effects are differences. */
const mostZeros = 0.1;
/** Points that tell how far values lie from what is expected of them. */
const mostSampled = 300;

export type Expectation = {
  /** Whether values are compared by their ratio, which needs them above zero, or by their difference. */
  isRatio: boolean;
  /** In the unit of the series; NaN where nothing is known at all. */
  at(point: number): number;
  /** Standard deviation, by the median, of the logarithm of values over what is expected, or of their difference. */
  spread(): number;
};

function middleOf(values: number[]): number {
  values.sort((one, other) => one - other);
  const half = values.length >> 1;
  return values.length % 2 === 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/** The mean of the middle half. */
function trimmedMean(values: number[]): number {
  values.sort((one, other) => one - other);
  const cut = Math.floor(values.length * cutOff);
  let sum = 0;
  for (let at = cut; at < values.length - cut; at += 1) sum += values[at];
  return sum / (values.length - 2 * cut);
}

/**
 * @param y [length] values; NaN where there are none
 * @param isMasked [length] 1 for points that tell nothing of what is usual
 * @param seasonLength points of a season, 1 where there is none
 */
export function expectValues(y: Float64Array, isMasked: Uint8Array, seasonLength: number): Expectation {
  const { length } = y;
  const all: number[] = [];
  for (let at = 0; at < length; at += 1) if (!isMasked[at] && Number.isFinite(y[at])) all.push(at);
  const shut = findShut(y, all, seasonLength);
  const open = all.filter((at) => !shut?.[at % seasonLength]);
  const zeros = open.reduce((count, at) => count + (y[at] === 0 ? 1 : 0), 0);
  const isRatio = open.length > zeros && zeros <= mostZeros * open.length && open.every((at) => y[at] >= 0);
  // Where effects multiply, a day of nothing tells nothing of the level.
  const known = isRatio ? open.filter((at) => y[at] > 0) : open;
  const scaled = y.map((value) => (isRatio ? Math.log(value) : value));
  const season = seasonLength > 1 && known.length >= fewestSeasons * seasonLength ? seasonLength : 1;
  // A short season is seen twice on each side.
  const side = Math.min(mostSide, Math.max(leastSide, season < leastSide + 1 ? 2 * season : season));

  /** The number of known points before a point. */
  function countBefore(point: number): number {
    let [low, high] = [0, known.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (known[middle] < point) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The level at a point by what `values` are on its two sides, on a straight line between them. */
  function levelAt(values: Float64Array, point: number): number {
    const before = countBefore(point);
    const after = before + (known[before] === point ? 1 : 0);
    const left = known.slice(Math.max(0, before - side), before);
    const right = known.slice(after, after + side);
    const levelOf = (places: number[]) => trimmedMean(places.map((at) => values[at]));
    const placeOf = (places: number[]) => places.reduce((sum, at) => sum + at, 0) / places.length;
    if (left.length === 0 || right.length === 0) {
      const only = left.length > 0 ? left : right;
      return only.length > 0 ? levelOf(only) : Number.NaN;
    }
    const [from, to] = [placeOf(left), placeOf(right)];
    const weight = (point - from) / (to - from);
    return levelOf(left) * (1 - weight) + levelOf(right) * weight;
  }

  const figure = season > 1 ? findFigure() : null;
  const adjusted = figure ? scaled.map((value, at) => value - figure[at % season]) : scaled;
  const expectedAt = (point: number) => levelAt(adjusted, point) + (figure ? figure[point % season] : 0);

  /** What each place of the season adds; where nothing is known of a place, as the places beside it lead to expect. */
  function findFigure(): Float64Array {
    // The mean of a whole season about each point first, so that the season does not bend it.
    const sums = new Float64Array(length + 1);
    const counts = new Float64Array(length + 1);
    for (const at of known) {
      sums[at + 1] = scaled[at];
      counts[at + 1] = 1;
    }
    for (let at = 0; at < length; at += 1) {
      sums[at + 1] += sums[at];
      counts[at + 1] += counts[at];
    }
    const half = season >> 1;
    const meanAround = (at: number) => {
      const from = Math.min(Math.max(0, at - half), Math.max(0, length - season));
      const to = Math.min(length, from + season);
      return (sums[to] - sums[from]) / (counts[to] - counts[from]);
    };
    const beside: number[][] = Array.from({ length: season }, () => []);
    for (const at of known) beside[at % season].push(scaled[at] - meanAround(at));
    const found = Float64Array.from(beside, (values) => (values.length > 0 ? middleOf(values) : Number.NaN));
    fillAround(found);
    const mean = found.reduce((sum, value) => sum + value, 0) / season;
    return found.map((value) => value - mean);
  }

  return {
    isRatio,
    at(point) {
      if (shut?.[point % seasonLength]) return 0;
      return isRatio ? Math.exp(expectedAt(point)) : expectedAt(point);
    },
    spread() {
      const every = Math.max(1, Math.ceil(known.length / mostSampled));
      const sizes = known.filter((_, at) => at % every === 0).map((at) => Math.abs(scaled[at] - expectedAt(at)));
      return sizes.length > 0 ? 1.4826 * middleOf(sizes) : 0;
    },
  };
}

/** [place of the season] where there was never anything, such as on Sundays; null where that is nowhere. */
function findShut(y: Float64Array, known: readonly number[], seasonLength: number): boolean[] | null {
  if (seasonLength < 2) return null;
  const seen = new Uint32Array(seasonLength);
  const zeros = new Uint32Array(seasonLength);
  for (const at of known) {
    seen[at % seasonLength] += 1;
    if (y[at] === 0) zeros[at % seasonLength] += 1;
  }
  const shut = Array.from(seen, (count, place) => count >= fewestSeasons && zeros[place] === count);
  return shut.includes(true) && shut.includes(false) ? shut : null;
}

/** Puts the straight line between the nearest known places, round the season, where a place is NaN. */
function fillAround(figure: Float64Array): void {
  const { length } = figure;
  const given = figure.slice();
  for (let at = 0; at < length; at += 1) {
    if (!Number.isNaN(given[at])) continue;
    let [back, on] = [1, 1];
    while (back < length && Number.isNaN(given[(at - back + length) % length])) back += 1;
    while (on < length && Number.isNaN(given[(at + on) % length])) on += 1;
    const [before, after] = [given[(at - back + length) % length], given[(at + on) % length]];
    figure[at] = Number.isNaN(before) ? 0 : (before * on + after * back) / (back + on);
  }
}
