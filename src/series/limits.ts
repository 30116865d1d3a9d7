/** What a series cannot leave: shares stay between nothing and all, and what is counted up never falls. */
import { nameWords } from '../table/columns/name-words.ts';
import type { NumberColumn } from '../table/table.ts';

export type Limits = { low: number; high: number };

const shareWords = new Set(
  (
    'percent percentage pct occupancy utilisation utilization auslastung availability verfügbarkeit humidity luftfeuchtigkeit' +
    ' feuchte share anteil proportion fraction probability uptime taux pourcentage porcentaje ocupación belegung yield'
  ).split(' '),
);
const easternShare = /占比|使用率|入住率|占有率|良率|合格率|百分|出勤率|転換率|稼働率/;

/** The limits of a column of shares, 0 to 100 or 0 to 1; null where it is none, or has values beyond. */
export function findLimits({ name, values, isPercent }: NumberColumn): Limits | null {
  const isShare = isPercent || /%/.test(name) || nameWords(name).some((word) => shareWords.has(word));
  if (!isShare && !easternShare.test(name)) return null;
  let largest = 0;
  for (const value of values) {
    if (value < 0 || value > 100) return null;
    if (value > largest) largest = value;
  }
  if (largest === 0) return null;
  return { low: 0, high: largest <= 1 && !isPercent ? 1 : 100 };
}

/** Fewer points that never fall may be growth; more are hardly ever anything but a count. */
const fewestNamed = 12;
const fewestPoints = 60;
const leastRising = 0.3;
const countWords = /cumul|kumul|accumul|running|ytd|to.date|acumul|累计|累積|누적|накопл|narasta/i;

/**
 * Whether a series counts up: it never falls, and mostly rises.
 *
 * @param y NaN where there is no value
 */
export function isCumulative(name: string, y: Float64Array): boolean {
  let last = Number.NaN;
  let known = 0;
  let rises = 0;
  for (const value of y) {
    if (Number.isNaN(value)) continue;
    if (value < last) return false;
    if (value > last) rises++;
    last = value;
    known++;
  }
  return known >= (countWords.test(name) ? fewestNamed : fewestPoints) && rises > known * leastRising;
}
