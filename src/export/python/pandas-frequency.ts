/** Rhythms as pandas names them. */
import { civilFromDays, dayMs, daysInMonth } from '../../base/civil.ts';
import type { Step } from '../../series/step.ts';

const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const fixed: Partial<Record<Step['unit'], string>> = {
  second: 's',
  minute: 'min',
  hour: 'h',
  day: 'D',
  'business-day': 'B',
};

/**
 * @param firstMs time of the first point
 * @returns an offset alias of pandas 2.2 and later; null for rhythms that it has none for, whose points are counted instead
 */
export function pandasFrequency(step: Step, firstMs: number): string | null {
  const { unit, every } = step;
  if (step.open || unit === 'row') return null;
  const many = every === 1 ? '' : String(every);
  const plain = fixed[unit];
  if (plain) return `${many}${plain}`;
  const date = new Date(firstMs);
  if (unit === 'week') return `${many}W-${weekdays[date.getUTCDay()]}`;
  if (unit !== 'month' && unit !== 'quarter' && unit !== 'year') return null;
  const { year, month, day } = civilFromDays(Math.floor(firstMs / dayMs));
  const isStart = day === 1 && firstMs % dayMs === 0;
  const isEnd = day === daysInMonth(year, month) && firstMs % dayMs === 0;
  if (!isStart && !isEnd) return null;
  const end = isStart ? 'S' : 'E';
  if (unit === 'month') return `${many}M${end}`;
  const anchor = months[date.getUTCMonth()];
  return `${many}${unit === 'quarter' ? 'Q' : 'Y'}${end}-${anchor}`;
}
