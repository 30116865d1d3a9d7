import { fitRidge, type RidgeFit } from '../../statistics/ridge.ts';
import type { Forecaster } from '../forecaster.ts';
import { standInModel } from './baselines.ts';
import {
  countRecent,
  createClassicalForecaster,
  type FittedModel,
  learnFromRecent,
  withNormalQuantiles,
} from './classical-forecaster.ts';
import { chooseScale, fromScale, toScale } from './value-scale.ts';

/** What a row of the regression is made of. Lags are measured from the value one `base` season ago, which is the prior. */
type Design = { base: number; lags: number[]; waves: { period: number; harmonics: number }[]; unit: number };

const mostNearLags = 12;
const mostHarmonics = 6;

/** Lags near by and around each season, as far as a third of the history reaches, and waves of each season. */
function planDesign(length: number, seasonLengths: readonly number[]): Design | null {
  const seasons = seasonLengths.filter((season) => season > 1 && 3 * season <= length).sort((a, b) => a - b);
  const reach = Math.floor(length / 3);
  const near = Math.min(mostNearLags, Math.max(1, Math.floor(length / 8)));
  const wanted = Array.from({ length: near }, (_, at) => at + 1);
  for (const season of seasons) wanted.push(season - 1, season, season + 1, 2 * season, 2 * season + 1);
  const base = seasons[0] ?? 1;
  const lags = [...new Set(wanted)].filter((lag) => lag > 0 && lag <= reach && lag !== base).sort((a, b) => a - b);
  const room = Math.max(0, Math.floor(length / 4) - lags.length);
  const harmonics = seasons.length === 0 ? 0 : Math.floor(room / (2 * seasons.length));
  const waves = seasons.map((period) => ({
    period,
    harmonics: Math.min(mostHarmonics, Math.floor(period / 2), harmonics),
  }));
  return length < base + 8 ? null : { base, lags, waves, unit: length };
}

function countFeatures({ lags, waves }: Design): number {
  // A wave of two points has a sine alone.
  const ofWaves = waves.reduce(
    (sum, { period, harmonics }) => sum + 2 * harmonics - Number(2 * harmonics === period),
    0,
  );
  return lags.length + ofWaves + 2;
}

/** [features] what is known of the value at `at` from those before it. */
function describeRow(values: Float64Array, at: number, design: Design): Float64Array {
  const { base, lags, waves, unit } = design;
  const features = new Float64Array(countFeatures(design));
  const anchor = values[at - base];
  let place = 0;
  for (; place < lags.length; place += 1) features[place] = values[at - lags[place]] - anchor;
  for (const { period, harmonics } of waves) {
    for (let k = 1; k <= harmonics; k += 1) {
      const angle = (2 * Math.PI * k * at) / period;
      features[place++] = Math.sin(angle);
      if (2 * k < period) features[place++] = Math.cos(angle);
    }
  }
  features[place++] = 1;
  features[place] = at / unit;
  return features;
}

function firstKnown({ base, lags }: Design): number {
  return Math.max(base, ...lags);
}

function fitDesign(values: Float64Array, design: Design): RidgeFit | null {
  const from = firstKnown(design);
  const rows = Array.from({ length: values.length - from }, (_, at) => describeRow(values, from + at, design));
  const targets = Float64Array.from(rows, (_, at) => values[from + at] - values[from + at - design.base]);
  return fitRidge(rows, targets);
}

/** [horizon] each step taken as known for the next. */
function projectDesign(history: Float64Array, design: Design, { coefficients }: RidgeFit, horizonSteps: number) {
  const start = history.length;
  const values = new Float64Array(start + horizonSteps);
  values.set(history);
  for (let at = start; at < values.length; at += 1) {
    const row = describeRow(values, at, design);
    values[at] = values[at - design.base] + row.reduce((sum, value, i) => sum + value * coefficients[i], 0);
  }
  return values.subarray(start);
}

/** [horizon] standard deviations: how an error today goes on through the lags. */
function spreadOfDesign({ base, lags }: Design, { coefficients, sigma }: RidgeFit, horizonSteps: number): Float64Array {
  const echoes = new Float64Array(horizonSteps);
  let sum = 0;
  return echoes.map((_, step) => {
    let echo = step === 0 ? 1 : 0;
    const anchor = step >= base ? echoes[step - base] : 0;
    if (step > 0) {
      echo = anchor;
      for (const [at, lag] of lags.entries()) {
        echo += coefficients[at] * ((step >= lag ? echoes[step - lag] : 0) - anchor);
      }
    }
    echoes[step] = echo;
    sum += echo * echo;
    return sigma * Math.sqrt(sum);
  });
}

/**
 * Ridge regression on lags, waves of each season and trend, carried forward step by step, on the values or on their
 * logarithms, whichever is likelier. With no weight on anything it is the seasonal naive (autoregression after Hamilton 1994,
 * ch. 5; ridge after Hoerl and Kennard 1970).
 *
 * @param seasonLengths those seen less than three times are left out
 */
export function createRidgeLags(seasonLengths: readonly number[], horizonSteps: number): Forecaster {
  return createClassicalForecaster(
    learnFromRecent(
      countRecent(seasonLengths),
      (fitted) => fitRidgeLags(fitted, seasonLengths, horizonSteps),
      seasonLengths,
    ),
  );
}

function fitRidgeLags(fitted: Float64Array, seasonLengths: readonly number[], horizonSteps: number): FittedModel {
  const design = planDesign(fitted.length, seasonLengths);
  const chosen = design && chooseScale(fitted, (values) => fitDesign(values, design));
  if (!chosen) return standInModel(horizonSteps);
  const { fit, scale } = chosen;
  const deviations = spreadOfDesign(design, fit, horizonSteps);
  return {
    parameterCount: fit.coefficients.length,
    // Seasons that are looked for anew in each history come out a step longer or shorter, and it is the same rule still.
    rule: design.base > 1 ? 'seasonal' : 'plain',
    form: `ridge on ${design.lags.length + 1} lags${scale === 'log' ? ' of logarithms' : ''}`,
    forecast(history, parts) {
      if (history.length <= firstKnown(design)) return standInModel(horizonSteps).forecast(history, parts);
      const yhat = projectDesign(toScale(history, scale), design, fit, horizonSteps);
      return fromScale(parts === 'points' ? { yhat, quantiles: null } : withNormalQuantiles(yhat, deviations), scale);
    },
  };
}
