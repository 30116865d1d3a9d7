/** What passes between the sides of the analysis of prices. */
import type { PanelChoice } from '../../series/panel.ts';

export type PriceRequest = { choice: PanelChoice };

/** What a column of the file can be for this analysis. */
export const priceRoles = ['units', 'price', 'revenue', 'promotion', 'cost', 'rival'] as const;
export type PriceRole = (typeof priceRoles)[number];
/** The name of the column that is each; null for none. */
export type PriceColumns = Record<PriceRole, string | null>;

export type PriceBrief = {
  /** `unique_id` of the items */
  names: readonly string[];
  /** Columns that may hold quantities and money, and those that may say that there was a promotion. */
  numbers: readonly string[];
  flags: readonly string[];
  guess: PriceColumns;
  /** Two dates of the file that follow on each other lie so many days apart. */
  stepDays: number;
};

/** The points by these columns. */
export type PriceNeed = PriceColumns;
