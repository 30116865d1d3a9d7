/** The rows of one series to points of a regular rhythm. */

import { dayMs } from '../base/civil.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { isPrice } from '../table/columns/level-words.ts';
import type { NumberColumn } from '../table/table.ts';
import { type AppliedEvents, applyEvents } from './apply-events.ts';
import { fixedStepMs, timeAt, weekdayOf } from './calendar.ts';
import { findByHand, type PointByHand, setUsual } from './change-by-hand.ts';
import { findClosedHours, findClosedWeekdays } from './closed-days.ts';
import type { SteadyTimes } from './daylight-saving.ts';
import { differenceCounts } from './difference-counts.ts';
import { fillGaps, type GapRule } from './fill-gaps.ts';
import { countLeadingZeros, isLastPartial } from './find-edges.ts';
import { isCumulative } from './limits.ts';
import { type Merged, mergeRows } from './merge-rows.ts';
import type { RepairRules } from './panel.ts';
import { failTooFew, fewestValues, offerFor, type Placed, placeRows, type SeriesRows } from './place-rows.ts';
import { closedDay, filledAlone, filledFromAround, type Series, type SeriesProblem } from './series.ts';
import { type Step, seasonLengthOf } from './step.ts';
import { findYearStarts } from './year-to-date.ts';

/** A series with more of its points missing than this is one that was made up. */
const mostGaps = 0.5;

/** A column of which more numbers are too large to compute with is not one of smaller numbers. */
const mostTooLarge = 0.05;

export type Bounds = {
  start: number;
  end: number;
  /** The first point that has a value, and one past the last. */
  firstKnown: number;
  lastKnown: number;
  trimmed: number;
  leadingZeros: number;
  isPartial: boolean;
};

/** A series by itself, and all that led to it. */
export type ShapedSeries = {
  placed: Placed;
  merged: Merged;
  bounds: Bounds;
  /** What gaps were filled by. */
  gapRule: GapRule;
  /** Rows of the table that have a value. */
  knownRows: number;
  /** Whether the values of the file count up, for good or within each year; null where they do not. */
  counts: 'cumulative' | 'year-to-date' | null;
  /** Points before the first of the series that its value is made of too, as the first difference is. */
  leadIn: 0 | 1;
  /** Values changed by hand. */
  byHand: readonly PointByHand[];
  /** What events have changed, and which come again. */
  events: AppliedEvents;
  /** Without what goes with it. */
  series: Series;
};

