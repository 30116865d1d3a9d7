/** tfjs's wasm backend with views, writes in place, and steps that are recorded and replayed. */
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { Replay, StorageBackend } from './storage.ts';
import * as tf from './tf.ts';
import { type WasmFunction, WasmRecording } from './wasm-recording.ts';

type WasmTensor = {
  /** By which tfjs's own kernels find the tensor. */
  id: number;
  memoryOffset: number;
  shape: number[];
  dtype: tf.DataType;
  refCount: number;
  /** Ours: the memory is another tensor's. */
  isView?: boolean;
};

/** What tfjs's build of its kernels shows. It is internal, so its presence is checked where it is relied on. */
type Emscripten = {
  asm: Record<string, WasmFunction> & { memory: WebAssembly.Memory };
  HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
  cwrap(name: string, returns: string | null, types: string[]): (...values: (number | Uint8Array)[]) => unknown;
  tfjs: { registerTensor(id: number, size: number, address: number): void; disposeData(id: number): void };
};

declare class OpenBackend extends tf.KernelBackend {
  wasm: Emscripten;
  dataIdNextNumber: number;
  dataIdMap: {
    get(id: tf.DataId): WasmTensor;
    set(id: tf.DataId, data: WasmTensor): void;
    has(id: tf.DataId): boolean;
    delete(id: tf.DataId): boolean;
  };
  constructor(wasm: Emscripten);
  override move(
    id: tf.DataId,
    values: tf.BackendValues | null,
    shape: number[],
    dtype: tf.DataType,
    refCount: number,
  ): void;
  override disposeData(id: tf.DataId, force?: boolean): boolean;
  override readSync(id: tf.DataId, start?: number, end?: number): tf.BackendValues;
  override incRef(id: tf.DataId): void;
  makeOutput(
    shape: number[],
    dtype: tf.DataType,
    memoryOffset?: number | null,
    values?: tf.BackendValues,
  ): tf.TensorInfo;
  typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array | Int32Array | Uint8Array;
}

const StockBackend = BackendWasm as unknown as typeof OpenBackend;

/** tfjs's own kernels that do nothing but compute their output from their inputs, the same way each time. */
const pureKernels = new Set(
  [
    ['Abs', 'Exp', 'Log', 'Neg', 'Relu', 'Rsqrt', 'Sigmoid', 'Softplus', 'Sqrt', 'Square', 'Step', 'Tanh'],
    ['Add', 'Maximum', 'Minimum', 'Multiply', 'RealDiv', 'SquaredDifference', 'Sub'],
    ['Equal', 'Greater', 'GreaterEqual', 'Less', 'LessEqual', 'NotEqual'],
    ['Max', 'Mean', 'Min', 'Sum'],
    ['Gather', 'PadV2', 'Tile', 'Transpose'],
  ].flat(),
);

export class WasmBackend extends StockBackend implements StorageBackend {
  #recording: WasmRecording | null = null;
  #lastRefusal: string | null = null;

  constructor(wasm: Emscripten) {
    super(wasm);
    const { cwrap } = wasm;
    // Every kernel of tfjs asks for its functions here.
    wasm.cwrap = (name, returns, types) => this.#watch(name, cwrap(name, returns, types));
  }

  #watch(name: string, call: ReturnType<Emscripten['cwrap']>): ReturnType<Emscripten['cwrap']> {
    return (...values) => {
      if (this.#recording) this.#note(name, values);
      return call(...values);
    };
  }

