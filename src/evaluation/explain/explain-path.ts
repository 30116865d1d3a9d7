/**
 * Why a forecast differs from the time that it is compared with, for any model: what events that come again and what drivers do is known
 * from what the model stands on (`forecasters/events`, `forecasters/drivers`); what they leave is split into trend, season and rest, history and forecast as one series.
 * Where all of that adds up, a part is just what it was then against what it will be; where it multiplies, it is what the part does on
 * average over all orders in which one could go from then to now (`findShapley`).
 */
import type { DriverEffects, Drivers, DriverTerm } from '../../forecasters/drivers/driver-effects.ts';
import type { EventEffects } from '../../forecasters/events/event-effects.ts';
import type { PlacedEvent } from '../../series/events.ts';
import { runMean } from '../../statistics/moments.ts';
import { decomposeStl } from '../../statistics/stl.ts';
import { kindOfDriver } from './driver-kind.ts';
import { type ExplainedPart, type Explanation, type PartId, partIds } from './explanation.ts';
import { findShapley } from './shapley.ts';

export type PathQuestion = {
  /** With a value at every point. */
  history: Float64Array;
  /** [horizon] */
  forecast: Float64Array;
  seasonLength: number;
  /** Points between a step and the one that it is compared with; at least the horizon, or the history in full. */
  spanSteps: number;
  /** What the model made of events that come again, before anything else; null or absent where there are none. */
  events?: { effects: EventEffects; placed: readonly PlacedEvent[] } | null;
  /** What the model made of what is known beside the series without these; null where that is nothing. */
  drivers: {
    effects: DriverEffects;
    known: Drivers;
    names: { future: readonly string[]; past: readonly string[] };
  } | null;
  /** Whether the mean of the steps is what matters, not their sum. */
  isLevel: boolean;
  /** The steps of the horizon asked about: [from, to). */
  from: number;
  to: number;
};

/** Effects smaller than this leave nothing to tell the rest by. */
const leastEffect = 0.2;
/** Seasons of history that tell what a season is like, beside the time that is compared with. */
const seasonsRead = 12;
const fewestRead = 48;
/** Parts are few enough for all coalitions: there is no model to ask for each. */
const mostExact = 12;

/** [horizon] what something is at the forecast, and was at the time it is compared with. */
type Component = { now: Float64Array; before: Float64Array };
type Split = Component & { part: PartId };
/** What multiplies the series, or is added to it. */
type Factor = Split & { isRatio: boolean; names: string[]; error: number };

/** @throws {RangeError} where no step is asked about, or there is no history */
export async function explainPath(question: PathQuestion): Promise<Explanation> {
  const { history, forecast, isLevel, from, to } = question;
  if (!(from >= 0 && from < to && to <= forecast.length) || history.length === 0) throw new RangeError('no such steps');
  const then = placesThen(question);
  const per = isLevel ? 1 / (to - from) : 1;
  const { without, factor: ofEvents } = splitEvents(question, then, per);
  const left = splitLeft(without, then);
  const factors = [...factorsOf(without, then, per), ...(ofEvents ? [ofEvents] : [])];

  const kinds = [...left.parts.map(({ part }) => ({ part, names: [], error: 0 })), ...factors];
  function valueAt(mask: number): number {
    let total = 0;
    for (let step = from; step < to; step += 1) {
      let inner = 0;
      for (const [at, { now, before }] of left.parts.entries()) {
        inner += (mask >> at) & 1 ? now[step] : before[step];
      }
      let value = left.isLog ? Math.exp(inner) : inner;
      for (const [at, { now, before, isRatio }] of factors.entries()) {
        const effect = (mask >> (at + left.parts.length)) & 1 ? now[step] : before[step];
        if (isRatio) value *= effect;
        else value += effect;
      }
      total += value;
    }
    return total * per;
  }

  const found = await findShapley(kinds.length, (masks) => masks.map(valueAt), { mostExact });
  const sumOf = (values: (step: number) => number) => {
    let total = 0;
    for (let step = from; step < to; step += 1) total += values(step);
    return total * per;
  };
  const start = sumOf((step) => history[then[step]]);
  const total = sumOf((step) => forecast[step]);
  // What neither the split nor the effects account for: days that are shut, forecasts held at their bounds.
  const remainder = total - found.end + (found.start - start);
  const parts = kinds.map(({ part, names, error }, at) => ({
    part,
    names,
    value: found.values[at] + (part === 'rest' ? remainder : 0),
    error: Math.hypot(found.errors[at], error),
  }));
  return { start, total, parts: joinParts(parts), coalitions: found.coalitions };
}

