/**
 * One GRU layer over a whole sequence. Gates z, r, h side by side, the reset gate after the recurrent product, biases of
 * input and recurrence apart [2, 3 hidden]; the state starts at zero.
 */
import { multiply, multiplyPanels, multiplyScratchBytes, packPanels, panelColumns, sumColumns } from './gemm';
import { loadUpTo4, madd, sigmoid4, storeUpTo4, tanh4 } from './vector';
import { findWeightGradients, weightGradientsScratchBytes } from './weight-gradients';

export function gruForwardScratchBytes(batch: i32, features: i32, hidden: i32): i32 {
  const pair = panelColumns(2 * hidden) * (features + hidden);
  const single = panelColumns(hidden) * (features + hidden);
  return (3 * hidden + pair + single) * 4;
}

/** y [time, batch, hidden], gates z, r, h after activation [time, batch, 3 hidden], carried = h·U_h + b1_h [time, batch, hidden]. */
export function gruForward(
  time: i32,
  batch: i32,
  features: i32,
  hidden: i32,
  x: usize,
  kernel: usize,
  recurrent: usize,
  bias: usize,
  y: usize,
  gates: usize,
  carried: usize,
  scratch: usize,
): void {
  const depth = features + hidden;
  const stateRow = (hidden as usize) * 4;
  const gateRow: usize = 3 * stateRow;
  const inputRow = (features as usize) * 4;
  const stateStep = (batch as usize) * stateRow;
  const zeros = scratch;
  const pairBias = zeros + stateRow;
  const pairPanels = pairBias + 2 * stateRow;
  const inputPanels = pairPanels + ((panelColumns(2 * hidden) * depth) as usize) * 4;
  const statePanels = inputPanels + ((panelColumns(hidden) * features) as usize) * 4;
  memory.fill(zeros, 0, stateRow);
  for (let at: usize = 0; at < 2 * stateRow; at += 4) {
    store<f32>(pairBias + at, load<f32>(bias + at) + load<f32>(bias + gateRow + at));
  }
  packPanels(features, 2 * hidden, kernel, gateRow, 4, pairPanels, depth, 0);
  packPanels(hidden, 2 * hidden, recurrent, gateRow, 4, pairPanels, depth, features);
  packPanels(features, hidden, kernel + 2 * stateRow, gateRow, 4, inputPanels, features, 0);
  packPanels(hidden, hidden, recurrent + 2 * stateRow, gateRow, 4, statePanels, hidden, 0);
  for (let t: i32 = 0; t < time; t++) {
    const known = t == 0 ? 0 : hidden;
    multiplyPanels(
      batch, 2 * hidden, features, x, inputRow, 4, known, y - stateStep, stateRow, pairPanels, depth,
      pairBias, 0, gates, gateRow,
    );
    multiplyPanels(
      batch, hidden, features, x, inputRow, 4, 0, 0, 0, inputPanels, features,
      bias + 2 * stateRow, 0, gates + 2 * stateRow, gateRow,
    );
    multiplyPanels(
      batch, hidden, known, y - stateStep, stateRow, 4, 0, 0, 0, statePanels, hidden,
      bias + gateRow + 2 * stateRow, 0, carried, stateRow,
    );
    gruActivate(batch, hidden, gates, carried, t == 0 ? zeros : y - stateStep, t == 0 ? 0 : stateRow, y);
    x += (batch as usize) * inputRow;
    gates += 3 * stateStep;
    carried += stateStep;
    y += stateStep;
  }
}

function gruActivate(
  batch: i32,
  hidden: i32,
  gates: usize,
  carried: usize,
  before: usize,
  beforeRow: usize,
  y: usize,
): void {
  const stateRow = (hidden as usize) * 4;
  for (let row: i32 = 0; row < batch; row++) {
    for (let unit: i32 = 0; unit < hidden; unit += 4) {
      const count = hidden - unit;
      const at = (unit as usize) * 4;
      const z = sigmoid4(loadUpTo4(gates + at, count));
      const r = sigmoid4(loadUpTo4(gates + at + stateRow, count));
      const n = tanh4(madd(r, loadUpTo4(carried + at, count), loadUpTo4(gates + at + 2 * stateRow, count)));
      storeUpTo4(gates + at, z, count);
      storeUpTo4(gates + at + stateRow, r, count);
      storeUpTo4(gates + at + 2 * stateRow, n, count);
      storeUpTo4(y + at, madd(z, f32x4.sub(loadUpTo4(before + at, count), n), n), count);
    }
    gates += 3 * stateRow;
    carried += stateRow;
    before += beforeRow;
    y += stateRow;
  }
}

export function gruBackwardScratchBytes(time: i32, batch: i32, features: i32, hidden: i32): i32 {
  const rows = time * batch;
  const products = max(
    multiplyScratchBytes(features, 3 * hidden),
    max(weightGradientsScratchBytes(3 * hidden), panelColumns(hidden) * 3 * hidden * 4),
  );
  return (rows * 6 * hidden + 2 * batch * hidden + max(3 * hidden, features)) * 4 + products;
}

