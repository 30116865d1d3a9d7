import { type Attributes, defineOp, isConstantX, type OpInputs, runDifferentiable } from '../op.ts';
import * as tf from '../tf.ts';

export type Activation = 'none' | 'relu' | 'tanh' | 'sigmoid' | 'gelu';

const geluScale = Math.sqrt(2 / Math.PI);
const geluCubic = 0.044715;

function geluInner(z: tf.Tensor): tf.Tensor {
  return tf.tanh(tf.mul(tf.add(z, tf.mul(tf.mul(tf.square(z), z), geluCubic)), geluScale));
}

const activations: Record<Activation, (z: tf.Tensor) => tf.Tensor> = {
  none: (z) => z,
  relu: (z) => tf.relu(z),
  tanh: (z) => tf.tanh(z),
  sigmoid: (z) => tf.sigmoid(z),
  gelu: (z) => tf.mul(tf.mul(z, 0.5), tf.add(geluInner(z), 1)),
};

/** Gradient before the activation, from what is known after it; GELU alone needs what was before. */
const slopes: Record<Activation, (dy: tf.Tensor, y: tf.Tensor, z: tf.Tensor) => tf.Tensor> = {
  // A copy: the wasm backend remembers the right operand of a product by its data, and dy may be a reshaped view of another's.
  none: (dy) => tf.mul(dy, 1),
  relu: (dy, y) => tf.mul(dy, tf.step(y)),
  tanh: (dy, y) => tf.mul(dy, tf.sub(1, tf.square(y))),
  sigmoid: (dy, y) => tf.mul(dy, tf.mul(y, tf.sub(1, y))),
  gelu: (dy, _, z) => {
    const inner = geluInner(z);
    const slopeOfInner = tf.mul(tf.add(tf.mul(tf.square(z), 3 * geluCubic), 1), geluScale);
    const slope = tf.add(
      tf.mul(tf.add(inner, 1), 0.5),
      tf.mul(tf.mul(z, 0.5), tf.mul(tf.sub(1, tf.square(inner)), slopeOfInner)),
    );
    return tf.mul(dy, slope);
  },
};

/** [y], and z before the activation where that is GELU. */
function forward({ x, kernel, bias }: OpInputs, attributes: Attributes): tf.Tensor[] {
  const activation = attributes.activation as Activation;
  const z = tf.add(tf.matMul(x as tf.Tensor2D, kernel as tf.Tensor2D), bias);
  const y = activations[activation](z);
  return activation === 'gelu' ? [y, z] : [y];
}

function backward({ dy, x, kernel, y, reserve0: z }: OpInputs, attributes: Attributes): tf.Tensor[] {
  const dz = slopes[attributes.activation as Activation](dy, y, z) as tf.Tensor2D;
  // Transposed before they are multiplied: the wasm backend is fast only at products of untransposed matrices.
  const dx = isConstantX(attributes) ? [] : [tf.matMul(dz, tf.transpose(kernel) as tf.Tensor2D)];
  return [...dx, tf.matMul(tf.transpose(x) as tf.Tensor2D, dz), tf.sum(dz, 0)];
}

defineOp('Linear', forward);
defineOp('LinearGrad', backward);

export type LinearOptions = {
  /** GELU is the tanh form (Hendrycks and Gimpel 2016). */
  activation?: Activation;
  /** `['x']` where nothing is learnt through x. */
  constants?: readonly 'x'[];
};

/**
 * A linear layer with a bias and an activation.
 *
 * @param x [rows, inputs]
 * @param kernel [inputs, outputs]
 * @param bias [outputs]
 * @returns [rows, outputs]
 */
export function applyLinear(
  x: tf.Tensor2D,
  kernel: tf.Tensor2D,
  bias: tf.Tensor1D,
  { activation = 'none', constants = [] }: LinearOptions = {},
): tf.Tensor2D {
  return runDifferentiable({
    name: 'Linear',
    inputs: { x, kernel, bias },
    attributes: { activation },
    constants,
  }) as tf.Tensor2D;
}
