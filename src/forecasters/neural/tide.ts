import { type Dropout, drop } from '../../compute/dropout/dropout.ts';
import * as tf from '../../compute/tf.ts';
import { InitialWeights } from './initial-weights.ts';
import { dense, initDense, initNorm, norm } from './layers.ts';
import { headGain, type Network, type NetworkLengths, type Parameters } from './network.ts';
import { tideDecoderWidth } from './network-shapes.ts';

export type TideConfig = NetworkLengths & {
  hiddenSize: number;
  /** Residual blocks of the encoder. */
  layers: number;
};

type BlockShape = { inputs: number; hidden: number; outputs: number };

function initBlock(weights: InitialWeights, name: string, { inputs, hidden, outputs }: BlockShape): Parameters {
  return {
    ...initDense(weights, `${name}.up`, { inputs, outputs: hidden }),
    ...initDense(weights, `${name}.down`, { inputs: hidden, outputs }),
    ...initDense(weights, `${name}.skip`, { inputs, outputs }),
    ...initNorm(`${name}.norm`, outputs),
  };
}

/** A perceptron of one hidden layer beside a linear path, normalised. */
function applyBlock(parameters: Parameters, name: string, x: tf.Tensor, dropout: Dropout): tf.Tensor2D {
  const hidden = dense(parameters, `${name}.up`, x, { activation: 'relu' });
  const inner = drop(dense(parameters, `${name}.down`, hidden), dropout);
  return norm(parameters, `${name}.norm`, tf.add(inner, dense(parameters, `${name}.skip`, x)));
}

/**
 * TiDE (Das et al. 2023): a dense encoder and decoder of residual blocks, a small block for each step of the horizon, and a linear
 * path from the window straight to the horizon.
 */
export function createTide(config: TideConfig): Network {
  const { horizonSteps, lookBackSteps, hiddenSize, layers, levels = 1 } = config;
  const encoder = Array.from({ length: layers }, (_, layer) => `encoder${layer}`);

  function init(seed: number): Parameters {
    const weights = new InitialWeights(seed);
    const hidden = hiddenSize;
    const inputsOf = (layer: number) => (layer === 0 ? lookBackSteps : hidden);
    return Object.assign(
      {},
      ...encoder.map((name, layer) => initBlock(weights, name, { inputs: inputsOf(layer), hidden, outputs: hidden })),
      initBlock(weights, 'decoder', { inputs: hidden, hidden, outputs: horizonSteps * tideDecoderWidth }),
      initDense(weights, 'step.up', { inputs: tideDecoderWidth, outputs: hidden }),
      initDense(weights, 'step.down', { inputs: hidden, outputs: levels, gain: headGain }),
      initDense(weights, 'straight', { inputs: lookBackSteps, outputs: horizonSteps * levels, gain: headGain }),
    );
  }

  const apply: Network['apply'] = (parameters, x, dropout) => {
    const batch = x.shape[0];
    let state: tf.Tensor = x;
    for (const name of encoder) state = applyBlock(parameters, name, state, dropout);
    const decoded = applyBlock(parameters, 'decoder', state, dropout);
    const steps = tf.reshape(decoded, [batch * horizonSteps, tideDecoderWidth]);
    const risen = dense(parameters, 'step.up', steps, { activation: 'relu' });
    const bent = tf.reshape(dense(parameters, 'step.down', risen), [batch, horizonSteps * levels]);
    return tf.add(bent, dense(parameters, 'straight', x, { constants: ['x'] })) as tf.Tensor2D;
  };

  return { init, apply, head: ['step.up', 'step.down', 'straight'] };
}
