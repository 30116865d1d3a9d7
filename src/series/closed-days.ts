/** Weekdays on which a business never opens: no rows there means no sales, not that nobody noted them. */

import { dayMs } from '../table/civil.ts';
import type { NumberColumn } from '../table/table.ts';
import { timeAt, weekdayOf } from './calendar.ts';
import type { GapRule } from './fill-gaps.ts';
import { isLevel } from './level-words.ts';
import type { Merged } from './merge-rows.ts';
import type { Placed } from './place-rows.ts';

/** In fewer weeks a weekday may be missing by chance. */
const fewestWeeks = 8;
/** This share of what is missing has to lie on closed weekdays; the rest may be public holidays. */
const leastClosed = 0.8;

/** How gaps are filled where nobody said how: by a line, or with zero where nearly all are days of a weekday that has no row. */
export function usualGapRule(
  target: NumberColumn,
  { step, firstMs }: Placed,
  { values, rowCounts, gaps }: Merged,
): GapRule {
  const isDaily = step.unit === 'day' && step.every === 1;
  if (!isDaily || gaps.length === 0 || isLevel(target.name) || values.length < fewestWeeks * 7) return 'linear';
  // Rows beyond the last value are for what is known ahead.
  const last = values.findLastIndex((value) => !Number.isNaN(value));
  const isEmpty = (value: number, at: number) => Number.isNaN(value) && rowCounts[at] > 0 && at < last;
  if (values.some((value, at) => value < 0 || isEmpty(value, at))) return 'linear';
  const weekdayAt = (at: number) => weekdayOf(Math.floor(timeAt(firstMs, step, at) / dayMs));
  const opened = new Set<number>();
  for (let at = 0; at < values.length; at++) if (rowCounts[at] > 0) opened.add(weekdayAt(at));
  const closed = gaps.filter((at) => !opened.has(weekdayAt(at)));
  return closed.length >= gaps.length * leastClosed ? 'zero' : 'linear';
}
