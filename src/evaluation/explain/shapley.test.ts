import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { findShapley } from './shapley.ts';

/** A value of coalitions that has no form: drawn for each. */
function drawGame(players: number, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: 2 ** players }, () => random() * 10);
}

/** By the definition: the mean over all orders of what a player adds to those before. */
function byOrders(players: number, value: Float64Array): number[] {
  const sums = new Array<number>(players).fill(0);
  let orders = 0;
  const walk = (mask: number, order: number[]) => {
    if (order.length === players) {
      orders += 1;
      let before = 0;
      for (const player of order) {
        sums[player] += value[before | (1 << player)] - value[before];
        before |= 1 << player;
      }
      return;
    }
    for (let player = 0; player < players; player += 1) {
      if (!((mask >> player) & 1)) walk(mask | (1 << player), [...order, player]);
    }
  };
  walk(0, []);
  return sums.map((sum) => sum / orders);
}

const read = (value: Float64Array) => (masks: readonly number[]) => masks.map((mask) => value[mask]);

describe('Shapley values', () => {
  it('are the mean over all orders', async () => {
    const value = drawGame(5, 3);
    const { values, errors } = await findShapley(5, read(value));
    for (const [player, wanted] of byOrders(5, value).entries()) expect(values[player]).toBeCloseTo(wanted, 10);
    expect(errors.every((error) => error === 0)).toBe(true);
  });

  it('add up to the difference, sampled or not', async () => {
    const value = drawGame(9, 4);
    for (const mostExact of [9, 0]) {
      const { values, start, end } = await findShapley(9, read(value), { mostExact, pairs: 7 });
      expect(values.reduce((sum, each) => sum + each, 0)).toBeCloseTo(end - start, 9);
      expect([start, end]).toEqual([value[0], value[511]]);
    }
  });

  it('give a player that changes nothing nothing, and two that do the same the same', async () => {
    // 0 and 1 are alike, 3 does nothing.
    const of = (mask: number) => {
      const both = (mask & 1) + ((mask >> 1) & 1);
      return both ** 2 * 3 + ((mask >> 2) & 1) * (5 + both);
    };
    for (const mostExact of [4, 0]) {
      const { values } = await findShapley(4, (masks) => masks.map(of), { mostExact, pairs: 400 });
      expect(values[3]).toBe(0);
      expect(values[0]).toBeCloseTo(values[1], mostExact ? 12 : 0);
    }
  });

  it('of a linear model are w (x - mean)', async () => {
    const weights = [2, -3, 0.5, 7, 1, -1, 4, 0.1, 9, 2];
    const of = (mask: number) =>
      weights.reduce((sum, weight, at) => sum + ((mask >> at) & 1 ? weight * (at + 1) : 0), 1);
    for (const mostExact of [10, 0]) {
      const { values, errors } = await findShapley(10, (masks) => masks.map(of), { mostExact, pairs: 3 });
      for (const [at, weight] of weights.entries()) expect(values[at]).toBeCloseTo(weight * (at + 1), 10);
      expect(Math.max(...errors)).toBeLessThan(1e-6);
    }
  });

  it('sampled lie within a few of their errors of the exact ones', async () => {
    const value = drawGame(10, 8);
    const exact = await findShapley(10, read(value), { mostExact: 10 });
    const sampled = await findShapley(10, read(value), { mostExact: 0, pairs: 60 });
    for (const [player, error] of sampled.errors.entries()) {
      expect(error).toBeGreaterThan(0);
      expect(Math.abs(sampled.values[player] - exact.values[player])).toBeLessThan(4 * error);
    }
    expect(sampled.coalitions).toBeLessThan(exact.coalitions);
  });
});
