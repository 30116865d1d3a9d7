import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../../base/random.ts';
import { createPoissonDemand, listPoisson } from '../demand.ts';
import { costOfLevel } from '../newsvendor.ts';
import { costOfOrderUpTo, findOrderUpTo } from '../order-up-to.ts';
import { take } from '../testing/take.ts';
import { findExactOptimum } from './exact-optimum.ts';
import { costOfLevels, learnLevels } from './learn-levels.ts';
import { learnPolicy } from './learn-policy.ts';
import { type StockSystem, simulateStock } from './stock-system.ts';

const drawPoisson = (mean: number) => {
  const { quantile } = createPoissonDemand(mean);
  return (random: Random) => quantile(random());
};
const demandOf = (mean: number, steps: number, seed = 5) => {
  const [random, draw] = [createRandom(seed), drawPoisson(mean)];
  return Float64Array.from({ length: steps }, () => draw(random));
};
const lost: StockSystem = { leadTime: 2, lifetime: null, holding: 1, shortage: 4, expired: 0, fixed: 0, unmet: 'lost' };

describe('a simulated stock costs what formulas say', () => {
  test('goods of a day: the newsvendor', () => {
    const system: StockSystem = { ...lost, leadTime: 0, lifetime: 1, expired: 1 };
    const exact = costOfLevel(createPoissonDemand(5), 7, 1, 4);
    expect(Math.abs(simulateStock(system, () => 7, demandOf(5, 60_000)) / exact - 1)).toBeLessThan(0.01);
  });

  test('what waits: (s, S) with a lead time', () => {
    const system: StockSystem = { ...lost, unmet: 'waits', fixed: 5 };
    const exact = take(
      costOfOrderUpTo(
        { chances: listPoisson(5), holding: 1, shortage: 4, fixed: 5, leadTime: 2 },
        { reorder: 14, upTo: 21 },
      ),
    );
    const policy = (state: Float64Array) => (state[0] + state[1] <= 14 ? 21 - state[0] - state[1] : 0);
    expect(simulateStock(system, policy, demandOf(5, 60_000)) / exact).toBeCloseTo(1, 2);
  });

  test('counted by hand: the oldest is sold first, what is too old thrown away', () => {
    const system: StockSystem = { ...lost, leadTime: 1, lifetime: 2, expired: 10 };
    // Orders of 3 come each step from the second on; asked for: 1, 1, 1, 4.
    // 0: 1 lost. 1: 3 come, 1 sold, 2 held. 2: 3 come, 1 of 2 sold, 1 thrown, 3 held. 3: 3 come, 4 of 6 sold, 2 held.
    expect(simulateStock(system, () => 3, Float64Array.of(1, 1, 1, 4), 0)).toBeCloseTo((4 + 2 + 10 + 3 + 2) / 4, 12);
  });
});

// Zipkin 2008, "Old and new methods for lost-sales inventory systems": Poisson demand of 5, a lost sale costs 4.
test.each([
  [1, 4.04, 4.16],
  [2, 4.4, 4.64],
  [3, 4.6, 4.98],
])(
  'the optimum for lost sales and a lead time of %i is the published one, and so is the best base stock',
  (leadTime, optimum, baseStock) => {
    const system = { ...lost, leadTime };
    expect(take(findExactOptimum(system, listPoisson(5), { stock: 20, order: 12 })).cost).toBeCloseTo(optimum, 2);
    const demand = demandOf(5, 20_000);
    const costs = [10, 11, 12, 13].map((level) =>
      simulateStock(
        system,
        (state) => Math.max(0, level + 4 * (leadTime - 1) - state.reduce((sum, units) => sum + units, 0)),
        demand,
      ),
    );
    expect(Math.min(...costs) / baseStock).toBeCloseTo(1, 1);
  },
);

test('levels learnt from draws cost within 1 % of the best there are', () => {
  const costs = { holding: 1, shortage: 4, fixed: 5 };
  const best = take(findOrderUpTo({ ...costs, chances: listPoisson(6) })).cost;
  for (const seed of [1, 2, 3]) {
    const levels = take(learnLevels(drawPoisson(6), costs, createRandom(seed)));
    const cost = costOfLevels(levels, listPoisson(6), costs);
    expect(cost).toBeGreaterThanOrEqual(best - 1e-9);
    expect(cost).toBeLessThan(1.01 * best);
  }
});

test('the cost of a table is that of (s, S) where it is one', () => {
  const costs = { holding: 1, shortage: 4, fixed: 5 };
  const [lowest, size] = [-40, 60];
  const fillTo = Int32Array.from({ length: size }, (_, at) => (lowest + at <= 4 ? 10 : lowest + at));
  const cost = costOfLevels({ lowest, fillTo, start: { reorder: 4, upTo: 10 } }, listPoisson(6), costs);
  expect(cost).toBeCloseTo(8.034111561471642, 6);
});

test('where sales are lost on the way a learnt policy comes near the optimum, and is kept', () => {
  const { costs, isKept, saved, doubt } = take(
    learnPolicy(lost, drawPoisson(5), { chances: listPoisson(5), rounds: 25 }),
  );
  expect(isKept).toBe(true);
  expect(saved).toBeGreaterThan(doubt);
  expect(costs.exact).not.toBeNull();
  expect(costs.learned).toBeLessThan(1.02 * (costs.exact ?? 0));
  expect(costs.learned).toBeLessThan(0.97 * costs.formula);
});

test('goods that expire cost less by a learnt policy', () => {
  const system: StockSystem = { ...lost, lifetime: 2, expired: 7, shortage: 5 };
  const { costs, isKept } = take(learnPolicy(system, drawPoisson(4), { rounds: 25 }));
  expect(isKept).toBe(true);
  expect(costs.learned).toBeLessThan(0.95 * costs.formula);
  expect(costs.exact).toBeNull();
});

test('it is not kept where (s, S) is the best there is', () => {
  const system: StockSystem = { ...lost, unmet: 'waits', fixed: 5 };
  const { isKept, costs } = take(learnPolicy(system, drawPoisson(6), { rounds: 10 }));
  expect(isKept).toBe(false);
  const best = take(findOrderUpTo({ holding: 1, shortage: 4, fixed: 5, leadTime: 2, chances: listPoisson(6) })).cost;
  expect(costs.formula / best).toBeCloseTo(1, 1);
});

test('refuses what has no demand, and optima of too many states', () => {
  expect(learnPolicy(lost, () => 0)).toMatchObject({ problem: { code: 'not-positive', field: 'demand' } });
  expect(learnLevels(() => 0, { holding: 1, shortage: 4, fixed: 5 }, createRandom(1))).toMatchObject({
    problem: { field: 'demand' },
  });
  const far = findExactOptimum({ ...lost, leadTime: 9 }, listPoisson(5), { stock: 20, order: 12 });
  expect(far).toMatchObject({ problem: { code: 'too-many-states' } });
});
