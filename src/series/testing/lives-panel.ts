/** Weeks of series that live in every way, and what is to be said of each by the end of their file. */
import type { SeriesStatus } from '../series-status.ts';

const weeks = 60;

type Life = { name: string; status: SeriesStatus; ended: boolean; valueAt: (week: number) => number | null };

const sold = (week: number) => 20 + ((week * 7) % 11);
const until = (end: number) => (week: number) => (week < end ? sold(week) : null);

const lives: readonly Life[] = [
  { name: 'sold throughout', status: 'active', ended: false, valueAt: sold },
  { name: 'three weeks behind', status: 'active', ended: false, valueAt: until(weeks - 3) },
  // As many as four of its usual gaps, not more.
  { name: 'four weeks behind', status: 'active', ended: false, valueAt: until(weeks - 4) },
  { name: 'eight weeks behind', status: 'inactive', ended: true, valueAt: until(weeks - 8) },
  { name: 'zeros to the end', status: 'inactive', ended: true, valueAt: (week) => (week < 40 ? sold(week) : 0) },
  {
    name: 'every fourth week, zeros between',
    status: 'sparse',
    ended: false,
    valueAt: (week) => (week % 4 === 1 && week < 54 ? sold(week) : 0),
  },
  { name: 'new', status: 'new', ended: false, valueAt: (week) => (week >= 50 ? sold(week) : null) },
  { name: 'three weeks old', status: 'too-short', ended: false, valueAt: (week) => (week >= 57 ? sold(week) : null) },
];

export function livesPanel(): { text: string; lives: readonly Life[] } {
  const dateOf = (week: number) => new Date(Date.UTC(2024, 0, 1) + week * 7 * 86_400_000).toISOString().slice(0, 10);
  const rows = lives.flatMap(({ name, valueAt }) =>
    Array.from({ length: weeks }, (_, week) => {
      const value = valueAt(week);
      return value === null ? [] : [`${dateOf(week)},${name},${value}`];
    }).flat(),
  );
  return { text: `week,article,sold\n${rows.join('\n')}\n`, lives };
}
