/** One plain recurrent layer, h' = tanh(x·W + h·U + b), over a whole sequence; the state starts at zero. */
import { multiply, multiplyPanels, multiplyScratchBytes, packPanels, panelColumns } from './gemm';
import { loadUpTo4, storeUpTo4, tanh4 } from './vector';
import { findWeightGradients, weightGradientsScratchBytes } from './weight-gradients';

export function rnnForwardScratchBytes(features: i32, hidden: i32): i32 {
  return panelColumns(hidden) * (features + hidden) * 4;
}

/** y [time, batch, hidden] */
export function rnnForward(
  time: i32,
  batch: i32,
  features: i32,
  hidden: i32,
  x: usize,
  kernel: usize,
  recurrent: usize,
  bias: usize,
  y: usize,
  scratch: usize,
): void {
  const depth = features + hidden;
  const stateRow = (hidden as usize) * 4;
  const inputRow = (features as usize) * 4;
  const stateStep = (batch as usize) * stateRow;
  packPanels(features, hidden, kernel, stateRow, 4, scratch, depth, 0);
  packPanels(hidden, hidden, recurrent, stateRow, 4, scratch, depth, features);
  for (let t: i32 = 0; t < time; t++) {
    multiplyPanels(
      batch, hidden, features, x, inputRow, 4, t == 0 ? 0 : hidden, y - stateStep, stateRow, scratch, depth,
      bias, 0, y, stateRow,
    );
    const size = batch * hidden;
    for (let index: i32 = 0; index < size; index += 4) {
      const at = y + (index as usize) * 4;
      storeUpTo4(at, tanh4(loadUpTo4(at, size - index)), size - index);
    }
    x += (batch as usize) * inputRow;
    y += stateStep;
  }
}

export function rnnBackwardScratchBytes(time: i32, batch: i32, features: i32, hidden: i32): i32 {
  const rows = time * batch;
  const products = max(
    multiplyScratchBytes(features, hidden),
    max(weightGradientsScratchBytes(hidden), panelColumns(hidden) * hidden * 4),
  );
  return (rows * hidden + batch * hidden + max(hidden, features)) * 4 + products;
}

/** Gradients of x, kernel, recurrent and bias from y and its gradient. */
export function rnnBackward(
  time: i32,
  batch: i32,
  features: i32,
  hidden: i32,
  dy: usize,
  x: usize,
  kernel: usize,
  recurrent: usize,
  y: usize,
  dx: usize,
  dKernel: usize,
  dRecurrent: usize,
  dBias: usize,
  scratch: usize,
): void {
  const rows = time * batch;
  const size = batch * hidden;
  const stateRow = (hidden as usize) * 4;
  const inputRow = (features as usize) * 4;
  const stateStep = (batch as usize) * stateRow;
  const widest = (max(hidden, features) as usize) * 4;
  const dz = scratch;
  const dh = dz + (rows as usize) * stateRow;
  const zeros = dh + stateStep;
  const products = zeros + widest;
  const one = f32x4.splat(1);
  memory.fill(zeros, 0, widest);
  packPanels(hidden, hidden, recurrent, 4, stateRow, products, hidden, 0);
  for (let t = time - 1; t >= 0; t--) {
    const step = (t as usize) * stateStep;
    const from = t == time - 1 ? dy + step : dh;
    for (let index: i32 = 0; index < size; index += 4) {
      const at = (index as usize) * 4;
      const count = size - index;
      const state = loadUpTo4(y + step + at, count);
      const slope = f32x4.sub(one, f32x4.mul(state, state));
      storeUpTo4(dz + step + at, f32x4.mul(loadUpTo4(from + at, count), slope), count);
    }
    if (t > 0) {
      multiplyPanels(
        batch, hidden, hidden, dz + step, stateRow, 4, 0, 0, 0, products, hidden, dy + step - stateStep, stateRow,
        dh, stateRow,
      );
    }
  }
  if (dx != 0) {
    multiply(rows, features, hidden, dz, stateRow, 4, kernel, 4, stateRow, zeros, 0, dx, inputRow, products);
  }
  findWeightGradients(rows, features, hidden, x, dz, dKernel, dBias, products);
  findWeightGradients(rows - batch, hidden, hidden, y, dz + stateStep, dRecurrent, 0, products);
}
