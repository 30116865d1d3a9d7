/** What is said of all items, of classes of them and of one, and what is taken where nothing is. */
import { isRecord } from '../../../base/is-record.ts';
import { type ValueClass, valueClasses } from '../../../planning/classify-value.ts';
import type { Step } from '../../../series/step.ts';
import { type ItemField, itemFields } from '../inputs.ts';

/** Where a field comes from: a column of the file, or of the second one; null where it is a number alone. */
export type Source = { from: 'file' | 'beside'; column: string } | null;

export const targetKinds = ['fill', 'cycle', 'cost'] as const;
export type TargetKind = (typeof targetKinds)[number];

export type StockSettings = {
  /** Columns; those that the names suggest where a field is absent. */
  sources: Partial<Record<ItemField, Source>>;
  /** The column that says who supplies an item; the one that its name suggests where absent. */
  supplier?: Source;
  /** Money that an order to one supplier comes to at least, in units where no cost is known; none where absent. */
  supplierMinimum?: number;
  /** For items of which no column says anything; the usual where absent. */
  values: Partial<Record<ItemField, number>>;
  /** By the `unique_id` of an item. */
  items: Record<string, Partial<Record<ItemField, number>>>;
  target: TargetKind;
  /** Share, 0-1, of each class; the same in all unless `byClass`. */
  shares: Record<ValueClass, number>;
  byClass: boolean;
  /** Money that a missing unit costs, as a share of its price beyond the cost of buying: 1 is the margin. */
  missingMargins: number;
  /** Days by which orders come early or late, one in four each. */
  leadSpread: number;
  /** Share of its cost that a unit in stock costs in a year. */
  holdingRate: number;
  /** Money that an order costs. */
  orderCost: number;
};

export const usualSettings: StockSettings = {
  sources: {},
  values: {},
  items: {},
  target: 'fill',
  shares: { a: 0.95, b: 0.95, c: 0.95 },
  byClass: false,
  missingMargins: 1,
  leadSpread: 0,
  holdingRate: 0.2,
  orderCost: 0,
};

/** Of the price, where nothing says what a unit is bought for. */
export const usualCostShare = 0.65;

const dayOf: Partial<Record<Step['unit'], number>> = {
  second: 1 / 86_400,
  minute: 1 / 1440,
  hour: 1 / 24,
  day: 1,
  'business-day': 7 / 5,
  week: 7,
  dekad: 365.25 / 36,
  'half-month': 365.25 / 24,
  'retail-month': 365.25 / 12,
  month: 365.25 / 12,
  quarter: 365.25 / 4,
  year: 365.25,
};

/** Days of a step; null where the file has no dates. */
export function daysOf({ unit, every, open }: Step): number | null {
  const days = dayOf[unit];
  if (days === undefined) return null;
  // A business that closes has so many points a week.
  return open ? 7 / open.length : days * every;
}

/** What is taken of a field where nothing says anything. Times are in days; NaN where it is not known and may stay so. */
export function usualValue(field: ItemField, stepDays: number): number {
  if (field === 'leadTime') return 7;
  if (field === 'review') return Math.max(7, Math.round(stepDays));
  return field === 'onHand' || field === 'onOrder' ? 0 : Number.NaN;
}

const isShare = (value: unknown) => typeof value === 'number' && value > 0 && value <= 1;
const isAmount = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0;

function isFields(value: unknown, isSound: (one: unknown, field: string) => boolean): boolean {
  if (!isRecord(value)) return false;
  return Object.entries(value).every(([field, one]) => itemFields.includes(field as ItemField) && isSound(one, field));
}

const isNumber = (one: unknown, field: string) =>
  typeof one === 'number' && Number.isFinite(one) && (field === 'onHand' || one >= 0);
const isSource = (one: unknown) =>
  one === null || (isRecord(one) && (one.from === 'file' || one.from === 'beside') && typeof one.column === 'string');

/** Whether what a file brings, that anybody may have written, are settings. */
export function areSoundSettings(value: unknown): value is StockSettings {
  if (!isRecord(value) || !isRecord(value.shares) || !isRecord(value.items)) return false;
  const { shares, items, target, byClass, missingMargins, leadSpread, holdingRate, orderCost } = value;
  return (
    isFields(value.sources, isSource) &&
    (value.supplier === undefined || isSource(value.supplier)) &&
    (value.supplierMinimum === undefined || isAmount(value.supplierMinimum)) &&
    isFields(value.values, isNumber) &&
    Object.values(items).every((one) => isFields(one, isNumber)) &&
    valueClasses.every((one) => isShare(shares[one])) &&
    targetKinds.includes(target as TargetKind) &&
    typeof byClass === 'boolean' &&
    [missingMargins, leadSpread, holdingRate, orderCost].every(isAmount)
  );
}
