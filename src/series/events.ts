/** What a user has said of times of a series: values that are wrong or will not come again, and what comes again. */
import { civilFromDays, dayMs, daysFromCivil, daysInMonth } from '../base/civil.ts';
import { isRecord } from '../base/is-record.ts';
import { indexAt, timeAt } from './calendar.ts';
import type { Series } from './series.ts';

/**
 * `leave-out`: no value; `usual`: the value is wrong; `one-off`: it is true and will not come again; `stock-out`: less was sold than
 * was asked for; in the place of these stands what is usual. `recurring`: values stay, their effect is estimated and expected again.
 */
export const eventKinds = ['leave-out', 'usual', 'one-off', 'stock-out', 'recurring'] as const;
export type EventKind = (typeof eventKinds)[number];

/** Milliseconds of the file's clock, numbers of rows where it has no dates; both ends are within. */
export type EventSpan = { fromMs: number; toMs: number };

export type SeriesEvent = {
  name: string;
  kind: EventKind;
  /** When it took place, and of what comes again when it will. */
  spans: readonly EventSpan[];
  /** Whether it comes on the same days of every year. */
  isYearly?: boolean;
  /** The series that it is of; all series of the file where absent. */
  uniqueId?: string;
};

/** An event on the points of a series, those beyond its end included. */
export type PlacedEvent = {
  name: string;
  /** Ascending; 0 is the first point of the series. */
  at: readonly number[];
  /** [at] the share of each point's period that lies within, in proportion to the largest of them, above 0 and at most 1. */
  shares: readonly number[];
};

/** Names longer than this are no names. */
export const longestName = 80;
export const mostEvents = 500;
const mostSpans = 500;

function isSpan(value: unknown): value is EventSpan {
  if (!isRecord(value)) return false;
  const { fromMs, toMs } = value;
  return Number.isFinite(fromMs) && Number.isFinite(toMs) && (fromMs as number) <= (toMs as number);
}

function isEvent(value: unknown): value is SeriesEvent {
  if (!isRecord(value)) return false;
  const { name, kind, spans, isYearly, uniqueId } = value;
  return (
    typeof name === 'string' &&
    name.length <= longestName &&
    eventKinds.some((known) => known === kind) &&
    Array.isArray(spans) &&
    spans.length > 0 &&
    spans.length <= mostSpans &&
    spans.every(isSpan) &&
    (isYearly === undefined || typeof isYearly === 'boolean') &&
    (uniqueId === undefined || typeof uniqueId === 'string')
  );
}

/** Whether a value from elsewhere is a list of events. */
export function areEvents(value: unknown): value is SeriesEvent[] {
  return Array.isArray(value) && value.length <= mostEvents && value.every(isEvent);
}

export function isOfSeries({ uniqueId }: SeriesEvent, ofSeries: string): boolean {
  return uniqueId === undefined || uniqueId === ofSeries;
}

/** The span in another year: from the same day of the month, 29 February from the 28th, and as long. */
function inYear({ fromMs, toMs }: EventSpan, year: number): EventSpan {
  const days = Math.floor(fromMs / dayMs);
  const { month, day } = civilFromDays(days);
  const moved = daysFromCivil(year, month, Math.min(day, daysInMonth(year, month)));
  const from = moved * dayMs + (fromMs - days * dayMs);
  return { fromMs: from, toMs: from + (toMs - fromMs) };
}

/** All times of an event between two others, in order. */
export function listSpans({ spans, isYearly }: SeriesEvent, firstMs: number, lastMs: number): EventSpan[] {
  const found = new Map<number, EventSpan>();
  const yearOf = (ms: number) => civilFromDays(Math.floor(ms / dayMs)).year;
  for (const span of spans) {
    found.set(span.fromMs, span);
    if (!isYearly) continue;
    for (let year = yearOf(firstMs) - 1; year <= yearOf(lastMs); year += 1) {
      const moved = inYear(span, year);
      // A file that gives each year of its own has the last word on it.
      if (!spans.some(({ fromMs }) => yearOf(fromMs) === year)) found.set(moved.fromMs, moved);
    }
  }
  return [...found.values()]
    .filter(({ fromMs, toMs }) => fromMs <= lastMs && toMs >= firstMs)
    .sort((one, other) => one.fromMs - other.fromMs);
}

/** Whether points stand for the months that they are the last days of. */
function standsAtEnd({ firstMs, step }: Pick<Series, 'firstMs' | 'step'>): boolean {
  if (step.unit !== 'month' && step.unit !== 'quarter' && step.unit !== 'year') return false;
  const { year, month, day } = civilFromDays(Math.floor(firstMs / dayMs));
  return day === daysInMonth(year, month);
}

/** [from, end) of the period that a point stands for, in ms; one row where there are no dates. */
function periodAt({ firstMs, step }: Pick<Series, 'firstMs' | 'step'>, at: number, isEnd: boolean): [number, number] {
  const shift = isEnd ? dayMs : 0;
  const first = isEnd ? at - 1 : at;
  return [timeAt(firstMs, step, first) + shift, timeAt(firstMs, step, first + 1) + shift];
}

/** The time that points from one to another stand for. */
export function spanOfPoints(series: Pick<Series, 'firstMs' | 'step'>, from: number, to: number): EventSpan {
  const isEnd = standsAtEnd(series);
  return { fromMs: periodAt(series, from, isEnd)[0], toMs: periodAt(series, to, isEnd)[1] - 1 };
}

/** Points beyond the end for which events are placed at least: short series of a panel are forecast further than they are long. */
const leastAhead = 1000;

/** The points of a series that an event falls on, from its first on and, of what comes again, beyond its end. */
export function placeEvent(event: SeriesEvent, series: Pick<Series, 'firstMs' | 'step'>, length: number): PlacedEvent {
  const { firstMs, step } = series;
  const isEnd = standsAtEnd(series);
  const end = length + (event.kind === 'recurring' ? Math.max(leastAhead, length) : 0);
  const [begin] = periodAt(series, 0, isEnd);
  const [, last] = periodAt(series, end - 1, isEnd);
  const covered = new Map<number, number>();
  for (const { fromMs, toMs } of listSpans(event, begin, last)) {
    for (let at = Math.max(0, indexAt(firstMs, step, fromMs) - 1); at < end; at += 1) {
      const [start, stop] = periodAt(series, at, isEnd);
      if (start > toMs) break;
      // The last millisecond is within.
      const within = Math.min(stop, toMs + 1) - Math.max(start, fromMs);
      if (within > 0) covered.set(at, Math.min(1, (covered.get(at) ?? 0) + within / (stop - start)));
    }
  }
  const at = [...covered.keys()].sort((one, other) => one - other);
  const shares = at.map((place) => covered.get(place) as number);
  // A day of a month is all of it where no more of any month is.
  const most = shares.reduce((largest, share) => Math.max(largest, share), 0);
  return { name: event.name, at, shares: shares.map((share) => share / most) };
}

/** Events of a series that begins at a later one of its points. */
export function eventsFrom(events: readonly PlacedEvent[], start: number): PlacedEvent[] {
  if (start === 0) return [...events];
  return events.map(({ name, at, shares }) => {
    const first = at.findIndex((place) => place >= start);
    if (first < 0) return { name, at: [], shares: [] };
    return { name, at: at.slice(first).map((place) => place - start), shares: shares.slice(first) };
  });
}
