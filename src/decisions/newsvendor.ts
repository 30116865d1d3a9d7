/** One order for one season, and stock that is filled up at every step. */
import { fail, ok, type Result } from '../base/result.ts';
import type { Demand } from './demand.ts';
import { type DecisionProblem, findBadNumber } from './problem.ts';

export type StockLevel = {
  /** Units to have. */
  level: number;
  /** Expected cost of what is left and of what is missing. */
  cost: number;
  /** What is held beyond the mean demand. */
  safety: number;
};

/** h E[(level - D)+] + p E[(D - level)+]. */
export function costOfLevel(demand: Demand, level: number, holding: number, shortage: number): number {
  const missing = demand.shortage(level);
  return holding * (level - demand.mean + missing) + shortage * missing;
}

/**
 * The newsvendor's quantity (Arrow, Harris and Marschak 1951): the least level that is enough with probability p / (p + h). The same
 * is the best base-stock level for stock that is filled up at every step, by the demand of lead time and one step.
 *
 * @param holding what a unit too many costs (buying price less what is got for it)
 * @param shortage what a unit too few costs (the margin, and what a lost customer costs)
 */
export function findNewsvendor(
  demand: Demand,
  { holding, shortage }: { holding: number; shortage: number },
): Result<StockLevel, DecisionProblem> {
  const bad = findBadNumber([
    ['holding', 'positive', holding],
    ['shortage', 'positive', shortage],
  ]);
  if (bad) return fail(bad);
  const level = demand.quantile(shortage / (shortage + holding));
  return ok({ level, cost: costOfLevel(demand, level, holding, shortage), safety: level - demand.mean });
}
