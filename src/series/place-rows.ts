/** The rows of a series to the points of its rhythm, which is the panel's, the one asked for, or found in their times. */
import { fail, ok, type Result } from '../base/result.ts';
import { fixedStepMs, indexAt, timeAt } from './calendar.ts';
import { longestStepOfClocks, type SteadyTimes, steadyClock } from './daylight-saving.ts';
import { inferRhythm } from './infer-step.ts';
import type { LastPeriod } from './last-period.ts';
import type { Target } from './merge-rows.ts';
import { distinctTimes, labelOfTime, sortRows } from './order-rows.ts';
import type { ResampleRule } from './panel.ts';
import { placeNumbers } from './place-numbers.ts';
import type { CovariateColumns } from './read-covariates.ts';
import { offerStep, startOfPeriod } from './resample.ts';
import type { SeriesProblem } from './series.ts';
import type { Step } from './step.ts';

/** With fewer values there is nothing to learn from and nothing to test on. Tableau and Excel ask for as many. */
export const fewestValues = 5;
/** Of fewer points a forecast is hardly more than a guess. */
export const fewValues = 8;

export type SeriesRows = {
  uniqueId: string;
  target: Target;
  /** [rows of the table] milliseconds, NaN where there is none; null numbers the rows instead. */
  times: Float64Array | null;
  /** Whether `times` are numbers that count, no dates. */
  isNumbered?: boolean;
  timeName: string;
  /** Changes of the clock that the file itself tells by its offsets; absent where it tells none. */
  clockChanges?: SteadyTimes['changes'] | null;
  /** The rows of this series, in the order of the file. */
  rows: Uint32Array;
  /** A rhythm that other series of the panel keep, tried first. */
  likelyStep: Step | null;
  /** Whether the last period of the file is over, where other series tell too; null or absent where this one is alone. */
  lastPeriod?: () => LastPeriod | null;
  /** Whether dates without a row are dates of nothing, as the series of the file tell together; not so where absent. */
  gapsAreZero?: () => boolean;
  /** None where absent. */
  covariates?: CovariateColumns;
} & ReadingLimits;

/** What is still read as a series; a single value needs a `likelyStep`. */
export type ReadingLimits = {
  /** Fewest values of a series; `fewestValues` where absent. */
  fewest?: number;
  /** What becomes of dates without a rhythm: a problem, or each of them a point, numbered from 1. */
  irregular?: 'refuse' | 'number';
  /** Largest share of a series' points that may be missing, 0-1; half where absent. */
  mostMissing?: number;
};

export type Placed = {
  /** Dated rows in the order of time, and the point of each, which never falls. */
  rows: Uint32Array;
  indices: Int32Array;
  step: Step;
  firstMs: number;
  wasSorted: boolean;
  /** Rows whose date lay beside its point. */
  movedRows: number[];
  /** Points on which rows of several dates lie. */
  joinedPoints: number[];
  clockChanges: SteadyTimes['changes'];
};

export function failTooFew(values: number, needed: number) {
  return fail<SeriesProblem>({ code: 'too-few-values', params: { values, needed } });
}

export function placeRows(source: SeriesRows, resample: ResampleRule | null): Result<Placed, SeriesProblem> {
  const { times, rows: all } = source;
  if (!times) {
    const indices = Int32Array.from(all, (_, i) => i);
    return ok({
      rows: all,
      indices,
      step: { unit: 'row', every: 1 },
      firstMs: 1,
      wasSorted: true,
      movedRows: [],
      joinedPoints: [],
      clockChanges: [],
    });
  }
  const { fewest = fewestValues, likelyStep } = source;
  const isTried = likelyStep && likelyStep.unit !== 'row' && !resample && !source.isNumbered;
  const inOrder = isTried ? placeInOrder(times, all, likelyStep) : null;
  if (inOrder) return ok({ ...inOrder, clockChanges: source.clockChanges ?? [] });
  const written = new Float64Array(all.length);
  for (let i = 0; i < all.length; i++) written[i] = times[all[i]];
  const knownChanges = source.clockChanges ?? null;
  const { times: own, changes: clockChanges } = source.isNumbered
    ? { times: written, changes: [] }
    : clockOf(written, knownChanges, isByTheClock(resample));
  const { rows: order, wasSorted } = sortRows(own);
  const distinct = distinctTimes(own, order);
  if (distinct.times.length < Math.min(2, fewest)) return failTooFew(distinct.times.length, fewest);
  const rows = order.map((i) => all[i]);
  const { numbers } = distinct;
  if (source.isNumbered) {
    const { indices: points, step, firstMs } = placeNumbers(distinct.times);
    const indices = numbers.map((number) => points[number]);
    return ok({ rows, indices, step, firstMs, wasSorted, movedRows: [], joinedPoints: [], clockChanges });
  }
  if (resample) {
    const firstMs = startOfPeriod(distinct.times[0], resample.step);
    const points = Int32Array.from(distinct.times, (ms) => indexAt(firstMs, resample.step, ms));
    const indices = numbers.map((number) => points[number]);
    return ok({
      rows,
      indices,
      step: resample.step,
      firstMs,
      wasSorted,
      movedRows: [],
      joinedPoints: [],
      clockChanges,
    });
  }
  const likely = likelyStep && likelyStep.unit !== 'row' && placeOn(distinct.times, likelyStep);
  if (likely) {
    const indices = numbers.map((number) => likely[number]);
    return ok({
      rows,
      indices,
      step: likelyStep,
      firstMs: distinct.times[0],
      wasSorted,
      movedRows: [],
      joinedPoints: [],
      clockChanges,
    });
  }
  const rhythm = distinct.times.length > 1 ? inferRhythm(distinct.times) : null;
  if (!rhythm || !('step' in rhythm)) {
    if (source.irregular !== 'number') {
      return rhythm ? failIrregular(source, distinct.times, rhythm.share, rhythm.breakingMs) : failTooFew(1, 2);
    }
    const step: Step = { unit: 'row', every: 1 };
    return ok({
      rows,
      indices: numbers,
      step,
      firstMs: 1,
      wasSorted,
      movedRows: [],
      joinedPoints: [],
      clockChanges: [],
    });
  }
  const { step, firstMs } = rhythm;
  const indices = numbers.map((number) => rhythm.indices[number]);
  const movedRows: number[] = [];
  if (rhythm.offBeat > 0) {
    for (let i = 0; i < rows.length; i++) {
      if (timeAt(firstMs, step, indices[i]) !== own[order[i]]) movedRows.push(rows[i] + 1);
    }
  }
  const joinedPoints = joinedOf(rhythm.indices);
  return ok({ rows, indices, step, firstMs, wasSorted, movedRows, joinedPoints, clockChanges });
}

