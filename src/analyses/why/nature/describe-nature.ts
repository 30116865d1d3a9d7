/** What a series is like, in the numbers that its pictures show. */
import { civilFromDays, dayMs } from '../../../base/civil.ts';
import { clockAt } from '../../../series/calendar.ts';
import type { Series } from '../../../series/series.ts';
import { autocorrelate, autocorrelatePartially } from '../../../statistics/autocorrelation.ts';
import { findSeasons } from '../../../statistics/find-seasons.ts';
import { medianOf } from '../../../statistics/median.ts';
import { meanOf, varianceOf } from '../../../statistics/moments.ts';
import { findSpectrum, type Spectrum } from '../../../statistics/spectrum.ts';
import { readStationarity, type StationarityReading } from '../../../statistics/unit-root.ts';
import { splitSeries, subtract } from '../../../statistics/unusual/split-series.ts';
import { findWildValues } from '../../../statistics/wild-values.ts';

/** A rectangle of means by the calendar; NaN where there is no value. */
export type HeatMap = {
  /** What rows and columns are of. */
  kind: 'weekday-hour' | 'week-weekday' | 'year-week' | 'year-month' | 'year-quarter';
  /** [rows] what each stands for: a weekday, or a time. */
  rows: number[];
  columns: number;
  /** [rows * columns] */
  values: Float64Array;
};

export type Nature = {
  /** The first point that is shown, and values from there on. */
  first: number;
  y: Float64Array;
  /** Values out of all proportion, which are shown as what is usual there but for the parts. */
  wild: number;
  seasons: number[];
  trend: Float64Array;
  /** [season][length] */
  seasonals: Float64Array[];
  rest: Float64Array;
  /** How much of what lies beside the others the trend and each season explain, 0 to 1 (Wang, Smith and Hyndman 2006). */
  trendStrength: number;
  seasonStrengths: number[];
  /** Each cycle of the first season, the last ones, and the mean of each place. Null without a season. */
  cycles: { length: number; from: number; values: Float64Array[]; means: Float64Array } | null;
  correlations: Float64Array;
  partial: Float64Array;
  /** Within plus and minus this lie correlations that chance makes. */
  bound: number;
  spectrum: Spectrum;
  stationarity: StationarityReading | null;
  distribution: {
    low: number;
    high: number;
    counts: number[];
    mean: number;
    median: number;
    zeros: number;
    skew: number;
  };
  heatMap: HeatMap | null;
  lags: { lag: number; correlation: number; pairs: { before: number; after: number }[] }[];
};

/** More points than these are no picture any more: the last. */
const mostPoints = 5000;
const mostBars = 24;
const mostLags = 60;
const mostPairs = 400;
const mostCycles = 12;
/** Waves that are drawn. */
const mostWaves = 300;

function strengthOf(rest: Float64Array, part: Float64Array): number {
  const both = varianceOf(rest.map((value, at) => value + part[at]));
  return both > 0 ? Math.max(0, 1 - varianceOf(rest) / both) : 0;
}

function cyclesOf(y: Float64Array, season: number | undefined): Nature['cycles'] {
  if (!season || y.length < 2 * season) return null;
  const count = Math.min(mostCycles, Math.floor(y.length / season));
  const from = y.length - count * season;
  const values = Array.from({ length: count }, (_, at) => y.slice(from + at * season, from + (at + 1) * season));
  const means = Float64Array.from({ length: season }, (_, place) => meanOf(values.map((cycle) => cycle[place])));
  return { length: season, from, values, means };
}

function distributionOf(y: Float64Array): Nature['distribution'] {
  let [low, high, zeros] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const value of y) {
    [low, high] = [Math.min(low, value), Math.max(high, value)];
    if (value === 0) zeros += 1;
  }
  const parts = Math.max(1, Math.min(mostBars, Math.ceil(2 * Math.cbrt(y.length))));
  const counts = new Array<number>(parts).fill(0);
  for (const value of y) {
    counts[high > low ? Math.min(parts - 1, Math.floor(((value - low) / (high - low)) * parts)) : 0] += 1;
  }
  const mean = meanOf(y);
  const deviation = Math.sqrt(varianceOf(y));
  const skew = deviation > 0 ? meanOf(y.map((value) => ((value - mean) / deviation) ** 3)) : 0;
  return { low, high, counts, mean, median: medianOf(y), zeros: zeros / y.length, skew };
}

const mondayOf = (day: number) => day - ((((day + 3) % 7) + 7) % 7);

