import { type Attributes, defineOp, type OpInputs } from '../op.ts';
import { rows, sizesOf, weightGradients } from '../recurrent.ts';
import * as tf from '../tf.ts';

function forward(inputs: OpInputs): tf.Tensor[] {
  const { x, kernel, recurrent, bias } = inputs;
  const { time, batch, features, hidden } = sizesOf(inputs);
  const flat = tf.reshape(x, [time * batch, features]) as tf.Tensor2D;
  const fromInput = tf.add(tf.matMul(flat, kernel as tf.Tensor2D), bias);
  let h = tf.zeros([batch, hidden]) as tf.Tensor2D;
  const states: tf.Tensor[] = [];
  for (let t = 0; t < time; t += 1) {
    h = tf.tanh(tf.add(rows(fromInput, t * batch, batch), tf.matMul(h, recurrent as tf.Tensor2D)));
    states.push(h);
  }
  return [tf.reshape(tf.concat(states, 0), [time, batch, hidden])];
}

function backward(inputs: OpInputs, attributes: Attributes): tf.Tensor[] {
  const { dy, y, recurrent } = inputs;
  const [time, batch, hidden] = dy.shape;
  const dyFlat = tf.reshape(dy, [time * batch, hidden]);
  const slopes = tf.sub(1, tf.square(tf.reshape(y, [time * batch, hidden])));
  const uTransposed = tf.transpose(recurrent) as tf.Tensor2D;
  let dh: tf.Tensor | null = null;
  const dzs: tf.Tensor2D[] = new Array(time);
  for (let t = time - 1; t >= 0; t -= 1) {
    const fromAbove = rows(dyFlat, t * batch, batch);
    const dhNow: tf.Tensor = dh === null ? fromAbove : tf.add(fromAbove, dh);
    dzs[t] = tf.mul(dhNow, rows(slopes, t * batch, batch)) as tf.Tensor2D;
    if (t > 0) dh = tf.matMul(dzs[t], uTransposed);
  }
  const dz = tf.concat(dzs, 0) as tf.Tensor2D;
  const { dx, dKernel, dRecurrent } = weightGradients(inputs, dz, dz, attributes);
  return [...dx, dKernel, dRecurrent, tf.sum(dz, 0)];
}

defineOp('RnnSequence', forward);
defineOp('RnnSequenceGrad', backward);
