/** When each series of a panel has values, by the dates of the file. */
import { FirstSeen } from './first-seen.ts';
import { type PanelIndex, rowsOf } from './panel-index.ts';
import { type SeriesLife, type SeriesStatus, statusOf } from './series-status.ts';
import type { Step } from './step.ts';

export type SeriesLives = {
  /**
   * What has become of a series by the end of the file.
   *
   * @param number of the series in the panel
   */
  statusOf(number: number, step: Step): SeriesStatus;
};

/** The points of the file are the dates at which any series has a value; where there are none, each series has its own. */
export function followLives(index: PanelIndex): SeriesLives {
  const { times } = index;
  const dates = times && datesOf(times, index);
  return {
    statusOf(number, step) {
      const life = lifeOf(index, number, dates);
      return statusOf(life, dates?.length ?? life.known.length, step);
    },
  };
}

/** Each date at which there is a value, in order. */
function datesOf(times: Float64Array, { targets, groups }: PanelIndex): Float64Array {
  const dates = new FirstSeen();
  for (const row of groups.rows) {
    const ms = times[row];
    if (!Number.isNaN(ms) && targets.some(({ values }) => !Number.isNaN(values[row]))) dates.numberOf(ms);
  }
  return dates.inOrder();
}

function lifeOf(index: PanelIndex, number: number, dates: Float64Array | null): SeriesLife {
  const { target, times, rows } = rowsOf(index, number, null);
  const known: number[] = [];
  const active: number[] = [];
  let last = -1;
  for (const row of rows) {
    const value = target.values[row];
    const ms = times?.[row] ?? 0;
    if (Number.isNaN(value) || Number.isNaN(ms)) continue;
    // The next date is mostly that of the next row.
    const place = dates ? (dates[last + 1] === ms ? last + 1 : placeOf(dates, ms)) : known.length;
    last = place;
    known.push(place);
    if (value !== 0) active.push(place);
  }
  return dates ? { known: inOrder(known), active: inOrder(active) } : { known, active };
}

function inOrder(places: number[]): number[] {
  if (places.every((place, at) => at === 0 || place > places[at - 1])) return places;
  return [...new Set(places)].sort((a, b) => a - b);
}

/** @param dates in order, `ms` among them */
function placeOf(dates: Float64Array, ms: number): number {
  let low = 0;
  let high = dates.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dates[middle] < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
