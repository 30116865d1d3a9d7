/** What a network learns from covariates: a part of its own that is added to the forecast of any network. */
import { drop } from '../../compute/dropout/dropout.ts';
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
/** Values of covariates known afterwards that are read of a window. */
const mostPastValues = 2048;

/** [horizon x offsets] places in a window of the steps at these distances from each step of the horizon, and of the steps a season before. */
function planTaps({ lookBackSteps, horizonSteps, seasonLength }: CovariateShape, offsets: readonly number[]) {
  const period = periodOf(seasonLength, lookBackSteps);
  const last = lookBackSteps + horizonSteps - 1;
  const at = new Int32Array(horizonSteps * offsets.length);
  const before = new Int32Array(at.length);
  for (let step = 0; step < horizonSteps; step += 1) {
    offsets.forEach((offset, which) => {
      const tap = step * offsets.length + which;
      at[tap] = Math.min(last, Math.max(0, lookBackSteps + step + offset));
      const usual = lookBackSteps - period + (period === 0 ? 0 : step % period) + offset;
      before[tap] = Math.min(last, Math.max(0, usual));
      // Beyond what is known nothing is taken to have changed.
      if (lookBackSteps + step + offset > last) before[tap] = at[tap];
    });
  }
  return { at, before, isBySeason: period > 0 };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/**
 * A network that reads covariates beside the window: what it gives, plus a part of the covariates' own that begins at zero, so
 * that what is of no use is left at nothing.
 *
 * The frame of a window takes its last season as given and divides by its spread (window-frame.ts). An effect that is added to the
 * series is then a weight times the covariate's change since that season, over the same spread: such weights, shared by all steps,
 * lie on the steps back and a few ahead. What is bent, or multiplies the series, is left to a small perceptron shared by all steps,
 * as TiDE's temporal decoder is (Das et al. 2023). Covariates known only afterwards are read like the window
 * itself, by a linear map and a dense encoder, which static ones join; these also turn the window by an embedding of their own
 * (a linear map for each embedded number, as in a bilinear layer).
 */
export function withCovariates(network: Network, shape: CovariateShape, counts: CovariateCounts): Network {
  const { lookBackSteps, horizonSteps, seasonLength, levels = 1 } = shape;
  const outputs = horizonSteps * levels;
  const back = Math.min(lookBackSteps, mostBack, Math.max(leastBack, seasonLength));
  const offsets = range(-back, mostAhead);
  const taps = planTaps(shape, offsets);
  const nearOffsets = range(-near, near);
  const nearTaps = planTaps(shape, nearOffsets);
  const rows = counts.statics.reduce((sum, size) => sum + size, 0);
  const hasFuture = counts.future > 0;
  const pastSteps = counts.past === 0 ? 0 : Math.min(lookBackSteps, Math.ceil(mostPastValues / counts.past));
  const pastValues = counts.past * pastSteps;
  const isEncoded = pastValues > 0 || rows > 0;
  const encoded = lookBackSteps + pastValues;

  function init(seed: number): Parameters {
    const weights = new InitialWeights(seed);
    const nearSize = 3 * counts.future * nearOffsets.length;
    return {
      ...network.init(seed),
      ...(hasFuture && {
        ...initDense(weights, 'covariates.taps', {
          inputs: counts.future * offsets.length,
          outputs: levels,
          gain: 0,
        }),
        ...initDense(weights, 'covariates.step', { inputs: nearSize, outputs: hiddenSize }),
        ...initDense(weights, 'covariates.bent', { inputs: hiddenSize, outputs: levels, gain: 0 }),
      }),
      ...(hasFuture && rows > 0 && initTable(weights, 'covariates.kind', { rows, width: hiddenSize, deviation })),
      ...(pastValues > 0 && initDense(weights, 'covariates.past', { inputs: pastValues, outputs, gain: 0 })),
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

  /** [batch x horizon, covariates x offsets] values around each step, and their changes since the season before. */
  function around(future: tf.Tensor3D, { at, before, isBySeason }: typeof taps) {
    const [batch, rows] = future.shape;
    const width = at.length / horizonSteps;
    const gather = (places: Int32Array) => tf.gather(future, tf.tensor1d(places, 'int32'), 2);
    const byStep = (values: tf.Tensor) => {
      const ordered = tf.transpose(tf.reshape(values, [batch, rows, horizonSteps, width]), [0, 2, 1, 3]);
      return tf.reshape(ordered, [batch * horizonSteps, rows * width]);
    };
    const values = gather(at);
    const usual = isBySeason ? gather(before) : tf.mean(tf.slice(future, [0, 0, 0], [-1, -1, lookBackSteps]), 2, true);
    return { values: byStep(values), changes: byStep(tf.sub(values, usual)) };
  }

  const apply: Network['apply'] = (parameters, x, dropout, covariates) => {
    const { spread, future, past, statics } = covariates as WindowCovariates;
    const [batch] = x.shape;
    const constants = ['x'] as const;
    const parts: tf.Tensor[] = [network.apply(parameters, x, dropout)];
    if (future) {
      const perStep = tf.reshape(tf.tile(spread, [1, horizonSteps]), [batch * horizonSteps, 1]);
      const { changes } = around(future, taps);
      const scaled = tf.mul(tf.div(changes, perStep), tapGain);
      const straight = dense(parameters, 'covariates.taps', scaled, { constants });
      const close = around(future, nearTaps);
      const values = tf.maximum(tf.minimum(close.values, mostSeen), -mostSeen);
      const read = tf.concat([values, close.changes, tf.div(close.changes, perStep)], 1);
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
      parts.push(tf.reshape(tf.add(straight, bent), [batch, outputs]));
    }
    const flat = past && {
      values: tf.reshape(tf.slice(past, [0, 0, lookBackSteps - pastSteps], [-1, -1, pastSteps]), [batch, pastValues]),
      changes: tf.reshape(
        tf.slice(tf.sub(past, tf.mean(past, 2, true)), [0, 0, lookBackSteps - pastSteps], [-1, -1, pastSteps]),
        [batch, pastValues],
      ),
    };
    if (flat) parts.push(dense(parameters, 'covariates.past', tf.div(flat.changes, spread), { constants }));
    if (statics) {
      const embedding = embed(parameters, 'covariates.embedding', statics);
      const own = tf.mul(tf.expandDims(embedding, 2), tf.expandDims(x, 1));
      parts.push(dense(parameters, 'covariates.own', tf.reshape(own, [batch, embeddingSize * lookBackSteps])));
    }
    if (isEncoded) {
      const read = flat ? (tf.concat([x, flat.values], 1) as tf.Tensor2D) : x;
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