/** The points of a series, without its covariates and without a list of what was repaired. */
export function shapeSeries(source: SeriesRows, rules: RepairRules): Result<ShapedSeries, SeriesProblem> {
  const { target, uniqueId, fewest = fewestValues, mostMissing = mostGaps } = source;
  const knownRows = countKnown(target, source.rows);
  const isLarge = (target.tooLarge ?? 0) > mostTooLarge * target.values.length;
  if (knownRows === 0 || isLarge) {
    // One series without a value says nothing of those that are too large, unless all series are without.
    const areLarge = isLarge || (target.tooLarge !== undefined && target.values.every(Number.isNaN));
    return fail({ code: areLarge ? 'values-too-large' : 'target-empty', params: { column: target.name } });
  }
  if (knownRows < fewest) return failTooFew(knownRows, fewest);
  const placing = placeRows(source, rules.resample);
  if (!placing.ok) return placing;
  const placed = placing.value;
  const { step } = placed;
  const merged = mergeRows(target, placed, rules);
  const { values, gaps } = merged;
  const closedWeekdays = rules.gaps === 'auto' ? findClosedWeekdays(target, placed, merged) : [];
  const isClosed = (at: number) =>
    closedWeekdays.includes(weekdayOf(Math.floor(timeAt(placed.firstMs, step, at) / dayMs)));
  const closedHours = rules.gaps === 'auto' ? findClosedHours(target, placed, merged).length : 0;
  const closed = closedWeekdays.length > 0 ? gaps.filter(isClosed).length : closedHours;
  const isFilled = rules.gaps !== 'auto' && rules.gaps !== 'leave';
  const areGapsZero = rules.gaps === 'auto' && gaps.length > 0 && !rules.resample && Boolean(source.gapsAreZero?.());
  if (!isFilled && !areGapsZero && gaps.length - closed > (values.length - closed) * mostMissing && !rules.resample) {
    const params = { gaps: gaps.length, length: values.length, step };
    return fail({ code: 'too-many-gaps', params, ...offerFor(source) });
  }
  const isCount = isCumulative(target.name, values);
  const yearStarts = isCount ? null : findYearStarts(target.name, values, placed.firstMs, step);
  const ofYear = yearStarts ? 'year-to-date' : null;
  const counts = isCount ? 'cumulative' : ofYear;
  const closedRule = counts ? 'carry' : 'zero';
  const asBefore = isPrice(target.name) ? 'carry' : 'linear';
  const openRule = areGapsZero && !counts ? 'zero' : asBefore;
  const usualRule = closed > 0 ? closedRule : openRule;
  const gapRule = rules.gaps === 'auto' ? usualRule : rules.gaps;
  const areDifferences = counts !== null && rules.cumulative === 'differences';
  const differenced = areDifferences ? differenceCounts(values, gapRule, yearStarts ?? []) : null;
  const points = differenced?.values ?? values;
  const falls = yearStarts !== null && !differenced;
  const bounds = boundsOf(source, { ...merged, values: points }, rules, placed, falls);
  const leadIn = differenced && bounds.start > 0 && !Number.isNaN(values[bounds.start - 1]) ? 1 : 0;
  const isWhole = bounds.start === 0 && bounds.end === points.length;
  const y = isWhole ? points : points.slice(bounds.start, bounds.end);
  if (y.length < fewest) return failTooFew(y.length, fewest);
  const made = differenced?.filled.subarray(bounds.start, bounds.end);
  const firstMs = timeAt(placed.firstMs, step, bounds.start);
  const byHand = findByHand(rules.points[uniqueId], { y, firstMs, step });
  const isByHand = new Uint8Array(y.length);
  for (const { at } of byHand) isByHand[at] = 1;
  const events = applyEvents(rules.events, { uniqueId, y, firstMs, step }, isByHand, seasonLengthOf(step));
  setUsual(y, byHand, seasonLengthOf(step));
  const filled = fillGaps(y, gapRule, seasonLengthOf(step));
  if (closedWeekdays.length > 0)
    for (const [at, flag] of filled.entries()) if (flag === filledAlone) filled[at] = closedDay;
  for (const { at, rule } of byHand) {
    filled[at] = filledFromAround;
    if (rule === 'leave-out') y[at] = Number.NaN;
  }
  for (const { at, isOpen } of events.changed) {
    filled[at] = filledFromAround;
    if (isOpen) y[at] = Number.NaN;
  }
  if (made) for (const [at, flag] of made.entries()) if (flag) filled[at] = flag;
  const limits = differenced || isSummed(merged, rules) ? null : target.limits;
  const series: Series = {
    uniqueId,
    step,
    firstMs,
    ...(placed.clockChanges.length > 0 && { clockChanges: changesAt(placed.clockChanges, firstMs, step) }),
    y,
    filled,
    ...(closedWeekdays.length > 0 && { closedWeekdays }),
    ...(limits && { limits }),
    ...(events.again.length > 0 && { events: events.again }),
    ...(isCount && !differenced && { isCumulative: true }),
    ...(falls && { isYearToDate: true }),
  };
  return ok({ placed, merged, bounds, gapRule, knownRows, counts, leadIn, byHand, events, series });
}

/** From which point of the series on each change holds. */
function changesAt(changes: SteadyTimes['changes'], firstMs: number, step: Step): { at: number; shiftMs: number }[] {
  const length = fixedStepMs(step) ?? 1;
  return changes.map(({ fromMs, shiftMs }) => ({ at: Math.ceil((fromMs - firstMs) / length), shiftMs }));
}

function countKnown({ values }: NumberColumn, rows: Uint32Array): number {
  let known = 0;
  for (let at = 0; at < rows.length; at++) if (!Number.isNaN(values[rows[at]])) known++;
  return known;
}

function isSummed({ rule, duplicateRows }: Merged, { resample }: RepairRules): boolean {
  return rule === 'sum' && (duplicateRows > 0 || resample !== null);
}

/**
 * Where the series begins and ends: empty ends are cut off, zeros and a partial period where the rules say so.
 *
 * @param falls whether it falls at each year's start, so that a low last value is no sign of a period that is not over
 */
function boundsOf(
  { lastPeriod }: SeriesRows,
  merged: Merged,
  rules: RepairRules,
  { step, firstMs }: Placed,
  falls: boolean,
): Bounds {
  const { values, rowCounts } = merged;
  let start = 0;
  while (Number.isNaN(values[start])) start++;
  let end = values.length;
  while (Number.isNaN(values[end - 1])) end--;
  const kept = values.subarray(start, end);
  const leadingZeros = countLeadingZeros(kept);
  const isLong = ['week', 'month', 'quarter', 'year'].includes(step.unit);
  const isOfRows = isSummed(merged, rules);
  const ofFile = rules.resample ? null : lastPeriod?.();
  const isShort = ofFile
    ? (isOfRows ? ofFile.hasFewRows : isLong && ofFile.isPartial) && timeAt(firstMs, step, end) > ofFile.lastMs
    : isLastPartial(kept, isOfRows ? rowCounts.subarray(start, end) : null, isLong);
  const isPartial = isShort && !falls;
  return {
    start: start + (rules.leadingZeros === 'drop' ? leadingZeros : 0),
    end: end - (isPartial && rules.trailingPartial === 'drop' ? 1 : 0),
    firstKnown: start,
    lastKnown: end,
    trimmed: values.length - kept.length,
    leadingZeros,
    isPartial,
  };
}
