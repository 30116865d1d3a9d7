import { registerRecurrence } from '../webgpu/recurrence/recurrence.ts';

registerRecurrence({
  op: 'LstmSequence',
  gates: 4,
  kept: 5,
  slopes: 4,
  stateSlopes: [0, 1, 2, 3],
  hasStateBias: false,
  forward: `
      let kept0 = sigmoid(x0 + h0);
      let kept1 = sigmoid(x1 + h1);
      let kept2 = tanhSafe(x2 + h2);
      let kept3 = sigmoid(x3 + h3);
      carry = kept1 * carry + kept0 * kept2;
      let kept4 = carry;
      state = kept3 * tanhSafe(carry);`,
  backward: `
      let squashed = tanhSafe(kept4);
      let dc = carry + dh * kept3 * (1.0 - squashed * squashed);
      let slope0 = dc * kept2 * kept0 * (1.0 - kept0);
      let slope1 = dc * carryBefore * kept1 * (1.0 - kept1);
      let slope2 = dc * kept0 * (1.0 - kept2 * kept2);
      let slope3 = dh * squashed * kept3 * (1.0 - kept3);
      carry = dc * kept1;`,
});
