/** Samples to pre-train on: histories of synthetic series as the network reads them, and what came after each. */
import { createRandom, type Random } from '../../base/random.ts';
import { drawSeason, generateSeries } from './generate-series.ts';
import { decoderSize, encoderSize, longerSeason, readHistory } from './read-history.ts';

/** Steps of the horizon that a sample asks for: so many of it, anywhere in it. */
export const stepsPerSample = 8;

export type Samples = {
  /** [samples, encoderSize] */
  encoder: Float32Array;
  /** [samples x stepsPerSample, decoderSize] */
  decoder: Float32Array;
  /** [samples x stepsPerSample] what came, less the base, over the scale, by the inverse hyperbolic sine */
  target: Float32Array;
};

/** What is further away teaches nothing more about what is usual. */
const furthest = 8;
const shortestHistory = 3;

/** Points that a history may have, at most. */
function longestHistory(season: number): number {
  const longer = longerSeason(season);
  return Math.max(120, Math.min(1300, 12 * season), longer === null ? 0 : 2 * longer + season);
}

function longestHorizon(season: number): number {
  return season === 1 ? 12 : Math.min(200, Math.max(8, 2 * season));
}

/** From a few points to the full context, as many of each length as of its multiples. */
function drawLength(random: Random, season: number, longest: number): number {
  const least = random() < 0.1 ? shortestHistory : Math.max(shortestHistory, Math.min(12, season));
  return Math.floor(Math.exp(Math.log(least) + random() * (Math.log(longest + 1) - Math.log(least))));
}

export function roomFor(count: number): Samples {
  return {
    encoder: new Float32Array(count * encoderSize),
    decoder: new Float32Array(count * stepsPerSample * decoderSize),
    target: new Float32Array(count * stepsPerSample),
  };
}

/**
 * The samples of one step of training; the same seed and step give the same samples.
 *
 * @param count samples
 */
export function drawSamples(seed: number, step: number, count: number): Samples {
  const samples = roomFor(count);
  const random = createRandom(seed, -1 - step);
  let stream = step * 4 * count;
  let at = 0;
  while (at < count) {
    const season = drawSeason(random);
    const longest = longestHistory(season);
    const room = drawLength(random, season, longest);
    const { values } = generateSeries(seed, stream, season, room + longestHorizon(season));
    stream += 1;
    // A long series is dear to draw and shows more than one history.
    const windows = room < 40 ? 1 : season < 24 ? 2 : 4;
    for (let window = 0; window < windows && at < count; window += 1) {
      const length = window === 0 ? room : drawLength(random, season, room);
      const end = window === 0 ? room : length + Math.floor(random() * (room - length + 1));
      const [history, future] = [values.subarray(end - length, end), values.subarray(end)];
      const horizon = 1 + Math.floor(random() * longestHorizon(season));
      if (addSample(samples, at, history, future, { season, horizon }, random)) at += 1;
    }
  }
  return samples;
}

/**
 * Writes what a history shows and what came at some steps of its horizon; false where nothing can be learnt from it.
 *
 * @param horizon steps that are asked of, at most; so many values of `future` at least
 */
export function addSample(
  samples: Samples,
  at: number,
  history: Float64Array,
  future: Float64Array,
  { season, horizon }: { season: number; horizon: number },
  random: Random,
): boolean {
  const reading = readHistory(history, season);
  if (!(reading.scale > 0) || !Number.isFinite(reading.scale)) return false;
  samples.encoder.set(reading.encoder, at * encoderSize);
  for (let each = 0; each < stepsPerSample; each += 1) {
    const step = 1 + Math.floor(random() * horizon);
    const row = at * stepsPerSample + each;
    reading.writeStep(step, samples.decoder, row * decoderSize);
    const away = Math.asinh((future[step - 1] - reading.baseOf(step)) / reading.scale);
    samples.target[row] = Math.max(-furthest, Math.min(furthest, away));
  }
  for (let place = at * encoderSize; place < (at + 1) * encoderSize; place += 1)
    if (!Number.isFinite(samples.encoder[place])) return false;
  for (let row = at * stepsPerSample; row < (at + 1) * stepsPerSample; row += 1)
    if (!Number.isFinite(samples.target[row])) return false;
  return true;
}
