/** What a user says of prices: columns, what units are bought for, and how far prices may go. */
import { isRecord } from '../../../base/is-record.ts';
import { type PriceColumns, priceRoles } from '../inputs.ts';

/** What prices end in. */
export const roundings = ['cents', 'nine', 'ninety-nine', 'ninety-five', 'whole'] as const;
export type Rounding = (typeof roundings)[number];

export type PriceSettings = {
  /** Instead of the guess; null for none. */
  columns: Partial<PriceColumns>;
  /** Share of today's price that a unit is bought for, where no column and nothing by hand says it; null where it is not known. */
  costShare: number | null;
  /** Money that a unit is bought for, by the `unique_id` of an item. */
  costs: Record<string, number>;
  /** Share by which a price may change, at most. */
  mostChange: number;
  /** Share of the price that has to be left. */
  leastMargin: number;
  rounding: Rounding;
};

export const usualSettings: PriceSettings = {
  columns: {},
  costShare: null,
  costs: {},
  mostChange: 0.1,
  leastMargin: 0,
  rounding: 'cents',
};

const isShare = (value: unknown) => typeof value === 'number' && value >= 0 && value < 1;

/** Whether what a file brings, that anybody may have written, are settings. */
export function areSoundSettings(value: unknown): value is PriceSettings {
  if (!isRecord(value) || !isRecord(value.columns) || !isRecord(value.costs)) return false;
  const { columns, costShare, costs, mostChange, leastMargin, rounding } = value;
  return (
    Object.entries(columns).every(
      ([role, name]) => (priceRoles as readonly string[]).includes(role) && (name === null || typeof name === 'string'),
    ) &&
    (costShare === null || isShare(costShare)) &&
    Object.values(costs).every((cost) => typeof cost === 'number' && Number.isFinite(cost) && cost >= 0) &&
    isShare(mostChange) &&
    isShare(leastMargin) &&
    (roundings as readonly unknown[]).includes(rounding)
  );
}
