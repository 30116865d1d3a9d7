import { applyLinear } from '../../compute/linear/linear.ts';
import * as tf from '../../compute/tf.ts';
import { InitialWeights } from './initial-weights.ts';
import { dense, initDense } from './layers.ts';
import { countOutputs, headGain, type Network, type NetworkLengths } from './network.ts';

/**
 * NLinear: one linear map from the window, less its last value, to the horizon (Zeng et al. 2023). The last value is taken off
 * and put back by the frame (window-frame.ts).
 */
export function createNLinear(config: NetworkLengths): Network {
  const shape = { inputs: config.lookBackSteps, outputs: countOutputs(config), gain: headGain };
  return {
    head: ['map'],
    init: (seed) => initDense(new InitialWeights(seed), 'map', shape),
    apply: (parameters, x) => dense(parameters, 'map', x, { constants: ['x'] }),
  };
}

/** Points of DLinear's moving average. */
const averaged = 25;

/** [length, length]: a row of values times this is their centred moving average, the ends repeated outwards. */
export function movingAverageMatrix(length: number, points = averaged): Float32Array {
  const matrix = new Float32Array(length * length);
  const reach = Math.floor((points - 1) / 2);
  for (let to = 0; to < length; to += 1) {
    for (let away = -reach; away < points - reach; away += 1) {
      const from = Math.min(length - 1, Math.max(0, to + away));
      matrix[from * length + to] += 1 / points;
    }
  }
  return matrix;
}

/** DLinear: a linear map of the window's trend, a moving average of 25, and another of the rest (Zeng et al. 2023). */
export function createDLinear(config: NetworkLengths): Network {
  const { lookBackSteps } = config;
  const shape = { inputs: lookBackSteps, outputs: countOutputs(config), gain: headGain };
  const averaging = movingAverageMatrix(lookBackSteps);
  return {
    head: ['trend', 'rest'],
    init(seed) {
      const weights = new InitialWeights(seed);
      return { ...initDense(weights, 'trend', shape), ...initDense(weights, 'rest', shape) };
    },
    apply(parameters, x) {
      const matrix = tf.tensor2d(averaging, [lookBackSteps, lookBackSteps]);
      const trend = applyLinear(x, matrix, tf.zeros([lookBackSteps]));
      const rest = tf.sub(x, trend);
      const constants = ['x'] as const;
      return tf.add(dense(parameters, 'trend', trend, { constants }), dense(parameters, 'rest', rest, { constants }));
    },
  };
}
