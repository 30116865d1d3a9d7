/**
 * Finds the rhythm of a series by its dates: tolerant of gaps, of single dates out of step, of clocks that jitter and of
 * midnights that daylight saving moves.
 */
import { civilFromDays, dayMs, daysInMonth } from '../base/civil.ts';
import { fixedStepMs, indexAt, monthIndexOf, timeAt, weekdayOf } from './calendar.ts';
import type { Step } from './step.ts';
import { findDaysOfMonth, findOpenTimes, findRetailCalendar } from './uneven-steps.ts';

export type Rhythm = {
  step: Step;
  firstMs: number;
  /** The point nearest to each of the times, 0 for the one at `firstMs`. */
  indices: Int32Array;
  /** Times that do not lie exactly on their point. */
  offBeat: number;
};

export type NoRhythm = {
  /** Share of the times that fit the best rhythm found, 0-1. */
  share: number;
  /** The first time that breaks it, in milliseconds. */
  exampleMs: number;
  /** The first twenty that do. */
  breakingMs: number[];
};

/** A rhythm must hold for this share of the times. */
const leastShare = 0.95;
/** Share of a rhythm's points that must be there; with fewer, the rhythm is a guess. */
const leastDensity = 0.25;
/** The same for a rhythm that all times keep exactly. */
const leastExactDensity = 0.05;
/** A clock that jitters may be off by this share of a step. */
const jitter = 0.25;
/** More points than this is no series that could be drawn or learnt from. */
const mostPoints = 50_000_000;

/** @param times distinct milliseconds of wall-clock time in increasing order; two at least */
export function inferRhythm(times: Float64Array): Rhythm | NoRhythm {
  const steps = proposeSteps(times).filter((step) => indexAt(times[0], step, times[times.length - 1]) < mostPoints);
  const rhythms = steps.map((step) => placeExactly(times, step));
  const opened = openHours(times, steps);
  if (opened) return opened;
  const exact = rhythms.find((rhythm) => shareOnBeat(rhythm) >= leastShare && densityOf(rhythm) >= leastDensity);
  const found = exact ?? movedByDaylightSaving(times) ?? onePerPeriod(times) ?? jittering(times, steps);
  if (found) return found;
  const sparse = rhythms.find((rhythm) => rhythm.offBeat === 0 && densityOf(rhythm) >= leastExactDensity);
  if (sparse) return sparse;
  const best = rhythms.reduce<Rhythm | null>(
    (a, b) => (a && a.offBeat <= b.offBeat && densityOf(a) >= leastExactDensity ? a : b),
    null,
  );
  if (!best) return { share: 0, exampleMs: times[1], breakingMs: Array.from(times.slice(1, 21)) };
  const breakingMs = offBeat(times, best);
  return { share: shareOnBeat(best), exampleMs: breakingMs[0], breakingMs };
}

function shareOnBeat({ offBeat, indices }: Rhythm): number {
  return 1 - offBeat / indices.length;
}

/** Times a point, 0-1. */
function densityOf({ indices }: Rhythm): number {
  return Math.min(1, indices.length / (lastIndex(indices) + 1));
}

function lastIndex(indices: Int32Array): number {
  let last = 0;
  for (const index of indices) if (index > last) last = index;
  return last;
}

/** The first twenty times beside their point; where there are none, the first after a gap. */
function offBeat(times: Float64Array, { firstMs, step, indices }: Rhythm): number[] {
  const found: number[] = [];
  for (let i = 0; i < times.length && found.length < 20; i++) {
    if (timeAt(firstMs, step, indices[i]) !== times[i]) found.push(times[i]);
  }
  if (found.length > 0) return found;
  const gap = indices.findIndex((index, i) => i > 0 && index > indices[i - 1] + 1);
  return [times[Math.max(gap, 0)]];
}

/** Places the times on the rhythm that most of them keep: the first of them may itself be out of step. */
function placeExactly(times: Float64Array, step: Step): Rhythm {
  let best: Rhythm | null = null;
  for (const at of new Set([0, 1, 2, times.length >> 1, times.length - 1])) {
    if (at >= times.length) continue;
    const rhythm = place(times, step, beginAt(times[at], step, times[0]));
    if (!best || rhythm.offBeat < best.offBeat) best = rhythm;
    if (best.offBeat === 0) break;
  }
  return best as Rhythm;
}

/** The point at or nearest before `beforeMs` of the rhythm that passes through `anchorMs`. */
function beginAt(anchorMs: number, step: Step, beforeMs: number): number {
  return anchorMs === beforeMs ? anchorMs : timeAt(anchorMs, step, indexAt(anchorMs, step, beforeMs));
}

