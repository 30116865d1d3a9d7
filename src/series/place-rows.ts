/** The rows of a series to the points of its rhythm, which is the panel's, the one asked for, or found in their times. */
import { fail, ok, type Result } from '../base/result.ts';
import type { NumberColumn } from '../table/table.ts';
import { addsUp } from './adds-up.ts';
import { fixedStepMs, indexAt, timeAt } from './calendar.ts';
import { type SteadyTimes, steadyClock } from './daylight-saving.ts';
import { inferRhythm } from './infer-step.ts';
import { distinctTimes, sayTime, sortRows } from './order-rows.ts';
import type { ResampleRule } from './panel.ts';
import type { CovariateColumns } from './read-covariates.ts';
import { offerStep, startOfPeriod } from './resample.ts';
import type { SeriesProblem } from './series.ts';
import type { Step } from './step.ts';

/** With fewer values there is nothing to learn from and nothing to test on. */
export const fewestValues = 8;

export type SeriesRows = {
  uniqueId: string;
  target: NumberColumn;
  /** [rows of the table] milliseconds, NaN where there is none; null numbers the rows instead. */
  times: Float64Array | null;
  timeName: string;
  /** Changes of the clock that the file itself tells by its offsets; absent where it tells none. */
  clockChanges?: SteadyTimes['changes'] | null;
  /** The rows of this series, in the order of the file. */
  rows: Uint32Array;
  /** A rhythm that other series of the panel keep, tried first. */
  likelyStep: Step | null;
  /** None where absent. */
  covariates?: CovariateColumns;
};

export type Placed = {
  /** Dated rows in the order of time, and the point of each. */
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

export function failTooFew(values: number) {
  return fail<SeriesProblem>({ code: 'too-few-values', params: { values, needed: fewestValues } });
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
  const written = new Float64Array(all.length);
  for (let i = 0; i < all.length; i++) written[i] = times[all[i]];
  const { times: own, changes: clockChanges } = clockOf(written, source.clockChanges ?? null, isByTheClock(resample));
  const { rows: order, wasSorted } = sortRows(own);
  const distinct = distinctTimes(own, order);
  if (distinct.times.length < 2) return failTooFew(distinct.times.length);
  const rows = order.map((i) => all[i]);
  const { numbers } = distinct;
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
  const likely = source.likelyStep && placeOn(distinct.times, source.likelyStep);
  if (likely) {
    const indices = numbers.map((number) => likely[number]);
    return ok({
      rows,
      indices,
      step: source.likelyStep as Step,
      firstMs: distinct.times[0],
      wasSorted,
      movedRows: [],
      joinedPoints: [],
      clockChanges,
    });
  }
  const rhythm = inferRhythm(distinct.times);
  if (!('step' in rhythm)) return failIrregular(source, distinct.times, rhythm.share, rhythm.breakingMs);
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

/** Whether rows become periods of a day or longer, which are those that the clock showed. */
function isByTheClock(resample: ResampleRule | null): boolean {
  return resample !== null && !['second', 'minute', 'hour'].includes(resample.step.unit);
}

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
  return indices[times.length - 1] < times.length * 2 ? indices : null;
}

function failIrregular(source: SeriesRows, distinct: Float64Array, share: number, breaking: number[]) {
  const { times, timeName } = source;
  const broken = new Set(breaking);
  const rows: number[] = [];
  const all = times as Float64Array;
  for (let row = 0; row < all.length && rows.length < 20; row++) if (broken.has(all[row])) rows.push(row + 1);
  return fail<SeriesProblem>({
    code: 'irregular-dates',
    params: { column: timeName, share, example: sayTime(breaking[0] ?? distinct[0]) },
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
  return step ? { offer: { step, how: addsUp(target) ? 'sum' : 'mean' } } : {};
}
