/**
 * Kernels of tfjs's wasm backend that copy in JavaScript, or what need not be copied, as kernels of ours: they are
 * faster, and a step made of them can be recorded. What they do not cover stays with tfjs's own.
 */
import * as tf from './tf.ts';
import type { WasmModule } from './wasm-module.ts';

type Call = Parameters<tf.KernelFunc>[0];
type Box = { begin: readonly number[]; size: readonly number[] };

const stock = new Map<string, tf.KernelConfig>();

/** Lets `ours` try first; null leaves it to tfjs. */
function prefer(kernelName: string, ours: (call: Call) => tf.TensorInfo | tf.TensorInfo[] | null): void {
  const own = stock.get(kernelName) ?? tf.getKernel(kernelName, 'wasm');
  if (!own) throw new Error(`tfjs has no ${kernelName} on wasm`);
  stock.set(kernelName, own);
  tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({ ...own, kernelFunc: (call) => ours(call) ?? own.kernelFunc(call) });
}

/** Whether values are four bytes each. */
const isNumeric = ({ dtype }: tf.TensorInfo) => dtype === 'float32' || dtype === 'int32';
const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

/** Replaces all of them. */
export function spareCopies({ backend, kernels }: WasmModule): void {
  /** A tensor of the same values, which are not copied. */
  function share({ dataId, dtype }: tf.TensorInfo, shape: number[]): tf.TensorInfo {
    backend.incRef(dataId);
    return { dataId, shape, dtype };
  }

  /** Copies between a tensor and a box in another one; `inward` copies into the box. */
  function copyBox(whole: tf.TensorInfo, { begin, size }: Box, part: tf.TensorInfo, inward: boolean): void {
    const strides = whole.shape.map((_, axis) => 4 * sizeOf(whole.shape.slice(axis + 1)));
    // What lies behind the last axis that is cut comes along whole; the axes before it are rows, up to the next one cut.
    const cut = Math.max(
      0,
      whole.shape.findLastIndex((length, axis) => length !== size[axis]),
    );
    const bytes = strides[cut] * size[cut];
    const step = strides[cut - 1] ?? 0;
    let walked = cut - 1;
    while (walked > 0 && size[walked] === whole.shape[walked]) walked -= 1;
    const rows = sizeOf(size.slice(Math.max(0, walked), cut));
    let [inBox, outside] = [backend.addressOf(whole), backend.addressOf(part)];
    begin.forEach((at, axis) => {
      inBox += at * strides[axis];
    });
    const copyFrom = (axis: number, address: number) => {
      if (axis >= walked) {
        if (inward) kernels.copyRows(rows, bytes, outside, bytes, address, step);
        else kernels.copyRows(rows, bytes, address, step, outside, bytes);
        outside += rows * bytes;
        return;
      }
      for (let at = 0; at < size[axis]; at += 1) copyFrom(axis + 1, address + at * strides[axis]);
    };
    copyFrom(0, inBox);
  }

  function slice(x: tf.TensorInfo, box: Box): tf.TensorInfo {
    const part = backend.makeOutput([...box.size], x.dtype);
    if (sizeOf(part.shape) > 0) copyBox(x, box, part, false);
    return part;
  }

  /** Slices one behind the other along an axis, of these lengths. */
  function split(x: tf.TensorInfo, axis: number, lengths: readonly number[]): tf.TensorInfo[] {
    let at = 0;
    return lengths.map((length) => {
      const begin = x.shape.map((_, other) => (other === axis ? at : 0));
      const size = x.shape.map((whole, other) => (other === axis ? length : whole));
      at += length;
      return slice(x, { begin, size });
    });
  }

  function concat(parts: readonly tf.TensorInfo[], axis: number): tf.TensorInfo {
    const shape = tf.backend_util.computeOutShape(
      parts.map((part) => part.shape),
      axis,
    );
    const whole = backend.makeOutput(shape, parts[0].dtype);
    let at = 0;
    for (const part of parts) {
      const begin = shape.map((_, other) => (other === axis ? at : 0));
      at += part.shape[axis];
      if (sizeOf(part.shape) > 0) copyBox(whole, { begin, size: part.shape }, part, true);
    }
    return whole;
  }

  const areNumeric = (tensors: readonly tf.TensorInfo[]) =>
    tensors.every((tensor) => isNumeric(tensor) && tensor.dtype === tensors[0].dtype);
  const axisOf = (axis: number, rank: number) => (axis < 0 ? axis + rank : axis);

  // The engine clones whatever a gradient is going to need.
  prefer('Identity', ({ inputs }) => share(inputs.x as tf.TensorInfo, (inputs.x as tf.TensorInfo).shape));

  prefer('Slice', ({ inputs, attrs }) => {
    const x = inputs.x as tf.TensorInfo;
    const { begin, size } = attrs as unknown as tf.SliceAttrs;
    if (!isNumeric(x)) return null;
    const [from, lengths] = tf.slice_util.parseSliceParams(x as tf.Tensor, begin, size);
    return slice(x, { begin: from, size: lengths });
  });

  prefer('SplitV', ({ inputs, attrs }) => {
    const x = inputs.x as tf.TensorInfo;
    const { numOrSizeSplits, axis } = attrs as unknown as tf.SplitVAttrs;
    if (!isNumeric(x)) return null;
    const along = axisOf(axis, x.shape.length);
    return split(x, along, tf.backend_util.prepareSplitSize(x as tf.Tensor, numOrSizeSplits, along));
  });

  prefer('Unpack', ({ inputs, attrs }) => {
    const value = inputs.value as tf.TensorInfo;
    if (!isNumeric(value)) return null;
    const axis = axisOf((attrs as unknown as tf.UnpackAttrs).axis, value.shape.length);
    const shape = value.shape.filter((_, other) => other !== axis);
    return split(value, axis, new Array(value.shape[axis]).fill(1)).map((part) => ({ ...part, shape }));
  });

  prefer('Concat', ({ inputs, attrs }) => {
    const parts = inputs as unknown as tf.TensorInfo[];
    if (!areNumeric(parts)) return null;
    return concat(parts, axisOf((attrs as unknown as tf.ConcatAttrs).axis, parts[0].shape.length));
  });

  prefer('Pack', ({ inputs, attrs }) => {
    const parts = inputs as unknown as tf.TensorInfo[];
    if (!areNumeric(parts)) return null;
    const axis = axisOf((attrs as unknown as tf.PackAttrs).axis, parts[0].shape.length + 1);
    return concat(
      parts.map((part) => ({ ...part, shape: part.shape.toSpliced(axis, 0, 1) })),
      axis,
    );
  });

  prefer('Transpose', ({ inputs, attrs }) => {
    const x = inputs.x as tf.TensorInfo;
    const { perm } = attrs as unknown as tf.TransposeAttrs;
    // Where only axes of length one move, the values stay in their order.
    const longer = perm.filter((axis) => x.shape[axis] !== 1);
    if (!isNumeric(x) || longer.some((axis, at) => at > 0 && axis < longer[at - 1])) return null;
    const shape = perm.map((axis) => x.shape[axis]);
    return { ...slice(x, { begin: shape.map(() => 0), size: x.shape }), shape };
  });

  // tfjs would transpose first, to have what is summed up next to each other.
  prefer('Sum', ({ inputs, attrs }) => {
    const x = inputs.x as tf.TensorInfo;
    const { axis, keepDims } = attrs as unknown as tf.SumAttrs;
    const axes = tf.util.parseAxisParam(axis, x.shape);
    const rest = x.shape.slice(axes.length);
    if (x.dtype !== 'float32' || rest.length === 0 || axes.some((one, at) => one !== at)) return null;
    const sums = backend.makeOutput(keepDims ? [...axes.map(() => 1), ...rest] : rest, 'float32');
    const rows = sizeOf(x.shape.slice(0, axes.length));
    kernels.sumColumns(rows, sizeOf(rest), backend.addressOf(x), backend.addressOf(sums));
    return sums;
  });

  prefer('Cast', ({ inputs, attrs }) => {
    const x = inputs.x as tf.TensorInfo;
    const { dtype } = attrs as unknown as tf.CastAttrs;
    if (x.dtype === dtype) return share(x, x.shape);
    if (dtype !== 'float32' || (x.dtype !== 'int32' && x.dtype !== 'bool')) return null;
    const y = backend.makeOutput(x.shape, dtype);
    const convert = x.dtype === 'int32' ? kernels.fromWhole : kernels.fromBool;
    convert(sizeOf(x.shape), backend.addressOf(x), backend.addressOf(y));
    return y;
  });

  prefer('Fill', ({ attrs }) => {
    const { shape, value, dtype } = attrs as unknown as tf.FillAttrs;
    if (typeof value !== 'number' || (dtype ?? 'float32') !== 'float32') return null;
    return backend.makeOutput(shape, 'float32', null, new Float32Array(sizeOf(shape)).fill(value));
  });

  prefer('Range', ({ attrs }) => {
    const { start, stop, step, dtype } = attrs as unknown as tf.RangeAttrs;
    const count = Math.ceil((stop - start) / step);
    if (!(count > 0)) return null;
    const values = dtype === 'int32' ? new Int32Array(count) : new Float32Array(count);
    values[0] = start;
    for (let at = 1; at < count; at += 1) values[at] = values[at - 1] + step;
    return backend.makeOutput([count], dtype, null, values);
  });

  prefer('ZerosLike', ({ inputs }) => {
    const { shape, dtype } = inputs.x as tf.TensorInfo;
    return dtype === 'float32' ? backend.makeOutput(shape, dtype, null, new Float32Array(sizeOf(shape))) : null;
  });
}
