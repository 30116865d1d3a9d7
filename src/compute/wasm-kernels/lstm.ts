/** One LSTM layer over a whole sequence. Gates i, f, g, o side by side, as Keras has them; the state starts at zero. */
import { multiply, multiplyPanels, multiplyScratchBytes, packPanels, panelColumns } from './gemm';
import { loadUpTo4, madd, sigmoid4, storeUpTo4, tanh4 } from './vector';
import { findWeightGradients, weightGradientsScratchBytes } from './weight-gradients';

export function lstmForwardScratchBytes(features: i32, hidden: i32): i32 {
  return panelColumns(4 * hidden) * (features + hidden) * 4 + hidden * 4;
}

/** y, cells, squashed (tanh of cells) [time, batch, hidden] and gates after activation [time, batch, 4 hidden]. */
export function lstmForward(
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
  cells: usize,
  squashed: usize,
  scratch: usize,
): void {
  const width = 4 * hidden;
  const depth = features + hidden;
  const gateRow = (width as usize) * 4;
  const stateRow = (hidden as usize) * 4;
  const inputRow = (features as usize) * 4;
  const gateStep = (batch as usize) * gateRow;
  const stateStep = (batch as usize) * stateRow;
  const zeros = scratch;
  const panels = scratch + stateRow;
  memory.fill(zeros, 0, stateRow);
  packPanels(features, width, kernel, gateRow, 4, panels, depth, 0);
  packPanels(hidden, width, recurrent, gateRow, 4, panels, depth, features);
  for (let t: i32 = 0; t < time; t++) {
    multiplyPanels(
      batch, width, features, x, inputRow, 4, t == 0 ? 0 : hidden, y - stateStep, stateRow, panels, depth,
      bias, 0, gates, gateRow,
    );
    lstmActivate(batch, hidden, gates, t == 0 ? zeros : cells - stateStep, t == 0 ? 0 : stateRow, y, cells, squashed);
    x += (batch as usize) * inputRow;
    gates += gateStep;
    y += stateStep;
    cells += stateStep;
    squashed += stateStep;
  }
}

function lstmActivate(
  batch: i32,
  hidden: i32,
  gates: usize,
  before: usize,
  beforeRow: usize,
  y: usize,
  cells: usize,
  squashed: usize,
): void {
  const stateRow = (hidden as usize) * 4;
  for (let row: i32 = 0; row < batch; row++) {
    for (let unit: i32 = 0; unit < hidden; unit += 4) {
      const count = hidden - unit;
      const at = (unit as usize) * 4;
      const i = sigmoid4(loadUpTo4(gates + at, count));
      const f = sigmoid4(loadUpTo4(gates + at + stateRow, count));
      const g = tanh4(loadUpTo4(gates + at + 2 * stateRow, count));
      const o = sigmoid4(loadUpTo4(gates + at + 3 * stateRow, count));
      const cell = madd(f, loadUpTo4(before + at, count), f32x4.mul(i, g));
      const flat = tanh4(cell);
      storeUpTo4(gates + at, i, count);
      storeUpTo4(gates + at + stateRow, f, count);
      storeUpTo4(gates + at + 2 * stateRow, g, count);
      storeUpTo4(gates + at + 3 * stateRow, o, count);
      storeUpTo4(cells + at, cell, count);
      storeUpTo4(squashed + at, flat, count);
      storeUpTo4(y + at, f32x4.mul(o, flat), count);
    }
    gates += 4 * stateRow;
    before += beforeRow;
    y += stateRow;
    cells += stateRow;
    squashed += stateRow;
  }
}

export function lstmBackwardScratchBytes(time: i32, batch: i32, features: i32, hidden: i32): i32 {
  const rows = time * batch;
  const products = max(
    multiplyScratchBytes(features, 4 * hidden),
    max(weightGradientsScratchBytes(4 * hidden), panelColumns(hidden) * 4 * hidden * 4),
  );
  return (rows * 4 * hidden + 2 * batch * hidden + max(4 * hidden, features)) * 4 + products;
}

