/** Models that neither a single wild value nor a level of the past must decide are fitted to histories without them. */
import { findLevelShift, moveToLevel } from '../statistics/level-shift.ts';
import { findWildValues } from '../statistics/wild-values.ts';
import { beginsAs } from './classical/classical-forecaster.ts';
import type { FittedForecaster, Forecaster } from './forecaster.ts';
import { type ModelId, modelCards } from './model-cards.ts';

/** Whether a model learns from what is usual; the plain rules are what others are measured against and take all as it is. */
export function setsAside(model: ModelId): boolean {
  const family = modelCards[model].family;
  return family === 'smoothing' || family === 'regression' || family === 'combination' || family === 'pretrained';
}

type Sound = {
  raw: Float64Array;
  values: Float64Array;
  /** Where wild values were. */
  places: readonly number[];
  /** Up to where values were moved onto a new level; 0 where none were. */
  moved: number;
};

/** Of a long history the most recent values are looked at, which is what models learn from, from a whole season on. */
const mostValues = 5000;
const leastSeasons = 12;

const found = new WeakMap<Float64Array, { seasonLength: number; sound: Sound }>();

/** The same, found once where several models are given one history. */
function makeSound(raw: Float64Array, seasonLength: number): Sound {
  const known = found.get(raw);
  if (known?.seasonLength === seasonLength) return known.sound;
  const sound = findSound(raw, seasonLength);
  found.set(raw, { seasonLength, sound });
  return sound;
}

/** What models that set wild values aside are fitted to in the place of a history: the same array each time. */
export function soundHistory(raw: Float64Array, seasonLength: number): Float64Array {
  return makeSound(raw, seasonLength).values;
}

/**
 * A history with what is expected in place of its wild values, and as if it had been at its present level all along if it went there for
 * good; the history itself where it has neither.
 */
function findSound(raw: Float64Array, seasonLength: number): Sound {
  const beyond = Math.max(0, raw.length - Math.max(mostValues, leastSeasons * seasonLength));
  const start = beyond - (beyond % seasonLength);
  const { places: recent, expected } = findWildValues(raw.subarray(start), seasonLength);
  const places = recent.map((at) => start + at);
  const values = places.length === 0 ? raw : raw.slice();
  for (const [index, at] of places.entries()) values[at] = expected[index];
  const shift = findLevelShift(values, seasonLength);
  return shift
    ? { raw, values: moveToLevel(values, shift), places, moved: shift.at }
    : { raw, values, places, moved: 0 };
}

/** The same of a history that goes on from another, which stays as it was unless another level was seen since. */
function continueSound(known: Sound, raw: Float64Array, seasonLength: number): Sound {
  const goesOn = raw.length >= known.raw.length && beginsAs(raw, known.raw);
  if (raw.length === known.raw.length && goesOn) return known;
  const sound = makeSound(raw, seasonLength);
  if (!goesOn) return sound;
  const places = [...known.places, ...sound.places.filter((at) => at >= known.raw.length)];
  if (sound.moved > (known.moved > 0 ? known.raw.length - 1 : 0)) return { ...sound, places };
  const isAsKnown = known.values === known.raw && sound.values === raw;
  if (isAsKnown) return sound;
  const values = sound.values === raw ? raw.slice() : sound.values.slice();
  values.set(known.values);
  return { raw, values, places, moved: known.moved };
}

/**
 * Fits a forecaster to histories whose wild values are set aside, and tells which; what was at another level is moved to the present one. What follows a fitted history is looked at
 * when it comes.
 *
 * @param seasonLength season by which values are told to be wild
 */
export function withSoundHistory(forecaster: Forecaster, seasonLength: number): Forecaster {
  return {
    ...forecaster,
    async fit(task, context) {
      const sounds = task.histories.map((raw) => makeSound(raw, seasonLength));
      const histories = sounds.map(({ values }) => values);
      return describe(await forecaster.fit({ ...task, histories }, context), sounds);
    },
  };

  function describe(fitted: FittedForecaster, sounds: readonly Sound[]): FittedForecaster {
    const { refit } = fitted;
    return {
      ...fitted,
      setAside: sounds.map(({ places }) => places),
      forecast(histories, series, parts, covariates) {
        const known = histories.map((raw) => continueSound(sounds[series], raw, seasonLength).values);
        return fitted.forecast(known, series, parts, covariates);
      },
      ...(refit && {
        async refit(longer, context) {
          const grown = longer.map((raw, at) => continueSound(sounds[at], raw, seasonLength));
          const histories = grown.map(({ values }) => values);
          return describe(await refit(histories, context), grown);
        },
      }),
    };
  }
}
