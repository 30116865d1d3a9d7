/** MSTL and the ridge regression: the forecasters of several seasons. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createMstl } from './mstl.ts';
import oracle from './oracle/r-forecast.json' with { type: 'json' };
import { createRidgeLags } from './ridge-lags.ts';
import { forecastSeasonalNaive } from './seasonal-naive.ts';
import { forecastFrom } from './testing/forecast-from.ts';

const flights = Float64Array.from(
  readFileSync(new URL('../../../public/samples/flights-hourly.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1),
  (row) => Number(row.split(',')[1]),
);

function meanError(yhat: Float64Array, truth: ArrayLike<number>): number {
  return yhat.reduce((sum, value, at) => sum + Math.abs(value - truth[at]), 0) / yhat.length;
}

describe.each([
  ['MSTL', createMstl],
  ['ridge', createRidgeLags],
])('%s', (_name, create) => {
  test('two seasons of flights by the hour: closer than yesterday repeated, over six weeks', async () => {
    let error = 0;
    let naive = 0;
    for (let origin = 1344; origin < 1344 + 6 * 168; origin += 168) {
      const history = flights.subarray(0, origin);
      const truth = flights.subarray(origin, origin + 168);
      const { yhat } = await forecastFrom(create([24, 168], 168), history);
      error += meanError(yhat, truth);
      naive += meanError(forecastSeasonalNaive(history, 24, 168), truth);
    }
    console.log(`flights by the hour, a week ahead: ${(error / naive).toFixed(2)} of the seasonal naive`);
    expect(error).toBeLessThan(0.7 * naive);
  });

  test('two seasons put in are found again', async () => {
    const wave = (at: number) => 50 + 5 * Math.sin((2 * Math.PI * at) / 7) + 8 * Math.cos((2 * Math.PI * at) / 28);
    const history = Array.from({ length: 200 }, (_, at) => wave(at));
    const { yhat } = await forecastFrom(create([7, 28], 28), history);
    for (const [step, value] of yhat.entries()) expect(Math.abs(value - wave(200 + step))).toBeLessThan(0.5);
  });

  test('AirPassengers, last year held out: a mean absolute error below 14', async () => {
    const { form, yhat } = await forecastFrom(create([12], 12), oracle.airTrain.y);
    const error = meanError(yhat, oracle.air.y.slice(-12));
    console.log(`AirPassengers h=12, ${form}: MAE ${error.toFixed(2)}`);
    expect(error).toBeLessThan(14);
  });
});

test('a season found a step longer is the same rule, one without a season is another', async () => {
  const history = Float64Array.from(
    { length: 240 },
    (_, at) => 50 + 5 * Math.sin((2 * Math.PI * at) / 12) + Math.sin(at * at),
  );
  const context = { signal: new AbortController().signal };
  const ruleWith = async (create: typeof createMstl, seasons: number[]) => {
    const fitted = await create(seasons, 6).fit({ histories: [history], validationSteps: 0, epochs: null }, context);
    return fitted.rules?.[0];
  };
  for (const create of [createMstl, createRidgeLags]) {
    const rule = await ruleWith(create, [12]);
    expect(rule).not.toBeNull();
    expect(await ruleWith(create, [13])).toBe(rule);
    expect(await ruleWith(create, [])).not.toBe(rule);
  }
});
