/**
 * Exponential smoothing, each form alone or the best of them by the corrected Akaike criterion: Hyndman, Koehler, Snyder and
 * Grose 2002, "A state space framework for automatic forecasting using exponential smoothing methods"; Hyndman et al. 2008.
 */
import { minimise, type SmoothMinimum, type SmoothObjective } from '../../statistics/minimise.ts';
import { meanOf } from '../../statistics/moments.ts';
import type { Forecast, ForecastParts } from '../forecaster.ts';
import type { FittedModel } from './classical-forecaster.ts';
import { isAdmissible } from './ets-admissible.ts';
import { createEtsObjective, type EtsObjective, type WeightShares } from './ets-likelihood.ts';
import { type EtsForm, type EtsParameters, type EtsState, forecastEts, nameEts, runEts } from './ets-model.ts';
import { guessInitialState } from './ets-start.ts';

/** Where a search began and ended, for one of the same form, or a like one, to begin there. */
type EtsSearch = {
  /** Mean size of the values, the unit of what follows. */
  scale: number;
  start: EtsState;
  spread: number;
  x: Float64Array;
  inverse: Float64Array | null;
};

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
  search: EtsSearch;
};

/** Longer seasons have more states than a history can tell apart. */
export const longestSeason = 24;

/** Whether the search goes down from each group of first guesses, or from the likeliest guess alone. */
type Valleys = 'all' | 'one';

/** What is known before a form is fitted. */
type Beforehand = {
  valleys: Valleys;
  /** The same form fitted to the beginning of this history. */
  earlier?: EtsFit | undefined;
  /** A form with the same trend and season, fitted to this history. */
  sibling?: EtsFit | undefined;
  /** The search is called off where it stays so far above this criterion that the form would not count. */
  bestAicc?: number;
};

const firstShares = new Map<string, WeightShares[][]>();

/** First guesses in groups of like speed: there are several valleys, and a slow level with a quick season is often one. */
function listFirstShares({ trend, season }: EtsForm): WeightShares[][] {
  const key = `${trend !== 'N'} ${season !== 'N'}`;
  const known = firstShares.get(key);
  if (known) return known;
  const betas = trend === 'N' ? [0] : [0.02, 0.3, 0.8];
  const gammas = season === 'N' ? [0] : [0.05, 0.4, 0.9];
  const groups = [0.1, 0.4, 0.8].map((alpha) =>
    betas.flatMap((beta) => gammas.map((gamma) => ({ alpha, beta, gamma, phi: 0.8 }))),
  );
  firstShares.set(key, groups);
  return groups;
}

/** The likeliest guess of each group, where any is possible; with `one` valley to search, of all of them. */
function chooseStarts(form: EtsForm, { valueAt, encode }: EtsObjective, valleys: Valleys): Float64Array[] {
  const groups = listFirstShares(form);
  return (valleys === 'all' ? groups : [groups.flat()]).flatMap((group) => {
    const judged = group.map(encode).map((x) => ({ x, value: valueAt(x) }));
    const best = judged.reduce((least, each) => (each.value < least.value ? each : least));
    return Number.isFinite(best.value) ? [best.x] : [];
  });
}

type Problem = { objective: EtsObjective; starts: Float64Array[]; state: EtsState; spread: number };

/** A problem and starts from which its history is possible at all: a strong additive season may make a positive model fail. */
function findStarts(form: EtsForm, y: Float64Array, seasonLength: number, { valleys, sibling }: Beforehand) {
  const { state: guess, spread: noise } = guessInitialState(form, y, seasonLength);
  const spread = Math.max(noise, 1e-3);
  for (const strength of form.season === 'A' ? [1, 0.5, 0.1] : [1]) {
    const state = { ...guess, season: guess.season.map((each) => strength * each) };
    const objective = createEtsObjective(form, y, state, spread);
    const alike = sibling?.search.start.season[0] === state.season[0] ? sibling : null;
    // Where a like form has found its valley, the likeliest guess alone is set against it.
    const starts = chooseStarts(form, objective, alike ? 'one' : valleys);
    if (starts.length === 0) continue;
    return { objective, starts: alike ? [alike.search.x, ...starts] : starts, state, spread };
  }
  return null;
}

const searchOptions = { mostSteps: 150, tolerance: 1e-6 };
/** Steps into each valley, after which the deepest is gone on in. */
const firstSteps = 8;
/** Steps after which little is gained any more. */
const settledSteps = 12;
/** So far above the best criterion a form is worth nothing in an average of forms. */
const hopelessGap = 30;

