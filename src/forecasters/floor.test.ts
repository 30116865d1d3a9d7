import { expect, test } from 'vitest';
import { createDrift } from './classical/baselines.ts';
import { withFloor } from './floor.ts';

const context = { signal: new AbortController().signal };

async function forecastFalling(history: Float64Array) {
  const fitted = await withFloor(createDrift(4)).fit(
    { histories: [history], validationSteps: 0, epochs: null },
    context,
  );
  return (await fitted.forecast([history], 0))[0];
}

test('a series that never went below zero is not forecast below it, nor are its quantiles', async () => {
  const { yhat, quantiles } = await forecastFalling(Float64Array.from([9, 6, 5, 3, 1]));
  expect([...yhat]).toEqual([0, 0, 0, 0]);
  for (const values of quantiles ?? []) for (const value of values) expect(value).toBeGreaterThanOrEqual(0);
});

test('a series that did may go on falling', async () => {
  const { yhat } = await forecastFalling(Float64Array.from([6, 3, 0, -3]));
  expect([...yhat]).toEqual([-6, -9, -12, -15]);
});
