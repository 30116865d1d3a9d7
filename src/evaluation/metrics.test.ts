import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measureErrors } from './measure.ts';
import { measureNaiveError, measureNaiveScale, measureOwa } from './metrics.ts';
import oracle from './oracle/metrics.json';

const actual = Float64Array.from([100, 102, 97, 105, 110]);
const forecast = Float64Array.from([98, 103, 96, 102, 108]);

test('the worked example: errors 2, -1, 1, 3, 2', () => {
  const metrics = measureErrors(actual, forecast, { absolute: 2, squared: 1 });
  expect(metrics.mse).toBeCloseTo(3.8, 12);
  expect(metrics.rmse).toBeCloseTo(1.949, 3);
  expect(metrics.mae).toBeCloseTo(1.8, 12);
  expect(metrics.mase).toBeCloseTo(0.9, 12);
  expect(metrics.rmsse).toBeCloseTo(Math.sqrt(3.8), 12);
  // The forecasts lie 2, 3 and 2 below and 1 above, 1 below: -7 / 5.
  expect(metrics.bias).toBeCloseTo(-1.4, 12);
  // 9 / 514, and the mean of 2/100, 1/102, 1/97, 3/105, 2/110, both by hand.
  expect(metrics.wape).toBeCloseTo(1.75097, 5);
  expect(metrics.mape).toBeCloseTo(1.73733, 5);
  // Mean 102.8, squares about it 7.84 + 0.64 + 33.64 + 4.84 + 51.84 = 98.8.
  expect(metrics.r2).toBeCloseTo(1 - 19 / 98.8, 12);
});

test('sMAPE in the form of the M4 competition, by hand', () => {
  // 200 x (|4 - 6| / 10 + |10 - 10| / 20 + |0 - 0|) / 3
  const { smape } = measureErrors(Float64Array.from([4, 10, 0]), Float64Array.from([6, 10, 0]), null);
  expect(smape).toBeCloseTo((200 * 0.2) / 3, 12);
});

test.each(Object.entries(oracle.models))('agrees with R on AirPassengers, 1960 forecast by %s', (_, expected) => {
  const scale = measureNaiveScale(Float64Array.from(oracle.history), oracle.season);
  const { forecast: yhat, ...metrics } = expected;
  const measured = measureErrors(Float64Array.from(oracle.actual), Float64Array.from(yhat), scale);
  for (const [metric, value] of Object.entries(metrics)) {
    expect(measured[metric as keyof typeof measured], metric).toBeCloseTo(value, 7);
  }
  expect(Object.keys(metrics).sort()).toEqual(Object.keys(measured).sort());
});

test.each([
  // sMAPE, MASE and OWA as the M4 competition published them, hourly Theta and weekly Comb, beside Naive2's.
  [{ smape: 18.138, mase: 2.455 }, { smape: 18.383, mase: 2.395 }, 1.006],
  [{ smape: 8.944, mase: 2.432 }, { smape: 9.161, mase: 2.777 }, 0.926],
])('OWA of %j beside %j is %d', (model, naive2, published) => {
  expect(measureOwa(model, naive2)).toBeCloseTo(published, 3);
});

test('OWA is undefined where a part of it is, or Naive2 made no error', () => {
  expect(measureOwa({ smape: 1, mase: null }, { smape: 1, mase: 1 })).toBeNull();
  expect(measureOwa({ smape: 1, mase: 1 }, { smape: 0, mase: 1 })).toBeNull();
});

test('what is undefined is null, never infinite', () => {
  const zeros = measureErrors(Float64Array.from([0, 0]), Float64Array.from([1, 2]), null);
  expect(zeros).toMatchObject({ mape: null, wape: null, r2: null, mase: null, mae: 1.5 });
});

/** The metrics once more, by loops over the published formulas. */
function byLoops(y: Float64Array, f: Float64Array) {
  let [sumAbs, sumSq, sumApe, sumSmape, sumY, sumAbsY] = [0, 0, 0, 0, 0, 0];
  for (let t = 0; t < y.length; t += 1) {
    const e = y[t] - f[t];
    sumAbs += Math.abs(e);
    sumSq += e ** 2;
    sumApe += Math.abs(e / y[t]);
    sumSmape += (2 * Math.abs(e)) / (Math.abs(y[t]) + Math.abs(f[t]));
    sumY += y[t];
    sumAbsY += Math.abs(y[t]);
  }
  const n = y.length;
  let total = 0;
  for (let t = 0; t < n; t += 1) total += (y[t] - sumY / n) ** 2;
  return {
    mae: sumAbs / n,
    mse: sumSq / n,
    rmse: (sumSq / n) ** 0.5,
    mape: (100 / n) * sumApe,
    smape: (100 / n) * sumSmape,
    wape: (100 * sumAbs) / sumAbsY,
    r2: 1 - sumSq / total,
  };
}

test('agrees with an independent implementation on random data', () => {
  const value = fc.double({ min: 0.5, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 50 }), (pairs) => {
      fc.pre(new Set(pairs.map(([y]) => y)).size > 1);
      const y = Float64Array.from(pairs, ([first]) => first);
      const f = Float64Array.from(pairs, ([, second]) => second);
      const measured = measureErrors(y, f, null);
      for (const [metric, expected] of Object.entries(byLoops(y, f))) {
        const found = measured[metric as keyof typeof measured] as number;
        expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-8 * Math.max(1, Math.abs(expected)));
      }
    }),
  );
});

describe('the seasonal naive’s error within a history', () => {
  test('is the mean distance of values one season apart', () => {
    expect(measureNaiveError(Float64Array.from([1, 5, 2, 9]), 2)).toBe(2.5);
  });

  test('falls back to one step where the history is no longer than a season', () => {
    expect(measureNaiveError(Float64Array.from([1, 5, 2]), 12)).toBe(3.5);
  });

  test('is null where it is zero or there is nothing to compare', () => {
    expect(measureNaiveError(Float64Array.from([3, 3, 3]), 1)).toBeNull();
    expect(measureNaiveError(Float64Array.from([3]), 1)).toBeNull();
  });
});
