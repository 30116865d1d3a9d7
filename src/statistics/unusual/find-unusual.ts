/** What is unusual in a series: single values, faults, and where it began to behave in another way. */
import { dayMs } from '../../base/civil.ts';
import { selectAt } from '../../base/select-at.ts';
import { timeAt } from '../../series/calendar.ts';
import { closedDay, type Series } from '../../series/series.ts';
import type { Step } from '../../series/step.ts';
import { findExtremeDeviates } from '../extreme-deviates.ts';
import { medianOf, spreadByMedian } from '../median.ts';
import { comesEachYear, findKeptHolidays, type Holidays, stepsOfWeek, stepsOfYear } from './comes-again.ts';
import { type Break, describeLevels, describeSpreads } from './describe-breaks.ts';
import { findFaults, joinRuns } from './find-faults.ts';
import { splitSeries, subtract } from './split-series.ts';

export type AnomalyKind = 'value' | 'episode' | 'code' | 'stuck' | 'zeros';

export type Anomaly = {
  kind: AnomalyKind;
  from: number;
  /** Included. */
  to: number;
  /** Of them the farthest from what is usual. */
  at: number;
  value: number;
  expected: number;
  /** How many usual swings it lies from that; null where no size says anything, as of a code. */
  deviate: number | null;
};

export type Unusual = {
  /** By date, none over another and none at a break. */
  anomalies: Anomaly[];
  /** By date. */
  breaks: Break[];
  /** What was left out as it comes each year or on holidays: which points, and the country whose holidays those are. */
  again: { places: number[]; country: string | null };
  /** Whether zeros are its nature, so that only demand that is too large is an anomaly. */
  isIntermittent: boolean;
  /** [length] what is usual at each point. */
  usual: Float64Array;
};

export type UnusualSeries = Pick<Series, 'y' | 'filled' | 'step' | 'firstMs'>;

/** Fewer values say nothing of what is usual. */
const fewestPoints = 12;
const mostFound = 1000;
/** Share of zeros from which they are the nature of a series. */
const intermittentShare = 0.25;

/**
 * How much farther out the values of a series lie than normal ones do: by the points that one in ten, in twenty, in forty lie beyond,
 * where there are enough values that a few anomalies do not make them.
 */
function tailFactor(deviates: Float64Array): number {
  const sizes = deviates.map(Math.abs);
  const points = [
    { share: 0.9, normal: 1.645, fewest: 0 },
    { share: 0.95, normal: 1.96, fewest: 60 },
    { share: 0.975, normal: 2.241, fewest: 200 },
    { share: 0.99, normal: 2.576, fewest: 1500 },
  ].filter(({ fewest }) => sizes.length >= fewest);
  return points.reduce(
    (most, { share, normal }) => Math.max(most, selectAt(sizes, Math.floor(share * (sizes.length - 1))) / normal),
    1,
  );
}

/**
 * Values beyond what so many others lead to expect, by the generalised test with median and median deviation, and by how much farther
 * out than normal ones the values of this series lie anyway.
 *
 * @param rest [length] about zero
 * @returns `places` ascending; `deviates` [length] in usual swings
 */
export function findFar(
  rest: Float64Array,
  isJudged: (at: number) => boolean,
): { places: number[]; deviates: Float64Array } {
  const judged: number[] = [];
  for (let at = 0; at < rest.length; at += 1) if (isJudged(at)) judged.push(at);
  const own = Float64Array.from(judged, (at) => rest[at]);
  const spread = spreadByMedian(own) || Math.sqrt(own.reduce((sum, value) => sum + value * value, 0) / own.length);
  if (!(spread > 0)) return { places: [], deviates: new Float64Array(rest.length) };
  const factor = spread * tailFactor(own.map((value) => value / spread));
  const deviates = rest.map((value) => value / factor);
  const most = Math.min(mostFound, Math.max(2, Math.ceil(own.length / 20)));
  const { steps, count } = findExtremeDeviates(own, { most, by: 'median' });
  const limit = steps[0]?.limit ?? Number.POSITIVE_INFINITY;
  const places = steps
    .slice(0, count)
    .map(({ at }) => judged[at])
    .filter((at) => Math.abs(deviates[at]) > limit);
  return { places: places.sort((a, b) => a - b), deviates };
}

/** Whether values lie farther from the usual where they are larger, in proportion or nearly so. */
function growsWithLevel(values: Float64Array, fit: Float64Array): boolean {
  if (values.some((value) => value <= 0) || fit.some((value) => value <= 0)) return false;
  const middle = medianOf(fit);
  const halves = [true, false].map((isUpper) => {
    const places = [...fit.keys()].filter((at) => fit[at] > middle === isUpper);
    const rest = Float64Array.from(places, (at) => values[at] - fit[at]);
    return { level: medianOf(Float64Array.from(places, (at) => fit[at])), spread: spreadByMedian(rest) };
  });
  const [upper, lower] = halves;
  return upper.level > 1.2 * lower.level && upper.spread / lower.spread - 1 > 0.5 * (upper.level / lower.level - 1);
}

