import { describe, expect, it } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { describeTest, errorPaths, sumHorizon } from './horizon-answer.ts';
import type { TestForecast } from './results.ts';
import { makeResult } from './testing/make-result.ts';

const horizon = 12;
const noFloor = { floor: Number.NEGATIVE_INFINITY, isLevel: false };
// Standard normal quantiles at 0.9 and 0.975, from tables.
const [z80, z95] = [1.2815516, 1.959964];

/** Forecasts of 100 at each step, with normal bands of deviation 10. */
function resultOf(test: TestForecast[]) {
  const around = (by: number) => new Float64Array(horizon).fill(100 + by);
  return makeResult('auto', {
    forecast: around(0),
    intervals: [
      { level: 80, low: around(-z80 * 10), high: around(z80 * 10) },
      { level: 95, low: around(-z95 * 10), high: around(z95 * 10) },
    ],
    test,
  });
}

/** A test of many origins one after the other, forecast as zero, where errors are those given. */
function testOf(errorAt: (path: number, step: number) => number, paths = 400) {
  const test = Array.from({ length: paths }, (_, path) => ({
    origin: path * horizon,
    yhat: new Float64Array(horizon),
    quantiles: null,
  }));
  const errors = test.map((_, path) => Array.from({ length: horizon }, (__, step) => errorAt(path, step)));
  const pointAt = (at: number) => ({ y: errors[Math.floor(at / horizon)]?.[at % horizon] ?? 0, isFilled: false });
  return { test, pointAt };
}

describe('the band of a sum', () => {
  it('grows with the root of the horizon where errors have nothing to do with each other', () => {
    const random = createRandom(3);
    const { test, pointAt } = testOf(() => drawNormal(random));
    const { total, band } = sumHorizon(resultOf(test), pointAt, noFloor);
    expect(total).toBe(1200);
    const expected = z80 * 10 * Math.sqrt(horizon);
    expect(Math.abs((band?.high ?? 0) - 1200 - expected)).toBeLessThan(0.12 * expected);
    expect(Math.abs(1200 - (band?.low ?? 0) - expected)).toBeLessThan(0.12 * expected);
  });

  it('grows with the horizon where the errors of a path are one', () => {
    const random = createRandom(3);
    let own = 0;
    const { test, pointAt } = testOf((_, step) => {
      if (step === 0) own = drawNormal(random);
      return own;
    });
    const { band } = sumHorizon(resultOf(test), pointAt, noFloor);
    const expected = z80 * 10 * horizon;
    expect(Math.abs((band?.high ?? 0) - 1200 - expected)).toBeLessThan(0.1 * expected);
  });

  it('is of the mean where a sum says nothing, never below the floor, and none where the model has none', () => {
    const { test, pointAt } = testOf(() => 1);
    const sum = sumHorizon(resultOf(test), pointAt, noFloor);
    const mean = sumHorizon(resultOf(test), pointAt, { ...noFloor, isLevel: true });
    expect(mean.total).toBe(100);
    expect(mean.band?.high).toBeCloseTo((sum.band?.high ?? 0) / horizon, 9);
    expect(sumHorizon(resultOf(test), pointAt, { floor: 100, isLevel: false }).band?.low).toBeGreaterThanOrEqual(
      1199.99,
    );
    expect(sumHorizon({ ...resultOf(test), intervals: [] }, pointAt, noFloor)).toEqual({ total: 1200, band: null });
  });
});

it('a path has no error where the file has no value or the test has ended', () => {
  const test = [{ origin: 0, yhat: Float64Array.from([1, 2]), quantiles: null }];
  const pointAt = (at: number) => ({ y: 5, isFilled: at === 1 });
  expect(errorPaths({ test, forecast: new Float64Array(3) }, pointAt)).toEqual([
    Float64Array.from([4, Number.NaN, Number.NaN]),
  ]);
});

describe('what a test came to', () => {
  const quantiles = (low: number, high: number) => [new Float64Array(4).fill(low), new Float64Array(4).fill(high)];
  const actual = [10, 20, 30, 40];
  const pointAt = (at: number) => ({ y: actual[at] ?? Number.NaN, isFilled: false });
  const of = (low: number, high: number) => ({
    test: [{ origin: 0, yhat: Float64Array.from([12, 18, 33, 41]), quantiles: quantiles(low, high) }],
  });
  const naive = { test: [{ origin: 0, yhat: Float64Array.from([6, 24, 26, 44]), quantiles: null }] };
  const plain = { hasBelowZero: false, isOftenZero: false, seasonLength: 1 };

  it('is its error by its size, its bias, and where its last values lay', () => {
    // Errors -2, 2, -3, -1: 8 in all over 100.
    expect(describeTest(of(0, 35), naive, pointAt, plain)).toEqual({
      miss: 0.08,
      mae: 2,
      ratio: 0.5,
      origins: 1,
      signal: -2,
      lean: -0.5,
      lastOutside: false,
      doubt: 'few-points',
    });
    expect(describeTest(of(0, 25), naive, pointAt, plain).lastOutside).toBe(true);
    expect(describeTest(of(0, 35), null, pointAt, plain).ratio).toBeNaN();
    // Roots of the mean squares: 4.5 of the forecast, 16 of the naive.
    const oftenZero = { ...plain, isOftenZero: true };
    expect(describeTest(of(0, 35), naive, pointAt, oftenZero).ratio).toBeCloseTo(Math.sqrt(4.5 / 16), 12);
  });

  it('counts every step of every forecast in its error, and each point once in its bias', () => {
    const [first] = of(0, 35).test;
    const later = { origin: 2, yhat: Float64Array.from([29, 39]), quantiles: null };
    const record = describeTest({ test: [first, later] }, null, pointAt, plain);
    expect(record.mae).toBeCloseTo((8 + 2) / 6, 12);
    expect(record.miss).toBeCloseTo((8 + 2) / (100 + 70), 12);
    // Errors -2, 2, 1, 1.
    expect(record.lean).toBeCloseTo(2 / 6, 12);
  });

  it('is held against the distance from the mean where values lie about zero', () => {
    // The mean is 25, from which they are 15, 5, 5 and 15 away.
    expect(describeTest(of(0, 35), naive, pointAt, { ...plain, hasBelowZero: true }).miss).toBeCloseTo(8 / 40, 12);
  });
});
