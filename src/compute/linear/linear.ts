import * as tf from '../tf.ts';

/**
 * A linear layer with a bias.
 *
 * Its gradient transposes before it multiplies: the wasm backend is fast only at products of untransposed matrices.
 *
 * @param x [rows, inputs]
 * @param kernel [inputs, outputs]
 * @param bias [outputs]
 * @returns [rows, outputs]
 */
export function applyLinear(x: tf.Tensor2D, kernel: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D {
  const op = tf.customGrad((...args) => {
    const [input, weights, offset, save] = args as unknown as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D, tf.GradSaveFunc];
    save([input, weights]);
    return {
      value: tf.add(tf.matMul(input, weights), offset),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [savedInput, savedWeights] = saved;
        const dy2d = dy as tf.Tensor2D;
        return [
          tf.matMul(dy2d, tf.transpose(savedWeights)),
          tf.matMul(tf.transpose(savedInput), dy2d),
          tf.sum(dy2d, 0),
        ];
      },
    };
  });
  return op(x, kernel, bias) as tf.Tensor2D;
}