/** In the order of `partIds`, each once: a season lies both in the series and in the time of year. */
export function joinParts(parts: readonly ExplainedPart[]): ExplainedPart[] {
  return partIds.flatMap((part) => {
    const own = parts.filter((one) => one.part === part);
    if (own.length === 0) return [];
    const value = own.reduce((sum, one) => sum + one.value, 0);
    const error = Math.hypot(...own.map((one) => one.error));
    return { part, names: own.flatMap(({ names }) => names), value, error };
  });
}

/** [horizon] the point that each step is compared with. */
function placesThen({ history, forecast, spanSteps }: PathQuestion): Int32Array {
  const { length } = history;
  const span = Math.min(length, Math.max(1, spanSteps));
  return Int32Array.from(forecast, (_, step) => length - span + (step % span));
}

/** What the drivers leave of history and forecast, split into parts that add up, perhaps in logarithms. */
function splitLeft({ history, forecast, seasonLength, spanSteps, drivers }: PathQuestion, then: Int32Array) {
  const { length } = history;
  const left = drivers ? drivers.effects.leave(history, drivers.known) : history;
  const read = Math.max(fewestRead, Math.min(length, spanSteps) + seasonsRead * seasonLength);
  const begin = Math.max(0, length - read);
  const ahead = drivers ? leaveDrivers(forecast, length, drivers) : forecast;
  const both = new Float64Array(length - begin + ahead.length);
  both.set(left.subarray(begin));
  both.set(ahead, length - begin);
  const isLog = both.every((value) => value > 0);
  const values = isLog ? both.map(Math.log) : both;
  const { trend, seasonal } = splitSeason(values, seasonLength);
  const rest = values.map((value, at) => value - trend[at] - (seasonal?.[at] ?? 0));
  const partOf = (part: PartId, own: Float64Array): Split => ({
    part,
    now: own.slice(length - begin),
    before: Float64Array.from(then, (at) => own[at - begin]),
  });
  const parts = [partOf('trend', trend), ...(seasonal ? [partOf('season', seasonal)] : []), partOf('rest', rest)];
  return { isLog, parts };
}

/** [length] each; no season where it was not seen twice. */
function splitSeason(values: Float64Array, seasonLength: number) {
  if (seasonLength > 1 && values.length >= 2 * seasonLength) return decomposeStl(values, seasonLength, 11);
  const reach = Math.max(1, Math.min(6, values.length >> 2));
  return { trend: runMean(values, reach), seasonal: null };
}

function leaveDrivers(
  forecast: Float64Array,
  length: number,
  { effects, known }: NonNullable<PathQuestion['drivers']>,
): Float64Array {
  return leaveAhead(forecast, effects.effectsOn(known, length, length + forecast.length), effects.isRatio);
}

/** The forecast without effects on it; as the steps beside it where they leave next to nothing. */
function leaveAhead(forecast: Float64Array, on: Float64Array, isRatio: boolean): Float64Array {
  if (!isRatio) return forecast.map((value, step) => value - on[step]);
  const open = [...forecast.keys()].filter((step) => on[step] >= leastEffect);
  return forecast.map((value, step) => {
    if (on[step] >= leastEffect || open.length === 0) return value / Math.max(leastEffect, on[step]);
    const near = open.reduce((best, other) => (Math.abs(other - step) < Math.abs(best - step) ? other : best));
    return forecast[near] / on[near];
  });
}

