import { expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { createAutoEts } from './classical/exponential-smoothing.ts';
import type { Forecaster } from './forecaster.ts';
import { findPlausible, withPlausible } from './plausible.ts';

const context = { signal: new AbortController().signal };
const taskOf = (history: Float64Array) => ({ histories: [history], validationSteps: 0, epochs: null });

test('bounds of an exact case: twice the largest move in so many steps or fewer, beyond the last two values', () => {
  // In one step it rose by 3 and fell by 2 at most, in two by less.
  const bounds = findPlausible(Float64Array.of(-1, 2, 1, 3, 1, 2), 1, 2);
  expect([...(bounds?.high ?? [])]).toEqual([2 + 2 * 3, 2 + 2 * 3]);
  expect(bounds?.low[0]).toBe(1 - 2 * 2);
});

test('a forecast that explodes is held, and says at how many steps', async () => {
  const random = createRandom(3);
  const history = Float64Array.from({ length: 14 }, () => 100 + 10 * drawNormal(random));
  const exploding: Forecaster = {
    fit: async (task, given) => {
      const fitted = await createAutoEts(1, 6).fit(task, given);
      return {
        ...fitted,
        forecast: async () => [
          {
            yhat: Float64Array.from({ length: 6 }, (_, step) => 100 * 4 ** step),
            quantiles: [Float64Array.from({ length: 6 }, () => 2_057_060)],
          },
        ],
      };
    },
  };
  const fitted = await withPlausible(exploding, 1).fit(taskOf(history), context);
  const [{ yhat, quantiles, held }] = await fitted.forecast([history], 0);
  expect(Math.max(...yhat)).toBeLessThan(300);
  expect(Math.max(...(quantiles?.[0] ?? []))).toBeLessThan(600);
  expect(held).toBe(5);
});

test('growth that was there all along may go on', async () => {
  const history = Float64Array.from({ length: 40 }, (_, at) => 1.3 ** at);
  const bounds = findPlausible(history, 1, 6);
  for (let step = 0; step < 6; step += 1) expect(bounds?.high[step]).toBeGreaterThan(1.3 ** (40 + step));
  const fitted = await withPlausible(createAutoEts(1, 6), 1).fit(taskOf(history), context);
  expect((await fitted.forecast([history], 0))[0].held).toBeUndefined();
});

test('one point allows anything', () => expect(findPlausible(Float64Array.of(5), 1, 3)).toBeNull());
