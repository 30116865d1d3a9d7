import type { Dropout } from '../../compute/dropout/dropout.ts';
import type * as tf from '../../compute/tf.ts';

/** A network's weights by name. */
export type Parameters = Record<string, tf.Tensor>;

/** What is known of windows beside their values; a kind that there is none of is null. */
export type WindowCovariates = {
  /** [batch, 1] by what the window's values were divided */
  spread: tf.Tensor2D;
  /** [batch, covariates, look-back + horizon] standardised */
  future: tf.Tensor3D | null;
  /** [batch, covariates, look-back] standardised: nothing that comes after the window's end */
  past: tf.Tensor3D | null;
  /** [batch, covariates] which value each has, all values of all of them counted on from 0; -1 for one not learnt from */
  statics: tf.Tensor2D | null;
  /** [batch, targets] 1 for the target that each window is of, else 0; absent for a network of one */
  heads?: tf.Tensor2D | null;
};

/**
 * A network is data and two functions. It reads a window and gives the whole horizon at once; level, scale
 * and last season of the window are not its concern (compute/windows/window-frame.ts).
 */
export type Network = {
  init(seed: number): Parameters;
  /** Names of the layers that turn what was read into the forecast. */
  readonly head: readonly string[];
  /** The same network with so many times the values for each step; absent for one that is made for one target. */
  widened?(heads: number): Network;
  /**
   * @param x [batch, look-back] normalised windows
   * @param dropout null outside training
   * @param covariates absent for a network that reads none
   * @returns [batch, horizon x levels] normalised, the levels of each step side by side
   */
  apply(parameters: Parameters, x: tf.Tensor2D, dropout: Dropout, covariates?: WindowCovariates): tf.Tensor2D;
};

/** What every network is made for. */
export type NetworkLengths = {
  horizonSteps: number;
  lookBackSteps: number;
  /** Values it gives for each step of the horizon: 1, or one a quantile. */
  levels?: number;
};

/** How many values a network gives for a window. */
export function countOutputs({ horizonSteps, levels = 1 }: NetworkLengths): number {
  return horizonSteps * levels;
}

/** Gain of the last layer's first weights: small, so that an untrained network is close to what its frame gives. */
export const headGain = 0.1;
