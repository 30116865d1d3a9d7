import { defineOp, type OpInputs, runDifferentiable } from '../op.ts';
import * as tf from '../tf.ts';

/** Queries, keys and values, [batch x heads, tokens, size / heads] each. */
function splitHeads(qkv: tf.Tensor, heads: number): tf.Tensor3D[] {
  const [batch, tokens, width] = qkv.shape;
  const perHead = width / 3 / heads;
  const split = tf.transpose(tf.reshape(qkv, [batch, tokens, 3, heads, perHead]), [2, 0, 3, 1, 4]);
  return tf.unstack(tf.reshape(split, [3, batch * heads, tokens, perHead])) as tf.Tensor3D[];
}

/** [y, probabilities [batch x heads, tokens, tokens]] */
function forward({ qkv }: OpInputs, heads: number): tf.Tensor[] {
  const [batch, tokens, width] = qkv.shape;
  const size = width / 3;
  const perHead = size / heads;
  const [queries, keys, values] = splitHeads(qkv, heads);
  const scores = tf.mul(tf.matMul(queries, keys, false, true), 1 / Math.sqrt(perHead));
  const probabilities = tf.softmax(scores);
  const mixed = tf.matMul(probabilities, values);
  const joined = tf.transpose(tf.reshape(mixed, [batch, heads, tokens, perHead]), [0, 2, 1, 3]);
  return [tf.reshape(joined, [batch, tokens, size]), probabilities];
}

function backward({ dy, qkv, reserve0: probabilities }: OpInputs, heads: number): tf.Tensor[] {
  const [batch, tokens, width] = qkv.shape;
  const perHead = width / 3 / heads;
  const [queries, keys, values] = splitHeads(qkv, heads);
  const dMixed = tf.reshape(tf.transpose(tf.reshape(dy, [batch, tokens, heads, perHead]), [0, 2, 1, 3]), [
    batch * heads,
    tokens,
    perHead,
  ]);
  const dProbabilities = tf.matMul(dMixed, values, false, true);
  const weighted = tf.sum(tf.mul(dProbabilities, probabilities), -1, true);
  const dScores = tf.mul(tf.mul(probabilities, tf.sub(dProbabilities, weighted)), 1 / Math.sqrt(perHead));
  const parts = [
    tf.matMul(dScores, keys),
    tf.matMul(dScores, queries, true, false),
    tf.matMul(probabilities, dMixed, true, false),
  ];
  const stacked = tf.reshape(tf.stack(parts), [3, batch, heads, tokens, perHead]);
  return [tf.reshape(tf.transpose(stacked, [1, 3, 0, 2, 4]), [batch, tokens, width])];
}

defineOp('Attention', (inputs, { heads }) => forward(inputs, heads as number));
defineOp('AttentionGrad', (inputs, { heads }) => backward(inputs, heads as number));

/**
 * Multi-head scaled dot-product self-attention (Vaswani et al. 2017), every token seeing every other.
 *
 * @param qkv [batch, tokens, 3 size] queries, keys and values side by side
 * @param heads divides size
 * @returns [batch, tokens, size]
 */
export function attend(qkv: tf.Tensor3D, heads: number): tf.Tensor3D {
  return runDifferentiable({ name: 'Attention', inputs: { qkv }, attributes: { heads } }) as tf.Tensor3D;
}
