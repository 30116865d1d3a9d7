/** What passes between the sides of the analysis of stock: what the file, and a second one, say of its items besides their demand. */
import type { PanelChoice } from '../../series/panel.ts';

/** What the file says beside the series, or all that a second file says. */
export type StockRequest = { kind: 'file'; choice: PanelChoice } | { kind: 'beside' };

/** A column of texts or of numbers, which may name items: [rows] place in `labels`, -1 for none. */
export type NameColumn = { column: string; labels: readonly string[]; codes: Int32Array };
/** A column of numbers: [rows] NaN where there is none. */
export type ValueColumn = { column: string; values: Float64Array };

/** Of the file a row is a series, in its order, with the last number that stands in its rows; of a second file a row is a row. */
export type StockBrief = {
  kind: StockRequest['kind'];
  rowCount: number;
  /** Columns that may name items: of the file those that name its series first. */
  names: readonly NameColumn[];
  /** How many of the first of them name the series; 0 of a second file. */
  idCount: number;
  values: readonly ValueColumn[];
};

/** What an item has besides its demand, in the order in which it is asked. */
export const itemFields = [
  'onHand',
  'onOrder',
  'leadTime',
  'review',
  'packSize',
  'minimumOrder',
  'price',
  'cost',
  'shelfLife',
] as const;
export type ItemField = (typeof itemFields)[number];
