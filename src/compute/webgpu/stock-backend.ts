/** tfjs's WebGPU backend with what it keeps to itself made known to the compiler, so that ours can build on it. */
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type * as tf from '../tf.ts';

export type TensorData = {
  values: unknown;
  dtype: tf.DataType;
  shape: number[];
  refCount: number;
  resource?: GPUBuffer;
  /** The buffer is not this tensor's to release. */
  external?: boolean;
  /** Ours: which bytes of the buffer are this tensor's; absent where all are. */
  span?: { offset: number; size: number };
};

export type BufferManager = {
  /** By size and usage. */
  freeBuffers: Map<string, GPUBuffer[]>;
  acquireBuffer(size: number, usage: number, mappedAtCreation?: boolean, reuse?: boolean): GPUBuffer;
  releaseBuffer(buffer: GPUBuffer, reuse?: boolean): void;
};

export type StockProgram = { pipeline: GPUComputePipeline; dispatch: [number, number, number] };

declare class OpenBackend extends tf.KernelBackend {
  device: GPUDevice;
  queue: GPUQueue;
  bufferManager: BufferManager;
  tensorMap: {
    get(id: object): TensorData;
    set(id: object, data: TensorData): void;
    has(id: object): boolean;
  };
  commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  commandQueueOwnedIds: WeakSet<object>;
  dispatchCountInPass: number;
  pipelineCache: Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;
  constructor(device: GPUDevice, info: GPUAdapterInfo);
  nextDataId(): number;
  uploadToGPU(id: object): void;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  makeTensorInfo(shape: number[], dtype: tf.DataType): tf.TensorInfo;
  tensorToBinding(tensor: tf.TensorInfo): GPUBindingResource;
  makeUniforms(uniforms: unknown): { buffer: GPUBuffer; offset: number; size: number };
  recordAndSubmit(program: StockProgram, output: tf.TensorInfo, inputs: tf.TensorInfo[], uniforms: unknown): void;
  convertAndCacheOnCPU(id: object, data: unknown): unknown;
  getBufferData(buffer: GPUBuffer): Promise<ArrayBuffer>;
  override read(id: object): Promise<tf.TypedArray>;
  override dispose(): void;
}

export const StockBackend = WebGPUBackend as unknown as typeof OpenBackend;
