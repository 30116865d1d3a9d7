import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { canExplainWindows, explainWindows, type WindowQuestion } from './explain-windows.ts';

const random = createRandom(5);
const length = 96;
const season = [-8, -3, 0, 2, 5, 9, 12, 6, 1, -5, -9, -10];
/** Below zero at times, so that all adds up. */
const history = Float64Array.from(
  { length },
  (_, at) => at / 4 - 5 + season[at % 12] + 2 * (random() - 0.5) + (at === length - 1 ? 6 : 0),
);
const readSteps = 24;
const horizon = 6;
/** A linear network: each step is a weighted sum of the window. */
const weights = Array.from({ length: horizon }, () => Float64Array.from({ length: readSteps }, () => random() - 0.5));
const forecastOf = (values: Float64Array) =>
  Float64Array.from(weights, (own) =>
    own.reduce((sum, weight, at) => sum + weight * values[values.length - readSteps + at], 0),
  );

const question: WindowQuestion = {
  history,
  forecast: forecastOf(history),
  seasonLength: 12,
  spanSteps: 12,
  readSteps,
  isLevel: false,
  from: 0,
  to: horizon,
  forecastFrom: async (histories) => histories.map(forecastOf),
};
const sumOf = (values: readonly { value: number }[]) => values.reduce((sum, { value }) => sum + value, 0);

describe('why a network forecasts what it does', () => {
  it('of a linear one is w (x - what it read then), and adds up with what it would have missed', async () => {
    const { start, total, parts, coalitions } = await explainWindows(question);
    expect(coalitions).toBe(256);
    const then = forecastOf(history.subarray(0, length - 12)).reduce((sum, value) => sum + value, 0);
    expect(sumOf(parts.filter(({ part }) => part !== 'rest'))).toBeCloseTo(total - then, 8);
    expect(parts.find(({ part }) => part === 'rest')?.value).toBeCloseTo(then - start, 8);
    expect(start).toBeCloseTo(
      history.slice(84, 90).reduce((sum, value) => sum + value, 0),
      9,
    );
    expect(start + sumOf(parts)).toBeCloseTo(total, 8);
  });

  it('gives a part that the network does not read nothing', async () => {
    // The mean of a season does not hang on the season, nor does it on what lies before it.
    const lastYear = (values: Float64Array) =>
      new Float64Array(horizon).fill(values.slice(-12).reduce((sum, value) => sum + value, 0) / 12);
    const forecastFrom = async (histories: readonly Float64Array[]) => histories.map(lastYear);
    const { parts } = await explainWindows({ ...question, forecast: lastYear(history), forecastFrom });
    const partOf = (id: string) => parts.find(({ part }) => part === id)?.value ?? Number.NaN;
    expect(Math.abs(partOf('season'))).toBeLessThan(0.02 * Math.abs(partOf('trend')));
    // A year of growth by a quarter a month, over six steps.
    expect(partOf('trend') / 18).toBeGreaterThan(0.8);
    expect(partOf('trend') / 18).toBeLessThan(1.3);
  });

  it('is not made of a history without both windows', async () => {
    const short = { ...question, history: history.subarray(0, 35) };
    expect(canExplainWindows(short)).toBe(false);
    await expect(explainWindows(short)).rejects.toThrow(RangeError);
  });
});
