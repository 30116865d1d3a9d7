import { drop } from '../../compute/dropout/dropout.ts';
import { applyLinear } from '../../compute/linear/linear.ts';
import * as tf from '../../compute/tf.ts';
import { InitialWeights } from './initial-weights.ts';
import { dense, initDense } from './layers.ts';
import { headGain, type Network, type NetworkLengths, type Parameters } from './network.ts';
import { planStacks } from './network-shapes.ts';

export type NHitsConfig = NetworkLengths & {
  hiddenSize: number;
};

/** [knots, length]: a row of knots times this is the straight line through them, the first and last at the ends. */
export function interpolationMatrix(knots: number, length: number): Float32Array {
  const matrix = new Float32Array(knots * length);
  for (let at = 0; at < length; at += 1) {
    const place = length === 1 ? 0 : (at * (knots - 1)) / (length - 1);
    const left = Math.min(Math.floor(place), Math.max(0, knots - 2));
    const share = place - left;
    matrix[left * length + at] += 1 - share;
    if (share > 0) matrix[(left + 1) * length + at] += share;
  }
  return matrix;
}

const neverLargest = -1e9;

/** The largest of every `pooled` values, [batch, ceil(look-back / pooled)]; the oldest group may be short. */
function poolMax(x: tf.Tensor2D, pooled: number): tf.Tensor2D {
  if (pooled === 1) return x;
  const [batch, lookBack] = x.shape;
  const groups = Math.ceil(lookBack / pooled);
  const lacking = groups * pooled - lookBack;
  const whole = lacking === 0 ? x : tf.concat([tf.fill([batch, lacking], neverLargest), x], 1);
  return tf.max(tf.reshape(whole, [batch, groups, pooled]), 2) as tf.Tensor2D;
}

/**
 * N-HiTS (Challu et al. 2023): stacks of multilayer perceptrons, from coarse to fine. Each reads what the ones before it could
 * not explain of the window, through a max pooling, and gives knots whose interpolation explains part of the window and adds to
 * the forecast.
 */
export function createNHits(config: NHitsConfig): Network {
  const { horizonSteps, lookBackSteps, hiddenSize, levels = 1 } = config;
  const plans = planStacks(lookBackSteps, horizonSteps);

  function init(seed: number): Parameters {
    const weights = new InitialWeights(seed);
    return Object.assign(
      {},
      ...plans.flatMap(({ name, inputs, backKnots, knots }) => [
        initDense(weights, `${name}.first`, { inputs, outputs: hiddenSize }),
        initDense(weights, `${name}.second`, { inputs: hiddenSize, outputs: hiddenSize }),
        initDense(weights, `${name}.ahead`, { inputs: hiddenSize, outputs: knots * levels, gain: headGain }),
        backKnots > 0
          ? initDense(weights, `${name}.back`, { inputs: hiddenSize, outputs: backKnots, gain: headGain })
          : {},
      ]),
    );
  }

  const apply: Network['apply'] = (parameters, x, dropout) => {
    const batch = x.shape[0];
    let rest = x;
    let forecast: tf.Tensor = tf.zeros([batch * levels, horizonSteps]);
    plans.forEach(({ name, pooled, backKnots, knots }) => {
      const first = dense(parameters, `${name}.first`, poolMax(rest, pooled), { activation: 'relu' });
      const hidden = drop(dense(parameters, `${name}.second`, first, { activation: 'relu' }), dropout);
      const ahead = tf.reshape(dense(parameters, `${name}.ahead`, hidden), [batch * levels, knots]) as tf.Tensor2D;
      const intoHorizon = tf.tensor2d(interpolationMatrix(knots, horizonSteps), [knots, horizonSteps]);
      forecast = tf.add(forecast, applyLinear(ahead, intoHorizon, tf.zeros([horizonSteps])));
      if (backKnots === 0) return;
      const intoWindow = tf.tensor2d(interpolationMatrix(backKnots, lookBackSteps), [backKnots, lookBackSteps]);
      const explained = dense(parameters, `${name}.back`, hidden);
      rest = tf.sub(rest, applyLinear(explained, intoWindow, tf.zeros([lookBackSteps])));
    });
    const byLevel = tf.reshape(forecast, [batch, levels, horizonSteps]);
    return tf.reshape(tf.transpose(byLevel, [0, 2, 1]), [batch, horizonSteps * levels]) as tf.Tensor2D;
  };

  return { init, apply, head: plans.map(({ name }) => `${name}.ahead`) };
}
