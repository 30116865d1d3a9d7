/** Breaks with what they are, how large, and since when. */
import { findBreaks, spreadOfBreak } from '../find-breaks.ts';
import { runMedian, spreadByMedian } from '../median.ts';
import { fitLine, meanOf } from '../moments.ts';
import { measureNoise, measureRest, type RobustNoise } from '../robust-noise.ts';
import { findSince } from '../run-length.ts';
import { createSegmentCost, type SegmentKind } from '../segment-cost.ts';
import { subtract } from './split-series.ts';
import { fitYear, yearParameters } from './time-of-year.ts';

export type Break = {
  kind: SegmentKind;
  /** The first point that behaves in the new way. */
  at: number;
  /** Where it may lie as well, nine times in ten. */
  from: number;
  to: number;
  /** Level, rise per step, or standard deviation on either side. */
  before: number;
  after: number;
  /** How large it is: the level's move, or how far lines part, in standard deviations of the noise; of spreads their ratio. */
  deviate: number;
};

/** What a break must save of the squares beside it, in variances and logarithms of the length: parameters and its place. */
const prices = { level: 3, trend: 5, variance: 3 } as const;
/** Noise more like its neighbours than this wanders by itself: of a level that moves at each step no move is told. */
const mostCorrelation = 0.93;
const mostRounds = 6;

type Fitted = { breaks: number[]; noise: RobustNoise; rest: Float64Array };

function fitSegments(values: Float64Array, breaks: readonly number[], kind: 'level' | 'trend') {
  const ends = [0, ...breaks, values.length];
  const fit = new Float64Array(values.length);
  const lines = ends.slice(1).map((end, index) => {
    const part = values.subarray(ends[index], end);
    const line = kind === 'trend' ? fitLine(part) : { start: meanOf(part), slope: 0 };
    for (let at = 0; at < part.length; at += 1) fit[ends[index] + at] = line.start + line.slope * at;
    return { ...line, last: line.start + line.slope * (part.length - 1) };
  });
  return { fit, lines };
}

/**
 * Breaks with a penalty from the noise, which is measured again beside what was found: where it turns out more like its neighbours
 * the penalty grows and breaks go.
 */
function fitWithPenalty(values: Float64Array, kind: 'level' | 'trend', least: number, first: RobustNoise): Fitted {
  let noise = first;
  const logLength = Math.log(values.length);
  for (let round = 0; ; round += 1) {
    const found = findBreaks(values, kind, { penalty: prices[kind] * noise.longRun * logLength, least });
    const { fit } = fitSegments(values, found, kind);
    const rest = values.map((value, at) => value - fit[at]);
    const now = measureRest(rest, (found.length + 1) * (kind === 'trend' ? 2 : 1));
    const isSettled = found.length === 0 || now.longRun <= 1.001 * noise.longRun;
    if (!isSettled && round < mostRounds) {
      noise = now;
      continue;
    }
    const breaks = now.correlation > mostCorrelation ? [] : found;
    return { breaks, noise, rest };
  }
}

/** Whether a break between two lines is more of a jump than of a turn. */
function isJump(
  lines: readonly { last: number; start: number; slope: number }[],
  index: number,
  reach: number,
): boolean {
  const [before, after] = [lines[index], lines[index + 1]];
  return Math.abs(after.start - before.last - before.slope) > Math.abs(after.slope - before.slope) * reach;
}

/** A level that moves does so at once: of the difference so much must lie between the points next to the break. */
const leastAtOnce = 0.5;
/** Standard deviations of the noise that a level must move by for anybody to care. */
const leastMove = 0.75;

function isAbrupt(values: Float64Array, { at, before, after }: Break, least: number, sigma: number): boolean {
  if (Math.abs(after - before) < leastMove * sigma) return false;
  const near = Math.max(4, Math.min(least, 30));
  const jump = meanOf(values.subarray(at, at + near)) - meanOf(values.subarray(Math.max(0, at - near), at));
  return jump / (after - before) >= leastAtOnce;
}

/** Values without what stands alone, which makes no level. */
function tameSingles(values: Float64Array): Float64Array {
  const near = runMedian(values, 3);
  const away = values.map((value, at) => value - near[at]);
  const limit = 4 * spreadByMedian(away);
  return limit > 0 ? values.map((_, at) => near[at] + Math.max(-limit, Math.min(limit, away[at]))) : values;
}

type Described = { kind: 'level' | 'trend'; values: Float64Array; fitted: Fitted; parameters: number };

function squaresOf({ fitted: { rest } }: Described): number {
  return rest.reduce((sum, value) => sum + value * value, 0);
}

/** The one that explains the series at least cost, all by the noise of the one that leaves least. */
function chooseCheapest(ways: readonly Described[]): Described {
  const noise = ways.reduce((least, { fitted }) => Math.min(least, fitted.noise.longRun), Number.POSITIVE_INFINITY);
  const costOf = (way: Described) => squaresOf(way) + way.parameters * noise * Math.log(way.values.length);
  return ways.reduce((best, way) => (costOf(way) < costOf(best) ? way : best));
}

/** Levels alone or lines, with or without a course of the year taken out before, which counts as so many parameters. */
function choosePieces(values: Float64Array, least: number, taken: number): Described | null {
  const first = measureNoise(values);
  if (!(first.sigma > 0)) return null;
  return chooseCheapest(
    (['level', 'trend'] as const).map((kind): Described => {
      const fitted = fitWithPenalty(values, kind, least, first);
      const ofKind = kind === 'trend' ? 2 : 0;
      return { kind, values, fitted, parameters: taken + ofKind + fitted.breaks.length * prices[kind] };
    }),
  );
}

