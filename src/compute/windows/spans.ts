import { defineOp, type OpInputs, runOp } from '../op.ts';
import * as tf from '../tf.ts';

export type SpanSource = {
  /** [rows, length] what lies beside the series, each row as long as they are end to end */
  values: tf.Tensor2D;
  /** [batches x batch] int32, where the windows start, batch after batch */
  starts: tf.Tensor1D;
  /** [2] int32, of AdamwState; it is read, and cutWindows moves it on */
  clock: tf.Tensor1D;
};

export type SpanAttributes = {
  /** Windows in a batch. */
  batch: number;
  /** What JavaScript knows to be clock[1]. Batch `step` modulo the number of batches is cut. */
  step: number;
  /** Values of each row from the window's start on. */
  span: number;
};

function cut({ values, starts }: OpInputs, { batch, step, span }: SpanAttributes): tf.Tensor[] {
  const chosen = tf.slice(starts, (step % (starts.size / batch)) * batch, batch);
  const places = tf.add(tf.reshape(chosen, [batch, 1]), tf.range(0, span, 1, 'int32'));
  const byRow = tf.gather(values, tf.cast(tf.reshape(places, [batch * span]), 'int32'), 1);
  return [tf.transpose(tf.reshape(byRow, [values.shape[0], batch, span]), [1, 0, 2])];
}

defineOp('CutSpans', (inputs, attributes) => cut(inputs, attributes as SpanAttributes));

/**
 * The parts of several rows that go with one batch of windows, as they are; nothing is learnt through them.
 *
 * @returns [batch, rows, span]
 */
export function cutSpans(source: SpanSource, attributes: SpanAttributes): tf.Tensor3D {
  const [spans] = runOp('CutSpans', source, attributes);
  return spans as tf.Tensor3D;
}
