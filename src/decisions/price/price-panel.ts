/** Quantities and prices of the items of a file over its dates, as they are judged together. */

/** The points of all items after one another, each item's in the order of time. */
export type PricePanel = {
  names: readonly string[];
  /** [dates] of the file, in milliseconds; whole days at the finest. */
  times: Float64Array;
  /** Days between two dates of the file, by their median. */
  stepDays: number;
  /** [items + 1] where the points of each begin. */
  starts: Uint32Array;
  /** [points] place in `times` */
  dates: Int32Array;
  /** [points] sold; NaN where it is not known, or more came back than was sold. */
  units: Float64Array;
  /** [points] money a unit; NaN where it is not known, or not above zero. */
  price: Float64Array;
  /** [points] 1 in a promotion, else 0; null where the file has no such column. */
  promotion: Uint8Array | null;
  /** [points] what a unit is bought for, NaN where it is not known; null without such a column. */
  cost: Float64Array | null;
  /** [points] a competitor's price; null without such a column. */
  rival: Float64Array | null;
  /** [items] place in `labels`, -1 for none; null where nothing groups the items. */
  group: { column: string; labels: readonly string[]; codes: Int32Array } | null;
  /** Points that could not be used, by why. */
  leftOut: { withoutPrice: number; returns: number };
};

/** The place of an item's points in the columns of a panel. */
export function pointsOf({ starts }: Pick<PricePanel, 'starts'>, item: number): { from: number; to: number } {
  return { from: starts[item], to: starts[item + 1] };
}
