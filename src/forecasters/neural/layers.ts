/** Layers that several networks are built of, each by its name among the parameters. */
import { embedRows } from '../../compute/embedding/embedding.ts';
import { normaliseLayer } from '../../compute/layer-norm/layer-norm.ts';
import { applyLinear, type LinearOptions } from '../../compute/linear/linear.ts';
import * as tf from '../../compute/tf.ts';
import type { InitialWeights } from './initial-weights.ts';
import type { Parameters } from './network.ts';

export type DenseShape = { inputs: number; outputs: number; gain?: number };

/** First weights of a linear layer, with biases of zero. */
export function initDense(weights: InitialWeights, name: string, { inputs, outputs, gain }: DenseShape): Parameters {
  return { [`${name}.kernel`]: weights.glorot(inputs, outputs, gain), [`${name}.bias`]: tf.zeros([outputs]) };
}

/** A linear layer [rows, inputs] to [rows, outputs]. */
export function dense(parameters: Parameters, name: string, x: tf.Tensor, options?: LinearOptions): tf.Tensor2D {
  const kernel = parameters[`${name}.kernel`] as tf.Tensor2D;
  return applyLinear(x as tf.Tensor2D, kernel, parameters[`${name}.bias`] as tf.Tensor1D, options);
}

export type TableShape = { rows: number; width: number; deviation: number };

/** First numbers of an embedding: a row for each value, normal, however many there are. */
export function initTable(weights: InitialWeights, name: string, { rows, width, deviation }: TableShape): Parameters {
  return { [`${name}.table`]: weights.positions(rows, width, deviation) };
}

/** Sums the rows that codes name, [batch, names] to [batch, width]; a negative code names none. */
export function embed(parameters: Parameters, name: string, codes: tf.Tensor2D): tf.Tensor2D {
  return embedRows(parameters[`${name}.table`] as tf.Tensor2D, codes);
}

export function initNorm(name: string, size: number): Parameters {
  return { [`${name}.gain`]: tf.ones([size]), [`${name}.bias`]: tf.zeros([size]) };
}

/** Layer normalisation of [rows, size]. */
export function norm(parameters: Parameters, name: string, x: tf.Tensor): tf.Tensor2D {
  return normaliseLayer(x as tf.Tensor2D, parameters[`${name}.gain`], parameters[`${name}.bias`]);
}
