import { expect, test } from 'vitest';
import { createSeasonalNaive, forecastSeasonalNaive } from './seasonal-naive.ts';

const history = Float64Array.from([1, 2, 3, 4, 5, 6, 7]);

test('repeats the last season over the horizon', () => {
  expect([...forecastSeasonalNaive(history, 3, 5)]).toEqual([5, 6, 7, 5, 6]);
});

test('repeats the last value without a season, and where the history is shorter than one', () => {
  expect([...forecastSeasonalNaive(history, 1, 2)]).toEqual([7, 7]);
  expect([...forecastSeasonalNaive(history, 12, 2)]).toEqual([7, 7]);
});

test('is a forecaster like any other', async () => {
  const task = { histories: [history], validationSteps: 2, epochs: null };
  const fitted = await createSeasonalNaive(3, 2).fit(task, { signal: new AbortController().signal });
  const forecasts = await fitted.forecast([history, history.subarray(0, 4)], 0);
  expect(forecasts.map(({ yhat }) => [...yhat])).toEqual([
    [5, 6],
    [2, 3],
  ]);
});
