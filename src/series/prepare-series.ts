/** The rows of one series to points of a regular rhythm, each repair counted and open to be undone by its rule. */
import { dayMs } from '../base/civil.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { NumberColumn } from '../table/table.ts';
import { fixedStepMs, timeAt, weekdayOf } from './calendar.ts';
import { findClosedWeekdays } from './closed-days.ts';
import type { SteadyTimes } from './daylight-saving.ts';
import { fillGaps } from './fill-gaps.ts';
import { countLeadingZeros, isLastPartial } from './find-edges.ts';
import { findOutliers } from './find-outliers.ts';
import { type Merged, mergeRows } from './merge-rows.ts';
import { mostPoints, type PreparedSeries, type Repair, type RepairKind, type RepairRules } from './panel.ts';
import { failTooFew, fewestValues, offerFor, type Placed, placeRows, type SeriesRows } from './place-rows.ts';
import { placeCovariate, readStatic } from './read-covariates.ts';
import type { SeriesProblem } from './series.ts';
import { type Step, seasonLengthOf } from './step.ts';

/** A series with more of its points missing than this is one that was made up. */
const mostGaps = 0.5;

/** @param rules what to do where rows share a date, points have no value, and so on */
export function prepareSeries(source: SeriesRows, rules: RepairRules): Result<PreparedSeries, SeriesProblem> {
  const { target, uniqueId } = source;
  const known = countKnown(target, source.rows);
  if (known === 0) return fail({ code: 'target-empty', params: { column: target.name } });
  if (known < fewestValues) return failTooFew(known);
  const placing = placeRows(source, rules.resample);
  if (!placing.ok) return placing;
  const placed = placing.value;
  const { step } = placed;
  const merged = mergeRows(target, placed, rules);
  const { values, gaps } = merged;
  const closedWeekdays = rules.gaps === 'auto' ? findClosedWeekdays(target, placed, merged) : [];
  const isClosed = (at: number) =>
    closedWeekdays.includes(weekdayOf(Math.floor(timeAt(placed.firstMs, step, at) / dayMs)));
  const closed = closedWeekdays.length > 0 ? gaps.filter(isClosed).length : 0;
  if (gaps.length - closed > (values.length - closed) * mostGaps && !rules.resample) {
    const params = { gaps: gaps.length, length: values.length, step };
    return fail({ code: 'too-many-gaps', params, ...offerFor(source) });
  }
  const bounds = boundsOf(values, merged, rules, step);
  const y = values.slice(bounds.start, bounds.end);
  const usualRule = closedWeekdays.length > 0 ? 'zero' : 'linear';
  const gapRule = rules.gaps === 'auto' ? usualRule : rules.gaps;
  const filled = fillGaps(y, gapRule, seasonLengthOf(step));
  if (y.length < fewestValues) return failTooFew(y.length);
  const { varying = [], fixed = [] } = source.covariates ?? {};
  const covariates = varying.map((column) => placeCovariate(column, placed, bounds));
  const knownTo = covariates.reduce((most, { values: known }) => Math.max(most, bounds.start + known.length), 0);
  const repairs = listRepairs(source, { ...rules, gaps: gapRule }, placed, merged, { ...bounds, knownTo }, y, filled);
  const firstMs = timeAt(placed.firstMs, step, bounds.start);
  const series = {
    uniqueId,
    step,
    firstMs,
    ...(placed.clockChanges.length > 0 && { clockChanges: changesAt(placed.clockChanges, firstMs, step) }),
    y,
    filled,
    ...(closedWeekdays.length > 0 && { closedWeekdays }),
    ...(covariates.length > 0 && { covariates }),
    ...(fixed.length > 0 && { statics: fixed.map((column) => readStatic(column, source.rows)) }),
  };
  return ok({ series, repairs });
}

/** From which point of the series on each change holds. */
function changesAt(changes: SteadyTimes['changes'], firstMs: number, step: Step): { at: number; shiftMs: number }[] {
  const length = fixedStepMs(step) ?? 1;
  return changes.map(({ fromMs, shiftMs }) => ({ at: Math.ceil((fromMs - firstMs) / length), shiftMs }));
}

function countKnown({ values }: NumberColumn, rows: Uint32Array): number {
  let known = 0;
  for (const row of rows) if (!Number.isNaN(values[row])) known++;
  return known;
}

type Bounds = {
  start: number;
  end: number;
  /** One past the last point that has a value. */
  lastKnown: number;
  trimmed: number;
  leadingZeros: number;
  isPartial: boolean;
};

