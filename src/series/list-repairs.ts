/** What was done to make a series, and what was found and left as it is. */
import { findOutliers } from './find-outliers.ts';
import { mostPoints, type Repair, type RepairKind, type RepairRules } from './panel.ts';
import type { SeriesRows } from './place-rows.ts';
import type { Bounds, ShapedSeries } from './shape-series.ts';
import { seasonLengthOf } from './step.ts';
import { splitByYear } from './yearly-return.ts';

/** Rows of the table that are named. */
const mostRows = 20;

/**
 * @param knownTo one past the last point for which something is known ahead, 0 where nothing goes with the series
 * @param withPoints false counts alone and names no points and no rows, as a list of series has no room for them
 */
export function listRepairs(
  { target, rows, times }: SeriesRows,
  { leadingZeros, trailingPartial, resample, cumulative }: RepairRules,
  {
    placed,
    merged,
    bounds,
    gapRule,
    knownRows,
    counts,
    leadIn,
    byHand,
    events,
    series: { y, filled, firstMs },
  }: ShapedSeries,
  { knownTo, withPoints }: { knownTo: number; withPoints: boolean },
): Repair[] {
  const repairs: Repair[] = [];
  const note = (kind: RepairKind, count: number, more: Partial<Repair>) => {
    repairs.push({ kind, count, isApplied: true, rule: null, points: [], rows: [], ...more });
  };
  const within = (points: number[]) => {
    if (!withPoints) return [];
    const inside = points.filter((point) => point >= bounds.start && point < bounds.end).slice(0, mostPoints);
    return inside.map((point) => point - bounds.start);
  };
  const named = (holds: (row: number) => boolean) => (withPoints ? nameRows(rows, holds) : []);
  const byRule = { rule: gapRule, isApplied: gapRule !== 'leave' };
  const { clockChanges, movedRows } = placed;
  if (clockChanges.length > 0) note('clock-changes', clockChanges.length, {});
  if (!placed.wasSorted) note('sorted', placed.rows.length, {});
  const undated = rows.length - placed.rows.length;
  if (undated > 0) note('undated', undated, { rows: named((row) => Number.isNaN(times?.[row])) });
  if (movedRows.length > 0) note('moved', movedRows.length, { rows: movedRows.slice(0, mostRows) });
  if (resample) note('resampled', placed.rows.length, { rule: resample.how });
  else if (merged.duplicateRows > 0) {
    note('duplicates', merged.duplicateRows, { rule: merged.rule, points: within(merged.duplicatePoints) });
  }
  const gaps = merged.gaps.filter((point) => point < bounds.lastKnown);
  if (gaps.length > 0) note('gaps', gaps.length, { ...byRule, points: within(gaps) });
  const ahead = rowsAhead(placed, bounds.lastKnown, knownTo);
  const empty = rows.length - knownRows - ahead.length - rowsBeyond(placed, bounds, ahead.length);
  const unreadable = Math.min(countUnreadable(target, rows), empty);
  if (empty > unreadable) {
    const ofAhead = new Set(ahead);
    const emptyRows = named((row) => Number.isNaN(target.values[row]) && !ofAhead.has(row));
    note('empty', empty - unreadable, { ...byRule, rows: emptyRows, points: withPoints ? listFilled(filled) : [] });
  }
  if (unreadable > 0) {
    const examples = withPoints ? target.unreadableExamples.slice(0, mostRows) : [];
    note('unreadable', unreadable, { ...byRule, rows: examples.map(({ row }) => row) });
  }
  // Differences begin at the second point, which leaves none out.
  const known = Math.max(0, Math.min(knownTo, merged.values.length) - bounds.lastKnown) + leadIn;
  const trimmed = bounds.trimmed - known;
  if (trimmed > 0) note('trimmed', trimmed, {});
  if (bounds.leadingZeros > 0) {
    note('leading-zeros', bounds.leadingZeros, { isApplied: leadingZeros === 'drop', points: [0] });
  }
  if (bounds.isPartial) {
    const isApplied = trailingPartial === 'drop';
    note('trailing-partial', 1, { isApplied, points: isApplied ? [] : [y.length - 1] });
  }
  if (counts) {
    const areDifferences = cumulative === 'differences';
    note(counts, y.length, { isApplied: areDifferences, rule: areDifferences ? cumulative : null });
  }
  if (byHand.length > 0) {
    const taken = byHand.reduce((sum, { was }) => sum + was, 0);
    const put = byHand.reduce((sum, { at }) => sum + (Number.isNaN(y[at]) ? 0 : y[at]), 0);
    note('by-hand', byHand.length, { points: withPoints ? byHand.map(({ at }) => at) : [], sums: { taken, put } });
  }
  if (events.changed.length > 0) {
    const sums = events.readings.reduce((all, { taken, put }) => ({ taken: all.taken + taken, put: all.put + put }), {
      taken: 0,
      put: 0,
    });
    const points = withPoints ? events.changed.map(({ at }) => at).slice(0, mostPoints) : [];
    note('events', events.changed.length, { points, sums });
  }
  const values = onlyKnown(y, filled);
  const seasonLength = seasonLengthOf(placed.step);
  // What comes back each year, as a bank holiday does, is no accident.
  const found = findOutliers(values, seasonLength);
  const outliers = splitByYear({ y: values, firstMs, step: placed.step }, found, seasonLength).alone;
  if (outliers.length > 0) {
    note('outliers', outliers.length, { isApplied: false, points: outliers.slice(0, mostPoints) });
  }
  return repairs;
}

/** Rows before the first value and after the last, which are cut off and not filled; `ahead` of those after it are for the time to come. */
function rowsBeyond({ indices }: ShapedSeries['placed'], { firstKnown, lastKnown }: Bounds, ahead: number): number {
  let before = 0;
  while (before < indices.length && indices[before] < firstKnown) before++;
  let after = 0;
  while (after < indices.length && indices[indices.length - 1 - after] >= lastKnown) after++;
  return before + after - ahead;
}

/** Rows for what is known ahead have no value yet, and none is missing there. */
function rowsAhead({ rows, indices }: ShapedSeries['placed'], from: number, to: number): Uint32Array {
  let end = rows.length;
  while (end > 0 && indices[end - 1] >= Math.max(from, to)) end--;
  let start = end;
  while (start > 0 && indices[start - 1] >= from) start--;
  return rows.subarray(start, end);
}

/** What was filled in is no value, however far it lies from its neighbours. */
function onlyKnown(y: Float64Array, filled: Uint8Array): Float64Array {
  return filled.some((flag) => flag !== 0) ? y.map((value, at) => (filled[at] ? Number.NaN : value)) : y;
}

function listFilled(filled: Uint8Array): number[] {
  const points: number[] = [];
  for (let at = 0; at < filled.length && points.length < mostPoints; at++) if (filled[at]) points.push(at);
  return points;
}

function nameRows(rows: Uint32Array, holds: (row: number) => boolean): number[] {
  const found: number[] = [];
  for (let at = 0; at < rows.length && found.length < mostRows; at++) if (holds(rows[at])) found.push(rows[at] + 1);
  return found;
}

/** How many of the rows hold something that is no number; all that the column has of them where it names only some. */
function countUnreadable({ unreadable, unreadableExamples }: SeriesRows['target'], rows: Uint32Array): number {
  if (unreadable === 0 || unreadable > unreadableExamples.length) return unreadable;
  const named = new Set(unreadableExamples.map(({ row }) => row - 1));
  return rows.reduce((count, row) => count + (named.has(row) ? 1 : 0), 0);
}
