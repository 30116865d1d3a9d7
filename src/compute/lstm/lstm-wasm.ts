import { recurrentForms } from '../recurrent-wasm.ts';

/** Keeps the gates, the cells and their tanh. */
export const lstmForms = recurrentForms({
  op: 'LstmSequence',
  kernels: 'lstm',
  kept: [4, 1, 1],
  forwardScratchBytes: (kernels, { features, hidden }) => kernels.lstmForwardScratchBytes(features, hidden),
});
