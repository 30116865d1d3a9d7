/** The network that was trained ahead, as a forecaster: it learns nothing from the series and so needs no refit at any origin. */
import { runThroughFaults } from '../../compute/recovery.ts';
import * as tf from '../../compute/tf.ts';
import {
  FitCancelled,
  type Forecast,
  type Forecaster,
  type ForecastParts,
  middleLevel,
  quantileLevels,
} from '../forecaster.ts';
import type { NamedTensor } from '../trained-network.ts';
import { countParameters } from '../training/flat-parameters.ts';
import { decode, encode } from './pretrained-network.ts';
import { decoderSize, encoderSize, type HistoryReading, readHistory } from './read-history.ts';
import { forecastByReadings } from './weigh-readings.ts';
import type { PretrainedWeights } from './weights-file.ts';
import { parametersOf } from './weights-on-device.ts';

/** Rows of the decoder in one go: enough to be quick, little enough to leave memory alone. */
const rowsAtOnce = 8192;

export type PretrainedOptions = { seasonLength: number; horizonSteps: number };

/** A forecast that repeats a constant history. */
function repeatLast(history: Float64Array, horizonSteps: number): Forecast {
  const yhat = new Float64Array(horizonSteps).fill(history[history.length - 1]);
  return { yhat, quantiles: quantileLevels.map(() => yhat.slice()) };
}

/**
 * How much further than the network says each quantile lies from the median: its own hold what they promise of synthetic series,
 * and 72 to 81 % for 80 of the development series (docs/accuracy.md), which surprise more.
 */
const surprise = 1.1;

/** What of the network another program needs to forecast as it does here, but for how a history is read. */
export function pretrainedParts({ shape, layout, theta }: PretrainedWeights) {
  const tensors = layout.map(({ name, shape: of, offset, size }): NamedTensor => {
    return { name, shape: of, values: theta.subarray(offset, offset + size) };
  });
  return { shape, tensors, widening: surprise };
}

/** From what the network says to the unit of the series; a history whose values are all positive stays so. */
function restore(said: Float32Array, row: number, reading: HistoryReading, horizonSteps: number): Forecast {
  const levels = quantileLevels.length;
  const yhat = new Float64Array(horizonSteps);
  const quantiles = quantileLevels.map(() => new Float64Array(horizonSteps));
  for (let step = 0; step < horizonSteps; step += 1) {
    const base = reading.baseOf(step + 1);
    const from = (row + step) * levels;
    const middle = base + reading.scale * Math.sinh(said[from + middleLevel]);
    yhat[step] = middle;
    for (let level = 0; level < levels; level += 1) {
      const value = base + reading.scale * Math.sinh(said[from + level]);
      quantiles[level][step] = middle + surprise * (value - middle);
    }
  }
  return { yhat, quantiles };
}

/**
 * Forecasts from the ends of histories.
 *
 * @param histories each of at least one finite value
 * @returns one forecast a history, quantiles rising
 * @throws {FitCancelled} when cancelled
 */
export function forecastPretrained(
  weights: PretrainedWeights,
  histories: readonly Float64Array[],
  options: PretrainedOptions,
  signal?: AbortSignal,
): Promise<Forecast[]> {
  return forecastByReadings(histories, options, (some, by) => forecastBySeason(weights, some, by, signal));
}

async function forecastBySeason(
  weights: PretrainedWeights,
  histories: readonly Float64Array[],
  { seasonLength, horizonSteps }: PretrainedOptions,
  signal?: AbortSignal,
): Promise<Forecast[]> {
  const season = Math.max(1, seasonLength);
  const most = Math.max(1, Math.floor(rowsAtOnce / horizonSteps));
  const forecasts: Forecast[] = [];
  for (let from = 0; from < histories.length; from += most) {
    if (signal?.aborted) throw new FitCancelled();
    const some = histories.slice(from, from + most);
    const readings = some.map((history) => readHistory(history, season));
    const said = await runThroughFaults(() => ask(weights, readings, horizonSteps));
    for (const [at, reading] of readings.entries()) {
      const isConstant = !(reading.scale > 0);
      forecasts.push(
        isConstant ? repeatLast(some[at], horizonSteps) : restore(said, at * horizonSteps, reading, horizonSteps),
      );
    }
  }
  return forecasts;
}

