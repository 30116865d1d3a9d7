import * as tf from '../tf.ts';

/**
 * Multi-head scaled dot-product self-attention (Vaswani et al. 2017), every token seeing every other.
 *
 * @param qkv [batch, tokens, 3 size] queries, keys and values side by side
 * @param heads divides size
 * @returns [batch, tokens, size]
 */
export function attend(qkv: tf.Tensor3D, heads: number): tf.Tensor3D {
  const [batch, tokens, width] = qkv.shape;
  const size = width / 3;
  const perHead = size / heads;
  const split = tf.transpose(tf.reshape(qkv, [batch, tokens, 3, heads, perHead]), [2, 0, 3, 1, 4]);
  const [queries, keys, values] = tf
    .unstack(tf.reshape(split, [3, batch * heads, tokens, perHead]))
    .map((part) => part as tf.Tensor3D);
  const scores = tf.mul(tf.matMul(queries, keys, false, true), 1 / Math.sqrt(perHead));
  const mixed = tf.matMul(tf.softmax(scores), values);
  const joined = tf.transpose(tf.reshape(mixed, [batch, heads, tokens, perHead]), [0, 2, 1, 3]);
  return tf.reshape(joined, [batch, tokens, size]);
}
