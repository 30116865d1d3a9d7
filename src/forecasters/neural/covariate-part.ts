/** What a network learns from covariates: a part of its own that is added to the forecast of any network. */
import { drop } from '../../compute/dropout/dropout.ts';
import { applyLinear } from '../../compute/linear/linear.ts';
import * as tf from '../../compute/tf.ts';
import { periodOf } from '../../compute/windows/window-frame.ts';
import { InitialWeights } from './initial-weights.ts';
import { dense, embed, initDense, initTable } from './layers.ts';
import type { Network, NetworkLengths, Parameters, WindowCovariates } from './network.ts';

/** How many covariates of each kind there are. */
export type CovariateCounts = {
  future: number;
  past: number;
  /** Different values of each static covariate. */
  statics: readonly number[];
};

export type CovariateShape = NetworkLengths & { seasonLength: number };

/** Steps ahead and back from a step of the horizon at which what is known ahead may have an effect on it. */
const mostAhead = 2;
const leastBack = 7;
const mostBack = 30;
/** Steps on either side of a step that bend its effect. */
const near = 1;
const hiddenSize = 16;
/** Numbers that stand for what is static about a series. */
const embeddingSize = 4;
/** Their effect is learnt so many times as fast: from nothing to all within the steps of a short training. */
const tapGain = 3;
/** Of the first numbers that what is static adds to a hidden layer. */
const deviation = 0.05;
/** A covariate further than this from its mean, in deviations, is bent no further: nobody knows how it would be. */
const mostSeen = 3;

/** The map from whole windows to the horizon has no more numbers than this; what is larger goes without effects from further away. */
const mostMapped = 2 ** 20;

/** A weight that the value at `place` of a window has for the step `step` of the horizon, by the distance number `tap`. */
type Tap = { tap: number; place: number; step: number; weight: number };

/**
 * What lies at these distances from each step of the horizon, and how it has changed since the last season. Beyond what is known
 * nothing is taken to have changed.
 */
function planTaps(
  { lookBackSteps, horizonSteps, seasonLength }: CovariateShape,
  offsets: readonly number[],
): { values: Tap[]; changes: Tap[] } {
  const period = periodOf(seasonLength, lookBackSteps);
  const last = lookBackSteps + horizonSteps - 1;
  const within = (place: number) => Math.min(last, Math.max(0, place));
  const values: Tap[] = [];
  const changes: Tap[] = [];
  for (let step = 0; step < horizonSteps; step += 1) {
    offsets.forEach((offset, tap) => {
      const place = lookBackSteps + step + offset;
      const value = { tap, place: within(place), step, weight: 1 };
      values.push(value);
      if (place > last) return;
      changes.push(value);
      if (period === 0) return;
      changes.push({ ...value, place: within(lookBackSteps - period + (step % period) + offset), weight: -1 });
    });
  }
  return { values, changes };
}

/**
 * The same for what is known only afterwards, read at these distances back: how it has changed where it has already come, and behind
 * those the value a season ago, for the steps whose own has not come yet.
 */
function planPastTaps(
  { lookBackSteps, horizonSteps, seasonLength }: CovariateShape,
  offsets: readonly number[],
): Tap[] {
  const period = periodOf(seasonLength, lookBackSteps);
  const taps: Tap[] = [];
  for (let step = 0; step < horizonSteps; step += 1) {
    offsets.forEach((offset, at) => {
      const place = lookBackSteps + step + offset;
      const isKnown = place < lookBackSteps;
      const tap = isKnown ? at : offsets.length + at;
      if (isKnown) taps.push({ tap, place: Math.max(0, place), step, weight: 1 });
      if (period === 0) return;
      const usual = Math.max(0, lookBackSteps - period + (step % period) + offset);
      if (usual < lookBackSteps) taps.push({ tap, place: usual, step, weight: -1 });
    });
  }
  return taps;
}