/** @returns [histories x horizon, quantileLevels] */
async function ask(
  weights: PretrainedWeights,
  readings: readonly HistoryReading[],
  horizonSteps: number,
): Promise<Float32Array> {
  const rows = readings.length * horizonSteps;
  const encoder = new Float32Array(readings.length * encoderSize);
  const decoder = new Float32Array(rows * decoderSize);
  const whose = new Float32Array(rows);
  for (const [at, reading] of readings.entries()) {
    encoder.set(reading.encoder, at * encoderSize);
    for (let step = 0; step < horizonSteps; step += 1) {
      const row = at * horizonSteps + step;
      reading.writeStep(step + 1, decoder, row * decoderSize);
      whose[row] = at;
    }
  }
  const { shape } = weights;
  const parameters = parametersOf(weights);
  const said = tf.tidy(() => {
    const codes = encode(parameters, tf.tensor2d(encoder, [readings.length, encoderSize]), shape);
    const steps = { codes, decoder: tf.tensor2d(decoder, [rows, decoderSize]), whose: tf.tensor2d(whose, [rows, 1]) };
    return decode(parameters, steps, shape);
  });
  const values = Float32Array.from(await said.data());
  said.dispose();
  return values;
}

/**
 * The codes of histories: histories that behave alike lie near each other.
 *
 * @param seasonLength points of a season; 1 for none
 * @returns [histories][code]
 */
export async function encodeSeries(
  weights: PretrainedWeights,
  histories: readonly Float64Array[],
  seasonLength: number,
): Promise<Float32Array[]> {
  const encoder = new Float32Array(histories.length * encoderSize);
  for (const [at, history] of histories.entries())
    encoder.set(readHistory(history, Math.max(1, seasonLength)).encoder, at * encoderSize);
  const { shape } = weights;
  const parameters = parametersOf(weights);
  const codes = tf.tidy(() => encode(parameters, tf.tensor2d(encoder, [histories.length, encoderSize]), shape));
  const values = Float32Array.from(await codes.data());
  codes.dispose();
  return histories.map((_, at) => values.slice(at * shape.code, (at + 1) * shape.code));
}

/** Forecasts made ahead, by where the values of their histories lie. */
const made = new WeakMap<ArrayBufferLike, Map<string, Forecast>>();

function placeOf({ byteOffset, length }: Float64Array, { seasonLength, horizonSteps }: PretrainedOptions): string {
  return `${byteOffset} ${length} ${seasonLength} ${horizonSteps}`;
}

/**
 * Forecasts from the ends of histories that will be asked for, together: asked for one by one most of the time goes into the asking.
 * They are kept for as long as the values of the histories are, which must not change.
 *
 * @throws {FitCancelled} when cancelled
 */
export async function forecastAhead(
  weights: PretrainedWeights,
  histories: readonly Float64Array[],
  options: PretrainedOptions,
  signal: AbortSignal,
): Promise<void> {
  const wanted = new Map<ArrayBufferLike, Map<string, Float64Array>>();
  for (const history of histories) {
    const place = placeOf(history, options);
    if (made.get(history.buffer)?.has(place)) continue;
    const own = wanted.get(history.buffer) ?? new Map<string, Float64Array>();
    wanted.set(history.buffer, own.set(place, history));
  }
  const asked = [...wanted.values()].flatMap((own) => [...own.values()]);
  const forecasts = await forecastPretrained(weights, asked, options, signal);
  for (const [at, history] of asked.entries()) {
    const own = made.get(history.buffer) ?? new Map<string, Forecast>();
    made.set(history.buffer, own.set(placeOf(history, options), forecasts[at]));
  }
}

function copyOf({ yhat, quantiles }: Forecast, parts: ForecastParts): Forecast {
  const copied = parts === 'points' ? null : quantiles?.map((values) => values.slice());
  return { yhat: yhat.slice(), quantiles: copied ?? null };
}

/** What was made ahead, and the rest together. */
async function forecastEach(
  weights: PretrainedWeights,
  histories: readonly Float64Array[],
  options: PretrainedOptions,
  signal: AbortSignal,
  parts: ForecastParts,
): Promise<Forecast[]> {
  const known = histories.map((history) => made.get(history.buffer)?.get(placeOf(history, options)));
  const rest = histories.filter((_, at) => known[at] === undefined);
  const forecasts = rest.length === 0 ? [] : await forecastPretrained(weights, rest, options, signal);
  return known.map((forecast) => (forecast ? copyOf(forecast, parts) : (forecasts.shift() as Forecast)));
}

/** @param load gives the weights, once */
export function createPretrained(options: PretrainedOptions, load: () => Promise<PretrainedWeights>): Forecaster {
  return {
    async fit({ histories: fitted }, { signal }) {
      const weights = await load();
      let ends: Promise<Forecast[]> | null = null;
      return {
        fitEnd: 'fitted',
        epochs: 0,
        parameterCount: countParameters(weights.layout),
        curve: { train: [], validation: [] },
        async forecast(histories, series, parts = 'all') {
          const isEnd = histories.length === 1 && histories[0] === fitted[series];
          if (!isEnd || fitted.length === 1) return forecastEach(weights, histories, options, signal, parts);
          // Whoever asks for one end of many asks for the others too, and together they cost a fraction.
          ends ??= forecastPretrained(weights, fitted, options, signal);
          return [(await ends)[series]];
        },
        dispose: () => {},
      };
    },
  };
}
