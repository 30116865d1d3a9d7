/** The series of a panel as its trends are told from them, as they pass between the sides of this analysis. */
import type { Step } from '../../../series/step.ts';

/** What is asked of some of the series: which, and to which time of the file they go. */
export type TrendsNeed = {
  kind: 'trends-of';
  from: number;
  end: number;
  /** The rhythm of the panel, and its last point. */
  step: Step;
  endMs: number;
  /** Points of the two periods that are compared, each ending where the file does and a year before; 0 where nothing is. */
  compared: number;
};

/** A trend a year as a share of the level, with its interval at 95 %. */
export type ItemTrend = { change: number; low: number; high: number; chance: number };
/** Where in the season it is largest, by how much of its mean. */
export type ItemPeak = { atMs: number; above: number; chance: number };

export type TrendItem = {
  uniqueId: string;
  /** What columns say of it, in the order of `TrendItems.groups`. */
  groups: string[];
  /** Means of stretches of a year each, by which the trend was told. */
  spark: number[];
  /** Null where it is too short or does not change. */
  trend: ItemTrend | null;
  /** Of the year, by its months; of the week. */
  year: ItemPeak | null;
  week: ItemPeak | null;
  /** Sums of the periods compared, before and now. */
  units: [number, number];
  /** The same in money; null where it has no price. */
  money: [number, number] | null;
};

export type TrendItems = {
  total: number;
  looked: number;
  /** Whether sums say nothing, as of prices. */
  isLevel: boolean;
  /** The column of prices by which money is told; null where there is none. */
  price: string | null;
  /** Columns that put the series into groups. */
  groups: string[];
  items: TrendItem[];
};
