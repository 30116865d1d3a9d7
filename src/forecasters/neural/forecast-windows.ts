import * as tf from '../../compute/tf.ts';
import { type FrameShape, frameWindows, outOfFrame } from '../../compute/windows/window-frame.ts';
import type { Network, Parameters } from './network.ts';

/**
 * What a network forecasts for whole windows, in their own unit.
 *
 * @param past [windows, look-back] scaled values
 * @returns [windows, horizon x levels], to be disposed of by the caller
 */
export function forecastWindows(
  network: Network,
  parameters: Parameters,
  past: tf.Tensor2D,
  shape: FrameShape,
): tf.Tensor2D {
  return tf.tidy(() => {
    const { x, frame } = frameWindows(past, shape);
    return outOfFrame(network.apply(parameters, x, null), frame);
  });
}