/** Values between, on a line from the nearest that stay. */
function bridge(y: Float64Array, isGone: Uint8Array, seasonLength: number): Float64Array {
  const values = y.slice();
  for (let at = 0; at < y.length; at += 1) {
    if (!isGone[at]) continue;
    const seasonsBack = at - seasonLength;
    if (seasonLength > 1 && seasonsBack >= 0) values[at] = values[seasonsBack];
    else {
      let [before, after] = [at - 1, at + 1];
      while (before >= 0 && isGone[before]) before -= 1;
      while (after < y.length && isGone[after]) after += 1;
      const [left, right] = [y[before] ?? y[after] ?? 0, y[after] ?? y[before] ?? 0];
      values[at] = before < 0 || after >= y.length ? left : left + ((right - left) * (at - before)) / (after - before);
    }
  }
  return values;
}

/** [length] what levels before the last lie above it, so that it can be taken off. */
function stepsOf(breaks: readonly Break[], length: number): Float64Array {
  const steps = new Float64Array(length);
  for (const { kind, at, before, after } of breaks) {
    if (kind === 'level') for (let place = 0; place < at; place += 1) steps[place] += before - after;
  }
  return steps;
}

/** Two breaks close to each other, after which all is as before: one episode. */
function takeEpisodes(breaks: readonly Break[], length: number, least: number) {
  const kept: Break[] = [];
  const episodes: { from: number; to: number }[] = [];
  const longest = Math.max(2 * least, length / 25);
  for (let index = 0; index < breaks.length; index += 1) {
    const [one, next] = [breaks[index], breaks[index + 1]];
    const jump = Math.abs(one.after - one.before);
    const returns =
      next?.kind === 'level' &&
      one.kind === 'level' &&
      next.at - one.at <= longest &&
      Math.abs(next.after - one.before) < 0.4 * jump;
    if (returns) {
      episodes.push({ from: one.at, to: next.at - 1 });
      index += 1;
    } else kept.push(one);
  }
  return { kept, episodes };
}

/** Demand of a series with many zeros that is too large for it. */
function findTooLarge(y: Float64Array, isJudged: (at: number) => boolean): Anomaly[] {
  const places = [...y.keys()].filter((at) => isJudged(at) && y[at] > 0);
  const logs = Float64Array.from(places, (at) => Math.log(y[at]));
  const middle = medianOf(logs);
  const rest = logs.map((value) => value - middle);
  if (places.length < fewestPoints) return [];
  const { places: far, deviates } = findFar(rest, () => true);
  return far
    .filter((index) => rest[index] > 0)
    .map((index): Anomaly => {
      const at = places[index];
      return {
        kind: 'value',
        from: at,
        to: at,
        at,
        value: y[at],
        expected: Math.exp(middle),
        deviate: deviates[index],
      };
    });
}

/** Seasons that the calendar knows, which are seen a little longer or shorter where the series is short. */
function snapToCalendar(seasons: readonly number[], step: Step): number[] {
  const week = stepsOfWeek(step);
  const year = stepsOfYear(step);
  const known = [week, year && Math.round(year)].flatMap((each) => (each !== null && each > 1 ? [each] : []));
  const snapped = seasons.map((season) => known.find((each) => Math.abs(each - season) <= 0.02 * each) ?? season);
  return [...new Set(snapped)];
}

function leastSegment(seasons: readonly number[], length: number): number {
  const usable = seasons.filter((season) => 6 * season <= length);
  return Math.max(6, ...usable);
}

/**
 * Anomalies and breaks of a series. Seasons are taken out, then breaks of the level are looked for and taken out too, then values that
 * lie far from what is left: so no break is an anomaly as well. What comes each year and on holidays is usual.
 *
 * @param series with a finite value at every point; those that were filled are never found
 * @param seasonsFound lengths, ascending
 * @param holidays tables, where they are to be heeded
 */
