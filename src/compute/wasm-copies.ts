/** Two kernels of tfjs's wasm backend, without the copies that they make and do not need. */
import * as tf from './tf.ts';
import type { WasmModule } from './wasm-module.ts';

type Backend = WasmModule['backend'];

let stockSlice: tf.KernelConfig | null = null;

function replaceKernel(kernelName: string, kernelFunc: tf.KernelFunc): void {
  tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
}

/** A clone shares its tensor's memory, as on tfjs's other backends. The engine clones whatever a gradient is going to need. */
function cloneShared({ dataId, shape, dtype }: tf.TensorInfo, backend: Backend): tf.TensorInfo {
  backend.incRef(dataId);
  return { dataId, shape, dtype };
}

/** A slice of whole rows copies those alone, not first the whole tensor; null where the rows are not whole. */
function sliceRows(x: tf.TensorInfo, { begin, size }: tf.SliceAttrs, backend: Backend): tf.TensorInfo | null {
  const [from, lengths] = tf.slice_util.parseSliceParams(x as tf.Tensor, begin, size);
  if (x.dtype === 'string' || !tf.slice_util.isSliceContinous(x.shape, from, lengths)) return null;
  const first = tf.slice_util.computeFlatOffset(from, tf.util.computeStrides(x.shape));
  const slice = backend.makeOutput(lengths, x.dtype);
  const values = backend.typedArrayFromHeap(x).subarray(first, first + tf.util.sizeFromShape(lengths));
  backend.typedArrayFromHeap(slice).set(values);
  return slice;
}

/** Replaces both kernels. */
export function spareCopies({ backend }: WasmModule): void {
  stockSlice ??= tf.getKernel('Slice', 'wasm') ?? null;
  const general = stockSlice?.kernelFunc;
  if (!general) return;
  replaceKernel('Identity', ({ inputs }) => cloneShared(inputs.x as tf.TensorInfo, backend));
  replaceKernel('Slice', (call) => {
    const attributes = call.attrs as unknown as tf.SliceAttrs;
    return sliceRows(call.inputs.x as tf.TensorInfo, attributes, backend) ?? general(call);
  });
}
