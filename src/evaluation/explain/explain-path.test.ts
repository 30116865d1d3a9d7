import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { fitDriverEffects } from '../../forecasters/drivers/driver-effects.ts';
import { explainPath, type PathQuestion } from './explain-path.ts';

const none = { future: [], past: [], yearSteps: null };

function drawNoise(seed: number) {
  const random = createRandom(seed);
  return () => Array.from({ length: 12 }, () => random()).reduce((sum, value) => sum + value, -6);
}

/** What drivers known ahead do to a series, as a model that stands on them has it. */
function driversOf(history: Float64Array, seasonLength: number, columns: Record<string, Float64Array>) {
  const known = { ...none, future: Object.values(columns) };
  const effects = fitDriverEffects(history, known, seasonLength);
  if (!effects) throw new Error('no effects');
  return { effects, known, names: { future: Object.keys(columns), past: [] } };
}

const plain: Omit<PathQuestion, 'history' | 'forecast'> = {
  seasonLength: 7,
  spanSteps: 364,
  drivers: null,
  isLevel: false,
  from: 0,
  to: 28,
};

const partOf = (parts: readonly { part: string; value: number }[], part: string) =>
  parts.find((one) => one.part === part)?.value ?? 0;
const sumOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);

const days = 800;
const horizon = 28;
const weekdays = [0.8, 0.8, 0.9, 1, 1.3, 1.5, 0.7];
/** In the whole horizon, and never at the same time a year before. */
const promotion = Float64Array.from({ length: days + horizon }, (_, at) =>
  at >= days || (at % 41 < 6 && !(at >= days - 364 && at < days - 364 + horizon)) ? 1 : 0,
);
const noise = drawNoise(1);
const deviates = Float64Array.from({ length: days + horizon }, noise);
const random = Float64Array.from({ length: days + horizon }, drawNoise(9));
/** Grows by a fifth a year; a promotion gives 40 % more. */
const truth = (at: number) => 200 * 1.2 ** (at / 364) * weekdays[at % 7] * 1.4 ** promotion[at];
const sales = Float64Array.from({ length: days }, (_, at) => truth(at) * Math.exp(0.05 * deviates[at]));
const ahead = Float64Array.from({ length: horizon }, (_, step) => truth(days + step));

describe('why a forecast differs from the year before', () => {
  it('finds a planted promotion of 40 % within 3 points, gives noise next to nothing, and growth its share', async () => {
    const drivers = driversOf(sales, 7, { Promo: promotion, Rumour: random });
    const { start, total, parts } = await explainPath({ ...plain, history: sales, forecast: ahead, drivers });
    expect(parts.find(({ part }) => part === 'promotion')?.names).toEqual(['Promo']);
    // On average over both orders with the growth of a fifth: 0.4 (1 + 1.2) / 2.
    expect(Math.abs(partOf(parts, 'promotion') / start - 0.44)).toBeLessThan(0.03);
    expect(Math.abs(partOf(parts, 'trend') / start - 0.24)).toBeLessThan(0.03);
    expect(Math.abs(partOf(parts, 'other') / start)).toBeLessThan(0.01);
    expect(start + sumOf(parts.map(({ value }) => value))).toBeCloseTo(total, 6);
  });

  it('is the promotion alone where nothing else has changed', async () => {
    const level = (at: number) => 100 * weekdays[at % 7] * 1.4 ** promotion[at];
    const history = Float64Array.from({ length: days }, (_, at) => level(at));
    const forecast = Float64Array.from({ length: horizon }, (_, step) => level(days + step));
    const drivers = driversOf(history, 7, { Promo: promotion });
    const { start, parts } = await explainPath({ ...plain, history, forecast, drivers });
    expect(partOf(parts, 'promotion') / start).toBeCloseTo(0.4, 2);
  });

  it('of a regression that adds up is w (x - what it was then)', async () => {
    const x = Float64Array.from({ length: days + horizon }, (_, at) => Math.sin(at / 9) * 3);
    const history = Float64Array.from({ length: days }, (_, at) => -20 + 2.5 * x[at] + 0.3 * deviates[at]);
    const drivers = driversOf(history, 1, { Temperature: x });
    const { effects, known } = drivers;
    const forecast = effects.effectsOn(known, days, days + horizon).map((value) => value - 20);
    const question = { ...plain, seasonLength: 1, history, forecast, drivers, from: 3, to: 17 };
    const { parts } = await explainPath(question);
    const then = effects.effectsOn(known, days - 364, days - 364 + horizon);
    const wanted = sumOf(forecast.subarray(3, 17).map((value, step) => value + 20 - then[step + 3]));
    expect(partOf(parts, 'weather')).toBeCloseTo(wanted, 6);
    const given = sumOf(x.subarray(days + 3, days + 17)) - sumOf(x.subarray(days - 361, days - 347));
    expect(partOf(parts, 'weather') / given).toBeCloseTo(2.5, 1);
  });

  it('adds up on closed days, for levels, for a part of the horizon and for five points', async () => {
    const closed = Float64Array.from({ length: days + horizon }, (_, at) => (at % 30 === 4 ? 1 : 0));
    const history = sales.map((value, at) => (closed[at] ? 0 : value));
    const forecast = ahead.map((value, step) => (closed[days + step] ? 0 : value));
    const drivers = driversOf(history, 7, { Holiday: closed });
    const few = { ...plain, history: Float64Array.of(3, 5, 4, 6, 7), seasonLength: 12, spanSteps: 3 };
    const questions: PathQuestion[] = [
      { ...plain, history, forecast, drivers, from: 2, to: 20 },
      { ...plain, history, forecast, drivers, isLevel: true },
      { ...few, forecast: Float64Array.of(7, 7, 8), to: 3 },
      { ...few, history: new Float64Array(5).fill(4), forecast: new Float64Array(8).fill(4), spanSteps: 8, to: 8 },
    ];
    for (const question of questions) {
      const { start, total, parts } = await explainPath(question);
      expect(parts.every(({ value }) => Number.isFinite(value))).toBe(true);
      expect(start + sumOf(parts.map(({ value }) => value))).toBeCloseTo(total, 6);
    }
  });
});
