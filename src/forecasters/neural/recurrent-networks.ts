import { drop } from '../../compute/dropout/dropout.ts';
import { gruSequence } from '../../compute/gru/gru.ts';
import { lstmSequence } from '../../compute/lstm/lstm.ts';
import { rnnSequence } from '../../compute/rnn/rnn.ts';
import * as tf from '../../compute/tf.ts';
import { InitialWeights } from './initial-weights.ts';
import { dense, initDense } from './layers.ts';
import { countOutputs, headGain, type Network, type NetworkLengths, type Parameters } from './network.ts';
import { planPatches } from './network-shapes.ts';
import { cutPatches } from './patches.ts';

export type RecurrentConfig = NetworkLengths & {
  cell: 'lstm' | 'gru' | 'rnn';
  hiddenSize: number;
  /** 1 to 3 */
  layers: number;
  /** Consecutive values read at each step of the recurrence. */
  patchLength: number;
};

const blocksOf = { lstm: 4, gru: 3, rnn: 1 } as const;

function initBias(cell: RecurrentConfig['cell'], hidden: number): tf.Tensor {
  if (cell === 'gru') return tf.zeros([2, 3 * hidden]);
  if (cell === 'rnn') return tf.zeros([hidden]);
  // The forget gate starts open (Jozefowicz et al. 2015).
  return tf.tensor1d(new Float32Array(4 * hidden).fill(1, hidden, 2 * hidden));
}

/** First weights of one recurrent layer. */
export function initRecurrent(
  weights: InitialWeights,
  name: string,
  { cell, inputs, hiddenSize }: { cell: RecurrentConfig['cell']; inputs: number; hiddenSize: number },
): Parameters {
  return {
    [`${name}.kernel`]: weights.glorot(inputs, blocksOf[cell] * hiddenSize),
    [`${name}.recurrent`]: weights.orthogonal(hiddenSize, blocksOf[cell]),
    [`${name}.bias`]: initBias(cell, hiddenSize),
  };
}

/** [time, batch, inputs] to [time, batch, hidden], by the weights of `initRecurrent`. */
export function recur(
  parameters: Parameters,
  name: string,
  x: tf.Tensor3D,
  { cell, constants = [] }: { cell: RecurrentConfig['cell']; constants?: readonly 'x'[] },
): tf.Tensor3D {
  const kernel = parameters[`${name}.kernel`] as tf.Tensor2D;
  const recurrent = parameters[`${name}.recurrent`] as tf.Tensor2D;
  const bias = parameters[`${name}.bias`];
  if (cell === 'gru') return gruSequence(x, { kernel, recurrent, bias: bias as tf.Tensor2D }, constants);
  const sequence = cell === 'lstm' ? lstmSequence : rnnSequence;
  return sequence(x, { kernel, recurrent, bias: bias as tf.Tensor1D }, constants);
}

/** The last state of [time, batch, hidden]. */
export function lastState(states: tf.Tensor3D): tf.Tensor2D {
  const [time, batch, hidden] = states.shape;
  return tf.reshape(tf.slice(states, [time - 1, 0, 0], [1, batch, hidden]), [batch, hidden]);
}

/**
 * An LSTM, GRU or simple RNN over the window, patch by patch, with the last state mapped to the whole horizon at once.
 * Hochreiter and Schmidhuber 1997; Cho et al. 2014; Elman 1990; reading segments instead of single values after SegRNN
 * (Lin et al. 2023).
 */
export function createRecurrent(config: RecurrentConfig): Network {
  const { cell, lookBackSteps, hiddenSize, layers } = config;
  const patching = planPatches(lookBackSteps, config.patchLength);
  const names = Array.from({ length: layers }, (_, layer) => `${cell}${layer}`);

  function init(seed: number): Parameters {
    const weights = new InitialWeights(seed);
    const inputsOf = (layer: number) => (layer === 0 ? patching.width : hiddenSize);
    return Object.assign(
      {},
      ...names.map((name, layer) => initRecurrent(weights, name, { cell, inputs: inputsOf(layer), hiddenSize })),
      initDense(weights, 'head', { inputs: hiddenSize, outputs: countOutputs(config), gain: headGain }),
    );
  }

  const apply: Network['apply'] = (parameters, x, dropout) => {
    let states = tf.transpose(cutPatches(x, patching), [1, 0, 2]);
    names.forEach((name, layer) => {
      if (layer > 0) states = drop(states, dropout);
      states = recur(parameters, name, states, { cell, constants: layer === 0 ? ['x'] : [] });
    });
    return dense(parameters, 'head', drop(lastState(states), dropout));
  };

  return { init, apply, head: ['head'] };
}