function joinedOf(points: Int32Array): number[] {
  const joined = new Set<number>();
  for (let i = 1; i < points.length; i++) if (points[i] === points[i - 1]) joined.add(points[i]);
  return [...joined];
}

/** Times that run on evenly, and what the clock of the file shows beside them; as it shows them where days are what counts. */
function clockOf(written: Float64Array, known: SteadyTimes['changes'] | null, isByClock: boolean): SteadyTimes {
  if (known === null) return isByClock ? { times: written, changes: [] } : steadyClock(written);
  if (!isByClock) return { times: written, changes: known };
  const shiftAt = (ms: number) => known.findLast(({ fromMs }) => fromMs <= ms)?.shiftMs ?? 0;
  return { times: written.map((ms) => ms + shiftAt(ms)), changes: [] };
}

/**
 * The usual case without a copy: rows that stand in the order of time on the rhythm of the panel. Null where anything is
 * otherwise, or clocks may have been changed between two points.
 */
function placeInOrder(times: Float64Array, rows: Uint32Array, step: Step): Placed | null {
  const length = fixedStepMs(step);
  if (length !== null && length <= longestStepOfClocks) return null;
  const firstMs = times[rows[0]];
  const indices = new Int32Array(rows.length);
  let lastMs = firstMs;
  let last = 0;
  let distinct = 1;
  for (let at = 1; at < rows.length; at++) {
    const ms = times[rows[at]];
    if (ms !== lastMs) {
      // NaN is not above either.
      if (!(ms > lastMs)) return null;
      const index = length === null ? pointAt(firstMs, step, ms, last + 1) : (ms - firstMs) / length;
      if (!Number.isInteger(index)) return null;
      lastMs = ms;
      last = index;
      distinct++;
    }
    indices[at] = last;
  }
  if (distinct < 2 || !isDense(last, distinct)) return null;
  return { rows, indices, step, firstMs, wasSorted: true, movedRows: [], joinedPoints: [], clockChanges: [] };
}

/** The point that lies exactly at a time, most likely the one tried first; NaN where none does. */
function pointAt(firstMs: number, step: Step, ms: number, likely: number): number {
  if (timeAt(firstMs, step, likely) === ms) return likely;
  const index = indexAt(firstMs, step, ms);
  return timeAt(firstMs, step, index) === ms ? index : Number.NaN;
}

function isDense(last: number, distinct: number): boolean {
  return last < distinct * mostPointsATime;
}

/** Whether rows become periods of a day or longer, which are those that the clock showed. */
function isByTheClock(resample: ResampleRule | null): boolean {
  return resample !== null && !['second', 'minute', 'hour'].includes(resample.step.unit);
}

/** With more of its points missing, a coarser rhythm is likelier. */
const mostPointsATime = 2;

/** The points of times that all lie on a rhythm from the first of them on; null where one does not, or gaps prevail. */
function placeOn(times: Float64Array, step: Step): Int32Array | null {
  const indices = new Int32Array(times.length);
  const length = fixedStepMs(step);
  for (let i = 0; i < times.length; i++) {
    const index = length === null ? indexAt(times[0], step, times[i]) : (times[i] - times[0]) / length;
    const isOn = length === null ? timeAt(times[0], step, index) === times[i] : Number.isInteger(index);
    if (!isOn) return null;
    indices[i] = index;
  }
  return isDense(indices[times.length - 1], times.length) ? indices : null;
}

function failIrregular(source: SeriesRows, distinct: Float64Array, share: number, breaking: number[]) {
  const { times, timeName, rows: own } = source;
  const broken = new Set(breaking);
  const rows: number[] = [];
  const all = times as Float64Array;
  for (const row of own) if (rows.length < 20 && broken.has(all[row])) rows.push(row + 1);
  return fail<SeriesProblem>({
    code: 'irregular-dates',
    params: { column: timeName, share, example: labelOfTime(breaking[0] ?? distinct[0]) },
    rows,
    ...offerFor(source, distinct),
  });
}

function distinctOf({ times, rows }: SeriesRows): Float64Array {
  const own = Float64Array.from(rows, (row) => times?.[row] ?? Number.NaN);
  return distinctTimes(own, sortRows(own).rows).times;
}

/** The rhythm to which rows without one could be brought; nothing where there is none. */
export function offerFor(source: SeriesRows, distinct = distinctOf(source)): { offer?: ResampleRule } {
  const { target } = source;
  const step = offerStep(distinct);
  return step ? { offer: { step, how: target.addsUp ? 'sum' : 'mean' } } : {};
}
