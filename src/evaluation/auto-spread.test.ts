import { describe, expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { withNormalQuantiles } from '../forecasters/classical/classical-forecaster.ts';
import { quantileLevels } from '../forecasters/forecaster.ts';
import { findSpreadFactors, spreadQuantiles, type TrialErrors } from './auto-spread.ts';

const horizonSteps = 6;
const now = withNormalQuantiles(new Float64Array(horizonSteps), new Float64Array(horizonSteps).fill(1));
const [low95, low80, high80, high95] = [0.025, 0.1, 0.9, 0.975].map((level) =>
  quantileLevels.indexOf(level as (typeof quantileLevels)[number]),
);

/** Trials whose errors are drawn by step. */
function draw(count: number, error: (random: () => number, step: number) => number): TrialErrors[] {
  const random = createRandom(2);
  return Array.from({ length: count }, () => ({
    yhat: new Float64Array(horizonSteps),
    actual: Float64Array.from({ length: horizonSteps }, (_, step) => error(random, step)),
  }));
}

test('with much evidence intervals hold what they promise, whatever the members thought', () => {
  const trials = draw(400, (random) => 2.2 * drawNormal(random));
  const { quantiles } = spreadQuantiles(now, findSpreadFactors(trials, now, { windows: 400, length: 400 }));
  for (const [low, high, share] of [
    [low80, high80, 0.8],
    [low95, high95, 0.95],
  ]) {
    const held = draw(400, (random) => 2.2 * drawNormal(random)).flatMap(({ actual }) =>
      Array.from(actual, (value, step) =>
        Number(value >= (quantiles ?? [])[low][step] && value <= (quantiles ?? [])[high][step]),
      ),
    );
    expect(Math.abs(held.reduce((sum, each) => sum + each, 0) / held.length - share)).toBeLessThan(0.03);
  }
});

test('each step has its own factor: errors that grow widen the far end alone', () => {
  const trials = draw(400, (random, step) => (step < 2 ? 0.7 : 2) * drawNormal(random));
  const factors = findSpreadFactors(trials, now, { windows: 400, length: 400 })[high80];
  expect(factors[0]).toBeLessThan(1.25);
  expect(factors[5]).toBeGreaterThan(1.5);
});

test('errors to one side make that side the wider', () => {
  const trials = draw(100, (random) => 1 + drawNormal(random));
  const factors = findSpreadFactors(trials, now, { windows: 100, length: 400 });
  expect(factors[high80][3]).toBeGreaterThan(1.2 * factors[low80][3]);
});

describe('bounds', () => {
  test('members that were sure of a constant do not make intervals without end', () => {
    const sure = withNormalQuantiles(new Float64Array(horizonSteps), new Float64Array(horizonSteps).fill(1e-9));
    const trials = draw(20, (random) => 1000 * drawNormal(random));
    const factors = findSpreadFactors(trials, sure, { windows: 20, length: 40 });
    for (const values of factors) for (const factor of values) expect(factor).toBeLessThan(4);
  });

  test('a perfect past does not make them vanish', () => {
    const trials = draw(50, () => 0);
    for (const values of findSpreadFactors(trials, now, { windows: 50, length: 400 }))
      for (const each of values) expect(each).toBeGreaterThan(0.5);
  });

  test('without trials they are widened by what is usual, the less the more values were learnt from and the nearer the step', () => {
    const [few, some, many] = [8, 100, 10_000].map((length) => findSpreadFactors([], now, { windows: 0, length }));
    expect(few[high95][5]).toBeGreaterThan(2);
    expect(few[high95][5]).toBeGreaterThan(1.2 * few[high95][0]);
    expect(few[low95][0]).toBe(few[high95][0]);
    expect(some[high95][5]).toBeLessThan(0.7 * few[high95][5]);
    expect(Math.abs(many[high95][5] - 1)).toBeLessThan(0.02);
  });
});

test('errors of one horizon go together and count as few', () => {
  const trials = draw(2, () => 3);
  const [few, many] = [1, 200].map((windows) => findSpreadFactors(trials, now, { windows, length: 60 })[high80][2]);
  expect(few).toBeLessThan(1.6);
  expect(many).toBeGreaterThan(2);
});

test('quantiles never cross', () => {
  const factors = quantileLevels.map((_, level) => new Float64Array(horizonSteps).fill(level % 2 === 0 ? 0.1 : 3));
  const { quantiles } = spreadQuantiles(now, factors);
  quantiles?.slice(1).forEach((values, below) => {
    values.forEach((value, step) => {
      expect(value).toBeGreaterThanOrEqual(quantiles[below][step]);
    });
  });
});
