import { createRequire } from 'node:module';
import type { WasmFiles } from './backend.ts';

/** Where Node finds the wasm backend's binaries. */
export function wasmFilesInNode(): WasmFiles {
  const resolve = createRequire(import.meta.url).resolve;
  return {
    plain: resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm'),
    simd: resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm'),
  };
}
