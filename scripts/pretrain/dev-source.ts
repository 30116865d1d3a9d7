export { startBackend } from '../../src/compute/backend.ts';
export { wasmFilesInNode } from '../../src/compute/wasm-files-in-node.ts';
export { forecastPretrained } from '../../src/forecasters/pretrained/pretrained-forecaster.ts';
export { readWeights } from '../../src/forecasters/pretrained/weights-file.ts';
