/** Our own kernels beside those of the tfjs wasm backend, in its memory: they read and write its tensors in place. */
import { type WasmBackend, wasmBackend } from './wasm-backend.ts';

type Kernel = (...sizesAndPointers: number[]) => number;
type KernelName =
  | 'adamw'
  | 'attentionBackward'
  | 'attentionBackwardScratchBytes'
  | 'attentionForward'
  | 'attentionForwardScratchBytes'
  | 'augment'
  | 'constantBytes'
  | 'copyRows'
  | 'cutSpans'
  | 'cutWindows'
  | 'dropout'
  | 'embedBackward'
  | 'embedForward'
  | 'fromBool'
  | 'fromWhole'
  | 'gruBackward'
  | 'gruBackwardScratchBytes'
  | 'gruForward'
  | 'gruForwardScratchBytes'
  | 'layerNormBackward'
  | 'layerNormForward'
  | 'linearBackward'
  | 'linearBackwardScratchBytes'
  | 'linearForward'
  | 'linearForwardScratchBytes'
  | 'loss'
  | 'lstmBackward'
  | 'lstmBackwardScratchBytes'
  | 'lstmForward'
  | 'lstmForwardScratchBytes'
  | 'mapExp'
  | 'mapSigmoid'
  | 'mapTanh'
  | 'multiply'
  | 'multiplyScratchBytes'
  | 'rnnBackward'
  | 'rnnBackwardScratchBytes'
  | 'rnnForward'
  | 'rnnForwardScratchBytes'
  | 'sumColumns'
  | 'writeConstants';
export type Kernels = Record<KernelName, Kernel>;

export type WasmModule = { kernels: Kernels; backend: WasmBackend };

/** A module of one function that adds and multiplies at once: valid where the browser has relaxed SIMD. */
const relaxedProbe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 8, 1, 96, 3, 123, 123, 123, 1, 123, 3, 2, 1, 0, 10, 13, 1, 11, 0, 32, 0, 32, 1, 32, 2,
  253, 133, 2, 11,
]);

export function hasRelaxedSimd(): boolean {
  return WebAssembly.validate(relaxedProbe);
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

async function readBinary(relaxed: boolean): Promise<Uint8Array<ArrayBuffer>> {
  const { default: base64 } = relaxed
    ? await import('./wasm-kernels/index.ts?wasm-kernels=relaxed')
    : await import('./wasm-kernels/index.ts?wasm-kernels');
  return decode(base64);
}

/** Whether a kernel only tells how much memory another needs. */
function isPlan(name: string): boolean {
  return name.endsWith('Bytes');
}

/**
 * Instantiates the kernels in the memory of the tfjs wasm backend in use.
 *
 * @param relaxed whether to take the build with relaxed SIMD
 * @throws {Error} where that backend is not what it was when this was written
 */
export async function loadKernels(relaxed = hasRelaxedSimd()): Promise<WasmModule> {
  const backend = wasmBackend();
  const memory = backend?.wasm?.asm?.memory;
  if (!backend || !(memory instanceof WebAssembly.Memory)) {
    throw new Error('the wasm backend does not show its memory');
  }
  const { instance } = await WebAssembly.instantiate(await readBinary(relaxed), { env: { memory } });
  const kernels = instance.exports as Kernels;
  kernels.writeConstants(backend.addressOf(backend.makeOutput([kernels.constantBytes() / 4], 'float32')));
  const watched = Object.entries(kernels).map(([name, kernel]) => [
    name,
    isPlan(name) ? kernel : backend.notice(kernel),
  ]);
  return { kernels: Object.fromEntries(watched), backend };
}