  /** Notes a call of one of tfjs's kernels. Lists of numbers, which it would put on the stack, are kept. */
  #note(name: string, values: readonly (number | Uint8Array)[]): void {
    if (!pureKernels.has(name)) this.refuseRecording(`${name} is not known to be the same each time`);
    const sizesAndAddresses = values.map((value) => {
      if (typeof value === 'number') return value;
      const address = this.#recording?.keepBytes(value) ?? 0;
      if (address > 0) this.wasm.HEAPU8.set(value, address);
      return address;
    });
    this.#recording?.add(this.wasm.asm[name], sizesAndAddresses);
  }

  /** A function of ours that works in this memory, which is noted while a step is recorded. */
  notice(run: WasmFunction): WasmFunction {
    return (...sizesAndAddresses) => {
      this.#recording?.add(run, sizesAndAddresses);
      return run(...sizesAndAddresses);
    };
  }

  /** Copies `bytes` from one address to another. */
  readonly copy = this.notice((to, from, bytes) => this.wasm.HEAPU8.copyWithin(to, from, from + bytes));

  override move(
    dataId: tf.DataId,
    values: tf.BackendValues | null,
    shape: number[],
    dtype: tf.DataType,
    refCount: number,
  ): void {
    if (dtype === 'string') {
      this.refuseRecording('a tensor of texts was made');
      super.move(dataId, values, shape, dtype, refCount);
      return;
    }
    const size = tf.util.sizeFromShape(shape);
    const bytes = size * tf.util.bytesPerElement(dtype);
    const id = this.dataIdNextNumber;
    const address = this.#recording?.allocate(id, bytes, values !== null) ?? null;
    if (address === null) {
      super.move(dataId, values, shape, dtype, refCount);
      return;
    }
    this.dataIdNextNumber += 1;
    this.dataIdMap.set(dataId, { id, memoryOffset: address, shape, dtype, refCount });
    this.wasm.tfjs.registerTensor(id, size, address);
    if (values === null) return;
    const { buffer, byteOffset } = values as tf.TypedArray;
    this.wasm.HEAPU8.set(new Uint8Array(buffer, byteOffset, bytes), address);
  }

  override disposeData(dataId: tf.DataId, force = false): boolean {
    const data = this.dataIdMap.has(dataId) ? this.dataIdMap.get(dataId) : null;
    if (!data || (!force && data.refCount > 1)) return super.disposeData(dataId, force);
    const isKept = this.#recording?.release(data.id) ?? false;
    if (!isKept && !data.isView) return super.disposeData(dataId, force);
    if (!isKept) this.wasm.tfjs.disposeData(data.id);
    this.dataIdMap.delete(dataId);
    return true;
  }

  override makeOutput(
    shape: number[],
    dtype: tf.DataType,
    memoryOffset?: number | null,
    values?: tf.BackendValues,
  ): tf.TensorInfo {
    if (memoryOffset !== undefined && memoryOffset !== null) this.refuseRecording('a kernel allocated its own memory');
    return super.makeOutput(shape, dtype, memoryOffset, values);
  }

  override readSync(dataId: tf.DataId, start?: number, end?: number): tf.BackendValues {
    if (!this.#recording?.isConstant(this.dataIdMap.get(dataId).id)) this.refuseRecording('a tensor was read');
    return super.readSync(dataId, start, end);
  }

  /** A kernel that asks for this computes in JavaScript. */
  override typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array | Int32Array | Uint8Array {
    this.refuseRecording('a kernel computed in JavaScript');
    return super.typedArrayFromHeap(tensor);
  }

  /** Address of a tensor's values. */
  addressOf({ dataId }: { dataId: tf.DataId }): number {
    return this.dataIdMap.get(dataId).memoryOffset;
  }

  overwrite(target: tf.Tensor, source: tf.Tensor | Float32Array | Int32Array, offset: number): void {
    const address = this.addressOf(target) + 4 * offset;
    if (source instanceof tf.Tensor) {
      this.copy(address, this.addressOf(source), 4 * source.size);
      return;
    }
    this.refuseRecording('numbers from JavaScript were written');
    this.wasm.HEAPU8.set(new Uint8Array(source.buffer, source.byteOffset, source.byteLength), address);
  }

  viewOf(whole: tf.Tensor, offset: number, shape: number[]): tf.Tensor {
    const id = this.dataIdNextNumber;
    this.dataIdNextNumber += 1;
    const dataId = { id };
    const memoryOffset = this.addressOf(whole) + 4 * offset;
    this.dataIdMap.set(dataId, { id, memoryOffset, shape, dtype: whole.dtype, refCount: 1, isView: true });
    this.wasm.tfjs.registerTensor(id, tf.util.sizeFromShape(shape), memoryOffset);
    this.#recording?.addView(id);
    return tf.engine().makeTensorFromDataId(dataId, shape, whole.dtype, this);
  }

  refuseRecording(reason: string): void {
    this.#recording?.refuse(reason);
  }

  get isRecording(): boolean {
    return this.#recording !== null;
  }

  /** Why the last step that was to be recorded could not be; null where it could. */
  get lastRefusal(): string | null {
    return this.#lastRefusal;
  }

  record(work: () => void): Replay | null {
    const recording = new WasmRecording({
      allocate: (bytes) => this.wasm._malloc(bytes) >>> 0,
      free: (address) => this.wasm._free(address),
      forget: (id) => this.wasm.tfjs.disposeData(id),
    });
    this.#recording = recording;
    try {
      tf.tidy(work);
    } catch (error) {
      recording.refuse('the step failed');
      throw error;
    } finally {
      this.#recording = null;
    }
    const replay = recording.finish();
    this.#lastRefusal = recording.problem;
    return replay;
  }
}

// Ours is what starts under the name of wasm.
const startStock = tf.findBackendFactory('wasm');
tf.removeBackend('wasm');
tf.registerBackend('wasm', async () => new WasmBackend(((await startStock()) as unknown as OpenBackend).wasm));

/** The backend in use, where it is ours. */
export function wasmBackend(): WasmBackend | null {
  const backend = tf.backend();
  return backend instanceof WasmBackend ? backend : null;
}
