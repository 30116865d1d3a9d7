import { expect, test } from 'vitest';
import { createNaive } from './baselines.ts';
import { withDetectedSeasons } from './detected-seasons.ts';

const context = { signal: new AbortController().signal };

/** A year of hours with a day and a week in it. */
const hours = Float64Array.from({ length: 24 * 7 * 12 }, (_, at) => {
  const day = Math.sin((2 * Math.PI * at) / 24);
  const week = Math.floor(at / 24) % 7 < 5 ? 1 : 0;
  return 20 + 3 * day + 4 * week + 0.3 * Math.sin(at * at);
});

test('seasons come from each history, with the one of the calendar', async () => {
  const seen: number[][] = [];
  const forecaster = withDetectedSeasons((seasons) => {
    seen.push([...seasons]);
    return createNaive(2);
  }, 24);
  const noise = Float64Array.from({ length: 60 }, (_, at) => Math.sin(at * at));
  const fitted = await forecaster.fit({ histories: [hours, noise], validationSteps: 0, epochs: null }, context);
  expect(seen).toEqual([[24, 168], [24]]);
  const [{ yhat }] = await fitted.forecast([Float64Array.from([1, 2, 7])], 1);
  expect([...yhat]).toEqual([7, 7]);
});
