/** What of a series may be an event: values far from all around them, runs of nothing amid demand, and what comes back each year. */
import { civilFromDays, dayMs } from '../base/civil.ts';
import { timeAt } from './calendar.ts';
import { type EventKind, type SeriesEvent, spanOfPoints } from './events.ts';
import { expectValues } from './expected-values.ts';
import { findOutliers } from './find-outliers.ts';
import { isJudged, type Series } from './series.ts';
import { easterOf, splitByYear } from './yearly-return.ts';

export type EventOffer = {
  kind: Extract<EventKind, 'usual' | 'stock-out' | 'recurring'>;
  /** Points from one to another, both included; of what comes back each year the last time. */
  from: number;
  to: number;
  /** Of what moves with Easter, by how many days it comes after it. */
  easterDays?: number;
  /** What the file has there, and what is usual, together. */
  sum: number;
  usual: number;
};

/** What taking an offer would change. */
export type EventImpact = {
  /** Whether another model has the least error. */
  isOtherWinner: boolean;
  /** The winner's mean absolute error after over before, less 1; null where there is none. */
  error: number | null;
  /** The sum of the winner's forecast after over before, less 1; null where that is of nothing. */
  forecast: number | null;
};
export type RankedOffer = EventOffer & { impact: EventImpact | null };

/** Offers beyond so many are none that anybody reads. */
const mostOffers = 20;
/** A run of nothing is one that chance makes no more often than this. */
const leastLikely = 1e-3;
const shortestRun = 2;

/** Runs of zeros that chance does not make, with demand before and after. */
function findStockOuts(y: Float64Array, filled: Uint8Array, isShut: (at: number) => boolean): [number, number][] {
  let open = 0;
  let zeros = 0;
  for (let at = 0; at < y.length; at += 1) {
    if (Number.isNaN(y[at]) || isShut(at)) continue;
    open += 1;
    if (y[at] === 0) zeros += 1;
  }
  const runs: [number, number][] = [];
  for (let from = 0; from < y.length; from += 1) {
    if (!(y[from] === 0) || filled[from] || isShut(from)) continue;
    let to = from;
    let length = 1;
    for (let next = from + 1; next < y.length && y[next] === 0; next += 1) {
      if (isShut(next)) continue;
      to = next;
      length += 1;
    }
    const share = (zeros - length + 1) / (open - length + 2);
    const isAmid = from > 0 && y.subarray(0, from).some((value) => value > 0) && to < y.length - 1;
    if (length >= shortestRun && isAmid && share ** length < leastLikely) runs.push([from, to]);
    from = to;
  }
  return runs;
}

/** Points in a row as runs. */
function joinRuns(points: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const at of points) {
    const last = runs[runs.length - 1];
    if (last && last[1] === at - 1) last[1] = at;
    else runs.push([at, at]);
  }
  return runs;
}

/**
 * The events that a series may have, those farthest from what is usual first. What was filled in or is changed already is none.
 *
 * @param seasonLength points of a season, 1 where there is none
 */
