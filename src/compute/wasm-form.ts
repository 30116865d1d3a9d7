/** What a form for the wasm backend is written in. */
import type { Attributes, Form, OpInputs } from './op.ts';
import type * as tf from './tf.ts';
import type { Kernels, WasmModule } from './wasm-module.ts';

/** One call of a form: the kernels, and where things lie in their memory. */
export class WasmCall {
  readonly kernels: Kernels;
  readonly #backend: WasmModule['backend'];
  #scratch: tf.TensorInfo[] = [];

  constructor({ kernels, backend }: WasmModule) {
    this.kernels = kernels;
    this.#backend = backend;
  }

  /** Address of a tensor's values. */
  at(tensor: tf.TensorInfo): number {
    return this.#backend.addressOf(tensor);
  }

  /** A new tensor whose values are not set yet. */
  create(shape: number[]): tf.Tensor {
    return this.#backend.makeOutput(shape, 'float32') as tf.Tensor;
  }

  /** Address of memory that is given back at the end of the call. */
  scratch(bytes: number): number {
    return this.#keepScratch(this.#backend.makeOutput([Math.ceil(bytes / 4)], 'float32'));
  }

  /** Address of a copy of `values`, which is given back at the end of the call. */
  copy(values: readonly number[]): number {
    return this.#keepScratch(this.#backend.makeOutput([values.length], 'float32', null, Float32Array.from(values)));
  }

  #keepScratch(info: tf.TensorInfo): number {
    this.#scratch.push(info);
    return this.at(info);
  }

  end(): void {
    for (const { dataId } of this.#scratch) this.#backend.disposeData(dataId);
    this.#scratch = [];
  }
}

export type WasmForm = (call: WasmCall, inputs: OpInputs, attributes: Attributes) => tf.Tensor[];

/** The attributes, where whoever asks for the number of the step gives up its recording: kernels find it in the clock. */
function guardStep(attributes: Attributes, backend: WasmModule['backend']): Attributes {
  const { step } = attributes;
  if (step === undefined || !backend.isRecording) return attributes;
  const get = () => {
    backend.refuseRecording('the number of the step was taken from JavaScript');
    return step;
  };
  return Object.defineProperty({ ...attributes }, 'step', { get, enumerable: true });
}

/** A form as the registry of operations wants it. */
export function bindForm(form: WasmForm, module: WasmModule): Form {
  return (inputs, attributes) => {
    const call = new WasmCall(module);
    try {
      return form(call, inputs, guardStep(attributes, module.backend));
    } finally {
      call.end();
    }
  };
}