/** Gradients of x, kernel, recurrent and bias from that of y and what gruForward left. */
export function gruBackward(
  time: i32,
  batch: i32,
  features: i32,
  hidden: i32,
  dy: usize,
  x: usize,
  kernel: usize,
  recurrent: usize,
  y: usize,
  gates: usize,
  carried: usize,
  dx: usize,
  dKernel: usize,
  dRecurrent: usize,
  dBias: usize,
  scratch: usize,
): void {
  const width = 3 * hidden;
  const rows = time * batch;
  const stateRow = (hidden as usize) * 4;
  const gateRow: usize = 3 * stateRow;
  const inputRow = (features as usize) * 4;
  const stateStep = (batch as usize) * stateRow;
  const gateStep: usize = 3 * stateStep;
  // Gradients before the gates, of the input's share and of the recurrence's: they differ in the candidate.
  const dInput = scratch;
  const dState = dInput + (rows as usize) * gateRow;
  const dh = dState + (rows as usize) * gateRow;
  const past = dh + stateStep;
  const zeros = past + stateStep;
  const products = zeros + (max(width, features) as usize) * 4;

  memory.fill(zeros, 0, (max(width, features) as usize) * 4);
  packPanels(width, hidden, recurrent, 4, gateRow, products, width, 0);
  for (let t = time - 1; t >= 0; t--) {
    const at = t as usize;
    const gatesBack = dState + at * gateStep;
    const first = t == 0;
    gruStepBack(
      batch, hidden, t == time - 1 ? dy + at * stateStep : dh, gates + at * gateStep, carried + at * stateStep,
      first ? zeros : y + (at - 1) * stateStep, first ? zeros : dy + (at - 1) * stateStep, first ? 0 : stateRow,
      dInput + at * gateStep, gatesBack, past,
    );
    if (!first) {
      multiplyPanels(batch, hidden, width, gatesBack, gateRow, 4, 0, 0, 0, products, width, past, stateRow, dh, stateRow);
    }
  }
  if (dx != 0) {
    multiply(rows, features, width, dInput, gateRow, 4, kernel, 4, gateRow, zeros, 0, dx, inputRow, products);
  }
  findWeightGradients(rows, features, width, x, dInput, dKernel, dBias, products);
  findWeightGradients(rows - batch, hidden, width, y, dState + gateStep, dRecurrent, 0, products);
  sumColumns(rows, width, dState, dBias + gateRow);
}

/** `past` becomes the gradient of the state before, short of what comes through the recurrent weights. */
function gruStepBack(
  batch: i32,
  hidden: i32,
  dh: usize,
  gates: usize,
  carried: usize,
  before: usize,
  dyBefore: usize,
  beforeRow: usize,
  dInput: usize,
  dState: usize,
  past: usize,
): void {
  const stateRow = (hidden as usize) * 4;
  const one = f32x4.splat(1);
  for (let row: i32 = 0; row < batch; row++) {
    for (let unit: i32 = 0; unit < hidden; unit += 4) {
      const count = hidden - unit;
      const at = (unit as usize) * 4;
      const z = loadUpTo4(gates + at, count);
      const r = loadUpTo4(gates + at + stateRow, count);
      const n = loadUpTo4(gates + at + 2 * stateRow, count);
      const dhHere = loadUpTo4(dh + at, count);
      const fromCandidate = f32x4.mul(dhHere, f32x4.sub(one, z));
      const dn = f32x4.mul(fromCandidate, f32x4.sub(one, f32x4.mul(n, n)));
      const dz = f32x4.mul(
        f32x4.mul(dhHere, f32x4.sub(loadUpTo4(before + at, count), n)),
        f32x4.mul(z, f32x4.sub(one, z)),
      );
      const dr = f32x4.mul(f32x4.mul(dn, loadUpTo4(carried + at, count)), f32x4.mul(r, f32x4.sub(one, r)));
      storeUpTo4(dInput + at, dz, count);
      storeUpTo4(dInput + at + stateRow, dr, count);
      storeUpTo4(dInput + at + 2 * stateRow, dn, count);
      storeUpTo4(dState + at, dz, count);
      storeUpTo4(dState + at + stateRow, dr, count);
      storeUpTo4(dState + at + 2 * stateRow, f32x4.mul(dn, r), count);
      storeUpTo4(past + at, madd(dhHere, z, loadUpTo4(dyBefore + at, count)), count);
    }
    gates += 3 * stateRow;
    carried += stateRow;
    before += beforeRow;
    dyBefore += beforeRow;
    dh += stateRow;
    dInput += 3 * stateRow;
    dState += 3 * stateRow;
    past += stateRow;
  }
}
