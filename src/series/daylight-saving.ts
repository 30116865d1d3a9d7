/** Clocks without a zone that are put forward and back: the hour that is missing in spring and twice there in autumn. */
import { civilFromDays, dayMs } from '../base/civil.ts';
import { weekdayOf } from './calendar.ts';

const hourMs = 3_600_000;
/** Times further apart than this, in milliseconds, do not show that a clock was changed between them. */
export const longestStepOfClocks = hourMs;
/** When clocks are put forward somewhere, and when back: an hour that is there twice in March is a duplicate. */
const monthsForward = new Set([3, 4, 9, 10]);
const monthsBack = new Set([4, 9, 10, 11]);

/** `changes`: from which steady time on the clock shows how many milliseconds more; one entry a change. */
export type SteadyTimes = { times: Float64Array; changes: { fromMs: number; shiftMs: number }[] };

/**
 * Times as a clock would tell that is never put forward or back, so that no hour is missing and none is there twice.
 *
 * @param times of the rows in the order of the file; they are left alone unless they rise by a fixed step of an hour or less
 *   but for changes on Sundays at night in the months of change
 */
export function steadyClock(times: Float64Array): SteadyTimes {
  const unchanged: SteadyTimes = { times, changes: [] };
  const step = usualStep(times);
  if (step === null) return unchanged;
  const steady = times.slice();
  let shift = 0;
  const changes: SteadyTimes['changes'] = [];
  let last = Number.NaN;
  for (let i = 0; i < times.length; i++) {
    const ms = times[i];
    if (Number.isNaN(ms)) continue;
    const away = ms - last - step;
    if (Math.abs(away) === hourMs && isNightOfChange(last, away > 0 ? monthsForward : monthsBack)) {
      shift -= away;
      changes.push({ fromMs: ms + shift, shiftMs: -shift });
    } else if (ms <= last) return unchanged;
    steady[i] = ms + shift;
    last = ms;
  }
  return changes.length > 0 && Math.abs(shift) <= hourMs ? { times: steady, changes } : unchanged;
}

/** The step that most neighbours keep, if it is an hour at most; null else. */
function usualStep(times: Float64Array): number | null {
  const counts = new Map<number, number>();
  for (let i = 1; i < times.length; i++) {
    const difference = times[i] - times[i - 1];
    counts.set(difference, (counts.get(difference) ?? 0) + 1);
    if (counts.size > 1000) return null;
  }
  let usual = Number.NaN;
  for (const [difference, count] of counts) if (count > (counts.get(usual) ?? 0)) usual = difference;
  const isClock = usual > 0 && usual <= longestStepOfClocks && hourMs % usual === 0;
  return isClock && (counts.get(usual) ?? 0) > times.length * 0.9 ? usual : null;
}

function isNightOfChange(ms: number, months: ReadonlySet<number>): boolean {
  const days = Math.floor(ms / dayMs);
  return weekdayOf(days) === 6 && ms - days * dayMs < 4 * hourMs && months.has(civilFromDays(days).month);
}
