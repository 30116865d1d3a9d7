import { expect, test } from 'vitest';
import { measureCrps, measureInterval, measurePinball, measureWeightedQuantileLoss } from './quantile-metrics.ts';

const actual = Float64Array.from([10, 20]);

test('pinball loss by hand: short of 10 by 2 at 0.9, over 20 by 5', () => {
  expect(measurePinball(actual, Float64Array.from([8, 25]), 0.9)).toBeCloseTo((0.9 * 2 + 0.1 * 5) / 2, 12);
});

test('the median’s weighted quantile loss is the WAPE', () => {
  const median = { probability: 0.5, values: Float64Array.from([8, 25]) };
  expect(measureWeightedQuantileLoss(actual, [median])).toBeCloseTo(7 / 30, 12);
  expect(measureWeightedQuantileLoss(new Float64Array(2), [median])).toBeNull();
});

test('CRPS of many quantiles of a normal forecast is its closed form', () => {
  // Gneiting and Raftery 2007, equation 21: for y at the mean, sigma (sqrt(2) - 1) / sqrt(pi).
  const probabilities = Array.from({ length: 999 }, (_, at) => (at + 0.5) / 999);
  // The logistic approximation of the normal quantile would not do; these come from bisection on the error function's series.
  const quantile = (p: number) => {
    let [low, high] = [-8, 8];
    for (let round = 0; round < 60; round += 1) {
      const middle = (low + high) / 2;
      let [term, sum] = [middle, middle];
      for (let k = 1; k < 200; k += 1) {
        term *= (-middle * middle) / (2 * k);
        sum += term / (2 * k + 1);
      }
      if (0.5 + sum / Math.sqrt(2 * Math.PI) < p) low = middle;
      else high = middle;
    }
    return low;
  };
  const quantiles = probabilities.map((probability) => ({
    probability,
    values: Float64Array.from([quantile(probability)]),
  }));
  expect(measureCrps(Float64Array.from([0]), quantiles)).toBeCloseTo((Math.SQRT2 - 1) / Math.sqrt(Math.PI), 3);
});

test('coverage is the share within, width the mean distance of the ends', () => {
  expect(measureInterval(actual, Float64Array.from([9, 21]), Float64Array.from([10, 25]))).toEqual({
    coverage: 0.5,
    width: 2.5,
  });
});