export function offerEvents(
  { y, filled, firstMs, step }: Pick<Series, 'y' | 'filled' | 'firstMs' | 'step'>,
  seasonLength: number,
): EventOffer[] {
  const known = y.map((value, at) => (isJudged(filled[at]) ? value : Number.NaN));
  const nothing = new Uint8Array(y.length);
  const plain = expectValues(known, nothing, seasonLength);
  const isNonNegative = known.every((value) => !(value < 0));
  const stockOuts = isNonNegative ? findStockOuts(known, filled, (at) => plain.at(at) === 0) : [];
  const isOut = (at: number) => stockOuts.some(([from, to]) => at >= from && at <= to);
  const flagged = findOutliers(known, seasonLength).filter((at) => !isOut(at));
  const zeroDays = stockOuts.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at));
  const all = [...flagged, ...zeroDays].sort((one, other) => one - other);
  if (all.length === 0) return [];
  const { alone, again } = splitByYear({ y: known, firstMs, step }, all, seasonLength);
  const returning = new Set(again);
  const isMasked = nothing.slice();
  for (const at of all) isMasked[at] = 1;
  const expected = expectValues(known, isMasked, seasonLength);

  function offer(kind: EventOffer['kind'], [from, to]: [number, number]): EventOffer {
    let [sum, usual] = [0, 0];
    for (let at = from; at <= to; at += 1) {
      if (Number.isNaN(known[at])) continue;
      sum += known[at];
      usual += Math.max(isNonNegative ? 0 : Number.NEGATIVE_INFINITY, expected.at(at));
    }
    return { kind, from, to, sum, usual };
  }

  const wrong = joinRuns(alone.filter((at) => !isOut(at))).map((run) => offer('usual', run));
  const out = stockOuts.filter(([from]) => !returning.has(from)).map((run) => offer('stock-out', run));
  const yearly = lastOfEachYear(joinRuns(again), firstMs, step).map(
    ({ run, easterDays }): EventOffer => ({
      ...offer('recurring', run),
      ...(easterDays !== undefined && { easterDays }),
    }),
  );
  const byDistance = (one: EventOffer, other: EventOffer) =>
    Math.abs(other.sum - other.usual) - Math.abs(one.sum - one.usual);
  return [...[...wrong, ...out].sort(byDistance), ...yearly.sort(byDistance)].slice(0, mostOffers);
}

/** Days that two times of one event may lie apart within the year. */
const sameTime = 8;
const yearDays = 365.2425;

type Yearly = { run: [number, number]; easterDays?: number };

/** Of runs at the same time of different years, by their dates or by Easter, the last. */
function lastOfEachYear(runs: readonly [number, number][], firstMs: number, step: Series['step']): Yearly[] {
  const dayOf = ([from]: [number, number]) => Math.floor(timeAt(firstMs, step, from) / dayMs);
  const easterDaysOf = (run: [number, number]) => dayOf(run) - easterOf(civilFromDays(dayOf(run)).year);
  const kept: Yearly[] = [];
  for (const run of [...runs].reverse()) {
    const same = kept.find(({ run: later }) => {
      const days = dayOf(later) - dayOf(run);
      const apart = days % yearDays;
      const isSameDate = days > yearDays / 2 && Math.min(apart, yearDays - apart) <= sameTime;
      return isSameDate || (days > yearDays / 2 && easterDaysOf(later) === easterDaysOf(run));
    });
    if (!same) kept.push({ run });
    else {
      const apart = (dayOf(same.run) - dayOf(run)) % yearDays;
      if (Math.min(apart, yearDays - apart) > sameTime) same.easterDays = easterDaysOf(run);
    }
  }
  return kept;
}

/** Years beyond the end of a series for which what goes with Easter is placed. */
const yearsAhead = 10;

/** An offer taken as an event of one kind, of one series. */
export function takeOffer(
  { from, to, easterDays }: Pick<EventOffer, 'from' | 'to' | 'easterDays'>,
  kind: EventKind,
  series: Pick<Series, 'uniqueId' | 'firstMs' | 'step'>,
  name: string,
): SeriesEvent {
  const span = spanOfPoints(series, from, to);
  const event = { name, kind, spans: [span], uniqueId: series.uniqueId };
  if (kind !== 'recurring') return event;
  if (easterDays === undefined) return { ...event, isYearly: true };
  const yearOf = (ms: number) => civilFromDays(Math.floor(ms / dayMs)).year;
  const [first, last] = [yearOf(series.firstMs), yearOf(span.toMs) + yearsAhead];
  const spans = Array.from({ length: last - first + 1 }, (_, at) => {
    const moved = (easterOf(first + at) + easterDays) * dayMs - span.fromMs;
    return { fromMs: span.fromMs + moved, toMs: span.toMs + moved };
  });
  return { ...event, spans };
}
