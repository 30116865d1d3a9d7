import { expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import oracle from '../forecasters/classical/oracle/r-forecast.json' with { type: 'json' };
import { measureKpss } from './stationarity.ts';
import { dickeyFullerLimit, readStationarity, testUnitRoot } from './unit-root.ts';

const air = Float64Array.from(oracle.air.y);
const nile = Float64Array.from(oracle.nile.y);

test('the statistics are those of R', () => {
  // tseries::adf.test(AirPassengers), and urca::ur.df(AirPassengers, "drift", 13).
  expect(testUnitRoot(air, 'trend', 5)?.statistic).toBeCloseTo(-7.318571, 5);
  expect(testUnitRoot(air, 'constant', 13)?.statistic).toBeCloseTo(0.815369, 5);
  // tseries::kpss.test(Nile) with two lags.
  expect(measureKpss(nile, 2)).toBeCloseTo(1.3152, 4);
});

// Fuller 1976, table 8.5.2.
test.each([
  [25, -3.0, -3.6],
  [50, -2.93, -3.5],
  [100, -2.89, -3.45],
  [500, -2.87, -3.42],
])('of %i points one in twenty lies below what the table says', (points, constant, trend) => {
  expect(dickeyFullerLimit(points, 'constant')).toBeCloseTo(constant, 1);
  expect(dickeyFullerLimit(points, 'trend')).toBeCloseTo(trend, 1);
});

test('noise stays, a walk wanders, a line with noise keeps to its trend', () => {
  const random = createRandom(2);
  const noise = Float64Array.from({ length: 300 }, () => drawNormal(random));
  let sum = 0;
  const walk = noise.map((value) => {
    sum += value;
    return sum;
  });
  const line = noise.map((value, at) => value + at / 10);
  expect([noise, walk, line].map((values) => readStationarity(values)?.kind)).toEqual([
    'stationary',
    'wanders',
    'around-trend',
  ]);
});

test('nothing is said of a constant, nor of few values', () => {
  expect(readStationarity(new Float64Array(50).fill(7))).toBeNull();
  expect(readStationarity(nile.subarray(0, 6))).toBeNull();
});
