import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { createTrained } from '../../forecasters/registry.ts';
import { defaultSettings } from '../../forecasters/settings.ts';
import { type Covariate, covariatesBefore } from '../../series/covariates.ts';
import type { Series } from '../../series/series.ts';
import { createForecaster } from '../create-forecaster.ts';
import { explainForecast } from './explain-forecast.ts';

const context = { signal: new AbortController().signal };
const sumOf = (parts: readonly { value: number }[]) => parts.reduce((sum, { value }) => sum + value, 0);

/** Two years and a half of weeks of a shop: promotions of 40 % in all weeks ahead, and in none of the same a year before. */
function promotedWeeks(horizon: number): Series {
  const length = 130;
  const random = createRandom(2);
  const isOn = (at: number) => at >= length || (at % 9 < 2 && !(at >= length - 52 && at < length - 52 + horizon));
  const promo = Float64Array.from({ length: length + horizon }, (_, at) => (isOn(at) ? 1 : 0));
  const y = Float64Array.from({ length }, (_, at) => 300 * 1.4 ** promo[at] * (0.96 + 0.08 * random()));
  const covariates: Covariate[] = [{ name: 'Promo', known: 'future', values: promo }];
  const step = { unit: 'week', every: 1 } as const;
  return {
    uniqueId: 'shop',
    firstMs: Date.UTC(2024, 0, 1),
    step,
    y,
    filled: new Uint8Array(length),
    covariates,
  } as Series;
}

describe('why the forecast shown is what it is', () => {
  it('of a regression finds the promotion of 40 % within 3 points', async () => {
    const horizon = 8;
    const series = promotedWeeks(horizon);
    const settings = { ...defaultSettings(series.step, series.y.length), horizonSteps: horizon, seasonLength: 1 };
    const covariates = [covariatesBefore(series, series.y.length, { horizonSteps: horizon })];
    const task = { histories: [series.y], covariates, validationSteps: 0, epochs: null };
    const fitted = await createForecaster('regression-ets', settings).fit(task, context);
    const [{ yhat: forecast }] = await fitted.forecast([series.y], 0, 'points', covariates);
    const of = { model: 'regression-ets', settings, forecast, hasDrivers: true } as const;
    const explained = await explainForecast(series, of, { from: 0, to: horizon }, false);
    expect(explained.span).toEqual({ kind: 'year', steps: 52 });
    const promotion = explained.parts.find(({ part }) => part === 'promotion');
    expect(promotion?.names).toEqual(['Promo']);
    expect(Math.abs((promotion?.value ?? 0) / explained.start - 0.4)).toBeLessThan(0.03);
    expect(explained.start + sumOf(explained.parts)).toBeCloseTo(explained.total, 6);
    // A first look was given no columns: none is named.
    const look = await explainForecast(series, { ...of, hasDrivers: false }, { from: 0, to: horizon }, false);
    expect(look.parts.some(({ part }) => part === 'promotion')).toBe(false);
  });

  it('gives an event that comes again a part of its own, whatever the model, and adds up with it', async () => {
    const weeks = 208;
    const horizon = 6;
    const random = createRandom(4);
    // Each year in its first two weeks, from the second year on: none at the time compared with.
    const at = [104, 105, 156, 157, weeks + 1, weeks + 2];
    const isOn = (point: number) => at.includes(point);
    const y = Float64Array.from(
      { length: weeks },
      (_, point) => 200 * (isOn(point) ? 1.4 : 1) * (0.97 + 0.06 * random()),
    );
    const step = { unit: 'week', every: 1 } as const;
    const events = [{ name: 'Fair', at, shares: at.map(() => 1) }];
    const filled = new Uint8Array(weeks);
    const series = { uniqueId: 'y', firstMs: Date.UTC(2020, 0, 6), step, y, filled, events } as Series;
    const settings = { ...defaultSettings(step, weeks), horizonSteps: horizon, seasonLength: 1 };
    const covariates = [covariatesBefore(series, weeks, { horizonSteps: horizon })];
    const task = { histories: [y], covariates, validationSteps: 0, epochs: null };
    for (const model of ['ses', 'regression-ets'] as const) {
      const fitted = await createForecaster(model, settings).fit(task, context);
      const [{ yhat: forecast }] = await fitted.forecast([y], 0, 'points', covariates);
      const of = { model, settings, forecast, hasDrivers: true } as const;
      const explained = await explainForecast(series, of, { from: 0, to: horizon }, false);
      expect(explained.start + sumOf(explained.parts)).toBeCloseTo(explained.total, 6);
      // Two weeks then, and two ahead: nothing of the whole, but the third step has one that it had not then.
      const part = explained.parts.find((one) => one.part === 'events');
      expect(part?.names).toEqual(['Fair']);
      expect(Math.abs(part?.value ?? Number.NaN)).toBeLessThan(10);
      const third = await explainForecast(series, of, { from: 2, to: 3 }, false);
      const ofThird = third.parts.find((one) => one.part === 'events');
      expect(Math.abs((ofThird?.value ?? 0) / third.start - 0.4)).toBeLessThan(0.06);
      expect(ofThird?.error).toBeGreaterThan(0);
      expect(ofThird?.error).toBeLessThan(0.2 * third.start);
    }
  });

  it('of a network asks its own weights anew, and adds up to the forecast', async () => {
    const y = Float64Array.from({ length: 72 }, (_, at) => 100 + at + 20 * Math.sin((2 * Math.PI * at) / 12));
    const step = { unit: 'month', every: 1 } as const;
    const series = { uniqueId: 'y', firstMs: Date.UTC(2020, 0, 1), step, y, filled: new Uint8Array(72) } as Series;
    const base = defaultSettings(step, 72);
    const settings = {
      ...base,
      horizonSteps: 6,
      lookBackSteps: 12,
      network: { ...base.network, hiddenSize: 8 },
    };
    const fitted = await createForecaster('nlinear', settings).fit(
      { histories: [y], validationSteps: 0, epochs: 2 },
      context,
    );
    const trained = fitted.trained?.() ?? null;
    if (!trained) throw new Error('nothing to take away');
    const [{ yhat: forecast }] = await fitted.forecast([y], 0, 'points');
    const of = { model: 'nlinear', settings, forecast, hasDrivers: true, trained } as const;
    const explained = await explainForecast(series, of, { from: 0, to: 6 }, false);
    expect(explained.method).toBe('windows');
    expect(explained.start + sumOf(explained.parts)).toBeCloseTo(explained.total, 3);
    // What it would have forecast then is what is left when all that it reads is taken back.
    const deployed = await createTrained('nlinear', settings, trained).fit(
      { histories: [y], validationSteps: 0, epochs: null },
      context,
    );
    const [then] = await deployed.forecast([y.subarray(0, 60)], 0, 'points');
    const own = explained.parts.filter(({ part }) => part !== 'rest');
    expect(explained.total - sumOf(own)).toBeCloseTo(
      then.yhat.reduce((sum, value) => sum + value, 0),
      1,
    );
  });
});
