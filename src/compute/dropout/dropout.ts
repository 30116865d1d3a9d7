import { defineOp, type OpInputs, runOp } from '../op.ts';
import { refuseRecording } from '../storage.ts';
import * as tf from '../tf.ts';
import { type DropoutKey, drawBits, dropsBelow, hashKey } from './hash.ts';

/** Dropout in one step of training; null while not training. */
export type Dropout = {
  rate: number;
  seed: number;
  /** Steps of training before this one. */
  step: number;
  /** [1] int32, the same number where the device keeps it. */
  clock: tf.Tensor;
  /** Counts the uses in this step, so that each draws on its own. */
  nextSite(): number;
} | null;

/** Dropout for the step that is to come. */
export function createDropout(options: Pick<NonNullable<Dropout>, 'rate' | 'seed' | 'step' | 'clock'>): Dropout {
  let site = 0;
  return {
    ...options,
    nextSite: () => {
      site += 1;
      return site - 1;
    },
  };
}

function dropOnCpu({ x }: OpInputs, { rate, ...key }: DropoutKey & { rate: number }): tf.Tensor[] {
  refuseRecording('dropout was drawn in JavaScript');
  const hashed = hashKey(key);
  const below = dropsBelow(rate);
  const kept = 1 / (1 - rate);
  const mask = Float32Array.from({ length: x.size }, (_, index) => (drawBits(hashed, index) < below ? 0 : kept));
  return [tf.mul(x, tf.tensor(mask, x.shape))];
}

defineOp('Dropout', (inputs, attributes) => dropOnCpu(inputs, attributes as DropoutKey & { rate: number }));

/**
 * Sets each value to zero with probability `rate` and scales the others up (Srivastava et al. 2014). Which ones follows from
 * seed, step and place alone, so the backward half draws them again instead of keeping them.
 */
export function drop<T extends tf.Tensor>(x: T, dropout: Dropout): T {
  if (!dropout || dropout.rate === 0) return x;
  const { rate, seed, step, clock } = dropout;
  const attributes = { rate, seed, step, site: dropout.nextSite() };
  const op = tf.customGrad((value) => ({
    value: runOp('Dropout', { x: value as tf.Tensor, clock }, attributes)[0],
    gradFunc: (dy: tf.Tensor) => runOp('Dropout', { x: dy, clock }, attributes)[0],
  }));
  return op(x) as T;
}
