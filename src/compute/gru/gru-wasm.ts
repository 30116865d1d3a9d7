import { recurrentForms } from '../recurrent-wasm.ts';

/** Keeps the gates, and the state before times the candidate's recurrent weights. */
export const gruForms = recurrentForms({
  op: 'GruSequence',
  kernels: 'gru',
  kept: [3, 1],
  forwardScratchBytes: (kernels, { batch, features, hidden }) =>
    kernels.gruForwardScratchBytes(batch, features, hidden),
});
