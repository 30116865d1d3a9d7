import * as tf from '../../compute/tf.ts';
import { type FrameShape, frameWindows, outOfFrame } from '../../compute/windows/window-frame.ts';
import type { Network, Parameters, WindowCovariates } from './network.ts';

/**
 * What a network forecasts for whole windows, in their own unit.
 *
 * @param past [windows, look-back] scaled values
 * @param covariates of the same windows; their spread is found here
 * @returns [windows, horizon x levels], to be disposed of by the caller
 */
export function forecastWindows(
  network: Network,
  parameters: Parameters,
  past: tf.Tensor2D,
  shape: FrameShape,
  covariates: Omit<WindowCovariates, 'spread'> | null = null,
): tf.Tensor2D {
  return tf.tidy(() => {
    const { x, frame } = frameWindows(past, shape);
    const known = covariates ? { ...covariates, spread: frame.spread } : undefined;
    return outOfFrame(network.apply(parameters, x, null, known), frame);
  });
}
