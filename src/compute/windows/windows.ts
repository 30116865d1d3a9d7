import { defineOp, type OpInputs, runOp } from '../op.ts';
import { overwrite } from '../storage.ts';
import * as tf from '../tf.ts';
import { type FrameShape, frameWindows, intoFrame } from './window-frame.ts';

/** How windows are cut from series. */
export type WindowShape = FrameShape & { lookBackSteps: number };

export type WindowSource = {
  /** [any] series end to end */
  values: tf.Tensor1D;
  /** [batches x batch] int32, where in `values` the windows start, batch after batch */
  starts: tf.Tensor1D;
  /** [2] int32, of AdamwState */
  clock: tf.Tensor1D;
};

export type BatchAttributes = WindowShape & {
  /** Windows in a batch. */
  batch: number;
  /** What JavaScript knows to be clock[1]. Batch `step` modulo the number of batches is cut. */
  step: number;
};

/** Sets clock[0] to clock[1]; gives x [batch, look-back] and y [batch, horizon]. */
function cut({ values, starts, clock }: OpInputs, attributes: BatchAttributes): tf.Tensor[] {
  const { batch, step, lookBackSteps, horizonSteps } = attributes;
  overwrite(clock, Int32Array.of(step, step));
  const chosen = tf.slice(starts, (step % (starts.size / batch)) * batch, batch);
  const span = lookBackSteps + horizonSteps;
  const places = tf.add(tf.reshape(chosen, [batch, 1]), tf.range(0, span, 1, 'int32'));
  const windows: tf.Tensor = tf.gather(values, tf.cast(places, 'int32'));
  const past = tf.slice(windows, [0, 0], [batch, lookBackSteps]) as tf.Tensor2D;
  const future = tf.slice(windows, [0, lookBackSteps], [batch, horizonSteps]) as tf.Tensor2D;
  const { x, frame } = frameWindows(past, attributes);
  return [x, intoFrame(future, frame)];
}

defineOp('CutWindows', (inputs, attributes) => cut(inputs, attributes as BatchAttributes));

/**
 * One batch of windows, each normalised in its own frame (window-frame.ts). The clock moves on to this step.
 *
 * @returns x [batch, look-back] and y [batch, horizon], what the network should make of it
 */
export function cutWindows(source: WindowSource, attributes: BatchAttributes): { x: tf.Tensor2D; y: tf.Tensor2D } {
  const [x, y] = runOp('CutWindows', source, attributes);
  return { x: x as tf.Tensor2D, y: y as tf.Tensor2D };
}
