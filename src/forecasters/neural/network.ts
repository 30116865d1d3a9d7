import type { Dropout } from '../../compute/dropout/dropout.ts';
import type * as tf from '../../compute/tf.ts';

/** A network's weights by name. */
export type Parameters = Record<string, tf.Tensor>;

/**
 * A network is data and two functions. It reads a window and gives the whole horizon at once; level, scale
 * and last season of the window are not its concern (compute/windows/window-frame.ts).
 */
export type Network = {
  init(seed: number): Parameters;
  /**
   * @param x [batch, look-back] normalised windows
   * @param dropout null outside training
   * @returns [batch, horizon] what differs from the last season, normalised
   */
  apply(parameters: Parameters, x: tf.Tensor2D, dropout: Dropout): tf.Tensor2D;
};

/** Gain of the last layer's first weights: small, so that an untrained network is close to the seasonal naive. */
export const headGain = 0.1;
