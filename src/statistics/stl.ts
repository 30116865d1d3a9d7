import { createLoess, type Loess, type LoessOptions } from './loess.ts';

export type StlParts = {
  /** [length] */
  seasonal: Float64Array;
  /** [length] */
  trend: Float64Array;
};

/** The smallest odd whole number not below. */
function nextOdd(value: number): number {
  const whole = Math.ceil(value);
  return whole % 2 === 0 ? whole + 1 : whole;
}

function loessOf(window: number, degree: 0 | 1): LoessOptions {
  return { window, degree, jump: Math.ceil(window / 10) };
}

/** [length] */
function subtract(values: Float64Array, less: Float64Array): Float64Array {
  const rest = new Float64Array(values.length);
  for (let at = 0; at < rest.length; at += 1) rest[at] = values[at] - less[at];
  return rest;
}

/** [length] */
function add(values: Float64Array, more: Float64Array): Float64Array {
  const sum = new Float64Array(values.length);
  for (let at = 0; at < sum.length; at += 1) sum[at] = values[at] + more[at];
  return sum;
}

/** [length - window + 1] */
function averageOver(values: Float64Array, window: number): Float64Array {
  const averages = new Float64Array(values.length - window + 1);
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) {
    sum += values[at];
    if (at >= window) sum -= values[at - window];
    if (at >= window - 1) averages[at - window + 1] = sum / window;
  }
  return averages;
}

/** Smooths each place of the season by itself. @returns [length + 2 * season], one season farther at both ends */
function smoothPlaces(values: Float64Array, seasonLength: number, window: number): Float64Array {
  const smooth = new Float64Array(values.length + 2 * seasonLength);
  const options = loessOf(window, 0);
  let loess: Loess | null = null;
  let own = new Float64Array(0);
  let inner = new Float64Array(0);
  for (let place = 0; place < seasonLength; place += 1) {
    const count = Math.ceil((values.length - place) / seasonLength);
    if (!loess || count !== own.length) {
      loess = createLoess(count, options);
      own = new Float64Array(count);
      inner = new Float64Array(count);
    }
    for (let at = 0; at < count; at += 1) own[at] = values[place + at * seasonLength];
    loess.smooth(own, inner);
    smooth[place] = loess.fitAt(own, -1, 0);
    for (let at = 0; at < count; at += 1) smooth[place + (at + 1) * seasonLength] = inner[at];
    smooth[place + (count + 1) * seasonLength] = loess.fitAt(own, count, count - Math.min(window, count));
  }
  return smooth;
}

/**
 * Splits a series into season, trend and rest by local regression (Cleveland, Cleveland, McRae and Terpenning 1990, "STL: a
 * seasonal-trend decomposition procedure based on loess"), without its robust loop, with the widths of R's `stl`.
 *
 * @param values [length] at least two seasons
 * @param seasonWindow seasons that take part in each fit of a place of the season, odd
 */
export function decomposeStl(values: Float64Array, seasonLength: number, seasonWindow: number): StlParts {
  const { length } = values;
  const trendLoess = createLoess(length, loessOf(nextOdd((1.5 * seasonLength) / (1 - 1.5 / seasonWindow)), 1));
  const lowPassLoess = createLoess(length, loessOf(nextOdd(seasonLength), 1));
  let trend: Float64Array = new Float64Array(length);
  let seasonal: Float64Array = new Float64Array(length);
  for (let round = 0; round < 2; round += 1) {
    const places = smoothPlaces(subtract(values, trend), seasonLength, seasonWindow);
    const averaged = averageOver(averageOver(averageOver(places, seasonLength), seasonLength), 3);
    const low = lowPassLoess.smooth(averaged);
    seasonal = subtract(places.subarray(seasonLength, seasonLength + length), low);
    trend = trendLoess.smooth(subtract(values, seasonal));
  }
  return { seasonal, trend };
}

/**
 * STL for several seasons at once, each in turn on what the others leave (Bandara, Hyndman and Bergmeir 2021, "MSTL"), with
 * the widths of R's `mstl`.
 *
 * @param seasonLengths ascending, each at least 2 and at most half the length
 * @returns `seasonals` [season][length]
 */
export function decomposeMstl(
  values: Float64Array,
  seasonLengths: readonly number[],
): { seasonals: Float64Array[]; trend: Float64Array } {
  const seasonals: Float64Array[] = seasonLengths.map(() => new Float64Array(values.length));
  let trend: Float64Array = new Float64Array(values.length);
  let rest: Float64Array = values;
  for (let round = 0; round < (seasonLengths.length > 1 ? 2 : 1); round += 1) {
    for (const [index, seasonLength] of seasonLengths.entries()) {
      const own = seasonals[index];
      const before = add(rest, own);
      const parts = decomposeStl(before, seasonLength, 11 + 4 * index);
      rest = subtract(before, parts.seasonal);
      seasonals[index] = parts.seasonal;
      trend = parts.trend;
    }
  }
  return { seasonals, trend };
}
