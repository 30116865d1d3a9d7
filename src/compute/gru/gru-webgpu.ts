import { registerRecurrence } from '../webgpu/recurrence/recurrence.ts';

registerRecurrence({
  op: 'GruSequence',
  gates: 3,
  kept: 4,
  slopes: 4,
  stateSlopes: [0, 1, 3],
  hasStateBias: true,
  forward: `
      let kept0 = sigmoid(x0 + h0);
      let kept1 = sigmoid(x1 + h1);
      let kept3 = h2;
      let kept2 = tanhSafe(x2 + kept1 * kept3);
      state = kept2 + kept0 * (before - kept2);`,
  backward: `
      let whole = dh + carry;
      let slope2 = whole * (1.0 - kept0) * (1.0 - kept2 * kept2);
      let slope0 = whole * (before - kept2) * kept0 * (1.0 - kept0);
      let slope1 = slope2 * kept3 * kept1 * (1.0 - kept1);
      let slope3 = slope2 * kept1;
      carry = whole * kept0;`,
});
