/** Amounts since the beginning of a year, of the calendar or of a business: they rise within it and begin again from nothing. */
import { dayMs } from '../base/civil.ts';
import { isLevel } from '../table/columns/level-words.ts';
import { monthIndexOf, timeAt } from './calendar.ts';
import { countWords } from './limits.ts';
import type { Step, StepUnit } from './step.ts';

const finerThanDays: readonly StepUnit[] = ['row', 'second', 'minute', 'hour', 'year'];
/** A week belongs to the year of its first day, of its middle or of its last. */
const weekShifts = [0, 3, 6].map((days) => days * dayMs);
const shortestYearMs = 365 * dayMs;
const fewestPoints = 12;
/** Two years of months have one year's end between them; of quarters, more are needed. */
const fewestOfOneReset = 24;
/** Only losses make what is named so fall within a year. */
const mostFalls = 0.2;
const leastRising = 0.3;
/** What stands first in a year is about what comes on in one period, and not by chance of a season a low level. */
const mostPeriods = 3;
/** And far below the year's last. */
const mostOfYear = 0.6;

/**
 * The points at which a series of amounts since the year's beginning begins again; null where it is none.
 *
 * @param y [length] NaN where there is no value
 * @returns the first points of years, from the first that begins within the series or with it
 */
export function findYearStarts(name: string, y: Float64Array, firstMs: number, step: Step): number[] | null {
  if (finerThanDays.includes(step.unit)) return null;
  const isNamed = countWords.test(name);
  if (!isNamed && isLevel(name)) return null;
  const known: number[] = [];
  let falls = 0;
  let deepest = 0;
  let deepestAt = -1;
  for (let at = 0; at < y.length; at++) {
    if (Number.isNaN(y[at])) continue;
    const fall = known.length > 0 ? y[known[known.length - 1]] - y[at] : 0;
    known.push(at);
    if (fall <= 0) continue;
    falls++;
    if (fall <= deepest) continue;
    deepest = fall;
    deepestAt = at;
  }
  if (known.length < fewestPoints || falls === 0 || falls > known.length / 2) return null;
  // With more falls than years can begin there is no need to look at dates, as with most series.
  const mostStarts = Math.floor((timeAt(firstMs, step, y.length - 1) - firstMs) / shortestYearMs) + 1;
  if (falls > mostStarts + (isNamed ? known.length * mostFalls : 0)) return null;
  for (const shift of step.unit === 'week' ? weekShifts : [0]) {
    const monthAt = (at: number) => monthIndexOf(timeAt(firstMs, step, at) + shift);
    const firstMonth = monthAt(deepestAt) % 12;
    const yearAt = (at: number) => Math.floor((monthAt(at) - firstMonth) / 12);
    const years = Int32Array.from(y, (_, at) => yearAt(at));
    const starts = y.reduce<number[]>((found, _, at) => {
      if (years[at] !== (at === 0 ? yearAt(-1) : years[at - 1])) found.push(at);
      return found;
    }, []);
    if (beginsAgain(y, known, years, starts, isNamed)) return starts;
  }
  return null;
}

function beginsAgain(y: Float64Array, known: number[], years: Int32Array, starts: number[], isNamed: boolean): boolean {
  const rises: number[] = [];
  const firsts: { value: number; before: number; periods: number }[] = [];
  let falls = 0;
  for (let i = 1; i < known.length; i++) {
    const [before, at] = [known[i - 1], known[i]];
    if (years[at] === years[before]) {
      if (y[at] > y[before]) rises.push(y[at] - y[before]);
      else if (y[at] < y[before]) falls++;
    } else {
      const start = starts.findLast((one) => one <= at) ?? at;
      firsts.push({ value: y[at], before: y[before], periods: at - start + 1 });
    }
  }
  if (firsts.length === 0 || (firsts.length === 1 && !isNamed && known.length < fewestOfOneReset)) return false;
  if (rises.length <= known.length * leastRising || falls > (isNamed ? known.length * mostFalls : 0)) return false;
  if (!firsts.every(({ value, before }) => value < before * mostOfYear)) return false;
  if (isNamed) return true;
  const usual = Float64Array.from(rises).sort()[rises.length >> 1];
  // What comes on by one and the same is a number of the week or the day.
  if (rises.every((rise) => rise === usual)) return false;
  return firsts.every(({ value, periods }) => value >= 0 && value <= mostPeriods * usual * periods);
}
