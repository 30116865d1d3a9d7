import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weighForecasts } from './combination.ts';

test('weights sum to one, the better model weighs no less, failures weigh nothing', () => {
  const errors = fc.array(fc.oneof(fc.double({ min: 0, max: 10, noNaN: true }), fc.constant(Number.POSITIVE_INFINITY)));
  fc.assert(
    fc.property(errors, fc.nat(500), (all, points) => {
      const weights = weighForecasts(all, points);
      const total = all.some(Number.isFinite) ? 1 : 0;
      expect(weights.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(total, 9);
      weights.slice(1).forEach(({ member, weight }, at) => {
        expect(all[member]).toBeGreaterThanOrEqual(all[weights[at].member]);
        expect(weight).toBeLessThanOrEqual(weights[at].weight + 1e-12);
      });
    }),
  );
});

test('with little evidence the weights are nearly equal, with much they follow the errors', () => {
  const spread = (points: number) => {
    const [first, second] = weighForecasts([1, 1.1], points);
    return first.weight - second.weight;
  };
  expect(spread(1)).toBeLessThan(0.03);
  expect(spread(10_000)).toBeGreaterThan(0.2);
});

test('a model far behind the best is left out', () => {
  expect(weighForecasts([1, 5, 1.1], 100).map(({ member }) => member)).toEqual([0, 2]);
});
