import { expect, test } from 'vitest';
import { normalQuantile } from '../statistics/normal.ts';
import oracle from './oracle/metrics.json';
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

const piecewise = oracle.quantiles.map((value, at) => ({ probability: oracle.probabilities[at], value }));

test.each(oracle.piecewise)('CRPS of a few quantiles is its integral: $y', ({ y, crps }) => {
  const quantiles = piecewise.map(({ probability, value }) => ({ probability, values: Float64Array.of(value) }));
  expect(measureCrps(Float64Array.of(y), quantiles)).toBeCloseTo(crps, 8);
});

test('CRPS is the mean over the points', () => {
  const actuals = Float64Array.from(oracle.piecewise, ({ y }) => y);
  const quantiles = piecewise.map(({ probability, value }) => ({ probability, values: actuals.map(() => value) }));
  const expected = oracle.piecewise.reduce((sum, { crps }) => sum + crps, 0) / oracle.piecewise.length;
  expect(measureCrps(actuals, quantiles)).toBeCloseTo(expected, 8);
  const pinball = quantiles.map(({ values, probability }) => measurePinball(actuals, values, probability));
  expect(pinball.reduce((sum, loss) => sum + loss, 0) / pinball.length).toBeCloseTo(oracle.pinball, 8);
  expect(measureWeightedQuantileLoss(actuals, quantiles)).toBeCloseTo(oracle.wql, 8);
});

test.each(oracle.normal)('CRPS of many quantiles of a normal forecast is its closed form: $y', ({ y, crps }) => {
  const quantiles = Array.from({ length: 999 }, (_, at) => {
    const probability = (at + 1) / 1000;
    return { probability, values: Float64Array.of(0.3 + 1.7 * normalQuantile(probability)) };
  });
  expect(measureCrps(Float64Array.of(y), quantiles)).toBeCloseTo(crps, 3);
});

test('coverage is the share within, width the mean distance of the ends', () => {
  expect(measureInterval(actual, Float64Array.from([9, 21]), Float64Array.from([10, 25]))).toEqual({
    coverage: 0.5,
    width: 2.5,
  });
});
