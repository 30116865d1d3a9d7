/** Whether what a file brings can be what came of all series: what is written where no series is would be read as one. */
import { isRecord } from '../../../base/is-record.ts';
import { checkOverride, type Override } from '../../../planning/overrides.ts';
import { reconcileMethods } from '../../../planning/reconcile.ts';
import { emptyColumns, type SeriesColumns } from '../jobs/job.ts';

const isPlace = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;
const mostSteps = 1000;

function isNumbersOf(value: unknown, series: number): value is number[] {
  return Array.isArray(value) && value.every((one) => isPlace(one) && one < series);
}

function isPart(value: unknown, horizonSteps: number, series: number): boolean {
  if (!isRecord(value) || (value.kind !== 'look' && value.kind !== 'test')) return false;
  if (!isNumbersOf(value.numbers, series) || !Array.isArray(value.failures)) return false;
  const expected = emptyColumns(value.numbers.length, horizonSteps);
  const isColumn = (name: keyof SeriesColumns) => {
    // What was kept before there was this column has none.
    const found = value[name] ?? (name === 'drivers' || name === 'since' ? expected[name] : undefined);
    return (
      found?.constructor === expected[name].constructor && (found as Float64Array).length === expected[name].length
    );
  };
  const isFailure = (one: unknown) =>
    isRecord(one) && isPlace(one.number) && one.number < series && typeof one.message === 'string';
  return (Object.keys(expected) as (keyof SeriesColumns)[]).every(isColumn) && value.failures.every(isFailure);
}

function isOverride(value: unknown): boolean {
  if (!isRecord(value) || (value.kind !== 'set' && value.kind !== 'change')) return false;
  const isTold = typeof value.uniqueId === 'string' && typeof value.reason === 'string';
  const isOfTotals = value.totalsBy === null || Array.isArray(value.totalsBy);
  const limits = { horizon: mostSteps, nonNegative: false };
  return isTold && isOfTotals && checkOverride(value as unknown as Override, limits).ok;
}

const isTexts = (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === 'string');

function isSums(value: unknown): boolean {
  if (!isRecord(value) || !Array.isArray(value.levels) || !value.levels.every(isTexts)) return false;
  const isMethod = value.method === null || reconcileMethods.some((method) => method === value.method);
  return isMethod && (value.level === null || isPlace(value.level));
}

const isTrial = (value: unknown) =>
  isRecord(value) && isTexts(value.columns) && isPlace(value.series) && typeof value.isWorth === 'boolean';

/** @param kind what it is: `plan`, `asked` or `parts` */
export function isSoundSeries(kind: string, value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { horizonSteps } = value;
  if (!isPlace(horizonSteps) || horizonSteps < 1 || horizonSteps > mostSteps) return false;
  const { sums = null, driverTrial = null } = value;
  if (kind === 'plan') {
    const isRest = (sums === null || isSums(sums)) && (driverTrial === null || isTrial(driverTrial));
    return isRest && Array.isArray(value.overrides) && value.overrides.every(isOverride);
  }
  if (kind === 'asked') return isNumbersOf(value.numbers, Number.MAX_SAFE_INTEGER);
  if (kind !== 'parts' || !isPlace(value.series) || !Array.isArray(value.parts)) return false;
  const series = value.series;
  return value.parts.every((part) => isPart(part, horizonSteps, series));
}
