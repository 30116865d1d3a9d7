import { defineOp, type OpInputs, runOp } from '../op.ts';
import * as tf from '../tf.ts';

/** What is to be small. Errors are means over all that is not masked. */
export type LossKind =
  | { kind: 'mse' }
  | { kind: 'mae' }
  /** Huber 1964: squared up to `delta`, linear beyond. */
  | { kind: 'huber'; delta: number }
  /** Koenker and Bassett 1978, the mean over the quantiles. */
  | { kind: 'pinball'; quantiles: readonly number[] };

/** [error of each value, its slope by yhat] */
function measure({ yhat, y }: OpInputs, loss: LossKind): [tf.Tensor, tf.Tensor] {
  if (loss.kind === 'pinball') {
    const levels = tf.tensor1d([...loss.quantiles]);
    const error = tf.sub(tf.expandDims(y, -1), yhat);
    const isBelow = tf.cast(tf.less(error, 0), 'float32');
    const slope = tf.sub(isBelow, levels);
    return [tf.neg(tf.mul(error, slope)), slope];
  }
  const error = tf.sub(yhat, y);
  if (loss.kind === 'mse') return [tf.square(error), tf.mul(error, 2)];
  if (loss.kind === 'mae') return [tf.abs(error), tf.sign(error)];
  const inside = tf.clipByValue(error, -loss.delta, loss.delta);
  return [tf.mul(inside, tf.sub(error, tf.mul(inside, 0.5))), inside];
}

/** [loss, gradient of yhat] */
function forward(inputs: OpInputs, loss: LossKind): tf.Tensor[] {
  const { yhat, mask } = inputs;
  const [errors, slopes] = measure(inputs, loss);
  const perRow = yhat.size / yhat.shape[0];
  const weights = tf.reshape(tf.div(mask, tf.mul(tf.sum(mask), perRow)), [-1, ...yhat.shape.slice(1).map(() => 1)]);
  return [tf.sum(tf.mul(errors, weights)), tf.mul(slopes, weights)];
}

defineOp('Loss', (inputs, attributes) => forward(inputs, attributes as LossKind));

/**
 * How far the forecasts of a batch are from what came, as one number to learn from.
 *
 * @param yhat [batch, horizon], or [batch, horizon, quantiles] for the pinball loss
 * @param y [batch, horizon]
 * @param mask [batch] 1 where a window counts, 0 where it only fills up a batch; at least one counts
 */
export function computeLoss(yhat: tf.Tensor, y: tf.Tensor2D, mask: tf.Tensor1D, loss: LossKind): tf.Scalar {
  const op = tf.customGrad((...args) => {
    const [value, save] = args as unknown as [tf.Tensor, tf.GradSaveFunc];
    const [total, slope] = runOp('Loss', { yhat: value, y, mask }, loss);
    save([slope]);
    return { value: total, gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) => tf.mul(saved, dy) };
  });
  return op(yhat) as tf.Scalar;
}

/**
 * The loss of computeLoss with its slope by the forecasts, for those who start the way back with that slope themselves.
 *
 * @returns the loss, and the slope in the shape of yhat
 */
export function measureLoss(
  yhat: tf.Tensor,
  y: tf.Tensor2D,
  mask: tf.Tensor1D,
  loss: LossKind,
): { loss: tf.Scalar; slope: tf.Tensor } {
  const [total, slope] = runOp('Loss', { yhat, y, mask }, loss);
  return { loss: total as tf.Scalar, slope };
}
