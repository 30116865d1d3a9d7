/**
 * What is known beside a series, such as promotions, prices, holidays and the time of year, by its effect on it, so that other
 * models see what it leaves and their forecasts get it back.
 *
 * Level and season stand in the regression beside the drivers, so that neither is taken for the other; only the drivers' part is
 * taken off the series.
 */
import { medianOf } from '../../statistics/median.ts';
import { covariateColumns, type DriverColumn, eventColumnsOf, leastPoints, yearColumns } from './driver-columns.ts';
import { clamp, type Regression, type RegressionFit, regressAmounts, regressRatios } from './robust-regression.ts';

/** What is known at the end of a history. */
export type Known = {
  /** [covariate][history + horizon] known ahead */
  future: readonly Float64Array[];
  /** [covariate][history] known once it has come */
  past: readonly Float64Array[];
};

/** The drivers that are used, of each kind none to go without. */
export type Drivers = Known & {
  /** Points in a year; null to go without. */
  yearSteps: number | null;
};

/** What one driver does by itself: a covariate, by its place among those known ahead or afterwards, or the time of year. */
export type DriverTerm = {
  source: { known: 'future' | 'past'; covariate: number } | 'year';
  /** [points] what it multiplies the series by, or adds to it */
  values: Float64Array;
};

/** A point, and the one that it is compared with. */
export type PointPair = { now: number; before: number; value: number };

export type DriverEffects = {
  /** Whether effects multiply the series or are added to it. */
  isRatio: boolean;
  /** Places of the covariates that have any, and whether the time of year has. */
  used: { future: readonly number[]; past: readonly number[]; year: boolean };
  /**
   * @param known what is known ahead as far as `to` at least; beyond what is known only afterwards its mean effect stands in
   * @returns [to - from] the effect at each point since the beginning of the history
   */
  effectsOn(known: Known, from: number, to: number): Float64Array;
  /**
   * The same driver by driver: their product, or their sum, is what `effectsOn` gives, as long as that is not held at its bounds.
   * Beyond what is known only afterwards the mean effect of all such drivers is the first one's.
   */
  termsOn(known: Known, from: number, to: number): DriverTerm[];
  /**
   * Standard error of what some drivers change between pairs of points.
   *
   * @param pairs points, each with the value of the series there; where effects are added it counts for nothing
   */
  errorOf(known: Known, sources: readonly DriverTerm['source'][], pairs: readonly PointPair[]): number;
  /**
   * [history] what the drivers leave of a history that begins as the fitted one; what is expected where they leave next to nothing
   */
  leave(history: Float64Array, known: Known): Float64Array;
};

/** Where more of the values are zero, a smaller expected value also has a smaller spread. */
const fewZeros = 0.05;
/** Where more are, too little is left to learn ratios from. */
const mostZeros = 0.75;
/** No driver does more than this to a series, or less than its inverse. */
const mostEffect = Math.log(20);
/** An effect below this leaves nothing to tell the rest of the series by. */
const leastLeft = 0.2;

const mostLevels = 12;
const leastLevelSteps = 8;
const mostDummies = 13;
const harmonicsOfSeason = 8;
const priorOfLevel = 0.5;
const priorOfSeason = 1;

type Place = Pick<DriverColumn, 'prior'> & { valueAt: (at: number) => number };

/**
 * A level that moves in straight pieces, and the season.
 *
 * @param yearSteps beside waves of the year a piece is no shorter than that, or it would be taken for their ups and downs
 */
function placeColumns(length: number, seasonLength: number, yearSteps: number | null): Place[] {
  const columns: Place[] = [{ prior: Number.POSITIVE_INFINITY, valueAt: () => 1 }];
  const leastSteps = Math.max(leastLevelSteps, 2 * seasonLength, yearSteps ?? 0);
  const levels = Math.min(mostLevels, Math.floor(length / leastSteps));
  const span = length / Math.max(1, levels);
  for (let level = 0; level < levels; level += 1) {
    columns.push({ prior: priorOfLevel, valueAt: (at) => Math.min(1, Math.max(0, at / span - level)) });
  }
  return length < 2 * seasonLength ? columns : [...columns, ...seasonColumns(seasonLength)];
}

