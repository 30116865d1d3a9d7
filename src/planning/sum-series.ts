/** Series of one rhythm on one calendar, and their sums. */

import { indexAt, timeAt } from '../series/calendar.ts';
import type { PlacedEvent } from '../series/events.ts';
import { filledAlone, filledFromAround, type Series } from '../series/series.ts';
import { isSameStep } from '../series/step.ts';
import type { Hierarchy } from './hierarchy.ts';

/** The points from the first of any series to the last of any. */
export type SharedCalendar = {
  firstMs: number;
  step: Series['step'];
  length: number;
  /** [series] the point at which each begins; -1 for one whose points lie between those of the calendar. */
  offsets: Int32Array;
};

/** @param series at least one, of one step */
export function shareCalendar(series: readonly Series[]): SharedCalendar {
  const earliest = series.reduce((first, one) => (one.firstMs < first.firstMs ? one : first));
  const { step, firstMs } = earliest;
  const offsets = Int32Array.from(series, (one) => {
    const offset = indexAt(firstMs, step, one.firstMs);
    return isSameStep(one.step, step) && timeAt(firstMs, step, offset) === one.firstMs ? offset : -1;
  });
  const length = series.reduce((end, { y }, at) => (offsets[at] < 0 ? end : Math.max(end, offsets[at] + y.length)), 0);
  return { firstMs, step, length, offsets };
}

/** Events that come again in all of several series, on the points of the one that begins first. */
function sharedEvents(series: readonly Series[], offsets: readonly number[]): readonly PlacedEvent[] {
  const earliest = series[offsets.indexOf(0)]?.events ?? [];
  return earliest.filter(({ name, at }) =>
    series.every(({ events = [] }, place) =>
      // Of series that begin or end at different times the events of the past are not all the same.
      events.some((other) => other.name === name && other.at.some((point) => at.includes(point + offsets[place]))),
    ),
  );
}

/**
 * The sum of the leaves of a total. Before a leaf begins and after it has ended it adds nothing; a point of the sum is filled where
 * no leaf has a value of the file there.
 *
 * @param leaves finite at every point
 * @throws {Error} where a leaf does not lie on the calendar
 */
export function sumLeaves(
  { starts, members }: Hierarchy,
  total: number,
  leaves: readonly Series[],
  { firstMs, step, length, offsets }: SharedCalendar,
  uniqueId: string,
): Series {
  const own = members.subarray(starts[total], starts[total + 1]);
  const first = own.reduce((least, leaf) => Math.min(least, offsets[leaf]), length);
  if (first < 0) throw new Error('a leaf lies between the points of the calendar');
  const y = new Float64Array(length - first);
  const filled = new Uint8Array(length - first).fill(filledAlone);
  for (const leaf of own) {
    const from = offsets[leaf] - first;
    const one = leaves[leaf];
    for (let at = 0; at < one.y.length; at++) {
      y[from + at] += one.y[at];
      if (one.filled[at] === 0) filled[from + at] = 0;
      else if (one.filled[at] === filledFromAround && filled[from + at] !== 0) filled[from + at] = filledFromAround;
    }
  }
  const events = sharedEvents(
    Array.from(own, (leaf) => leaves[leaf]),
    Array.from(own, (leaf) => offsets[leaf] - first),
  );
  return { uniqueId, step, firstMs: timeAt(firstMs, step, first), y, filled, ...(events.length > 0 && { events }) };
}
