/** Where a browser finds the wasm backend's binaries: beside the app, on its own origin. */
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { WasmFiles } from './backend.ts';

const absolute = (address: string) => new URL(address, import.meta.url).href;

export const wasmFiles: WasmFiles = { plain: absolute(plain), simd: absolute(simd) };
