import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chooseEts, type EtsFit, fitEts, fitForms, forecastFromFit } from './ets.ts';
import { hasRootsWithinCircle, isAdmissible } from './ets-admissible.ts';
import { createEtsObjective } from './ets-likelihood.ts';
import { type EtsForm, nameEts } from './ets-model.ts';
import { guessInitialState } from './ets-start.ts';
import { createAutoEts, createHoltWinters } from './exponential-smoothing.ts';
import oracle from './oracle/r-forecast.json' with { type: 'json' };
import { forecastFrom, relativeDistance } from './testing/forecast-from.ts';

const { air, airTrain, accidentalDeaths, nottingham, gas, earnings, nile, internet } = oracle;
const series = { air, airTrain, accidentalDeaths, nottingham, gas, earnings, nile, internet };

const errors = ['A', 'M'] as const;
const trends = ['N', 'A', 'Ad'] as const;
const seasons = ['N', 'A', 'M'] as const;
const forms: EtsForm[] = errors.flatMap((error) =>
  trends.flatMap((trend) => seasons.map((season) => ({ error, trend, season }))),
);

function parseForm(name: string): EtsForm {
  const form = forms.find(({ error, trend, season }) => error + trend + season === name);
  if (!form) throw new Error(name);
  return form;
}

test.each(forms)('the slope of the likelihood of $error, $trend, $season is that of differences', (form) => {
  const y = Float64Array.from(gas.y, (value) => 1 + value / 300);
  const { state } = guessInitialState(form, y, 4);
  const { objective, encode } = createEtsObjective(form, y, state, 0.1);
  const x = encode({ alpha: 0.3, beta: 0.2, gamma: 0.3, phi: 0.6 }).map((each, at) => each + 0.05 * Math.sin(at));
  const slope = new Float64Array(x.length);
  const unused = new Float64Array(x.length);
  expect(objective(x, slope)).toBeLessThan(1e6);
  for (const at of x.keys()) {
    const moved = (by: number) =>
      objective(
        x.map((each, other) => (other === at ? each + by : each)),
        unused,
      );
    const difference = (moved(1e-5) - moved(-1e-5)) / 2e-5;
    expect(Math.abs(slope[at] - difference)).toBeLessThan(1e-4 * (1 + Math.abs(difference)));
  }
});

describe.each(Object.entries(series))('%s', (_name, { y, seasonLength, horizonSteps, ets, everyEts }) => {
  const history = Float64Array.from(y);

  test('every form is at least as likely as R’s ets finds it', () => {
    for (const [name, { logLikelihood }] of Object.entries(everyEts)) {
      const fit = fitEts(parseForm(name), history, seasonLength);
      expect(fit?.logLikelihood, name).toBeGreaterThan(logLikelihood - 0.05);
    }
  });

  test('the criterion of the chosen form is not above R’s, by the same count of parameters', () => {
    const fit = chooseEts(history, seasonLength);
    expect(fit?.aicc).toBeLessThan(ets.aicc + 0.1);
    for (const [name, { aicc, logLikelihood }] of Object.entries(everyEts)) {
      const same = fitEts(parseForm(name), history, seasonLength);
      if (same) expect(same.aicc + 2 * same.logLikelihood).toBeCloseTo(aicc + 2 * logLikelihood, 6);
    }
  });

  test('forecasts lie near R’s, nearest where the same form was chosen', async () => {
    const forecast = await forecastFrom(createAutoEts(seasonLength, horizonSteps), y);
    const same = forecast.form === ets.method;
    expect(relativeDistance(forecast.yhat, ets.mean)).toBeLessThan(same ? 0.03 : 0.05);
    expect(relativeDistance(forecast.quantiles?.[1] ?? [], ets.lower80)).toBeLessThan(0.08);
    expect(relativeDistance(forecast.quantiles?.[6] ?? [], ets.upper95)).toBeLessThan(0.08);
  });
});

test('a season of 24 hours: at least as likely as R finds it, 28 numbers searched together', () => {
  const file = new URL('../../../public/samples/flights-hourly.csv', import.meta.url);
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .slice(1, 1 + oracle.flights.length);
  const hours = Float64Array.from(rows, (row) => Number(row.split(',')[1]));
  const fit = fitEts(parseForm('AAA'), hours, 24);
  expect(fit?.logLikelihood).toBeGreaterThan(oracle.flights.ets.logLikelihood);
});

test('of an additive form found alike, the intervals are R’s', () => {
  const history = Float64Array.from(nottingham.y);
  const { yhat, quantiles } = forecastFromFit(chooseEts(history, 12) as EtsFit, history, 12);
  expect(relativeDistance(yhat, nottingham.ets.mean)).toBeLessThan(0.003);
  expect(relativeDistance(quantiles?.[0] ?? [], nottingham.ets.lower95)).toBeLessThan(0.003);
  expect(relativeDistance(quantiles?.[5] ?? [], nottingham.ets.upper80)).toBeLessThan(0.003);
});

test('Holt-Winters on AirPassengers, last year held out: a mean absolute error below 14', async () => {
  const truth = air.y.slice(-12);
  for (const season of ['additive', 'multiplicative'] as const) {
    const { yhat, form } = await forecastFrom(createHoltWinters(season, 12, 12), airTrain.y);
    const error = truth.reduce((sum, value, at) => sum + Math.abs(value - yhat[at]), 0) / 12;
    console.log(`AirPassengers h=12, ${form}: MAE ${error.toFixed(2)}`);
    expect(error).toBeLessThan(14);
  }
});

test('fitted again on a longer history from where it was: as likely as from nothing', () => {
  for (const { y, seasonLength } of [air, gas, nile]) {
    const history = Float64Array.from(y);
    const before = fitForms(history.subarray(0, history.length - 2 * seasonLength), seasonLength);
    const [warm] = fitForms(history, seasonLength, 'all', before);
    const [cold] = fitForms(history, seasonLength);
    expect(warm.aicc).toBeLessThan(cold.aicc + 0.5);
  }
});

describe('the admissible region', () => {
  test('roots by Schur and Cohn', () => {
    expect(hasRootsWithinCircle([1, -0.9, 0.2])).toBe(true);
    expect(hasRootsWithinCircle([1, -2.5, 1])).toBe(false);
    expect(hasRootsWithinCircle([1, 0, 0, 0, -1.2])).toBe(false);
  });

  test('of Holt’s model: alpha above 0, beta between 0 and 4 - 2 alpha', () => {
    expect(isAdmissible({ alpha: 1.5, beta: 0.9, gamma: 0, phi: 1 }, 0)).toBe(true);
    expect(isAdmissible({ alpha: 1.5, beta: 1.1, gamma: 0, phi: 1 }, 0)).toBe(false);
  });

  test('of Winters’ model: a quick season on a quick slope forgets nothing', () => {
    expect(isAdmissible({ alpha: 0.3, beta: 0.01, gamma: 0.5, phi: 1 }, 12)).toBe(true);
    expect(isAdmissible({ alpha: 0.9, beta: 0.9, gamma: 0.9, phi: 1 }, 4)).toBe(false);
  });

  test('holds for what is chosen', () => {
    for (const { y, seasonLength } of Object.values(series)) {
      const fit = chooseEts(Float64Array.from(y), seasonLength);
      expect(
        fit && isAdmissible(fit.parameters, fit.parameters.initial.season.length),
        fit ? nameEts(fit.form) : '',
      ).toBe(true);
    }
  });
});