/** A matrix that holds each weight where `at` says; weights of one place add up. */
function matrixOf(taps: readonly Tap[], size: number, at: (tap: Tap) => number): Float32Array {
  const matrix = new Float32Array(size);
  for (const tap of taps) matrix[at(tap)] += tap.weight;
  return matrix;
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/**
 * A network that reads covariates beside the window: what it gives, plus a part of the covariates' own that begins at zero, so
 * that what is of no use is left at nothing.
 *
 * The frame of a window takes its last season as given and divides by its spread (window-frame.ts). An effect that is added to the
 * series is then a weight times the covariate's change since that season, over the same spread: such weights, shared by all steps,
 * lie on the steps back and a few ahead. What is bent, or multiplies the series, is left to a small perceptron shared by all steps,
 * as TiDE's temporal decoder is (Das et al. 2023). Covariates known only afterwards have such weights as far as they have come, and a
 * dense encoder reads their last values beside the window. Static ones join it, and turn the window by an embedding of their own (a linear
 * map for each embedded number, as in a bilinear layer).
 */
export function withCovariateReader(network: Network, shape: CovariateShape, counts: CovariateCounts): Network {
  const { lookBackSteps, horizonSteps, seasonLength, levels = 1 } = shape;
  const outputs = horizonSteps * levels;
  const back = Math.min(lookBackSteps, mostBack, Math.max(leastBack, seasonLength));
  const span = lookBackSteps + horizonSteps;
  const hasFuture = counts.future > 0;
  const isMapped = hasFuture && span * horizonSteps <= mostMapped;
  const offsets = isMapped ? range(-back, mostAhead) : [];
  const nearOffsets = hasFuture ? range(-near, near) : [];
  const width = horizonSteps * nearOffsets.length;
  /** [offsets, span x horizon] */
  const responses = matrixOf(
    planTaps(shape, offsets).changes,
    offsets.length * span * horizonSteps,
    ({ tap, place, step }) => (tap * span + place) * horizonSteps + step,
  );
  /** [span, horizon x near offsets] each */
  const close = planTaps(shape, nearOffsets);
  const atWidth = ({ tap, place, step }: Tap) => place * width + step * nearOffsets.length + tap;
  const closeValues = matrixOf(close.values, span * width, atWidth);
  const closeChanges = matrixOf(close.changes, span * width, atWidth);
  const isBySeason = periodOf(seasonLength, lookBackSteps) > 0;
  const rows = counts.statics.reduce((sum, size) => sum + size, 0);
  const isPastMapped = counts.past > 0 && lookBackSteps * horizonSteps <= mostMapped;
  const pastOffsets = isPastMapped ? range(-back, 0) : [];
  /** [2 x offsets, look-back x horizon] */
  const pastResponses = matrixOf(
    planPastTaps(shape, pastOffsets),
    2 * pastOffsets.length * lookBackSteps * horizonSteps,
    ({ tap, place, step }) => (tap * lookBackSteps + place) * horizonSteps + step,
  );
  /** The last value and the mean of the last season of each. */
  const pastValues = 2 * counts.past;
  const seasonSteps = Math.min(lookBackSteps, Math.max(2, seasonLength));
  const isEncoded = pastValues > 0 || rows > 0;
  const encoded = lookBackSteps + pastValues;

  function init(seed: number): Parameters {
    const weights = new InitialWeights(seed);
    const nearSize = 3 * counts.future * nearOffsets.length;
    return {
      ...network.init(seed),
      ...(isMapped && { 'covariates.taps.kernel': tf.zeros([counts.future * levels, offsets.length]) }),
      ...(hasFuture && {
        ...initDense(weights, 'covariates.step', { inputs: nearSize, outputs: hiddenSize }),
        ...initDense(weights, 'covariates.bent', { inputs: hiddenSize, outputs: levels, gain: 0 }),
      }),
      ...(hasFuture && rows > 0 && initTable(weights, 'covariates.kind', { rows, width: hiddenSize, deviation })),
      ...(isPastMapped && { 'covariates.past.kernel': tf.zeros([counts.past * levels, 2 * pastOffsets.length]) }),
      ...(rows > 0 && {
        ...initTable(weights, 'covariates.embedding', { rows, width: embeddingSize, deviation: 0.1 }),
        ...initDense(weights, 'covariates.own', { inputs: embeddingSize * lookBackSteps, outputs, gain: 0 }),
      }),
      ...(isEncoded && {
        ...initDense(weights, 'covariates.encoder', { inputs: encoded, outputs: hiddenSize }),
        ...(rows > 0 && initTable(weights, 'covariates.kinds', { rows, width: hiddenSize, deviation })),
        ...initDense(weights, 'covariates.read', { inputs: hiddenSize, outputs, gain: 0 }),
      }),
    };
  }

  /**
   * [batch, horizon x levels] changes of all covariates, weighted by the distances at which they have their effect. The weights are
   * turned into a map from whole windows, which is far smaller than the changes at every distance of every step would be.
   */
  function weighChanges(taps: tf.Tensor, windows: tf.Tensor3D, constant: Float32Array): tf.Tensor {
    const [batch, rows, length] = windows.shape;
    const distances = taps.shape[1] as number;
    const matrix = tf.tensor2d(constant, [distances, length * horizonSteps]);
    const byRow = applyLinear(taps as tf.Tensor2D, matrix, tf.zeros([length * horizonSteps]));
    const map = tf.transpose(tf.reshape(byRow, [rows, levels, length, horizonSteps]), [0, 2, 3, 1]);
    const kernel = tf.reshape(map, [rows * length, outputs]) as tf.Tensor2D;
    const flat = tf.reshape(windows, [batch, rows * length]) as tf.Tensor2D;
    return applyLinear(flat, kernel, tf.zeros([outputs]), { constants: ['x'] });
  }

  /** [batch x horizon, covariates x near offsets] what a constant matrix makes of the windows around each step. */
  function around(future: tf.Tensor3D, matrix: Float32Array): tf.Tensor {
    const [batch, rows] = future.shape;
    const windows = tf.reshape(future, [batch * rows, span]) as tf.Tensor2D;
    const picked = applyLinear(windows, tf.tensor2d(matrix, [span, width]), tf.zeros([width]));
    const byStep = tf.transpose(tf.reshape(picked, [batch, rows, horizonSteps, nearOffsets.length]), [0, 2, 1, 3]);
    return tf.reshape(byStep, [batch * horizonSteps, rows * nearOffsets.length]);
  }

  const apply: Network['apply'] = (parameters, x, dropout, covariates) => {
    const { spread, future, past, statics } = covariates as WindowCovariates;
    const [batch] = x.shape;
    const constants = ['x'] as const;
    const parts: tf.Tensor[] = [network.apply(parameters, x, dropout)];
    if (future) {
      const perStep = tf.reshape(tf.tile(spread, [1, horizonSteps]), [batch * horizonSteps, 1]);
      const mean = tf.mean(tf.slice(future, [0, 0, 0], [-1, -1, lookBackSteps]), 2, true);
      const levelled = (isBySeason ? future : tf.sub(future, mean)) as tf.Tensor3D;
      if (isMapped) {
        const straight = weighChanges(parameters['covariates.taps.kernel'], levelled, responses);
        parts.push(tf.div(tf.mul(straight, tapGain), spread));
      }
      const values = tf.maximum(tf.minimum(around(future, closeValues), mostSeen), -mostSeen);
      const changes = around(levelled, closeChanges);
      const read = tf.concat([values, changes, tf.div(changes, perStep)], 1);
      const stepped = dense(parameters, 'covariates.step', read, { constants });
      const shifted = statics
        ? tf.reshape(
            tf.add(
              tf.reshape(stepped, [batch, horizonSteps, hiddenSize]),
              tf.expandDims(embed(parameters, 'covariates.kind', statics), 1),
            ),
            stepped.shape,
          )
        : stepped;
      const bent = dense(parameters, 'covariates.bent', drop(tf.relu(shifted), dropout));
      parts.push(tf.reshape(bent, [batch, outputs]));
    }
    if (past && isPastMapped) {
      const levelled = tf.sub(past, tf.mean(past, 2, true)) as tf.Tensor3D;
      const straight = weighChanges(parameters['covariates.past.kernel'], levelled, pastResponses);
      parts.push(tf.div(tf.mul(straight, tapGain), spread));
    }
    const recent = past && [
      tf.reshape(tf.slice(past, [0, 0, lookBackSteps - 1], [-1, -1, 1]), [batch, counts.past]),
      tf.mean(tf.slice(past, [0, 0, lookBackSteps - seasonSteps], [-1, -1, seasonSteps]), 2),
    ];
    if (statics) {
      const embedding = embed(parameters, 'covariates.embedding', statics);
      const own = tf.mul(tf.expandDims(embedding, 2), tf.expandDims(x, 1));
      parts.push(dense(parameters, 'covariates.own', tf.reshape(own, [batch, embeddingSize * lookBackSteps])));
    }
    if (isEncoded) {
      const read = recent ? (tf.concat([x, ...recent], 1) as tf.Tensor2D) : x;
      const encoding = dense(parameters, 'covariates.encoder', read, { constants });
      const told = statics ? tf.add(encoding, embed(parameters, 'covariates.kinds', statics)) : encoding;
      const state = tf.relu(told);
      parts.push(dense(parameters, 'covariates.read', drop(state, dropout)));
    }
    return parts.reduce((sum, part) => tf.add(sum, part)) as tf.Tensor2D;
  };

  return {
    init,
    apply,
    head: [
      ...network.head,
      'covariates.taps',
      'covariates.bent',
      'covariates.past',
      'covariates.own',
      'covariates.read',
    ],
  };
}
