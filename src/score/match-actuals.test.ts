import { expect, test } from 'vitest';
import { daysFromCivil } from '../base/civil.ts';
import type { Series } from '../series/series.ts';
import { numberSeries } from './m4-competition.ts';
import { matchActuals } from './match-actuals.ts';

function monthly(year: number, month: number, values: number[]): Series {
  const series = numberSeries('a', Float64Array.from(values));
  return { ...series, step: { unit: 'month', every: 1 }, firstMs: daysFromCivil(year, month, 1) * 86_400_000 };
}

const past = monthly(2020, 1, [1, 2, 3, 4]);
const match = (later: Series, series = past) => {
  const actual = matchActuals(series, later, 2);
  return actual && [...actual];
};

test('what goes on from the end is taken as far as the horizon', () => {
  expect(match(monthly(2020, 5, [5, 6, 7]))).toEqual([5, 6]);
  expect(match(monthly(2020, 5, [5]))).toEqual([5]);
});

test('a file that holds the past too is read from the end of the series on', () => {
  expect(match(monthly(2020, 3, [3, 4, 5, 6]))).toEqual([5, 6]);
  expect(match(monthly(2020, 1, [1, 2, 3, 4]))).toBeNull();
});

test('what begins later is not measured against', () => {
  expect(match(monthly(2020, 6, [6, 7]))).toBeNull();
});

test('numbers may go on, or begin at 1 again', () => {
  const series = numberSeries('a', Float64Array.of(1, 2));
  expect(match({ ...numberSeries('a', Float64Array.of(8, 9)), firstMs: 3 }, series)).toEqual([8, 9]);
  expect(match(numberSeries('a', Float64Array.of(8, 9, 10)), series)).toEqual([8, 9]);
});
