import * as tf from '../../compute/tf.ts';

/** How a window is cut: `patches` pieces of `width` values; what does not fill a piece is left off at the old end. */
export type Patching = { patches: number; width: number };

export function planPatches(lookBackSteps: number, patchLength: number): Patching {
  const width = Math.min(patchLength, lookBackSteps);
  return { patches: Math.floor(lookBackSteps / width), width };
}

/** Windows [batch, look-back] to their newest values in whole patches, [batch, patches, width]. */
export function cutPatches(x: tf.Tensor2D, { patches, width }: Patching): tf.Tensor3D {
  const [batch, lookBack] = x.shape;
  const read = patches * width;
  return tf.reshape(tf.slice(x, [0, lookBack - read], [batch, read]), [batch, patches, width]);
}
