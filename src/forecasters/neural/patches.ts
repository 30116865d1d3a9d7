import * as tf from '../../compute/tf.ts';
import type { Patching } from './network-shapes.ts';

/** Windows [batch, look-back] to their newest values in whole patches, [batch, patches, width]. */
export function cutPatches(x: tf.Tensor2D, { patches, width }: Patching): tf.Tensor3D {
  const [batch, lookBack] = x.shape;
  const read = patches * width;
  return tf.reshape(tf.slice(x, [0, lookBack - read], [batch, read]), [batch, patches, width]);
}

/** Windows [batch, look-back] to overlapping patches, [batch, patches, width]. */
export function cutOverlapping(x: tf.Tensor2D, { patches, width }: Patching): tf.Tensor3D {
  const [batch, lookBack] = x.shape;
  const stride = width / 2;
  const read = patches * stride;
  const padding = tf.tile(tf.slice(x, [0, lookBack - 1], [batch, 1]), [1, stride]);
  const padded = tf.concat([tf.slice(x, [0, lookBack - read], [batch, read]), padding], 1);
  const halves = tf.reshape(padded, [batch, patches + 1, stride]);
  const left = tf.slice(halves, [0, 0, 0], [batch, patches, stride]);
  const right = tf.slice(halves, [0, 1, 0], [batch, patches, stride]);
  return tf.concat([left, right], 2) as tf.Tensor3D;
}
