import { registerRecurrence } from '../webgpu/recurrence/recurrence.ts';

registerRecurrence({
  op: 'RnnSequence',
  gates: 1,
  kept: 0,
  slopes: 1,
  stateSlopes: [0],
  hasStateBias: false,
  forward: 'state = tanhSafe(x0 + h0);',
  backward: 'let slope0 = dh * (1.0 - state * state);',
});
