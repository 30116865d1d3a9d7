import { drop } from '../../compute/dropout/dropout.ts';
import { applyLinear } from '../../compute/linear/linear.ts';
import * as tf from '../../compute/tf.ts';
import { InitialWeights } from './initial-weights.ts';
import { dense, initDense } from './layers.ts';
import { headGain, type Network, type NetworkLengths, type Parameters } from './network.ts';
import { planPatches } from './network-shapes.ts';
import { cutPatches } from './patches.ts';
import { initRecurrent, lastState, recur } from './recurrent-networks.ts';

export type SegRnnConfig = NetworkLengths & {
  hiddenSize: number;
  /** Consecutive values that make a segment, in the window and in the horizon. */
  segmentLength: number;
};

/**
 * SegRNN (Lin et al. 2023): segments of the window, embedded by a linear layer with ReLU, pass through one GRU; then every
 * segment of the horizon is decoded at once, by one more step of the same GRU from the last state, told by a position
 * embedding which segment it is.
 */
export function createSegRnn(config: SegRnnConfig): Network {
  const { horizonSteps, lookBackSteps, hiddenSize, levels = 1 } = config;
  const patching = planPatches(lookBackSteps, config.segmentLength);
  const width = patching.width;
  const segments = Math.ceil(horizonSteps / width);

  function init(seed: number): Parameters {
    const weights = new InitialWeights(seed);
    return {
      ...initDense(weights, 'embed', { inputs: width, outputs: hiddenSize }),
      ...initRecurrent(weights, 'gru', { cell: 'gru', inputs: hiddenSize, hiddenSize }),
      positions: weights.positions(segments, hiddenSize, 1),
      ...initDense(weights, 'head', { inputs: hiddenSize, outputs: width * levels, gain: headGain }),
    };
  }

  /** [batch, hidden] to [batch, segments, hidden]: one step of the GRU from the same state for every position. */
  function decode(parameters: Parameters, state: tf.Tensor2D): tf.Tensor {
    const batch = state.shape[0];
    const [inputBias, stateBias] = tf.unstack(parameters['gru.bias']) as tf.Tensor1D[];
    const fromState = applyLinear(state, parameters['gru.recurrent'] as tf.Tensor2D, stateBias);
    const positions = parameters.positions as tf.Tensor2D;
    const fromInput = applyLinear(positions, parameters['gru.kernel'] as tf.Tensor2D, inputBias);
    const gateOf = (all: tf.Tensor, gate: number) => tf.slice(all, [0, gate * hiddenSize], [-1, hiddenSize]);
    const stateGate = (gate: number) => tf.reshape(gateOf(fromState, gate), [batch, 1, hiddenSize]);
    const inputGate = (gate: number) => tf.reshape(gateOf(fromInput, gate), [1, segments, hiddenSize]);
    const update = tf.sigmoid(tf.add(stateGate(0), inputGate(0)));
    const reset = tf.sigmoid(tf.add(stateGate(1), inputGate(1)));
    const candidate = tf.tanh(tf.add(inputGate(2), tf.mul(reset, stateGate(2))));
    const before = tf.reshape(state, [batch, 1, hiddenSize]);
    return tf.add(candidate, tf.mul(update, tf.sub(before, candidate)));
  }

  const apply: Network['apply'] = (parameters, x, dropout) => {
    const batch = x.shape[0];
    const read = tf.transpose(cutPatches(x, patching), [1, 0, 2]);
    const flat = tf.reshape(read, [patching.patches * batch, width]);
    const embedded = dense(parameters, 'embed', flat, { activation: 'relu', constants: ['x'] });
    const sequence = tf.reshape(embedded, [patching.patches, batch, hiddenSize]) as tf.Tensor3D;
    const state = lastState(recur(parameters, 'gru', sequence, { cell: 'gru' }));
    const decoded = tf.reshape(decode(parameters, state), [batch * segments, hiddenSize]);
    const values = dense(parameters, 'head', drop(decoded, dropout));
    const horizon = tf.reshape(values, [batch, segments * width * levels]);
    return tf.slice(horizon, [0, 0], [batch, horizonSteps * levels]) as tf.Tensor2D;
  };

  return { init, apply, head: ['head'] };
}