/** The deepest valley, within the admissible region. */
function search(
  { objective, decode }: EtsObjective,
  starts: readonly Float64Array[],
  period: number,
  given: { inverse?: Float64Array | null; worst: number },
): SmoothMinimum | null {
  const within = (x: Float64Array) => isAdmissible(decode(x), period);
  const fenced: SmoothObjective = (x, gradient) => (within(x) ? objective(x, gradient) : Number.POSITIVE_INFINITY);
  const callOff = (value: number, step: number) => step >= settledSteps && value > given.worst;
  let left = starts;
  while (left.length > 0) {
    let [deepest] = left;
    let found: SmoothMinimum | null = null;
    if (left.length > 1) {
      for (const start of left) {
        const tried = minimise(objective, start, { ...searchOptions, mostSteps: firstSteps });
        if (found && tried.value >= found.value) continue;
        found = tried;
        deepest = start;
      }
    }
    found = minimise(objective, found?.x ?? deepest, {
      ...searchOptions,
      callOff,
      inverse: found?.inverse ?? given.inverse ?? null,
    });
    if (within(found.x)) return found;
    if (within(deepest)) return minimise(fenced, deepest, { ...searchOptions, callOff });
    left = left.filter((start) => start !== deepest);
  }
  return null;
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

/** What is added to -2 log likelihood. */
function penaltyOf(estimated: number, length: number): number {
  const room = length - estimated - 1;
  return room > 0 ? (2 * estimated * length) / room : Number.POSITIVE_INFINITY;
}

/** Goes on from where the search ended on the beginning of the history. */
function resume(form: EtsForm, y: Float64Array, { search: { start, spread, x, inverse } }: EtsFit) {
  const objective = createEtsObjective(form, y, start, spread);
  const isPossible = Number.isFinite(objective.valueAt(x));
  return isPossible ? { objective, starts: [x], state: start, spread, inverse } : null;
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
  beforehand: Beforehand = { valleys: 'all' },
): EtsFit | null {
  const length = history.length;
  const period = form.season === 'N' ? 0 : seasonLength;
  const { earlier, sibling, bestAicc = Number.POSITIVE_INFINITY } = beforehand;
  const scale = (earlier ?? sibling)?.search.scale ?? meanOf(history.map(Math.abs));
  if (scale === 0 || (period > 0 && length < period + 4)) return null;
  const y = history.map((value) => value / scale);
  const problem: (Problem & { inverse?: Float64Array | null }) | null =
    (earlier && resume(form, y, earlier)) ?? findStarts(form, y, seasonLength, beforehand);
  if (!problem) return null;
  const { objective, starts, state, spread } = problem;
  // Noise too counts as a parameter.
  const penalty = penaltyOf(objective.parameterCount + 1, length);
  if (penalty === Number.POSITIVE_INFINITY) return null;
  const shift = penalty + 2 * length * Math.log(scale);
  const minimum = search(objective, starts, period, {
    inverse: problem.inverse ?? null,
    worst: bestAicc + hopelessGap - shift,
  });
  if (!minimum) return null;
  const { x, value } = minimum;
  const sigma = Math.sqrt(objective.sumSquares(x) / (length - objective.parameterCount));
  return {
    form,
    parameters: rescale(objective.decode(x), scale, form),
    sigma: form.error === 'A' ? sigma * scale : sigma,
    logLikelihood: -0.5 * value - length * Math.log(scale),
    aicc: value + shift,
    parameterCount: objective.parameterCount,
    judged: length,
    search: { scale, start: state, spread, x, inverse: minimum.inverse },
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
 * All forms that a history is long enough for.
 *
 * @param kinds `additive` leaves out whatever multiplies
 * @param earlier the same of the beginning of this history: searches go on from there, and forms that were hopeless stay out
 * @returns by the corrected Akaike criterion, the least first
 */
export function fitForms(
  history: Float64Array,
  seasonLength: number,
  kinds: 'all' | 'additive' = 'all',
  earlier: readonly EtsFit[] = [],
): EtsFit[] {
  const valleys = history.length < leastForOneValley ? 'all' : 'one';
  const positive = kinds === 'all' && history.every((value) => value > 0);
  const seasonal = seasonLength > 1 && seasonLength <= longestSeason;
  const fits: EtsFit[] = [];
  let bestAicc = Number.POSITIVE_INFINITY;
  const sameForm = (a: EtsForm, b: EtsForm) => nameEts(a) === nameEts(b);
  for (const form of listForms(positive, seasonal)) {
    const known = earlier.find((fit) => sameForm(fit.form, form));
    if (known && known.aicc > earlier[0].aicc + hopelessGap) continue;
    const sibling = fits.find((fit) => sameForm({ ...fit.form, error: form.error }, form));
    const fit = fitEts(form, history, seasonLength, { valleys, earlier: known, sibling, bestAicc });
    if (!fit) continue;
    fits.push(fit);
    bestAicc = Math.min(bestAicc, fit.aicc);
  }
  return fits.sort((a, b) => a.aicc - b.aicc);
}

/**
 * The form of the least corrected Akaike criterion.
 *
 * @returns null where the history is too short for any
 */
export function chooseEts(
  history: Float64Array,
  seasonLength: number,
  kinds: 'all' | 'additive' = 'all',
  earlier: readonly EtsFit[] = [],
): EtsFit | null {
  return fitForms(history, seasonLength, kinds, earlier)[0] ?? null;
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

/** @param named what the model is called, and which rule of its family it is; by its form where absent */
export function modelOfEts(
  fit: EtsFit,
  seasonLength: number,
  horizonSteps: number,
  named: Pick<FittedModel, 'form' | 'rule'> = { form: nameEts(fit.form), rule: nameEts(fit.form) },
): FittedModel {
  return {
    ...named,
    parameterCount: fit.parameterCount,
    forecast: (history, parts) => forecastFromFit(fit, history, horizonSteps, parts),
    refit(longer) {
      const earlier = fit.form.season === 'M' && longer.some((value) => value <= 0) ? null : fit;
      const refitted = earlier && fitEts(fit.form, longer, seasonLength, { valleys: 'all', earlier });
      return refitted && modelOfEts(refitted, seasonLength, horizonSteps, named);
    },
  };
}
