import { expect, test } from 'vitest';
import { type Forecast, quantileLevels } from '../forecaster.ts';
import { forecastByReadings } from './weigh-readings.ts';

const [day, week] = [24, 168];
const options = { seasonLength: day, horizonSteps: 48 };

/** Repeats the last cycle; the outer quantiles a tenth of a unit a level away. */
function repeatCycle(history: Float64Array, season: number, horizonSteps: number): Forecast {
  const yhat = Float64Array.from(
    { length: horizonSteps },
    (_, step) => history[history.length - season + (step % season)],
  );
  return { yhat, quantiles: quantileLevels.map((_, level) => yhat.map((value) => value + (level - 3) / 10)) };
}

const asked: [season: number, lengths: number[]][] = [];
const repeatAll = (histories: readonly Float64Array[], { seasonLength, horizonSteps }: typeof options) => {
  asked.push([seasonLength, histories.map(({ length }) => length)]);
  return Promise.resolve(histories.map((history) => repeatCycle(history, seasonLength, horizonSteps)));
};

const hours = (count: number, valueAt: (at: number) => number) =>
  Float64Array.from({ length: count }, (_, at) => valueAt(at));
const isSunday = (at: number) => Math.floor(at / day) % 7 === 6;

test('what repeats every week is read by weeks, what repeats every day by days', async () => {
  const weekly = hours(5 * week, (at) => (isSunday(at) ? 0 : 10 + (at % day)));
  // The day's figure changes for good within the last week, so that a week before tells less than a day before.
  const daily = hours(5 * week, (at) => (at % day) * (at < 4.5 * week ? 1 : 3));
  const [byWeek, byDay] = await forecastByReadings([weekly, daily], options, repeatAll);
  expect([...byWeek.yhat]).toEqual([...repeatCycle(weekly, week, 48).yhat]);
  const truth = repeatCycle(daily, day, 48).yhat;
  for (const [step, value] of byDay.yhat.entries())
    expect(Math.abs(value - truth[step])).toBeLessThan(0.05 * (1 + truth[step]));
  expect(byWeek.quantiles?.[0][0]).toBeCloseTo(byWeek.yhat[0] - 0.3, 12);
});

test('a trial sees nothing of what it is judged by', async () => {
  asked.length = 0;
  await forecastByReadings([hours(4 * week, (at) => at % 5)], options, repeatAll);
  const end = 4 * week;
  expect(asked).toEqual([
    [day, [end]],
    [week, [end]],
    [day, [end - 48, end - 96, end - 144]],
    [week, [end - 48, end - 96, end - 144]],
  ]);
});

test('a history of less than three weeks, and any without a season over its season, is read once', async () => {
  asked.length = 0;
  await forecastByReadings([hours(3 * week - 1, (at) => at)], options, repeatAll);
  await forecastByReadings([hours(900, (at) => at)], { seasonLength: 12, horizonSteps: 6 }, repeatAll);
  expect(asked.map(([season]) => season)).toEqual([day, 12]);
});

test('equal misses count alike', async () => {
  const flat = hours(4 * week, () => 7);
  const [{ yhat }] = await forecastByReadings([flat], options, repeatAll);
  expect([...yhat]).toEqual(Array(48).fill(7));
});