/** Where a time lies on the map of its rhythm: a key of the row, and the column. */
function placer(unit: Series['step']['unit'], every: number) {
  const dayOf = (ms: number) => Math.floor(ms / dayMs);
  switch (unit) {
    case 'second':
    case 'minute':
    case 'hour':
      return {
        kind: 'weekday-hour' as const,
        columns: 24,
        place: (ms: number) => ({
          row: dayOf(ms) - mondayOf(dayOf(ms)),
          column: Math.floor((ms - dayOf(ms) * dayMs) / 3_600_000),
        }),
      };
    case 'day':
      return every > 1
        ? null
        : {
            kind: 'week-weekday' as const,
            columns: 7,
            place: (ms: number) => ({ row: mondayOf(dayOf(ms)) * dayMs, column: dayOf(ms) - mondayOf(dayOf(ms)) }),
          };
    case 'week':
      return {
        kind: 'year-week' as const,
        columns: 53,
        place: (ms: number) => {
          const { year } = civilFromDays(dayOf(ms));
          return { row: Date.UTC(year, 0), column: Math.floor((dayOf(ms) - Date.UTC(year, 0) / dayMs) / 7) };
        },
      };
    case 'month':
    case 'quarter': {
      const months = unit === 'month' ? 1 : 3;
      return {
        kind: unit === 'month' ? ('year-month' as const) : ('year-quarter' as const),
        columns: 12 / months,
        place: (ms: number) => {
          const { year, month } = civilFromDays(dayOf(ms));
          return { row: Date.UTC(year, 0), column: Math.floor((month - 1) / months) };
        },
      };
    }
    default:
      return null;
  }
}

/** Rows of a map of weeks: as many as a year has, the last. */
const mostRows = 53;

function heatMapOf(series: Series, first: number): HeatMap | null {
  const { unit, every } = series.step;
  const placed = placer(unit, every);
  if (!placed) return null;
  const { kind, columns, place } = placed;
  const rows = new Map<number, { sums: Float64Array; counts: Float64Array }>();
  for (let at = first; at < series.y.length; at += 1) {
    const { row, column } = place(clockAt(series, at));
    const own = rows.get(row) ?? { sums: new Float64Array(columns), counts: new Float64Array(columns) };
    own.sums[column] += series.y[at];
    own.counts[column] += 1;
    rows.set(row, own);
  }
  const keys = [...rows.keys()].sort((a, b) => a - b).slice(-mostRows);
  const values = new Float64Array(keys.length * columns);
  for (const [index, key] of keys.entries()) {
    const { sums, counts } = rows.get(key) as { sums: Float64Array; counts: Float64Array };
    for (let column = 0; column < columns; column += 1) {
      values[index * columns + column] = counts[column] > 0 ? sums[column] / counts[column] : Number.NaN;
    }
  }
  return keys.length < 2 ? null : { kind, rows: keys, columns, values };
}

function lagOf(y: Float64Array, lag: number, correlation: number): Nature['lags'][number] {
  const count = y.length - lag;
  const every = Math.max(1, Math.ceil(count / mostPairs));
  const pairs = Array.from({ length: Math.floor(count / every) }, (_, i) => {
    return { before: y[i * every], after: y[i * every + lag] };
  });
  return { lag, correlation, pairs };
}

/** Thinned to what can be drawn: of neighbouring waves the strongest. */
function thinSpectrum({ periods, power, peaks }: Spectrum): Spectrum {
  if (periods.length <= mostWaves) return { periods, power, peaks };
  // Evenly in the logarithm of the length, as they are drawn.
  const span = Math.log(periods[0] / periods[periods.length - 1]);
  const strongest = new Map<number, number>();
  for (let at = 0; at < periods.length; at += 1) {
    const place = Math.round((Math.log(periods[0] / periods[at]) / span) * mostWaves);
    const best = strongest.get(place);
    if (best === undefined || power[at] > power[best]) strongest.set(place, at);
  }
  const kept = [...strongest.values()];
  return {
    periods: Float64Array.from(kept, (at) => periods[at]),
    power: Float64Array.from(kept, (at) => power[at]),
    peaks,
  };
}

/** @returns null for fewer than eight values, or where none differs */
export function describeNature(series: Series): Nature | null {
  const first = Math.max(0, series.y.length - mostPoints);
  const y = series.y.slice(first);
  if (y.length < 8 || y.every((value) => value === y[0])) return null;
  const found = findSeasons(y.subarray(-2000));
  const split = splitSeries(y, found);
  // One value out of all proportion would be all that can be seen.
  const { places: wild, expected } = findWildValues(y, found[0] ?? 1);
  const tame = y.slice();
  for (const [index, at] of wild.entries()) tame[at] = expected[index];
  const { seasons, trend, seasonals } = split;
  const rest = subtract(y, split.fit);
  const usualRest = subtract(tame, split.fit);
  const withoutSeason = seasonals.reduce((left, seasonal) => subtract(left, seasonal), tame);
  const lags = Math.max(4, Math.min(mostLags, 2 * (seasons[0] ?? 12) + 2, Math.floor(y.length / 3)));
  const correlations = autocorrelate(tame, lags);
  const shown = [1, ...(seasons[0] && seasons[0] < y.length / 2 ? [seasons[0]] : [])];
  return {
    first,
    y,
    wild: wild.length,
    seasons,
    trend,
    seasonals,
    rest,
    trendStrength: strengthOf(usualRest, trend),
    seasonStrengths: seasonals.map((seasonal) => strengthOf(usualRest, seasonal)),
    cycles: cyclesOf(tame, seasons[0]),
    correlations,
    partial: autocorrelatePartially(correlations),
    bound: 1.96 / Math.sqrt(y.length),
    spectrum: thinSpectrum(findSpectrum(tame)),
    stationarity: readStationarity(withoutSeason),
    distribution: distributionOf(tame),
    heatMap: heatMapOf(series, first),
    lags: shown.map((lag) => lagOf(tame, lag, correlations[lag] ?? autocorrelate(tame, lag)[lag])),
  };
}
