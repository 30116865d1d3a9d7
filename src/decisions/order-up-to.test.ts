import { expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import { createPoissonDemand, listPoisson } from './demand.ts';
import { approximateOrderUpTo, costOfOrderUpTo, findOrderUpTo } from './order-up-to.ts';
import { take } from './testing/take.ts';

const given = { chances: listPoisson(6), holding: 1, shortage: 4, fixed: 5 };

// Documented result of stockpyl's s_s_discrete_exact, example 4.7 of Snyder and Shen.
test('the best (s, S) for Poisson demand', () => {
  const found = take(findOrderUpTo(given));
  expect(found).toMatchObject({ reorder: 4, upTo: 10 });
  expect(found.cost).toBeCloseTo(8.034111561471642, 9);
});

test('no other pair costs less', () => {
  for (const leadTime of [0, 2]) {
    const best = take(findOrderUpTo({ ...given, leadTime }));
    let least = Number.POSITIVE_INFINITY;
    for (let reorder = -5; reorder < 30; reorder += 1) {
      for (let upTo = reorder + 1; upTo < 50; upTo += 1) {
        least = Math.min(least, take(costOfOrderUpTo({ ...given, leadTime }, { reorder, upTo })));
      }
    }
    expect(best.cost).toBeCloseTo(least, 9);
  }
});

test('the cost is what a long simulation comes to', () => {
  const random = createRandom(8);
  const demand = createPoissonDemand(6);
  const [reorder, upTo, leadTime, periods] = [15, 24, 2, 100_000];
  let position = upTo;
  let stock = upTo;
  const coming = [0, 0];
  let cost = 0;
  for (let period = 0; period < periods; period += 1) {
    const order = position <= reorder ? upTo - position : 0;
    coming.push(order);
    stock += coming.shift() ?? 0;
    const asked = demand.quantile(random());
    stock -= asked;
    position += order - asked;
    cost += (order > 0 ? 5 : 0) + (stock > 0 ? stock : -4 * stock);
  }
  const exact = take(costOfOrderUpTo({ ...given, leadTime }, { reorder, upTo }));
  expect(cost / periods / exact).toBeCloseTo(1, 2);
});

// Documented result of stockpyl's s_s_power_approximation, example 4.8 of Snyder and Shen.
test('the power approximation', () => {
  const { reorder, upTo } = take(
    approximateOrderUpTo({ mean: 50, deviation: 8, holding: 0.18, shortage: 0.7, fixed: 2.5 }),
  );
  expect(reorder).toBeCloseTo(40.19461695647407, 9);
  expect(upTo).toBeCloseTo(74.29017010980579, 9);
});

test('refuses demand that never comes', () => {
  expect(findOrderUpTo({ ...given, chances: Float64Array.of(1) })).toMatchObject({ problem: { field: 'demand' } });
});
