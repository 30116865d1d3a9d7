/** The jobs of the analysis of prices, in plain data, and what comes of them. */
import type { ElasticityProblem, Estimate } from '../../../decisions/price/elasticity.ts';
import type { ItemCaution, JudgedItem, JudgedPanel } from '../../../decisions/price/judge-panel.ts';
import type { JudgedPromotions, PromotionRuns } from '../../../decisions/price/promotion-panel.ts';
import type { PriceColumns } from '../inputs.ts';

export type { ElasticityProblem, Estimate, ItemCaution, JudgedItem, JudgedPanel, JudgedPromotions, PromotionRuns };

/** All items of a file, by these columns. */
export type PriceJob = { columns: PriceColumns };

export type PricePart = {
  names: readonly string[];
  judged: JudgedPanel;
  /** Null where no column says when there were promotions. */
  promotions: JudgedPromotions | null;
  /** [items] lowest and highest price that was seen; NaN for none. */
  lowest: Float64Array;
  highest: Float64Array;
  /** [items] whether all quantities are whole. */
  isWhole: Uint8Array;
  group: { column: string; labels: readonly string[]; codes: Int32Array } | null;
  /** Dates of the file in milliseconds, and days between two. */
  times: Float64Array;
  stepDays: number;
  leftOut: { withoutPrice: number; returns: number };
};
