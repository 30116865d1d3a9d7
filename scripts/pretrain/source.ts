/** What the command line needs of the app: the one entry that scripts/pretrain.mjs bundles. */

export { startBackend } from '../../src/compute/backend.ts';
export { wasmFilesInNode } from '../../src/compute/wasm-files-in-node.ts';
export { drawSamples } from '../../src/forecasters/pretrained/draw-samples.ts';
export { samplesPerStep, startPretraining } from '../../src/forecasters/pretrained/pretrain.ts';
export { usualShape } from '../../src/forecasters/pretrained/pretrained-network.ts';
export { packState, readState } from '../../src/forecasters/pretrained/pretraining-state.ts';
export { packWeights } from '../../src/forecasters/pretrained/weights-file.ts';
