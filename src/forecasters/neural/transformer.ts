import { attend } from '../../compute/attention/attention.ts';
import { drop } from '../../compute/dropout/dropout.ts';
import * as tf from '../../compute/tf.ts';
import { InitialWeights } from './initial-weights.ts';
import { dense, initDense, initNorm, norm } from './layers.ts';
import { countOutputs, headGain, type Network, type NetworkLengths, type Parameters } from './network.ts';
import { feedForwardFactor, planOverlapping, planPatches } from './network-shapes.ts';
import { cutOverlapping, cutPatches } from './patches.ts';

export type TransformerConfig = NetworkLengths & {
  /** Width of a token; a multiple of heads. */
  hiddenSize: number;
  layers: number;
  heads: number;
  /** Consecutive values that make a token. */
  patchLength: number;
  /** Whether each token begins in the middle of the one before, as PatchTST has it, or after its end. */
  overlapping?: boolean;
};

/**
 * A Transformer encoder over patches of the window (PatchTST, Nie et al. 2023): learned positions, pre-norm blocks
 * (Xiong et al. 2020) of self-attention and GELU feed-forward, all tokens mapped to the whole horizon at once.
 */
export function createTransformer(config: TransformerConfig): Network {
  const { lookBackSteps, hiddenSize, layers, heads, overlapping = false } = config;
  const patching = (overlapping ? planOverlapping : planPatches)(lookBackSteps, config.patchLength);
  const cut = overlapping ? cutOverlapping : cutPatches;
  const tokens = patching.patches;
  const wide = feedForwardFactor * hiddenSize;

  function init(seed: number): Parameters {
    const weights = new InitialWeights(seed);
    const parameters: Parameters = {
      ...initDense(weights, 'embed', { inputs: patching.width, outputs: hiddenSize }),
      positions: weights.positions(tokens, hiddenSize),
    };
    for (let layer = 0; layer < layers; layer += 1) {
      const block = `block${layer}`;
      Object.assign(
        parameters,
        initNorm(`${block}.norm1`, hiddenSize),
        initDense(weights, `${block}.qkv`, { inputs: hiddenSize, outputs: 3 * hiddenSize }),
        initDense(weights, `${block}.out`, { inputs: hiddenSize, outputs: hiddenSize }),
        initNorm(`${block}.norm2`, hiddenSize),
        initDense(weights, `${block}.up`, { inputs: hiddenSize, outputs: wide }),
        initDense(weights, `${block}.down`, { inputs: wide, outputs: hiddenSize }),
      );
    }
    const head = { inputs: tokens * hiddenSize, outputs: countOutputs(config), gain: headGain };
    return { ...parameters, ...initNorm('norm', hiddenSize), ...initDense(weights, 'head', head) };
  }

  const apply: Network['apply'] = (parameters, x, dropout) => {
    const batch = x.shape[0];
    const patches = tf.reshape(cut(x, patching), [batch * tokens, patching.width]);
    const embedded = dense(parameters, 'embed', patches, { constants: ['x'] });
    const placed = tf.add(tf.reshape(embedded, [batch, tokens, hiddenSize]), parameters.positions);
    // Tokens stay in rows, [batch x tokens, hidden], but for the attention itself.
    let rows = tf.reshape(drop(placed, dropout), [batch * tokens, hiddenSize]) as tf.Tensor2D;
    for (let layer = 0; layer < layers; layer += 1) {
      const block = `block${layer}`;
      const qkv = dense(parameters, `${block}.qkv`, norm(parameters, `${block}.norm1`, rows));
      const mixed = attend(tf.reshape(qkv, [batch, tokens, 3 * hiddenSize]), heads);
      const attended = dense(parameters, `${block}.out`, tf.reshape(mixed, [batch * tokens, hiddenSize]));
      rows = tf.add(rows, drop(attended, dropout));
      const risen = dense(parameters, `${block}.up`, norm(parameters, `${block}.norm2`, rows), { activation: 'gelu' });
      rows = tf.add(rows, drop(dense(parameters, `${block}.down`, risen), dropout));
    }
    const read = tf.reshape(norm(parameters, 'norm', rows), [batch, tokens * hiddenSize]) as tf.Tensor2D;
    return dense(parameters, 'head', drop(read, dropout));
  };

  return { init, apply, head: ['head'] };
}
