/** A linear layer with an activation. */
import { multiply, multiplyScratchBytes, sumColumns } from './gemm';
import { bounded, loadUpTo4, madd, sigmoid4, storeUpTo4, tanh4 } from './vector';

/** Numbers of the activations, as linear-wasm.ts counts them. */
const relu: i32 = 1;
const tanh: i32 = 2;
const sigmoid: i32 = 3;
const gelu: i32 = 4;

const geluScale: f32 = 0.7978845608028654;
const geluCubic: f32 = 0.044715;

export function linearForwardScratchBytes(inputs: i32, outputs: i32): i32 {
  return multiplyScratchBytes(outputs, inputs);
}

/** y [rows, outputs], and for gelu what came before it in `before`, of the same shape. */
export function linearForward(
  rows: i32,
  inputs: i32,
  outputs: i32,
  activation: i32,
  x: usize,
  kernel: usize,
  bias: usize,
  y: usize,
  before: usize,
  scratch: usize,
): void {
  const inRow = (inputs as usize) * 4;
  const outRow = (outputs as usize) * 4;
  const product = activation == gelu ? before : y;
  multiply(rows, outputs, inputs, x, inRow, 4, kernel, outRow, 4, bias, 0, product, outRow, scratch);
  if (activation == 0) return;
  const size = rows * outputs;
  for (let index: i32 = 0; index < size; index += 4) {
    const at = (index as usize) * 4;
    const count = size - index;
    const z = loadUpTo4(product + at, count);
    let value = z;
    if (activation == relu) value = f32x4.max(z, f32x4.splat(0));
    else if (activation == tanh) value = tanh4(z);
    else if (activation == sigmoid) value = sigmoid4(z);
    else value = f32x4.mul(f32x4.mul(z, f32x4.splat(0.5)), f32x4.add(f32x4.splat(1), geluTanh(z)));
    storeUpTo4(y + at, value, count);
  }
}

// @ts-ignore: decorator
@inline
function geluTanh(z: v128): v128 {
  const cubic = madd(f32x4.mul(f32x4.mul(z, z), z), f32x4.splat(geluCubic), z);
  return tanh4(f32x4.mul(cubic, f32x4.splat(geluScale)));
}

export function linearBackwardScratchBytes(rows: i32, inputs: i32, outputs: i32, activation: i32): i32 {
  const products = max(multiplyScratchBytes(inputs, outputs), multiplyScratchBytes(outputs, rows));
  return ((activation == 0 ? 0 : rows * outputs) + max(inputs, outputs)) * 4 + products;
}

/** Gradients of x, kernel and bias; `kept` is y, or what came before gelu. */
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
  const zerosBytes = (max(inputs, outputs) as usize) * 4;
  const products = zeros + zerosBytes + (activation == 0 ? 0 : (rows as usize) * outRow);
  memory.fill(zeros, 0, zerosBytes);
  let dz = dy;
  if (activation != 0) {
    dz = zeros + zerosBytes;
    activateBack(rows * outputs, activation, dy, kept, dz);
  }
  if (dx != 0) multiply(rows, inputs, outputs, dz, outRow, 4, kernel, 4, outRow, zeros, 0, dx, inRow, products);
  multiply(inputs, outputs, rows, x, 4, inRow, dz, outRow, 4, zeros, 0, dKernel, outRow, products);
  sumColumns(rows, outputs, dz, dBias);
}

function activateBack(size: i32, activation: i32, dy: usize, kept: usize, dz: usize): void {
  const one = f32x4.splat(1);
  for (let index: i32 = 0; index < size; index += 4) {
    const at = (index as usize) * 4;
    const count = size - index;
    const k = loadUpTo4(kept + at, count);
    const above = loadUpTo4(dy + at, count);
    let value = above;
    if (activation == relu) value = v128.and(above, f32x4.gt(k, f32x4.splat(0)));
    else if (activation == tanh) value = f32x4.mul(above, f32x4.sub(one, f32x4.mul(k, k)));
    else if (activation == sigmoid) value = f32x4.mul(above, f32x4.mul(k, f32x4.sub(one, k)));
    else value = f32x4.mul(above, geluSlope(k));
    storeUpTo4(dz + at, value, count);
  }
}

// @ts-ignore: decorator
@inline
function geluSlope(input: v128): v128 {
  // Beyond 6 the slope is 0 or 1, and far beyond it rounding errors would be multiplied by the cube of z.
  const z = bounded(input, f32x4.splat(-6), f32x4.splat(6));
  const one = f32x4.splat(1);
  const t = geluTanh(z);
  const inner = f32x4.mul(madd(f32x4.mul(z, z), f32x4.splat(3 * geluCubic), one), f32x4.splat(geluScale));
  const curved = f32x4.mul(f32x4.mul(z, f32x4.sub(one, f32x4.mul(t, t))), inner);
  return f32x4.mul(f32x4.splat(0.5), f32x4.add(f32x4.add(one, t), curved));
}
