import type { Random } from '../random.ts';
import * as tf from '../tf.ts';

/** How much to drop and where the chance comes from; null while not training. */
export type Dropout = { rate: number; random: Random } | null;

/** Sets each value to zero with probability `rate` and scales the others up (Srivastava et al. 2014). */
export function drop<T extends tf.Tensor>(x: T, dropout: Dropout): T {
  if (!dropout || dropout.rate === 0) return x;
  const { rate, random } = dropout;
  const kept = 1 / (1 - rate);
  const mask = Float32Array.from({ length: x.size }, () => (random() < rate ? 0 : kept));
  return tf.mul(x, tf.tensor(mask, x.shape));
}
