/** Tensors that change in place: what a training carries from step to step stays where it is on the device. */
import * as tf from './tf.ts';

type Values = Float32Array | Int32Array;

/** A step ready to be run again. */
export type Replay = {
  /** Dispatches, or calls of kernels, in one run. */
  readonly dispatches: number;
  run(): void;
  dispose(): void;
};

/** What a backend of ours can do beyond tfjs's. */
export type StorageBackend = {
  overwrite(target: tf.Tensor, source: tf.Tensor | Values, offset: number): void;
  viewOf(whole: tf.Tensor, offset: number, shape: number[]): tf.Tensor;
  /** The step being recorded, if any, cannot be replayed. */
  refuseRecording(reason: string): void;
  /**
   * Does `work`, which must leave no tensor behind, and makes it repeatable.
   *
   * @returns null where something in it would not be the same each time
   */
  record(work: () => void): Replay | null;
};

/** The backend in use, where it is one of ours. */
export function storageBackend(): StorageBackend | null {
  const backend = tf.backend();
  return 'overwrite' in backend ? (backend as unknown as StorageBackend) : null;
}

/** The memory of a tensor, on a backend that computes on the CPU. */
function memoryOf(tensor: tf.Tensor): Values {
  const backend = tf.backend() as unknown as {
    data?: { get(id: object): { values: Values } };
    typedArrayFromHeap?: (tensor: tf.Tensor) => Values;
  };
  if (backend.typedArrayFromHeap) return backend.typedArrayFromHeap(tensor);
  if (backend.data) return backend.data.get(tensor.dataId).values;
  throw new Error(`the ${tf.getBackend()} backend gives no access to its memory`);
}

/** Writes `source` over the values of `target` from `offset` on. */
export function overwrite(target: tf.Tensor, source: tf.Tensor | Values, offset = 0): void {
  const backend = storageBackend();
  if (backend) backend.overwrite(target, source, offset);
  else memoryOf(target).set(source instanceof tf.Tensor ? memoryOf(source) : source, offset);
}

/**
 * Part of a vector as a tensor. It may share the vector's memory or be a copy, so it holds until either changes and must
 * not outlive the vector.
 *
 * @param offset a multiple of `alignment`
 */
export function viewOf(whole: tf.Tensor1D, offset: number, shape: number[]): tf.Tensor {
  const backend = storageBackend();
  if (backend) return backend.viewOf(whole, offset, shape);
  return tf.reshape(tf.slice(whole, offset, tf.util.sizeFromShape(shape)), shape);
}

/** To be called by what depends on numbers that only JavaScript knows: a recording of it would repeat them. */
export function refuseRecording(reason: string): void {
  storageBackend()?.refuseRecording(reason);
}

/** A tensor of its own with the same values. */
export function copyOf<T extends tf.Tensor>(tensor: T): T {
  const copy = tf.zeros(tensor.shape, tensor.dtype as 'float32' | 'int32') as T;
  overwrite(copy, tensor);
  return copy;
}

/** Parts of a vector start at multiples of so many values: WebGPU binds buffers from multiples of 256 bytes. */
export const alignment = 64;