export function findUnusual(
  { y, filled, step, firstMs }: UnusualSeries,
  seasonsFound: readonly number[],
  holidays: Holidays | null,
): Unusual {
  const seasons = snapToCalendar(seasonsFound, step);
  const { length } = y;
  const isKnown = (at: number) => filled[at] === 0;
  const none: Unusual = {
    anomalies: [],
    breaks: [],
    again: { places: [], country: null },
    isIntermittent: false,
    usual: y,
  };
  if (length < fewestPoints || y.every((value) => value === y[0])) return none;
  const faults = findFaults(y, isKnown);
  const isGone = new Uint8Array(length);
  for (const { from, to } of faults) isGone.fill(1, from, to + 1);
  const isJudged = (at: number) => filled[at] === 0 && !isGone[at];
  const least = leastSegment(seasons, length);
  const ofYear = stepsOfYear(step);
  const year = ofYear !== null && seasons.some((season) => Math.abs(season - ofYear) <= 0.1 * ofYear) ? null : ofYear;

  let [zeros, open] = [0, 0];
  for (let at = 0; at < length; at += 1) {
    if (filled[at] === closedDay || isGone[at]) continue;
    open += 1;
    if (y[at] === 0) zeros += 1;
  }
  const base = bridge(y, isGone, seasons[0] ?? 1);
  const first = splitSeries(base, seasons);
  // Zeros that the season knows, as of Sundays, are not its nature.
  const isIntermittent =
    zeros > intermittentShare * open &&
    medianOf(first.fit.map(Math.abs)) < 3 * spreadByMedian(subtract(base, first.fit));
  if (isIntermittent) {
    const breaks = describeLevels(base, { least: Math.max(least, 12), year });
    const codes = faults.filter(({ kind }) => kind === 'code').map((fault) => faultOf(fault, y, first.fit));
    const anomalies = [...codes, ...findTooLarge(y, isJudged)].sort((a, b) => a.from - b.from);
    return { ...none, isIntermittent, anomalies, breaks, usual: first.fit };
  }

  const isLogarithmic = growsWithLevel(base, first.fit);
  const to = (values: Float64Array) => (isLogarithmic ? values.map(Math.log) : values);
  const back = (value: number) => (isLogarithmic ? Math.exp(value) : value);
  const scaled = to(base);
  const split = isLogarithmic ? splitSeries(scaled, seasons) : first;
  const beside = scaled.slice();
  for (const seasonal of split.seasonals) for (let at = 0; at < length; at += 1) beside[at] -= seasonal[at];
  const { kept, episodes } = takeEpisodes(describeLevels(beside, { least, year }), length, least);
  const steps = stepsOf(kept, length);
  const settled = kept.some(({ kind }) => kind === 'level') ? splitSeries(subtract(scaled, steps), seasons) : split;
  const usual = settled.fit.map((value, at) => back(value + steps[at]));
  const rest = scaled.map((value, at) => value - steps[at] - settled.fit[at]);

  const { places, deviates } = findFar(rest, isJudged);
  const country = holidays && findKeptHolidays(rest, step, firstMs, holidays);
  const isHoliday = (at: number) => country?.days.has(Math.floor(timeAt(firstMs, step, at) / dayMs)) ?? false;
  const isAgain = (at: number) => isHoliday(at) || comesEachYear(deviates, at, step);
  const single = places.filter((at) => !isAgain(at));

  const spreads = describeSpreads(rest, least);
  const breaks = [...kept.map((each) => inUnits(each, isLogarithmic)), ...spreads.filter(isApartFrom(kept, least))];
  const isAtBreak = (at: number) =>
    kept.some((each) => each.kind === 'level' && at >= each.from - 1 && at <= each.to + 1);
  const ofEpisodes = episodes.flatMap((run): Anomaly[] => {
    const at = farthest(run, rest);
    if (isAgain(at)) return [];
    return [{ kind: 'episode', ...run, at, value: y[at], expected: usual[at], deviate: Math.abs(deviates[at]) }];
  });
  const found = [...faults.map((fault) => faultOf(fault, y, usual)), ...ofEpisodes];
  const isInside = (at: number) => found.some(({ from, to: end }) => at >= from - 1 && at <= end + 1);
  const apart =
    step.unit === 'hour' || step.unit === 'minute' || step.unit === 'second' ? Math.max(1, (seasons[0] ?? 8) / 8) : 1;
  const signed = [1, -1].flatMap((sign) =>
    joinRuns(
      single.filter((at) => Math.sign(rest[at]) === sign),
      apart,
    ),
  );
  for (const [from, end] of signed) {
    const at = farthest({ from, to: end }, rest);
    if (isInside(at) || isAtBreak(at)) continue;
    const expected = usual[at];
    found.push({ kind: 'value', from, to: end, at, value: y[at], expected, deviate: Math.abs(deviates[at]) });
  }
  return {
    anomalies: found.sort((a, b) => a.from - b.from),
    breaks: breaks.sort((a, b) => a.at - b.at),
    again: { places: places.filter(isAgain), country: country?.country ?? null },
    isIntermittent,
    usual,
  };
}

function farthest({ from, to }: { from: number; to: number }, rest: Float64Array): number {
  let found = from;
  for (let at = from; at <= to; at += 1) if (Math.abs(rest[at]) > Math.abs(rest[found])) found = at;
  return found;
}

function faultOf(
  fault: { kind: 'code' | 'stuck' | 'zeros'; from: number; to: number },
  y: Float64Array,
  usual: Float64Array,
): Anomaly {
  const at = farthest(fault, subtract(y, usual));
  return { ...fault, at, value: y[at], expected: usual[at], deviate: null };
}

/** Levels in the unit of the file; a trend of logarithms is a share per step. */
function inUnits(found: Break, isLogarithmic: boolean): Break {
  if (!isLogarithmic || found.kind === 'variance') return found;
  const of = found.kind === 'level' ? Math.exp : Math.expm1;
  return { ...found, before: of(found.before), after: of(found.after) };
}

/** A level that moves changes how far values lie from it: that is told once. */
const isApartFrom = (kept: readonly Break[], least: number) => (found: Break) =>
  kept.every(({ at }) => Math.abs(at - found.at) > least);