/** Numbers each time by the point nearest to it; `far` counts those more than the jitter of a clock away from it. */
function place(times: Float64Array, step: Step, firstMs: number): Rhythm & { far: number } {
  const indices = new Int32Array(times.length);
  let offBeat = 0;
  let far = 0;
  for (let i = 0; i < times.length; i++) {
    const ms = times[i];
    let index = indexAt(firstMs, step, ms);
    const before = timeAt(firstMs, step, index);
    if (before !== ms) {
      offBeat++;
      const away = (ms - before) / (timeAt(firstMs, step, index + 1) - before);
      // A week that is split at New Year has its second half here, whatever is nearer.
      if (away > 0.5 && !(step.unit === 'week' && isNewYear(ms))) index++;
      if (Math.min(away, 1 - away) > jitter) far++;
    }
    indices[i] = index;
  }
  // Point 0 is the first that has a time.
  const lead = indices[0];
  if (lead === 0) return { step, firstMs, indices, offBeat, far };
  return { step, firstMs: timeAt(firstMs, step, lead), indices: indices.map((index) => index - lead), offBeat, far };
}

/** The rhythms that the times may have, the more likely first. */
function proposeSteps(times: Float64Array): Step[] {
  const clock = modulo(times[0], dayMs);
  const sameClock = times.every((ms) => modulo(ms, dayMs) === clock);
  return sameClock ? [...proposeMonths(times), ...proposeParts(times), ...proposeDays(times)] : proposeClock(times);
}

/** Parts of months, and months of four and five weeks. */
function proposeParts(times: Float64Array): Step[] {
  const days = Array.from(times, (ms) => Math.floor(ms / dayMs));
  const retail = findRetailCalendar(days);
  if (retail) return [{ unit: 'retail-month', every: 1, retail }];
  const parts = findDaysOfMonth(days);
  return parts ? [{ unit: parts.length === 2 ? 'half-month' : 'dekad', every: 1, days: parts }] : [];
}

/** Hours, or parts of them, of a business that closes at night or on some days. */
function openHours(times: Float64Array, steps: readonly Step[]): Rhythm | null {
  for (const step of steps) {
    const length = fixedStepMs(step);
    if (length === null || length >= dayMs) continue;
    const open = findOpenTimes(times, length);
    if (open) return place(times, { ...step, open }, times[0]);
  }
  return null;
}

function proposeMonths(times: Float64Array): Step[] {
  const span = monthIndexOf(times[times.length - 1]) - monthIndexOf(times[0]) + 1;
  if (times.length > span * 1.1) return [];
  const dates = Array.from(times, (ms) => civilFromDays(Math.floor(ms / dayMs)));
  const lastDays = dates.filter(({ year, month, day }) => day === daysInMonth(year, month)).length;
  const usualDay = mostFrequent(dates.map(({ day }) => day));
  const onUsualDay = dates.filter(
    ({ year, month, day }) => day === Math.min(usualDay, daysInMonth(year, month)),
  ).length;
  if (Math.max(lastDays, onUsualDay) < times.length * leastShare) return [];
  const months = Array.from(times, monthIndexOf);
  const keepsDay = onUsualDay > lastDays && usualDay > 27;
  return spacings(months.slice(1).map((month, i) => month - months[i])).map((count) => {
    return monthStep(count, keepsDay ? usualDay : null);
  });
}

function monthStep(months: number, dayOfMonth: number | null): Step {
  const anchor = dayOfMonth === null ? {} : { dayOfMonth };
  if (months % 12 === 0) return { unit: 'year', every: months / 12, ...anchor };
  if (months === 3) return { unit: 'quarter', every: 1, ...anchor };
  return { unit: 'month', every: months, ...anchor };
}

function proposeDays(times: Float64Array): Step[] {
  const days = Array.from(times, (ms) => Math.floor(ms / dayMs));
  const steps: Step[] = [];
  for (const count of spacings(days.slice(1).map((day, i) => day - days[i]))) {
    if (count === 1 && keepsBusinessDays(days)) steps.push({ unit: 'business-day', every: 1 });
    steps.push(count % 7 === 0 ? { unit: 'week', every: count / 7 } : { unit: 'day', every: count });
  }
  return steps;
}

/** Whether the days pass over weekends, and hardly any lies on one. */
function keepsBusinessDays(days: number[]): boolean {
  const weekends = days.filter((day) => weekdayOf(day) > 4).length;
  const passesWeekend = days.some((day, i) => i > 0 && weekdayOf(day) < weekdayOf(days[i - 1]));
  return passesWeekend && weekends <= days.length * 0.02;
}

function proposeClock(times: Float64Array): Step[] {
  return spacings(differencesOf(times)).flatMap((ms) => clockStep(ms) ?? []);
}

function differencesOf(times: Float64Array): number[] {
  const differences = new Array<number>(times.length - 1);
  for (let i = 1; i < times.length; i++) differences[i - 1] = times[i] - times[i - 1];
  return differences;
}

