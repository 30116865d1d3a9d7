import { recurrentForms } from '../recurrent-wasm.ts';

export const rnnForms = recurrentForms({
  op: 'RnnSequence',
  kernels: 'rnn',
  kept: [],
  forwardScratchBytes: (kernels, { features, hidden }) => kernels.rnnForwardScratchBytes(features, hidden),
});
