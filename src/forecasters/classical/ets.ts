/**
 * Exponential smoothing, each form alone or the best of them by the corrected Akaike criterion: Hyndman, Koehler, Snyder and
 * Grose 2002, "A state space framework for automatic forecasting using exponential smoothing methods"; Hyndman et al. 2008.
 */
import { type Minimum, minimise, type SmoothObjective } from '../../statistics/minimise.ts';
import { meanOf } from '../../statistics/moments.ts';
import type { Forecast, ForecastParts } from '../forecaster.ts';
import type { FittedModel } from './classical-forecaster.ts';
import { isAdmissible } from './ets-admissible.ts';
import { createEtsObjective, type EtsObjective, type WeightShares } from './ets-likelihood.ts';
import { type EtsForm, type EtsParameters, forecastEts, nameEts, runEts } from './ets-model.ts';
import { guessInitialState } from './ets-start.ts';

/** A form with its weights and initial states settled, in the unit of the history. */
export type EtsFit = {
  form: EtsForm;
  parameters: EtsParameters;
  /** Standard deviation of the one-step errors; relative ones for multiplicative errors. */
  sigma: number;
  /** Without its constants, as R's `ets` gives it. */
  logLikelihood: number;
  aicc: number;
  parameterCount: number;
  /** Values the errors were taken over. */
  judged: number;
};

/** Longer seasons have more states than a history can tell apart. */
export const longestSeason = 24;

/** Whether the search goes down from each group of first guesses, or from the likeliest guess alone. */
type Valleys = 'all' | 'one';

/** First guesses in groups of like speed: there are several valleys, and a slow level with a quick season is often one. */
function listFirstShares({ trend, season }: EtsForm): WeightShares[][] {
  const betas = trend === 'N' ? [0] : [0.02, 0.3, 0.8];
  const gammas = season === 'N' ? [0] : [0.05, 0.4, 0.9];
  return [0.1, 0.4, 0.8].map((alpha) =>
    betas.flatMap((beta) => gammas.map((gamma) => ({ alpha, beta, gamma, phi: 0.8 }))),
  );
}

/** The likeliest guess of each group, where any is possible; with `one` valley to search, of all of them. */
function chooseStarts(
  form: EtsForm,
  { objective, encode, parameterCount }: EtsObjective,
  valleys: Valleys,
): Float64Array[] {
  const gradient = new Float64Array(parameterCount);
  const groups = listFirstShares(form);
  return (valleys === 'all' ? groups : [groups.flat()]).flatMap((group) => {
    const judged = group.map(encode).map((x) => ({ x, value: objective(x, gradient) }));
    const best = judged.reduce((least, each) => (each.value < least.value ? each : least));
    return Number.isFinite(best.value) ? [best.x] : [];
  });
}

/** A problem and starts from which its history is possible at all: a strong additive season may make a positive model fail. */
function findStarts(form: EtsForm, y: Float64Array, seasonLength: number, valleys: Valleys) {
  const { state, spread } = guessInitialState(form, y, seasonLength);
  for (const strength of form.season === 'A' ? [1, 0.5, 0.1] : [1]) {
    const season = state.season.map((each) => strength * each);
    const problem = createEtsObjective(form, y, { ...state, season }, Math.max(spread, 1e-3));
    const starts = chooseStarts(form, problem, valleys);
    if (starts.length > 0) return { problem, starts };
  }
  return null;
}

/** The deepest valley, within the admissible region. */
function search({ objective, decode }: EtsObjective, starts: readonly Float64Array[], period: number): Minimum | null {
  const options = { mostSteps: 150, tolerance: 1e-7 };
  const within = (x: Float64Array) => isAdmissible(decode(x), period);
  let best: Minimum | null = null;
  for (const start of starts) {
    let found = minimise(objective, start, options);
    if (found.value >= (best?.value ?? Number.POSITIVE_INFINITY)) continue;
    if (!within(found.x)) {
      if (!within(start)) continue;
      const fenced: SmoothObjective = (x, gradient) => (within(x) ? objective(x, gradient) : Number.POSITIVE_INFINITY);
      found = minimise(fenced, start, options);
    }
    if (found.value < (best?.value ?? Number.POSITIVE_INFINITY)) best = found;
  }
  return best;
}

