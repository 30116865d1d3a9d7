/** The recurrent layers as functions of x, kernel, recurrent weights and bias. */
import { gruSequence } from '../gru/gru.ts';
import { lstmSequence } from '../lstm/lstm.ts';
import type { SequenceSizes } from '../recurrent.ts';
import { rnnSequence } from '../rnn/rnn.ts';
import type * as tf from '../tf.ts';

type RecurrentLayer = {
  apply: (...inputs: tf.Tensor[]) => tf.Tensor;
  /** Of the four inputs. */
  shapesOf: (sizes: SequenceSizes) => number[][];
};

function asWeights<T>([kernel, recurrent, bias]: tf.Tensor[]): T {
  return { kernel, recurrent, bias } as T;
}

function shapesWith(gates: number, biases: readonly number[] = []): RecurrentLayer['shapesOf'] {
  return ({ time, batch, features, hidden }) => {
    const width = gates * hidden;
    return [
      [time, batch, features],
      [features, width],
      [hidden, width],
      [...biases, width],
    ];
  };
}

export const recurrentLayers: Record<'LSTM' | 'GRU' | 'simple RNN', RecurrentLayer> = {
  LSTM: {
    apply: (x, ...weights) => lstmSequence(x as tf.Tensor3D, asWeights(weights)),
    shapesOf: shapesWith(4),
  },
  GRU: {
    apply: (x, ...weights) => gruSequence(x as tf.Tensor3D, asWeights(weights)),
    shapesOf: shapesWith(3, [2]),
  },
  'simple RNN': {
    apply: (x, ...weights) => rnnSequence(x as tf.Tensor3D, asWeights(weights)),
    shapesOf: shapesWith(1),
  },
};