/** How often the course of the year and the breaks are told apart. */
const yearRounds = 3;

export type LevelOptions = {
  /** Fewest points of a segment. */
  least: number;
  /** Steps of a year where the season has none, null where there is none to heed. */
  year: number | null;
};

/**
 * Breaks in the level or the trend. What comes each year is taken out before; of less than two years no turn of the trend is told, as
 * it may be the time of year.
 *
 * @param values [length] finite, without season
 * @returns ascending
 */
export function describeLevels(values: Float64Array, { least, year }: LevelOptions): Break[] {
  const tame = tameSingles(values);
  const ways = [choosePieces(tame, least, 0)];
  let ofYear = year === null ? null : fitYear(tame, year);
  const isShort = year !== null && ofYear === null;
  for (let round = 0; round < yearRounds && year !== null && ofYear; round += 1) {
    const own: Float64Array = ofYear;
    const way = choosePieces(subtract(tame, own), least, yearParameters);
    ways.push(way);
    ofYear = way && fitYear(subtract(tame, fitSegments(way.values, way.fitted.breaks, way.kind).fit), year);
  }
  const known = ways.filter((way) => way !== null);
  if (known.length === 0) return [];
  const { kind, fitted, values: settled } = chooseCheapest(known);
  const named = nameBreaks(settled, kind, fitted, least);
  return named.filter((found) => {
    if (year !== null && named.some((other) => isYearApart(found, other, year))) return false;
    return found.kind === 'level' ? isAbrupt(settled, found, least, fitted.noise.sigma) : !isShort;
  });
}

/** Whether two breaks are of the same kind and direction at the same time of different years. */
function isYearApart(one: Break, other: Break, year: number): boolean {
  const years = Math.abs(one.at - other.at) / year;
  const isSame = one.kind === other.kind && one.after > one.before === other.after > other.before;
  return isSame && Math.round(years) >= 1 && Math.abs(years - Math.round(years)) < 1 / 12;
}

function nameBreaks(
  values: Float64Array,
  kind: 'level' | 'trend',
  { breaks, noise, rest }: Fitted,
  least: number,
): Break[] {
  const { lines } = fitSegments(values, breaks, kind);
  const cost = createSegmentCost(values, kind);
  return breaks.map((at, index): Break => {
    const [from, end] = [breaks[index - 1] ?? 0, breaks[index + 1] ?? values.length];
    const spread = spreadOfBreak(cost, { from, at, end }, noise.longRun);
    const [before, after] = [lines[index], lines[index + 1]];
    if (kind === 'trend' && !isJump(lines, index, Math.min(at - from, end - at) / 2)) {
      const deviate = (Math.abs(after.slope - before.slope) * Math.min(at - from, end - at)) / (2 * noise.sigma);
      return { kind: 'trend', at, ...spread, before: before.slope, after: after.slope, deviate };
    }
    const deviate = Math.abs(after.start - before.last) / noise.sigma;
    const level = { kind: 'level' as const, at, before: before.last, after: after.start, deviate };
    if (index < breaks.length - 1 || kind === 'trend') return { ...level, ...spread };
    const since = findSince(values.subarray(from), measureRest(rest, breaks.length + 1));
    const isSame = since && since.chance > 0.5 && Math.abs(from + since.at - at) <= least;
    return isSame
      ? { ...level, from: Math.min(at, from + since.from), to: Math.max(at, from + since.to) }
      : { ...level, ...spread };
  });
}

/** Times that the standard deviation must grow or shrink for anybody to notice. */
const leastRatio = 1.6;

/**
 * Breaks in how far values lie from what is usual.
 *
 * @param rest [length] beside trend, season and level, about zero
 */
export function describeSpreads(rest: Float64Array, least: number): Break[] {
  const limit = 4 * spreadByMedian(rest);
  if (!(limit > 0)) return [];
  const tame = rest.map((value) => Math.max(-limit, Math.min(limit, value)));
  const variance = meanOf(tame.map((value) => value * value));
  const fourth = meanOf(tame.map((value) => value ** 4));
  // Of values with heavier tails than normal ones variances differ by chance more.
  const excess = Math.max(1, (fourth / variance ** 2 - 1) / 2);
  const { correlation } = measureRest(tame.map(Math.abs), 0);
  const penalty = prices.variance * excess * ((1 + correlation) / (1 - correlation)) * Math.log(rest.length);
  const breaks = findBreaks(tame, 'variance', { penalty, least: Math.max(2 * least, 20) });
  const ends = [0, ...breaks, rest.length];
  const spreads = ends.slice(1).map((end, index) => {
    const part = tame.subarray(ends[index], end);
    return Math.sqrt(meanOf(part.map((value) => value * value)));
  });
  const cost = createSegmentCost(tame, 'variance');
  return breaks.flatMap((at, index): Break[] => {
    const [before, after] = [spreads[index], spreads[index + 1]];
    if (Math.max(before, after) < leastRatio * Math.min(before, after)) return [];
    const spread = spreadOfBreak(cost, { from: ends[index], at, end: ends[index + 2] }, excess);
    const deviate = Math.max(before, after) / Math.min(before, after);
    return [{ kind: 'variance', at, ...spread, before, after, deviate }];
  });
}