function rescale({ initial, ...weights }: EtsParameters, scale: number, { season }: EtsForm): EtsParameters {
  return {
    ...weights,
    initial: {
      level: initial.level * scale,
      slope: initial.slope * scale,
      season: season === 'A' ? initial.season.map((each) => each * scale) : initial.season,
    },
  };
}

function measureAicc(logLikelihood: number, estimated: number, length: number): number {
  const room = length - estimated - 1;
  return room > 0 ? -2 * logLikelihood + (2 * estimated * length) / room : Number.POSITIVE_INFINITY;
}

/**
 * Finds the likeliest weights and initial states of one form within the usual and the admissible region.
 *
 * @param history [length] positive where anything is multiplicative
 * @returns null where the history is too short for the form, or the form cannot have made it
 */
export function fitEts(
  form: EtsForm,
  history: Float64Array,
  seasonLength: number,
  valleys: Valleys = 'all',
): EtsFit | null {
  const length = history.length;
  const period = form.season === 'N' ? 0 : seasonLength;
  const scale = meanOf(history.map(Math.abs));
  if (scale === 0 || (period > 0 && length < period + 4)) return null;
  const y = history.map((value) => value / scale);
  const found = findStarts(form, y, seasonLength, valleys);
  if (!found) return null;
  const { problem, starts } = found;
  // Noise too counts as a parameter.
  const estimated = problem.parameterCount + 1;
  if (length - estimated - 1 <= 0) return null;
  const minimum = search(problem, starts, period);
  if (!minimum) return null;
  const { x, value } = minimum;
  const logLikelihood = -0.5 * value - length * Math.log(scale);
  const sigma = Math.sqrt(problem.sumSquares(x) / (length - problem.parameterCount));
  return {
    form,
    parameters: rescale(problem.decode(x), scale, form),
    sigma: form.error === 'A' ? sigma * scale : sigma,
    logLikelihood,
    aicc: measureAicc(logLikelihood, estimated, length),
    parameterCount: problem.parameterCount,
    judged: length,
  };
}

/** The forms R's `ets` tries: additive errors with a multiplicative season are unstable, multiplicative trends explode. */
function listForms(positive: boolean, seasonal: boolean): EtsForm[] {
  const forms: EtsForm[] = [];
  for (const error of positive ? (['A', 'M'] as const) : (['A'] as const)) {
    for (const trend of ['N', 'A', 'Ad'] as const) {
      forms.push({ error, trend, season: 'N' });
      if (seasonal) forms.push({ error, trend, season: 'A' });
      if (seasonal && error === 'M') forms.push({ error, trend, season: 'M' });
    }
  }
  return forms;
}

/** With so many values each search takes long, and of the many forms one that ends in the wrong valley gives way to another. */
const leastForOneValley = 500;

/**
 * The form of the least corrected Akaike criterion.
 *
 * @param kinds `additive` leaves out whatever multiplies
 * @returns null where the history is too short for any
 */
export function chooseEts(
  history: Float64Array,
  seasonLength: number,
  kinds: 'all' | 'additive' = 'all',
): EtsFit | null {
  const valleys = history.length < leastForOneValley ? 'all' : 'one';
  const positive = kinds === 'all' && history.every((value) => value > 0);
  const seasonal = seasonLength > 1 && seasonLength <= longestSeason;
  let best: EtsFit | null = null;
  for (const form of listForms(positive, seasonal)) {
    const fit = fitEts(form, history, seasonLength, valleys);
    if (fit && fit.aicc < (best?.aicc ?? Number.POSITIVE_INFINITY)) best = fit;
  }
  return best;
}

/** Runs a fit through a history that begins where the fitted one did, and forecasts from its end. */
export function forecastFromFit(
  { form, parameters, sigma }: EtsFit,
  history: Float64Array,
  horizonSteps: number,
  parts: ForecastParts = 'all',
): Forecast {
  return forecastEts(form, parameters, runEts(form, parameters, history), sigma, horizonSteps, parts);
}

export function modelOfEts(fit: EtsFit, horizonSteps: number, form = nameEts(fit.form)): FittedModel {
  return {
    parameterCount: fit.parameterCount,
    form,
    forecast: (history, parts) => forecastFromFit(fit, history, horizonSteps, parts),
  };
}
