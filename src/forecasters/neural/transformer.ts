import { attend } from '../../compute/attention/attention.ts';
import { drop } from '../../compute/dropout/dropout.ts';
import { normaliseLayer } from '../../compute/layer-norm/layer-norm.ts';
import { applyLinear, type LinearOptions } from '../../compute/linear/linear.ts';
import * as tf from '../../compute/tf.ts';
import { InitialWeights } from './initial-weights.ts';
import { headGain, type Network, type Parameters } from './network.ts';
import { cutPatches, planPatches } from './patches.ts';

export type TransformerConfig = {
  horizonSteps: number;
  lookBackSteps: number;
  /** Width of a token; a multiple of heads. */
  hiddenSize: number;
  layers: number;
  heads: number;
  /** Consecutive values that make a token. */
  patchLength: number;
};

const feedForwardFactor = 2;

/**
 * A Transformer encoder over patches of the window (PatchTST, Nie et al. 2023): learned positions, pre-norm blocks
 * (Xiong et al. 2020) of self-attention and GELU feed-forward, all tokens mapped to the whole horizon at once.
 */
export function createTransformer(config: TransformerConfig): Network {
  const { horizonSteps, lookBackSteps, hiddenSize, layers, heads } = config;
  const patching = planPatches(lookBackSteps, config.patchLength);
  const tokens = patching.patches;
  const wide = feedForwardFactor * hiddenSize;

  function init(seed: number): Parameters {
    const weights = new InitialWeights(seed);
    const parameters: Parameters = {};
    const addDense = (name: string, inputs: number, outputs: number, gain = 1) => {
      parameters[`${name}.kernel`] = weights.glorot(inputs, outputs, gain);
      parameters[`${name}.bias`] = tf.zeros([outputs]);
    };
    const addNorm = (name: string) => {
      parameters[`${name}.gain`] = tf.ones([hiddenSize]);
      parameters[`${name}.bias`] = tf.zeros([hiddenSize]);
    };
    addDense('embed', patching.width, hiddenSize);
    parameters.positions = weights.positions(tokens, hiddenSize);
    for (let layer = 0; layer < layers; layer += 1) {
      addNorm(`block${layer}.norm1`);
      addDense(`block${layer}.qkv`, hiddenSize, 3 * hiddenSize);
      addDense(`block${layer}.out`, hiddenSize, hiddenSize);
      addNorm(`block${layer}.norm2`);
      addDense(`block${layer}.up`, hiddenSize, wide);
      addDense(`block${layer}.down`, wide, hiddenSize);
    }
    addNorm('norm');
    addDense('head', tokens * hiddenSize, horizonSteps, headGain);
    return parameters;
  }

  const apply: Network['apply'] = (parameters, x, dropout) => {
    const batch = x.shape[0];
    const dense = (name: string, input: tf.Tensor2D, options?: LinearOptions) =>
      applyLinear(
        input,
        parameters[`${name}.kernel`] as tf.Tensor2D,
        parameters[`${name}.bias`] as tf.Tensor1D,
        options,
      );
    const norm = (name: string, input: tf.Tensor2D) =>
      normaliseLayer(input, parameters[`${name}.gain`], parameters[`${name}.bias`]);

    const patches = tf.reshape(cutPatches(x, patching), [batch * tokens, patching.width]) as tf.Tensor2D;
    const embedded = tf.reshape(dense('embed', patches, { constants: ['x'] }), [batch, tokens, hiddenSize]);
    const placed = drop(tf.add(embedded, parameters.positions), dropout);
    // Tokens stay in rows, [batch x tokens, hidden], but for the attention itself.
    let rows = tf.reshape(placed, [batch * tokens, hiddenSize]) as tf.Tensor2D;
    for (let layer = 0; layer < layers; layer += 1) {
      const block = `block${layer}`;
      const qkv = dense(`${block}.qkv`, norm(`${block}.norm1`, rows));
      const mixed = attend(tf.reshape(qkv, [batch, tokens, 3 * hiddenSize]), heads);
      const attended = dense(`${block}.out`, tf.reshape(mixed, [batch * tokens, hiddenSize]) as tf.Tensor2D);
      rows = tf.add(rows, drop(attended, dropout));
      const risen = dense(`${block}.up`, norm(`${block}.norm2`, rows), { activation: 'gelu' });
      const fed = dense(`${block}.down`, risen);
      rows = tf.add(rows, drop(fed, dropout));
    }
    const read = tf.reshape(norm('norm', rows), [batch, tokens * hiddenSize]) as tf.Tensor2D;
    return dense('head', drop(read, dropout));
  };

  return { init, apply };
}
