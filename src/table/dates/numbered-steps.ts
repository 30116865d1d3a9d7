/** Steps that a report numbers from its first day: `Nth day` from 0000 on, the day of the first in a title. */
import { civilFromDays, civilMs, dayMs } from '../../base/civil.ts';
import type { Column } from '../table.ts';
import { decideDateFormat } from './decide-date-format.ts';

const stepNames: [pattern: RegExp, unit: 'day' | 'week' | 'month' | 'hour'][] = [
  [/^(?:nth|n-?te[rs]?|n[eº°]?)\s?(?:day|tag|jour|día|dia)$|^day\s?(?:index|number|#|no\.?)$|^第\s?n\s?天$/i, 'day'],
  [/^(?:nth|n-?te)\s?(?:week|woche)$|^week\s?(?:index|number)$/i, 'week'],
  [/^(?:nth|n-?te[rs]?)\s?(?:month|monat)$|^month\s?(?:index|number)$/i, 'month'],
  [/^(?:nth|n-?te)\s?(?:hour|stunde)$|^hour\s?(?:index|number)$/i, 'hour'],
];
const startLine =
  /(?:start(?:\s?date|\s?datum)?|from|begin|startdatum|von|début|inicio|fecha inicial|开始日期|起始日期)\s*[:=]?\s*[,;]?\s*([\d][\d./-]{5,9})/i;

export function composeNumberedSteps(
  columns: Column[],
  titles: readonly string[],
): { index: number; values: Float64Array } | null {
  const start = findStart(titles);
  if (Number.isNaN(start)) return null;
  for (const [index, column] of columns.entries()) {
    const unit = stepNames.find(([pattern]) => pattern.test(column.name.trim()))?.[1];
    const numbers = unit && numbersOf(column);
    if (!unit || !numbers) continue;
    const first = numbers.reduce((least, value) => (value < least ? value : least), Number.POSITIVE_INFINITY);
    if (first > 1) continue;
    return { index, values: numbers.map((value) => stepFrom(start, unit, value - first)) };
  }
  return null;
}

function numbersOf(column: Column): Float64Array | null {
  if (column.kind === 'date') return null;
  const values =
    column.kind === 'number'
      ? column.values
      : Float64Array.from(column.codes, (code) => Number(column.labels[code] ?? Number.NaN));
  return values.every((value) => Number.isInteger(value) && value >= 0) ? values : null;
}

function stepFrom(start: number, unit: 'day' | 'week' | 'month' | 'hour', count: number): number {
  if (unit === 'hour') return start + count * 3_600_000;
  if (unit !== 'month') return start + count * dayMs * (unit === 'week' ? 7 : 1);
  const { year, month } = civilFromDays(Math.floor(start / dayMs));
  const months = month - 1 + count;
  return civilMs(year + Math.floor(months / 12), (months % 12) + 1, 1);
}

function findStart(titles: readonly string[]): number {
  const context = { soundsLikeTime: true, isFirst: false, isKey: false, isNamed: true, usualOrder: 'dmy' as const };
  for (const title of titles) {
    const written = startLine.exec(title)?.[1];
    const decision = written ? decideDateFormat([written], context) : null;
    if (written && decision && !decision.isAmbiguous) return decision.format.read(written);
  }
  return Number.NaN;
}