/** Where the series begins and ends: empty ends are cut off, zeros and a partial period where the rules say so. */
function boundsOf(values: Float64Array, merged: Merged, rules: RepairRules, step: Step): Bounds {
  const start = values.findIndex((value) => !Number.isNaN(value));
  const end = values.findLastIndex((value) => !Number.isNaN(value)) + 1;
  const kept = values.subarray(start, end);
  const leadingZeros = countLeadingZeros(kept);
  const isSummed = merged.rule === 'sum' && (merged.duplicateRows > 0 || rules.resample !== null);
  const isLong = ['week', 'month', 'quarter', 'year'].includes(step.unit);
  const isPartial = isLastPartial(kept, isSummed ? merged.rowCounts.subarray(start, end) : null, isLong);
  return {
    start: start + (rules.leadingZeros === 'drop' ? leadingZeros : 0),
    end: end - (isPartial && rules.trailingPartial === 'drop' ? 1 : 0),
    lastKnown: end,
    trimmed: values.length - kept.length,
    leadingZeros,
    isPartial,
  };
}

function listRepairs(
  { target, rows, times }: SeriesRows,
  rules: RepairRules,
  placed: Placed,
  merged: Merged,
  bounds: Bounds & { knownTo: number },
  y: Float64Array,
  filled: Uint8Array,
): Repair[] {
  const repairs: Repair[] = [];
  const note = (kind: RepairKind, count: number, more: Partial<Repair> = {}) => {
    if (count > 0) repairs.push({ kind, count, isApplied: true, rule: null, points: [], rows: [], ...more });
  };
  const within = (points: number[]) =>
    points
      .filter((point) => point >= bounds.start && point < bounds.end)
      .slice(0, mostPoints)
      .map((point) => point - bounds.start);
  note('clock-changes', placed.clockChanges.length);
  if (!placed.wasSorted) note('sorted', placed.rows.length);
  const undated = times ? rowsWhere(rows, (row) => Number.isNaN(times[row])) : none;
  note('undated', undated.count, { rows: undated.rows });
  note('moved', placed.movedRows.length, { rows: placed.movedRows.slice(0, 20) });
  if (rules.resample) note('resampled', placed.rows.length, { rule: rules.resample.how });
  else note('duplicates', merged.duplicateRows, { rule: merged.rule, points: within(merged.duplicatePoints) });
  const fills = rules.gaps !== 'leave';
  const gaps = merged.gaps.filter((point) => point < bounds.lastKnown);
  note('gaps', gaps.length, { rule: rules.gaps, isApplied: fills, points: within(gaps) });
  // Rows for what is known ahead have no value yet, and none is missing there.
  const ahead = new Set<number>();
  placed.rows.forEach((row, at) => {
    if (placed.indices[at] >= bounds.lastKnown && placed.indices[at] < bounds.knownTo) ahead.add(row);
  });
  const empty = rowsWhere(rows, (row) => Number.isNaN(target.values[row]) && !ahead.has(row));
  const unreadable = Math.min(target.unreadable, empty.count);
  const filledAt: number[] = [];
  for (let i = 0; i < filled.length && filledAt.length < mostPoints; i++) if (filled[i]) filledAt.push(i);
  note('empty', empty.count - unreadable, { rule: rules.gaps, isApplied: fills, rows: empty.rows, points: filledAt });
  note('unreadable', unreadable, {
    rule: rules.gaps,
    isApplied: fills,
    rows: target.unreadableExamples.slice(0, 20).map(({ row }) => row),
  });
  note('trimmed', bounds.trimmed - Math.max(0, Math.min(bounds.knownTo, merged.values.length) - bounds.lastKnown));
  const { leadingZeros, isPartial } = bounds;
  note('leading-zeros', leadingZeros, { isApplied: rules.leadingZeros === 'drop', points: [0] });
  const dropsPartial = rules.trailingPartial === 'drop';
  note('trailing-partial', isPartial ? 1 : 0, { isApplied: dropsPartial, points: dropsPartial ? [] : [y.length - 1] });
  // What was filled in is no value, however far it lies from its neighbours.
  const values = y.map((value, at) => (filled[at] ? Number.NaN : value));
  const outliers = findOutliers(values, seasonLengthOf(placed.step));
  note('outliers', outliers.length, { isApplied: false, points: outliers.slice(0, mostPoints) });
  return repairs;
}

const none = { count: 0, rows: [] as number[] };

function rowsWhere(rows: Uint32Array, holds: (row: number) => boolean): { count: number; rows: number[] } {
  const found: number[] = [];
  let count = 0;
  for (const row of rows) {
    if (!holds(row)) continue;
    count++;
    if (found.length < 20) found.push(row + 1);
  }
  return { count, rows: found };
}
