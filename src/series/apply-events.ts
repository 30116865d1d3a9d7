/** What events do to the values of a series, and which of them come again. */
import type { EventKind, PlacedEvent, SeriesEvent } from './events.ts';
import { isOfSeries, placeEvent } from './events.ts';
import { expectValues } from './expected-values.ts';
import type { Series } from './series.ts';

/** Of fewer values beside the events nobody knows what is usual. */
const fewestKnown = 3;

/** What became of an event in a series. */
export type EventReading = {
  /** Its place in the rules. */
  event: number;
  /** Points of the series that it falls on. */
  points: number;
  /** `outside`: it falls on no value; `covers-all`: beside it too little is left to tell what is usual, and nothing is changed. */
  problem: 'outside' | 'covers-all' | null;
  /** What the values came to that it takes the place of, and what stands there now; 0 where values stay. */
  taken: number;
  put: number;
};

/** A value that an event has changed. */
export type ChangedPoint = {
  at: number;
  kind: Exclude<EventKind, 'recurring'>;
  /** Whether it was left out, and no value stands there. */
  isOpen: boolean;
};

export type AppliedEvents = {
  /** Ascending. */
  changed: readonly ChangedPoint[];
  /** Those that come again. */
  again: readonly PlacedEvent[];
  readings: readonly EventReading[];
};

const noEvents: AppliedEvents = { changed: [], again: [], readings: [] };

type Placed = { event: SeriesEvent; number: number; placed: PlacedEvent; within: number[] };

/**
 * Puts what is usual in the place of values that are wrong or will not come again, NaN where they are to be left out, and of stock-outs
 * what is usual where that is more; in place. No such value tells what is usual for another. Of events that overlap the first holds.
 *
 * @param y [length] values; NaN where there are none
 * @param isOther [length] 1 for points that are changed otherwise, and are left alone
 */
export function applyEvents(
  events: readonly SeriesEvent[] | undefined,
  { uniqueId, y, firstMs, step }: Pick<Series, 'uniqueId' | 'y' | 'firstMs' | 'step'>,
  isOther: Uint8Array,
  seasonLength: number,
): AppliedEvents {
  if (!events || events.length === 0) return noEvents;
  const { length } = y;
  const all = events.flatMap((event, number): Placed[] => {
    if (!isOfSeries(event, uniqueId)) return [];
    const placed = placeEvent(event, { firstMs, step }, length);
    const within = placed.at.filter((at) => at < length && !Number.isNaN(y[at]) && !isOther[at]);
    return [{ event, number, placed, within }];
  });
  const isMasked = isOther.slice();
  let known = y.reduce((count, value, at) => count + (Number.isNaN(value) || isOther[at] ? 0 : 1), 0);
  const changing: Placed[] = [];
  const readings: EventReading[] = [];
  const again: PlacedEvent[] = [];
  const ofPoint = new Map<number, Placed>();
  for (const one of all) {
    const { event, number, within, placed } = one;
    const fresh = within.filter((at) => !ofPoint.has(at));
    const isCovering = fresh.length > 0 && known - fresh.length < fewestKnown && event.kind !== 'recurring';
    const problem = within.length === 0 ? 'outside' : isCovering ? 'covers-all' : null;
    readings.push({ event: number, points: within.length, problem, taken: 0, put: 0 });
    if (event.kind === 'recurring') again.push(placed);
    else if (problem === null) {
      changing.push(one);
      known -= fresh.length;
      for (const at of fresh) {
        ofPoint.set(at, one);
        isMasked[at] = 1;
      }
    }
  }
  if (changing.length === 0) return { changed: [], again, readings };
  const expected = expectValues(y, isMasked, seasonLength);
  const points = [...ofPoint.keys()].sort((one, other) => one - other);
  const values = points.map((at) => {
    const { kind } = (ofPoint.get(at) as Placed).event;
    if (kind === 'leave-out') return Number.NaN;
    return kind === 'stock-out' ? Math.max(y[at], expected.at(at)) : expected.at(at);
  });
  keepEnds(points, values, length, (at) => expected.at(at));
  const changed: ChangedPoint[] = [];
  for (const [place, at] of points.entries()) {
    const { event, number } = ofPoint.get(at) as Placed;
    const reading = readings.find((one) => one.event === number) as EventReading;
    reading.taken += y[at];
    reading.put += Number.isNaN(values[place]) ? 0 : values[place];
    changed.push({ at, kind: event.kind as ChangedPoint['kind'], isOpen: Number.isNaN(values[place]) });
  }
  for (const [place, at] of points.entries()) y[at] = values[place];
  return { changed, again, readings };
}

/** A series begins and ends with a value: what would be left out there is replaced. */
function keepEnds(points: readonly number[], values: number[], length: number, usual: (at: number) => number): void {
  for (let place = 0; points[place] === place; place += 1) {
    if (Number.isNaN(values[place])) values[place] = usual(points[place]);
  }
  for (let back = 1; points.at(-back) === length - back; back += 1) {
    const place = points.length - back;
    if (Number.isNaN(values[place])) values[place] = usual(points[place]);
  }
}