/** One for each place of a short season, waves of a long one, and of the day where it is a week of hours. */
function seasonColumns(seasonLength: number): Place[] {
  if (seasonLength <= mostDummies) {
    return Array.from({ length: seasonLength - 1 }, (_, place) => ({
      prior: priorOfSeason,
      valueAt: (at) => (at % seasonLength === place + 1 ? 1 : 0),
    }));
  }
  const times = Array.from({ length: harmonicsOfSeason }, (_, at) => at + 1);
  const days = seasonLength > 24 && seasonLength % 24 === 0 ? seasonLength / 24 : 1;
  return [...new Set([...times, ...times.map((each) => each * days)])].flatMap((each) =>
    [Math.sin, Math.cos].map((wave) => ({
      prior: priorOfSeason,
      valueAt: (at: number) => wave((2 * Math.PI * each * at) / seasonLength),
    })),
  );
}

const nothing = new Float64Array(0);

function readColumn({ source, valueAt }: DriverColumn, known: Known, at: number): number {
  return valueAt(source ? known[source.known][source.covariate] : nothing, at);
}

const leastShut = 2;

/** Events at which there was never anything: closed days. */
function isShut(driver: DriverColumn, known: Known, history: Float64Array): boolean {
  if (!driver.isEvent || driver.source?.known !== 'future') return false;
  let events = 0;
  for (let at = 0; at < history.length; at += 1) {
    if (readColumn(driver, known, at) !== 1) continue;
    if (history[at] !== 0) return false;
    events += 1;
  }
  return events >= leastShut;
}

/** A typical size, zeros apart where effects multiply; null where too few values have any. */
function usualSize(history: Float64Array, isRatio: boolean): number | null {
  const sizes = isRatio ? history.filter((value) => value > 0) : history.map(Math.abs);
  const usual = sizes.length >= (1 - mostZeros) * history.length ? medianOf(sizes) : 0;
  return usual > 0 ? usual : null;
}

/** Of a year, what must have been seen for its waves to be told from the trend. */
const leastYears = 1.25;

/** Whether the time of year can be told by itself: seen long enough, and no season of the series is as long. */
export function tellsYear(yearSteps: number | null, points: number, seasonLength: number): boolean {
  return yearSteps !== null && points >= leastYears * yearSteps && seasonLength < yearSteps / 2;
}

/**
 * Learns the drivers' effects from a history.
 *
 * @param history [length] finite values
 * @returns null where there are no drivers, or too little to learn their effects from
 */
