import { expect, test } from 'vitest';
import { findOutliers } from './find-outliers.ts';

/** Days of a trend, a week and noise. */
const days = (length: number) =>
  Float64Array.from({ length }, (_, i) => 1200 + i / 3 + 300 * Math.sin((i % 7) * 0.9) + ((i * 7919) % 97));

test.each([1, 7, 12])('a spike is found and nothing else, whatever season is assumed (%i)', (season) => {
  const y = Float64Array.from({ length: 120 }, (_, i) => 100 + ((i * 37) % 23));
  y[40] = 500;
  expect(findOutliers(y, season)).toEqual([40]);
});

test('a week’s ups and downs are no outliers, at the ends neither', () => {
  const y = days(400);
  expect(findOutliers(y, 7)).toEqual([]);
  y[0] += 4000;
  y[399] -= 4000;
  expect(findOutliers(y, 7)).toEqual([0, 399]);
});

test('missing values are passed over', () => {
  const y = days(100);
  y.fill(Number.NaN, 50, 53);
  y[54] += 4000;
  expect(findOutliers(y, 7)).toEqual([54]);
});

test('many far values are the series’ nature, and a short or constant one has none', () => {
  const bursts = Float64Array.from({ length: 100 }, (_, i) => (i % 10 === 0 ? 1000 : i % 3));
  expect(findOutliers(bursts, 1)).toEqual([]);
  expect(findOutliers(new Float64Array(50).fill(3), 1)).toEqual([]);
  expect(findOutliers(Float64Array.of(1, 2, 3, 900), 1)).toEqual([]);
});
