/** A linear layer with an activation. */
import { multiply, multiplyPanels, multiplyScratchBytes, packPanels, panelColumns } from './gemm';
import { geluShare4, geluSlope4, loadFrom4, loadUpTo4, sigmoid4, storeFrom4, storeUpTo4, tanh4 } from './vector';
import { addWeightGradients, blockRows, weightGradientsScratchBytes } from './weight-gradients';

/** Numbers of the activations, as linear-wasm.ts counts them. */
const relu: i32 = 1;
const tanh: i32 = 2;
const sigmoid: i32 = 3;
const gelu: i32 = 4;


export function linearForwardScratchBytes(inputs: i32, outputs: i32): i32 {
  return multiplyScratchBytes(outputs, inputs);
}

/** y [rows, outputs], and for gelu its slope in `slope`, of the same shape. */
export function linearForward(
  rows: i32,
  inputs: i32,
  outputs: i32,
  activation: i32,
  x: usize,
  kernel: usize,
  bias: usize,
  y: usize,
  slope: usize,
  scratch: usize,
): void {
  const inRow = (inputs as usize) * 4;
  const outRow = (outputs as usize) * 4;
  if (activation == 0) {
    multiply(rows, outputs, inputs, x, inRow, 4, kernel, outRow, 4, bias, 0, y, outRow, scratch);
    return;
  }
  // A product is activated while it is in the cache.
  for (let row: i32 = 0; row < rows; row += blockRows) {
    const count = min(blockRows, rows - row);
    const from = (row as usize) * inRow;
    const to = (row as usize) * outRow;
    multiply(count, outputs, inputs, x + from, inRow, 4, kernel, outRow, 4, bias, 0, y + to, outRow, scratch);
    if (activation == gelu) activateGelu(count * outputs, y + to, slope + to);
    else activate(count * outputs, activation, y + to);
  }
}

function activate(size: i32, activation: i32, y: usize): void {
  for (let index: i32 = 0; index < size; index += 4) {
    const at = y + (index as usize) * 4;
    const z = loadUpTo4(at, size - index);
    let value: v128;
    if (activation == relu) value = f32x4.pmax(z, f32x4.splat(0));
    else if (activation == tanh) value = tanh4(z);
    else value = sigmoid4(z);
    storeUpTo4(at, value, size - index);
  }
}

/** y becomes gelu(y). Eight values at once, for the processor to have enough to do. */
function activateGelu(size: i32, y: usize, slope: usize): void {
  for (let left = size; left > 0; left -= 8) {
    const z0 = loadUpTo4(y, left);
    const z1 = loadFrom4(y + 16, left - 4);
    const share0 = geluShare4(z0);
    const share1 = geluShare4(z1);
    const slope0 = geluSlope4(z0, share0);
    const slope1 = geluSlope4(z1, share1);
    storeUpTo4(y, f32x4.mul(z0, share0), left);
    storeFrom4(y + 16, f32x4.mul(z1, share1), left - 4);
    storeUpTo4(slope, slope0, left);
    storeFrom4(slope + 16, slope1, left - 4);
    y += 32;
    slope += 32;
  }
}

export function linearBackwardScratchBytes(inputs: i32, outputs: i32): i32 {
  const dz = blockRows * outputs;
  return (inputs + dz + panelColumns(inputs) * outputs) * 4 + weightGradientsScratchBytes(outputs);
}

/** Gradients of x, kernel and bias; `kept` is y, or the slope of gelu. */
export function linearBackward(
  rows: i32,
  inputs: i32,
  outputs: i32,
  activation: i32,
  dy: usize,
  x: usize,
  kernel: usize,
  kept: usize,
  dx: usize,
  dKernel: usize,
  dBias: usize,
  scratch: usize,
): void {
  const inRow = (inputs as usize) * 4;
  const outRow = (outputs as usize) * 4;
  const zeros = scratch;
  const dzOfBlock = zeros + inRow;
  const panels = dzOfBlock + (blockRows as usize) * outRow;
  const rest = panels + (panelColumns(inputs) as usize) * outRow;
  memory.fill(zeros, 0, inRow);
  memory.fill(dKernel, 0, (inputs as usize) * outRow);
  memory.fill(dBias, 0, outRow);
  if (dx != 0) packPanels(outputs, inputs, kernel, 4, outRow, panels, outputs, 0);
  for (let row: i32 = 0; row < rows; row += blockRows) {
    const count = min(blockRows, rows - row);
    const dyOfBlock = dy + (row as usize) * outRow;
    const inputsOfBlock = (row as usize) * inRow;
    let dz = dyOfBlock;
    if (activation != 0) {
      dz = dzOfBlock;
      activateBack(count * outputs, activation, dyOfBlock, kept + (row as usize) * outRow, dz);
    }
    if (dx != 0) {
      multiplyPanels(
        count, inputs, outputs, dz, outRow, 4, 0, 0, 0, panels, outputs, zeros, 0, dx + inputsOfBlock, inRow,
      );
    }
    addWeightGradients(count, inputs, outputs, x + inputsOfBlock, dz, dKernel, dBias, rest);
  }
}

function activateBack(size: i32, activation: i32, dy: usize, kept: usize, dz: usize): void {
  const one = f32x4.splat(1);
  for (let index: i32 = 0; index < size; index += 4) {
    const at = (index as usize) * 4;
    const count = size - index;
    const k = loadUpTo4(kept + at, count);
    const above = loadUpTo4(dy + at, count);
    let value: v128;
    if (activation == relu) value = v128.and(above, f32x4.gt(k, f32x4.splat(0)));
    else if (activation == tanh) value = f32x4.mul(above, f32x4.sub(one, f32x4.mul(k, k)));
    else if (activation == sigmoid) value = f32x4.mul(above, f32x4.mul(k, f32x4.sub(one, k)));
    else value = f32x4.mul(above, k);
    storeUpTo4(dz + at, value, count);
  }
}
