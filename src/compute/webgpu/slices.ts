/**
 * Slices of whole rows, and zeros around them, as copies instead of dispatches; in a recorded step most of them vanish.
 * What is not in one piece stays with tfjs's own kernels.
 */
import * as tf from '../tf.ts';
import { DeviceBackend } from './device-backend.ts';

/** Where a box of `size` at `begin` starts in a tensor of `shape`, if it lies there in one piece. */
function pieceOf(shape: readonly number[], begin: readonly number[], size: readonly number[]): number | null {
  // Only one axis may be cut; before it there must be nothing to step over, after it nothing left out.
  const last = shape.findLastIndex((length, axis) => length !== size[axis]);
  if (size.some((length, axis) => axis < last && length !== 1)) return null;
  const strides = shape.map((_, axis) => tf.util.sizeFromShape(shape.slice(axis + 1)));
  return begin.reduce((sum, at, axis) => sum + at * strides[axis], 0);
}

type Call = Parameters<tf.KernelFunc>[0];

/** Lets `ours` try first; null leaves it to tfjs. */
function prefer(kernelName: string, ours: (call: Call, backend: DeviceBackend) => tf.TensorInfo | null): void {
  const stock = tf.getKernel(kernelName, 'webgpu');
  if (!stock) throw new Error(`tfjs has no ${kernelName} on WebGPU`);
  tf.unregisterKernel(kernelName, 'webgpu');
  const kernelFunc: tf.KernelFunc = (call) => {
    const { backend, inputs } = call;
    const x = inputs.x as tf.TensorInfo;
    const isOurs = backend instanceof DeviceBackend && x.dtype === 'float32' && tf.util.sizeFromShape(x.shape) > 0;
    return (isOurs ? ours(call, backend as DeviceBackend) : null) ?? stock.kernelFunc(call);
  };
  tf.registerKernel({ ...stock, kernelFunc });
}

prefer('Slice', ({ inputs, attrs }, backend) => {
  const x = inputs.x as tf.TensorInfo;
  const { begin, size } = attrs as unknown as { begin: number[]; size: number[] };
  const [from, lengths] = tf.slice_util.parseSliceParams(x as tf.Tensor, begin, size);
  const at = pieceOf(x.shape, from, lengths);
  if (at === null || tf.util.sizeFromShape(lengths) === 0) return null;
  const piece = backend.allocate(lengths);
  backend.copyValues({ tensor: x, at }, { tensor: piece, at: 0 }, tf.util.sizeFromShape(lengths));
  return piece;
});

prefer('PadV2', ({ inputs, attrs }, backend) => {
  const x = inputs.x as tf.TensorInfo;
  const { paddings, constantValue } = attrs as unknown as { paddings: [number, number][]; constantValue: number };
  const shape = x.shape.map((length, axis) => paddings[axis][0] + length + paddings[axis][1]);
  const begin = paddings.map(([before]) => before);
  const at = pieceOf(shape, begin, x.shape);
  if (at === null || constantValue !== 0) return null;
  const whole = backend.allocate(shape);
  backend.clear(whole);
  backend.copyValues({ tensor: x, at: 0 }, { tensor: whole, at }, tf.util.sizeFromShape(x.shape));
  return whole;
});
