import { drop } from '../../compute/dropout/dropout.ts';
import { applyLinear } from '../../compute/linear/linear.ts';
import { lstmSequence } from '../../compute/lstm/lstm.ts';
import * as tf from '../../compute/tf.ts';
import { InitialWeights } from './initial-weights.ts';
import { headGain, type Network, type Parameters } from './network.ts';
import { cutPatches, planPatches } from './patches.ts';

export type LstmConfig = {
  horizonSteps: number;
  lookBackSteps: number;
  hiddenSize: number;
  /** 1 to 3 */
  layers: number;
  /** Consecutive values read at each step of the recurrence. */
  patchLength: number;
};

/**
 * LSTM over the window, patch by patch, with the last state mapped to the whole horizon at once.
 * Hochreiter and Schmidhuber 1997; reading segments instead of single values after SegRNN (Lin et al. 2023).
 */
export function createLstm(config: LstmConfig): Network {
  const { horizonSteps, lookBackSteps, hiddenSize, layers } = config;
  const patching = planPatches(lookBackSteps, config.patchLength);

  function init(seed: number): Parameters {
    const weights = new InitialWeights(seed);
    const parameters: Parameters = {};
    for (let layer = 0; layer < layers; layer += 1) {
      const inputs = layer === 0 ? patching.width : hiddenSize;
      parameters[`lstm${layer}.kernel`] = weights.glorot(inputs, 4 * hiddenSize);
      parameters[`lstm${layer}.recurrent`] = weights.orthogonal(hiddenSize, 4);
      // The forget gate starts open (Jozefowicz et al. 2015).
      const bias = new Float32Array(4 * hiddenSize).fill(1, hiddenSize, 2 * hiddenSize);
      parameters[`lstm${layer}.bias`] = tf.tensor1d(bias);
    }
    parameters['head.kernel'] = weights.glorot(hiddenSize, horizonSteps, headGain);
    parameters['head.bias'] = tf.zeros([horizonSteps]);
    return parameters;
  }

  const apply: Network['apply'] = (parameters, x, dropout) => {
    let states = tf.transpose(cutPatches(x, patching), [1, 0, 2]);
    for (let layer = 0; layer < layers; layer += 1) {
      if (layer > 0) states = drop(states, dropout);
      const weights = {
        kernel: parameters[`lstm${layer}.kernel`] as tf.Tensor2D,
        recurrent: parameters[`lstm${layer}.recurrent`] as tf.Tensor2D,
        bias: parameters[`lstm${layer}.bias`] as tf.Tensor1D,
      };
      states = lstmSequence(states, weights, layer === 0 ? ['x'] : []);
    }
    const [time, batch, hidden] = states.shape;
    const last = tf.reshape(tf.slice(states, [time - 1, 0, 0], [1, batch, hidden]), [batch, hidden]) as tf.Tensor2D;
    return applyLinear(
      drop(last, dropout),
      parameters['head.kernel'] as tf.Tensor2D,
      parameters['head.bias'] as tf.Tensor1D,
    );
  };

  return { init, apply };
}
