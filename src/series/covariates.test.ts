import { expect, test } from 'vitest';
import { type Covariate, covariatesBefore, covariatesFrom, settleCovariates } from './covariates.ts';
import { day } from './testing/calendar-cases.ts';

const rising = (length: number, first = 0) => Float64Array.from({ length }, (_, at) => first + at);

function seriesWith(...covariates: Covariate[]) {
  return {
    uniqueId: 'a',
    step: { unit: 'day' as const, every: 1 },
    firstMs: day('2024-01-01'),
    y: rising(10),
    filled: new Uint8Array(10),
    covariates,
    statics: [{ name: 'store', value: 'north' }],
  };
}

const price: Covariate = { name: 'price', known: 'future', values: rising(13, 100) };
const visits: Covariate = { name: 'visits', known: 'past', values: rising(10, 200) };

test('what is known ahead reaches over the horizon, what is not ends at the origin', () => {
  const known = covariatesBefore(seriesWith(price, visits), 8, { start: 2, horizonSteps: 3 });
  expect(known.future.map((values) => [...values])).toEqual([[102, 103, 104, 105, 106, 107, 108, 109, 110]]);
  expect(known.past.map((values) => [...values])).toEqual([[202, 203, 204, 205, 206, 207]]);
  expect(known.statics).toEqual([{ name: 'store', value: 'north' }]);
});

test('what ends before the horizon does is no longer taken as known ahead', () => {
  const series = seriesWith(price, visits);
  expect(settleCovariates(series, 3).covariates?.map(({ known }) => known)).toEqual(['future', 'past']);
  expect(() => covariatesBefore(series, 10, { horizonSteps: 4 })).toThrow(RangeError);
  const settled = settleCovariates(series, 4);
  expect(settled.covariates?.map(({ known }) => known)).toEqual(['past', 'past']);
  expect(covariatesBefore(settled, 10, { horizonSteps: 4 }).past[0]).toHaveLength(10);
});

test('a series that begins later keeps its covariates in step', () => {
  expect(covariatesFrom([price], 4)[0].values[0]).toBe(104);
});