const clockUnits: [unit: Step['unit'], ms: number][] = [
  ['week', 7 * dayMs],
  ['day', dayMs],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** The step of so many milliseconds; null where that is no whole number of seconds. */
function clockStep(ms: number): Step | null {
  for (const [unit, length] of clockUnits) if (ms >= length && ms % length === 0) return { unit, every: ms / length };
  return null;
}

/** The spacings worth trying: the usual one, and the greatest that divides all the common ones. */
function spacings(differences: number[]): number[] {
  const counts = new Map<number, number>();
  for (const difference of differences) {
    if (difference > 0) counts.set(difference, (counts.get(difference) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const frequent = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const enough = differences.length * 0.01;
  const common = frequent.filter(([, count], i) => i === 0 || count >= enough);
  const divisor = common.reduce((a, [difference]) => greatestDivisor(a, difference), 0);
  return [...new Set([frequent[0][0], divisor])];
}

function greatestDivisor(a: number, b: number): number {
  let larger = a;
  let smaller = b;
  while (smaller > 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

function mostFrequent(values: number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best = values[0];
  for (const [value, count] of counts) if (count > (counts.get(best) ?? 0)) best = value;
  return best;
}

/** Days, weeks or months that all begin within an hour of the same time of day, as local midnights do in another zone. */
function movedByDaylightSaving(times: Float64Array): Rhythm | null {
  const clocks = Array.from(times, (ms) => modulo(ms, dayMs));
  const usual = mostFrequent(clocks);
  const moved = Float64Array.from(times, (ms, i) => {
    const away = modulo(clocks[i] - usual + dayMs / 2, dayMs) - dayMs / 2;
    return Math.abs(away) <= 3_600_000 ? ms - away : Number.NaN;
  });
  if (moved.some((ms, i) => Number.isNaN(ms) || ms <= moved[i - 1])) return null;
  const offBeat = times.filter((ms, i) => ms !== moved[i]).length;
  if (offBeat === 0) return null;
  const rhythms = [...proposeMonths(moved), ...proposeDays(moved)].map((step) => placeExactly(moved, step));
  const found = rhythms.find((rhythm) => shareOnBeat(rhythm) >= leastShare && densityOf(rhythm) >= leastDensity);
  return found ? { ...found, offBeat: Math.max(found.offBeat, offBeat) } : null;
}

/** One date in nearly every week, month, quarter or year, on whatever day: the first trading day, say. */
function onePerPeriod(times: Float64Array): Rhythm | null {
  const periods: [step: Step, startOf: (ms: number) => number][] = [
    [{ unit: 'week', every: 1 }, startOfWeek],
    [{ unit: 'month', every: 1 }, (ms) => startOfMonths(ms, 1)],
    [{ unit: 'quarter', every: 1 }, (ms) => startOfMonths(ms, 3)],
    [{ unit: 'year', every: 1 }, (ms) => startOfMonths(ms, 12)],
  ];
  for (const [step, startOf] of periods) {
    const points = indexAt(startOf(times[0]), step, times[times.length - 1]) + 1;
    if (times.length < points * 0.7 || times.length > points * 1.1 || times.length < 3) continue;
    const starts = times.map(startOf);
    if (new Set(starts).size < times.length * leastShare) continue;
    const rhythm = place(starts, step, starts[0]);
    return { ...rhythm, offBeat: times.filter((ms, i) => ms !== starts[i]).length };
  }
  return null;
}

function isNewYear(ms: number): boolean {
  const { month, day } = civilFromDays(Math.floor(ms / dayMs));
  return month === 1 && day === 1;
}

function startOfWeek(ms: number): number {
  const days = Math.floor(ms / dayMs);
  return (days - weekdayOf(days)) * dayMs;
}

function startOfMonths(ms: number, months: number): number {
  const sinceEpoch = monthIndexOf(ms) - 1970 * 12;
  return timeAt(0, { unit: 'month', every: 1 }, Math.floor(sinceEpoch / months) * months);
}

/** A fixed step between the times, give or take a quarter of it. */
function jittering(times: Float64Array, steps: Step[]): Rhythm | null {
  const differences = differencesOf(times).sort((a, b) => a - b);
  const median = differences[differences.length >> 1];
  for (const step of [...roundedSteps(median), ...steps]) {
    const length = fixedStepMs(step);
    if (length === null || (times[times.length - 1] - times[0]) / length > mostPoints) continue;
    const rhythm = place(times, step, Math.round(times[0] / length) * length);
    const distinct = new Set(rhythm.indices).size;
    const isKept = rhythm.far <= times.length * (1 - leastShare) && distinct >= times.length * leastShare;
    if (isKept && densityOf(rhythm) >= 0.5) return rhythm;
  }
  return null;
}

/** Steps of whole units within a twentieth of a spacing, the coarsest first. */
function roundedSteps(spacingMs: number): Step[] {
  return clockUnits.flatMap(([, length]) => {
    const rounded = Math.round(spacingMs / length) * length;
    return rounded > 0 && Math.abs(rounded - spacingMs) <= spacingMs / 20 ? (clockStep(rounded) ?? []) : [];
  });
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