/** Gradients of x, kernel, recurrent and bias from that of y and what lstmForward left. */
export function lstmBackward(
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
  cells: usize,
  squashed: usize,
  dx: usize,
  dKernel: usize,
  dRecurrent: usize,
  dBias: usize,
  scratch: usize,
): void {
  const width = 4 * hidden;
  const rows = time * batch;
  const gateRow = (width as usize) * 4;
  const stateRow = (hidden as usize) * 4;
  const inputRow = (features as usize) * 4;
  const gateStep = (batch as usize) * gateRow;
  const stateStep = (batch as usize) * stateRow;
  const dz = scratch;
  const dh = dz + (rows as usize) * gateRow;
  const dc = dh + stateStep;
  const zeros = dc + stateStep;
  const zerosBytes = (max(width, features) as usize) * 4;
  const products = zeros + zerosBytes;

  memory.fill(dc, 0, stateStep);
  memory.fill(zeros, 0, zerosBytes);
  packPanels(width, hidden, recurrent, 4, gateRow, products, width, 0);
  for (let t = time - 1; t >= 0; t--) {
    const at = t as usize;
    const last = t == time - 1;
    lstmStepBack(
      batch, hidden, last ? dy + at * stateStep : dh, dc, gates + at * gateStep,
      t == 0 ? zeros : cells + (at - 1) * stateStep, t == 0 ? 0 : stateRow, squashed + at * stateStep,
      dz + at * gateStep,
    );
    if (t > 0) {
      multiplyPanels(
        batch, hidden, width, dz + at * gateStep, gateRow, 4, 0, 0, 0, products, width,
        dy + (at - 1) * stateStep, stateRow, dh, stateRow,
      );
    }
  }
  if (dx != 0) {
    multiply(rows, features, width, dz, gateRow, 4, kernel, 4, gateRow, zeros, 0, dx, inputRow, products);
  }
  findWeightGradients(rows, features, width, x, dz, dKernel, dBias, products);
  findWeightGradients(rows - batch, hidden, width, y, dz + gateStep, dRecurrent, 0, products);
}

function lstmStepBack(
  batch: i32,
  hidden: i32,
  dh: usize,
  dc: usize,
  gates: usize,
  before: usize,
  beforeRow: usize,
  squashed: usize,
  dz: usize,
): void {
  const stateRow = (hidden as usize) * 4;
  const one = f32x4.splat(1);
  for (let row: i32 = 0; row < batch; row++) {
    for (let unit: i32 = 0; unit < hidden; unit += 4) {
      const count = hidden - unit;
      const at = (unit as usize) * 4;
      const i = loadUpTo4(gates + at, count);
      const f = loadUpTo4(gates + at + stateRow, count);
      const g = loadUpTo4(gates + at + 2 * stateRow, count);
      const o = loadUpTo4(gates + at + 3 * stateRow, count);
      const flat = loadUpTo4(squashed + at, count);
      const dhHere = loadUpTo4(dh + at, count);
      const throughFlat = f32x4.sub(one, f32x4.mul(flat, flat));
      const dcHere = madd(f32x4.mul(dhHere, o), throughFlat, loadUpTo4(dc + at, count));
      const di = f32x4.mul(f32x4.mul(dcHere, g), f32x4.mul(i, f32x4.sub(one, i)));
      const df = f32x4.mul(f32x4.mul(dcHere, loadUpTo4(before + at, count)), f32x4.mul(f, f32x4.sub(one, f)));
      const dg = f32x4.mul(f32x4.mul(dcHere, i), f32x4.sub(one, f32x4.mul(g, g)));
      const dOut = f32x4.mul(f32x4.mul(dhHere, flat), f32x4.mul(o, f32x4.sub(one, o)));
      storeUpTo4(dz + at, di, count);
      storeUpTo4(dz + at + stateRow, df, count);
      storeUpTo4(dz + at + 2 * stateRow, dg, count);
      storeUpTo4(dz + at + 3 * stateRow, dOut, count);
      storeUpTo4(dc + at, f32x4.mul(dcHere, f), count);
    }
    gates += 4 * stateRow;
    before += beforeRow;
    squashed += stateRow;
    dh += stateRow;
    dc += stateRow;
    dz += 4 * stateRow;
  }
}