export function fitDriverEffects(history: Float64Array, drivers: Drivers, seasonLength: number): DriverEffects | null {
  const { length } = history;
  const { future, past } = drivers;
  const yearSteps = tellsYear(drivers.yearSteps, length, seasonLength) ? drivers.yearSteps : null;
  const isRatio = history.every((value) => value >= 0);
  const columns = [
    ...covariateColumns(future, length, isRatio),
    ...eventColumnsOf(past, length),
    ...(yearSteps === null ? [] : yearColumns(yearSteps)),
  ];
  const places = placeColumns(length, seasonLength, yearSteps);
  const unit = usualSize(history, isRatio);
  if (columns.length === 0 || length < Math.max(leastPoints, 2 * places.length) || unit === null) return null;

  const shut = columns.filter((column) => isRatio && isShut(column, drivers, history));
  const open = columns.filter((column) => !shut.includes(column));
  const isShutAt = (known: Known, at: number) => shut.some((column) => readColumn(column, known, at) === 1);

  const fit = learn();
  if (!fit) return null;
  const { coefficients } = fit;
  const ofPlaces = coefficients.subarray(0, places.length);
  const ofOpen = coefficients.subarray(places.length);
  const usualAfterwards = meanAfterwards();

  function learn(): RegressionFit | null {
    const width = places.length + open.length;
    const design = new Float64Array(length * width);
    for (let at = 0; at < length; at += 1) {
      for (const [i, { valueAt }] of places.entries()) design[at * width + i] = valueAt(at);
      for (const [i, column] of open.entries())
        design[at * width + places.length + i] = readColumn(column, drivers, at);
    }
    const regression: Regression = {
      design,
      columns: width,
      y: history.map((value) => value / (unit as number)),
      counted: history.map((_, at) => (isShutAt(drivers, at) ? 0 : 1)),
      priors: [...places, ...open].map(({ prior }) => prior),
    };
    if (!isRatio) return regressAmounts(regression);
    const zeros = history.reduce((count, value) => count + (value === 0 ? 1 : 0), 0);
    return regressRatios(regression, zeros > fewZeros * length);
  }

  /** The sum of the columns that are known as `known` says. */
  function sumOf(kind: 'future' | 'past', known: Known, at: number): number {
    let sum = 0;
    for (const [i, column] of open.entries()) {
      if ((column.source?.known ?? 'future') === kind) sum += ofOpen[i] * readColumn(column, known, at);
    }
    return sum;
  }

  /** The mean effect of what is known only afterwards, as a sum. */
  function meanAfterwards(): number {
    let total = 0;
    for (let at = 0; at < length; at += 1) {
      const sum = sumOf('past', drivers, at);
      total += isRatio ? Math.exp(clamp(sum, mostEffect)) : sum;
    }
    return isRatio ? Math.log(total / length) : total / length;
  }

  function effectsOn(known: Known, from: number, to: number): Float64Array {
    const knownTo = known.past.reduce((least, values) => Math.min(least, values.length), Number.POSITIVE_INFINITY);
    return Float64Array.from({ length: to - from }, (_, step) => {
      const at = from + step;
      const sum = sumOf('future', known, at) + (at < knownTo ? sumOf('past', known, at) : usualAfterwards);
      if (!isRatio) return (unit as number) * sum;
      return isShutAt(known, at) ? 0 : Math.exp(clamp(sum, mostEffect));
    });
  }

  function termsOn(known: Known, from: number, to: number): DriverTerm[] {
    const knownTo = known.past.reduce((least, values) => Math.min(least, values.length), Number.POSITIVE_INFINITY);
    const named = new Map<string, DriverTerm & { columns: DriverColumn[] }>();
    for (const column of columns) {
      const key = JSON.stringify(column.source);
      const term = named.get(key) ?? {
        source: column.source ?? 'year',
        values: new Float64Array(to - from),
        columns: [],
      };
      term.columns.push(column);
      named.set(key, term);
    }
    const terms = [...named.values()];
    const firstPast = terms.find(({ source }) => source !== 'year' && source.known === 'past');
    return terms.map((term) => {
      const { source, columns: own } = term;
      const isPast = source !== 'year' && source.known === 'past';
      const values = term.values.map((_, step) => {
        const at = from + step;
        if (isPast && at >= knownTo) return fromSum(term === firstPast ? usualAfterwards : 0);
        if (own.some((column) => shut.includes(column) && readColumn(column, known, at) === 1)) return 0;
        return fromSum(
          own.reduce((sum, column) => {
            const place = open.indexOf(column);
            return place < 0 ? sum : sum + ofOpen[place] * readColumn(column, known, at);
          }, 0),
        );
      });
      return { source, values };
    });
  }

  function errorOf(known: Known, sources: readonly DriverTerm['source'][], pairs: readonly PointPair[]): number {
    const keys = new Set(sources.map((source) => JSON.stringify(source === 'year' ? null : source)));
    const weights = new Float64Array(places.length + open.length);
    for (const [i, column] of open.entries()) {
      if (!keys.has(JSON.stringify(column.source))) continue;
      const end =
        column.source?.known === 'past' ? known.past[column.source.covariate].length : Number.POSITIVE_INFINITY;
      const read = (at: number) => (at < end ? readColumn(column, known, at) : 0);
      for (const { now, before, value } of pairs) {
        weights[places.length + i] += (isRatio ? value : (unit as number)) * (read(now) - read(before));
      }
    }
    return fit ? fit.errorOf(weights) : 0;
  }

  const fromSum = (sum: number) => (isRatio ? Math.exp(sum) : (unit as number) * sum);

  function expectedWithout(at: number): number {
    return (unit as number) * Math.exp(places.reduce((sum, { valueAt }, i) => sum + ofPlaces[i] * valueAt(at), 0));
  }

  const usedOf = (kind: 'future' | 'past') => [
    ...new Set(columns.flatMap(({ source }) => (source?.known === kind ? source.covariate : []))),
  ];
  return {
    isRatio,
    used: { future: usedOf('future'), past: usedOf('past'), year: yearSteps !== null },
    effectsOn,
    termsOn,
    errorOf,
    leave(longer, known) {
      const effects = effectsOn(known, 0, longer.length);
      return longer.map((value, at) => {
        if (!isRatio) return value - effects[at];
        return effects[at] < leastLeft ? expectedWithout(at) : value / effects[at];
      });
    },
  };
}
