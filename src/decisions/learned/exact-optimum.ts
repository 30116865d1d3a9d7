import { fail, ok, type Result } from '../../base/result.ts';
import { type DecisionProblem, findBadNumber } from '../problem.ts';
import type { StockPolicy, StockSystem } from './stock-system.ts';

/** More states than that are not looked through. */
const mostStates = 60_000;

export type ExactOptimum = { cost: number; policy: StockPolicy; states: number };

/**
 * The best policy there is for lost sales of what keeps, by relative value iteration (Puterman 1994, section 8.5) over all that may be
 * in stock and on order.
 *
 * @param chances [counts] of 0, 1, 2 and so on a step, each by itself
 * @param most units that are ever in stock, and that are ever ordered at once
 * @returns `too-many-states` where there are more than can be looked through
 */
export function findExactOptimum(
  system: StockSystem,
  chances: Float64Array,
  most: { stock: number; order: number },
): Result<ExactOptimum, DecisionProblem> {
  const { leadTime, holding, shortage, fixed } = system;
  const bad = findBadNumber([
    ['holding', 'positive', holding],
    ['shortage', 'positive', shortage],
    ['leadTime', 'positive', leadTime],
  ]);
  if (bad) return fail(bad);
  const places = Math.max(0, leadTime - 1);
  const base = most.order + 1;
  const orders = base ** places;
  const states = (most.stock + 1) * orders;
  if (states > mostStates) return fail({ code: 'too-many-states', states });
  /** Cost of a step that begins with so much. */
  const costs = Float64Array.from({ length: most.stock + 1 }, (_, stock) => {
    let cost = 0;
    for (let asked = 0; asked < chances.length; asked += 1) {
      cost += chances[asked] * (holding * Math.max(0, stock - asked) + shortage * Math.max(0, asked - stock));
    }
    return cost;
  });
  // A state is stock x orders + what is on order, the next to come in the highest place.
  let value: Float64Array = new Float64Array(states);
  const best = new Int32Array(states);
  const left = new Float64Array(most.stock + 1);
  let cost = 0;
  for (let round = 0; round < 2000; round += 1) {
    const next = new Float64Array(states);
    for (let coming = 0; coming < orders; coming += 1) {
      const due = places === 0 ? 0 : Math.floor(coming / (orders / base));
      const rest = places === 0 ? 0 : (coming % (orders / base)) * base;
      for (let order = 0; order < base; order += 1) {
        const arriving = places === 0 ? order : due;
        const after = places === 0 ? 0 : rest + order;
        // Value of ending the step with so much.
        for (let stock = 0; stock <= most.stock; stock += 1) {
          left[stock] = value[Math.min(most.stock, stock + arriving) * orders + after];
        }
        for (let stock = 0; stock <= most.stock; stock += 1) {
          let expected = (order > 0 ? fixed : 0) + costs[stock];
          let beyond = 1;
          for (let asked = 0; asked < stock && asked < chances.length; asked += 1) {
            expected += chances[asked] * left[stock - asked];
            beyond -= chances[asked];
          }
          expected += Math.max(0, beyond) * left[0];
          const state = stock * orders + coming;
          if (order === 0 || expected < next[state] - 1e-12) {
            next[state] = expected;
            best[state] = order;
          }
        }
      }
    }
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let state = 0; state < states; state += 1) {
      const change = next[state] - value[state];
      low = Math.min(low, change);
      high = Math.max(high, change);
    }
    cost = (low + high) / 2;
    const shift = next[0];
    value = next.map((each) => each - shift);
    if (high - low < 1e-6 * Math.abs(cost)) break;
  }
  const policy: StockPolicy = (state) => {
    let coming = 0;
    for (let at = 1; at <= places; at += 1) coming = coming * base + Math.min(most.order, state[at]);
    return best[Math.min(most.stock, Math.max(0, state[0])) * orders + coming];
  };
  return ok({ cost, policy, states });
}