/** What events do, as the last of all factors, and the question without them. */
function splitEvents(
  question: PathQuestion,
  then: Int32Array,
  per: number,
): { without: PathQuestion; factor: Factor | null } {
  const { history, forecast, events, from, to } = question;
  if (!events) return { without: question, factor: null };
  const { effects, placed } = events;
  const { isRatio } = effects;
  const { length } = history;
  const end = length + forecast.length;
  const ahead = effects.on(placed, length, end);
  const behind = effects.on(placed, 0, length);
  const without = {
    ...question,
    history: effects.leave(history, placed),
    forecast: leaveAhead(forecast, ahead.effect, isRatio),
  };
  const asked = new Set<number>();
  for (let step = from; step < to; step += 1) asked.add(length + step).add(then[step]);
  const names = placed.filter(({ at }) => at.some((point) => asked.has(point))).map(({ name }) => name);
  const now = ahead.effect;
  const before = Float64Array.from(then, (at) => behind.effect[at]);
  if (names.length === 0) return { without, factor: null };
  // What was learnt of an event is off by the same on all its days, and cancels where it took place then, too.
  const errorOf = (name: string): number => {
    const alone = placed.map((one) => (one.name === name ? one : { ...one, at: [], shares: [] }));
    const { learnt } = effects.on(alone, 0, end);
    const size = (at: number, value: number) => learnt[at] * (isRatio ? Math.abs(value) : 1);
    let sum = 0;
    for (let step = from; step < to; step += 1) {
      sum += size(length + step, forecast[step]) - size(then[step], history[then[step]]);
    }
    return sum;
  };
  const error = per * Math.hypot(...names.map(errorOf));
  return { without, factor: { part: 'events', names, isRatio, now, before, error } };
}

/** What the drivers do, those of a kind together; what is of the calendar is the season's. */
function factorsOf(question: PathQuestion, then: Int32Array, per: number): Factor[] {
  const { history, forecast, drivers, from, to } = question;
  if (!drivers) return [];
  const { effects, known, names } = drivers;
  const { length } = history;
  const first = then.reduce((least, at) => Math.min(least, at), length);
  const ahead = effects.termsOn(known, length, length + forecast.length);
  const behind = effects.termsOn(known, first, length);
  const { isRatio } = effects;
  const byPart = new Map<PartId, Factor & { sources: DriverTerm['source'][] }>();
  for (const [place, { source, values }] of ahead.entries()) {
    const name = nameOf(source, names);
    const kind = name === null ? 'calendar' : kindOfDriver(name);
    const part: PartId = kind === 'calendar' ? 'season' : kind;
    const now = values;
    const earlier = Float64Array.from(then, (at) => behind[place].values[at - first]);
    const own = byPart.get(part);
    if (!own) {
      const names = name === null || kind === 'calendar' ? [] : [name];
      byPart.set(part, { part, isRatio, names, now, before: earlier, error: 0, sources: [source] });
    } else {
      own.sources.push(source);
      const join = isRatio ? (a: number, b: number) => a * b : (a: number, b: number) => a + b;
      own.now = own.now.map((value, step) => join(value, now[step]));
      own.before = own.before.map((value, step) => join(value, earlier[step]));
      if (name !== null && kind !== 'calendar' && !own.names.includes(name)) own.names.push(name);
    }
  }
  const pairs = Array.from({ length: to - from }, (_, at) => {
    const step = from + at;
    return { now: length + step, before: then[step], value: (forecast[step] + history[then[step]]) / 2 };
  });
  return [...byPart.values()].map(({ sources, ...factor }) => ({
    ...factor,
    error: per * effects.errorOf(known, sources, pairs),
  }));
}

function nameOf(
  source: DriverTerm['source'],
  names: { future: readonly string[]; past: readonly string[] },
): string | null {
  return source === 'year' ? null : (names[source.known][source.covariate] ?? null);
}
