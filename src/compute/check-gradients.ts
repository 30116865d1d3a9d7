import { createRandom } from '../base/random.ts';
import { lstmSequence } from './lstm/lstm.ts';
import * as tf from './tf.ts';

const shapes = { x: [3, 2, 2], kernel: [2, 8], recurrent: [2, 8], bias: [8], projection: [2, 3] } as const;
const relativeTolerance = 1e-3;

/** Gradients of a small recurrent and attention-like loss, on the backend in use. */
async function smallGradients(): Promise<Float32Array> {
  const random = createRandom(7);
  const draw = (shape: readonly number[]) => {
    const size = shape.reduce((product, length) => product * length, 1);
    return tf.tensor(
      Float32Array.from({ length: size }, () => random() - 0.5),
      [...shape],
    );
  };
  const all = tf.tidy(() => {
    const inputs = Object.values(shapes).map(draw);
    const loss = (...[x, kernel, recurrent, bias, projection]: tf.Tensor[]) => {
      const states = lstmSequence(x as tf.Tensor3D, {
        kernel: kernel as tf.Tensor2D,
        recurrent: recurrent as tf.Tensor2D,
        bias: bias as tf.Tensor1D,
      });
      const tokens = tf.matMul(tf.reshape(states, [6, 2]), projection as tf.Tensor2D);
      const weights = tf.softmax(tf.matMul(tokens, tokens, false, true));
      return tf.mean(tf.square(tf.matMul(weights, tokens))) as tf.Scalar;
    };
    const gradients = tf.grads(loss)(inputs);
    return tf.concat(gradients.map((gradient) => tf.reshape(gradient, [-1])));
  });
  const values = (await all.data()) as Float32Array;
  all.dispose();
  return values.slice();
}

/**
 * Whether the backend in use computes gradients as the plain JavaScript one does.
 * One phone GPU gave zeros for every recurrent gradient without an error (tensorflow/tfjs#8590).
 */
export async function gradientsAreRight(): Promise<boolean> {
  const backend = tf.getBackend();
  const measured = await smallGradients();
  await tf.setBackend('cpu');
  const expected = await smallGradients();
  await tf.setBackend(backend);
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return expected.every((value, at) => Math.abs(value - measured[at]) <= relativeTolerance * largest);
}
