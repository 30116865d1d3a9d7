import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { withNormalQuantiles } from '../forecasters/classical/classical-forecaster.ts';
import { type Forecast, quantileLevels } from '../forecasters/forecaster.ts';
import { varianceOf } from '../statistics/moments.ts';
import { combineForecasts, weighForecasts } from './combination.ts';

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
    const [first, second] = weighForecasts([1, 1.25], points);
    return first.weight - second.weight;
  };
  expect(spread(1)).toBeLessThan(0.02);
  expect(spread(10_000)).toBeGreaterThan(0.2);
});

test('a model far behind the best is left out', () => {
  expect(weighForecasts([1, 5, 1.1], 100).map(({ member }) => member)).toEqual([0, 2]);
});

const forecastOf = (values: number[], deviation: number): Forecast =>
  withNormalQuantiles(Float64Array.from(values), new Float64Array(values.length).fill(deviation));

test('points combine to the weighted mean at each step', () => {
  const forecasts = [forecastOf([1, 2], 1), { ...forecastOf([3, 6], 1), quantiles: null }];
  expect([...combineForecasts(forecasts, [0.75, 0.25]).yhat]).toEqual([1.5, 3]);
});

test('members that agree keep their spread; where they do not, it is that of their mixture', () => {
  const agreed = combineForecasts([forecastOf([5], 2), forecastOf([5], 2)], [0.5, 0.5]).quantiles as Float64Array[];
  expect(agreed[quantileLevels.indexOf(0.9)][0]).toBeCloseTo(5 + 2 * 1.2815515655, 8);
  const apart = combineForecasts([forecastOf([2], 2), forecastOf([8], 2)], [0.5, 0.5]).quantiles as Float64Array[];
  const random = createRandom(3);
  const drawn = Float64Array.from({ length: 20_000 }, (_, at) => (at % 2 ? 2 : 8) + 2 * drawNormal(random));
  const deviation = (apart[quantileLevels.indexOf(0.9)][0] - 5) / 1.2815515655;
  expect(deviation ** 2 / varianceOf(drawn)).toBeCloseTo(1, 1);
});
