/** What a regression makes of what is known ahead of a series: a column a driver, each with the size of effect expected of it. */
import type { Covariate } from '../../series/covariates.ts';
import { medianOf } from '../../statistics/median.ts';

export type DriverColumn = {
  /** Which of the covariates that are known ahead, or known once they have come, it is made of; null for the time of year. */
  source: { known: 'future' | 'past'; covariate: number } | null;
  /** Standard deviation that its coefficient has before anything is seen, in units of the linear predictor. */
  prior: number;
  /** The value at a point of a covariate that begins with the history. */
  valueAt: (covariate: Float64Array, at: number) => number;
  /** Whether it is an event that takes place or does not. */
  isEvent: boolean;
};

/** From fewer points no effect is learnt. */
export const leastPoints = 12;

/** Events of so small a share of the points, that stand alone, move what comes just before and after them as well. */
const mostEvents = 0.08;
const longestEvent = 2;

/** Of the logarithm of a price or the like: an elasticity. */
const priorOfRatio = 2;
const priorOfEvent = 1;
const priorOfNumber = 0.5;

/** The distinct values of a covariate within the history, as far as they are few. */
function distinctValues(values: Float64Array): number[] {
  const seen = new Set<number>();
  for (const value of values) {
    if (Number.isFinite(value)) seen.add(value);
    if (seen.size > 2) break;
  }
  return [...seen].sort((a, b) => a - b);
}

/** Mean number of points that an event lasts. */
function meanRun(values: Float64Array, event: number): number {
  let runs = 0;
  let points = 0;
  for (const [at, value] of values.entries()) {
    if (value !== event) continue;
    points += 1;
    if (at === 0 || values[at - 1] !== event) runs += 1;
  }
  return points / Math.max(1, runs);
}

/** Whether two covariates of two values each tell the same, as those do that are made of a text which is yes or no. */
function tellsSame(one: Float64Array, other: Float64Array): boolean {
  const known = one.findIndex(Number.isFinite);
  const [first, otherFirst] = [one[known], other[known]];
  return one.every(
    (value, at) => Number.isNaN(value) === Number.isNaN(other[at]) && (value === first) === (other[at] === otherFirst),
  );
}

/** Of covariates that tell the same the first alone. @param seen points of the history */
function isTold(all: readonly Float64Array[], place: number, seen: number): boolean {
  return all
    .slice(0, place)
    .some((other) => tellsSame(all[place], other) && distinctValues(other.subarray(0, seen)).length === 2);
}

/** One of two values: 1 where it is the rarer one. */
function eventColumns(
  source: DriverColumn['source'],
  seen: Float64Array,
  [low, high]: readonly number[],
): DriverColumn[] {
  const known = seen.filter(Number.isFinite);
  const highs = known.reduce((count, value) => count + (value === high ? 1 : 0), 0);
  const event = 2 * highs <= known.length ? high : low;
  const share = (event === high ? highs : known.length - highs) / known.length;
  const isLone = share <= mostEvents && meanRun(seen, event) <= longestEvent;
  return (isLone ? [0, -1, 1] : [0]).map((shift) => ({
    source,
    prior: shift === 0 ? priorOfEvent : priorOfNumber,
    isEvent: shift === 0,
    valueAt: (values, at) => (values[at + shift] === event ? 1 : 0),
  }));
}

/** Kept within what the history has seen, as nothing is known beyond. Amounts above zero count in proportion. */
function numberColumn(source: DriverColumn['source'], seen: Float64Array, inProportion: boolean): DriverColumn | null {
  const known = seen.filter(Number.isFinite);
  const scale = inProportion && known.every((value) => value > 0) ? Math.log : (value: number) => value;
  const scaled = known.map(scale);
  const usual = medianOf(scaled);
  const low = scaled.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = scaled.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const unit =
    scale === Math.log ? 1 : Math.sqrt(scaled.reduce((sum, value) => sum + (value - usual) ** 2, 0) / scaled.length);
  if (!(unit > 0)) return null;
  return {
    source,
    prior: scale === Math.log ? priorOfRatio : priorOfNumber,
    isEvent: false,
    valueAt: (values, at) => {
      const value = values[at];
      return Number.isFinite(value) ? (Math.min(high, Math.max(low, scale(value))) - usual) / unit : 0;
    },
  };
}

/**
 * The columns of what is known ahead; one that never varied within the history tells nothing, and has none.
 *
 * @param future [covariate][history + horizon]
 * @param length points of the history
 * @param inProportion whether effects multiply, so that prices do too
 */
export function covariateColumns(
  future: readonly Float64Array[],
  length: number,
  inProportion: boolean,
): DriverColumn[] {
  return future.flatMap((values, covariate) => {
    const seen = values.subarray(0, length);
    const distinct = distinctValues(seen);
    const source = { known: 'future', covariate } as const;
    if (distinct.length < 2) return [];
    if (distinct.length === 2) return isTold(future, covariate, length) ? [] : eventColumns(source, seen, distinct);
    return numberColumn(source, seen, inProportion) ?? [];
  });
}

/**
 * The columns of events that are known only once they have come, of which no more is said of the future than of how many there
 * were. Amounts are left out: beside a series they are as often its consequence as its cause.
 *
 * @param past [covariate][history]
 */
export function eventColumnsOf(past: readonly Float64Array[], length: number): DriverColumn[] {
  return past.flatMap((values, covariate) => {
    const seen = values.subarray(0, length);
    const distinct = distinctValues(seen);
    const source = { known: 'past', covariate } as const;
    const isNew = distinct.length === 2 && !isTold(past, covariate, length);
    return isNew ? eventColumns(source, seen, distinct).slice(0, 1) : [];
  });
}

/**
 * Whether a covariate could have a column in any beginning of a series that effects are learnt from. What could not changes no bit of a
 * forecast, and need not be moved.
 *
 * @param length points of the series
 */
export function canDrive({ known, values }: Covariate, length: number): boolean {
  if (distinctValues(values.subarray(0, length)).length < 2) return false;
  return known === 'future' || distinctValues(values.subarray(0, leastPoints)).length <= 2;
}

const yearHarmonics = 12;
const priorOfYear = 0.5;

/** Waves of the year: the higher, the smaller. @param yearSteps points in a year, not necessarily whole */
export function yearColumns(yearSteps: number): DriverColumn[] {
  return Array.from({ length: yearHarmonics }, (_, at) => at + 1).flatMap((times) =>
    [Math.sin, Math.cos].map(
      (wave): DriverColumn => ({
        source: null,
        prior: priorOfYear / times,
        isEvent: false,
        valueAt: (_, at) => wave((2 * Math.PI * times * at) / yearSteps),
      }),
    ),
  );
}
