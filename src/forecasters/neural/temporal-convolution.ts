import { drop } from '../../compute/dropout/dropout.ts';
import * as tf from '../../compute/tf.ts';
import { InitialWeights } from './initial-weights.ts';
import { dense, initDense } from './layers.ts';
import { countOutputs, headGain, type Network, type NetworkLengths, type Parameters } from './network.ts';
import { countConvolutionBlocks, convolutionTaps as taps } from './network-shapes.ts';

export type TemporalConvolutionConfig = NetworkLengths & {
  hiddenSize: number;
};

/** Each row beside the rows `dilation` and 2 x `dilation` steps before it, zero before the first: [batch, time, taps x channels]. */
function unfold(x: tf.Tensor3D, dilation: number): tf.Tensor3D {
  const [batch, time, channels] = x.shape;
  const shifted = Array.from({ length: taps }, (_, tap) => {
    const back = (taps - 1 - tap) * dilation;
    if (back === 0) return x;
    if (back >= time) return tf.zeros([batch, time, channels]);
    return tf.pad(tf.slice(x, [0, 0, 0], [batch, time - back, channels]), [
      [0, 0],
      [back, 0],
      [0, 0],
    ]);
  });
  return tf.concat(shifted, 2) as tf.Tensor3D;
}

/**
 * A temporal convolutional network (Bai et al. 2018): residual blocks of two causal convolutions whose dilation doubles from block
 * to block until the whole window is seen. A convolution is a linear layer over shifted copies, since no backend of tfjs but
 * WebGL and cpu has the gradient of one.
 */
export function createTemporalConvolution(config: TemporalConvolutionConfig): Network {
  const { lookBackSteps, hiddenSize } = config;
  const blocks = countConvolutionBlocks(lookBackSteps);

  function init(seed: number): Parameters {
    const weights = new InitialWeights(seed);
    const parameters: Parameters = {};
    for (let block = 0; block < blocks; block += 1) {
      const inputs = block === 0 ? 1 : hiddenSize;
      Object.assign(
        parameters,
        initDense(weights, `block${block}.first`, { inputs: taps * inputs, outputs: hiddenSize }),
        initDense(weights, `block${block}.second`, { inputs: taps * hiddenSize, outputs: hiddenSize }),
      );
    }
    const skip = initDense(weights, 'skip', { inputs: 1, outputs: hiddenSize });
    const head = initDense(weights, 'head', { inputs: hiddenSize, outputs: countOutputs(config), gain: headGain });
    return { ...parameters, ...skip, ...head };
  }

  const apply: Network['apply'] = (parameters, x, dropout) => {
    const [batch, time] = x.shape;
    const convolve = (name: string, input: tf.Tensor3D, dilation: number, constants: readonly 'x'[] = []) => {
      const unfolded = unfold(input, dilation);
      const flat = tf.reshape(unfolded, [batch * time, unfolded.shape[2]]);
      const convolved = dense(parameters, name, flat, { activation: 'relu', constants });
      return tf.reshape(convolved, [batch, time, hiddenSize]) as tf.Tensor3D;
    };
    const column = tf.reshape(x, [batch, time, 1]) as tf.Tensor3D;
    let carried = tf.reshape(dense(parameters, 'skip', tf.reshape(x, [batch * time, 1]), { constants: ['x'] }), [
      batch,
      time,
      hiddenSize,
    ]) as tf.Tensor3D;
    for (let block = 0; block < blocks; block += 1) {
      const input = block === 0 ? column : carried;
      const first = drop(convolve(`block${block}.first`, input, 2 ** block, block === 0 ? ['x'] : []), dropout);
      const second = drop(convolve(`block${block}.second`, first, 2 ** block), dropout);
      carried = tf.relu(tf.add(carried, second)) as tf.Tensor3D;
    }
    const last = tf.reshape(tf.slice(carried, [0, time - 1, 0], [batch, 1, hiddenSize]), [batch, hiddenSize]);
    return dense(parameters, 'head', last);
  };

  return { init, apply, head: ['head'] };
}
