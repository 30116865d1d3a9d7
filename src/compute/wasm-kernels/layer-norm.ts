/** Layer normalisation of each row. */
import { loadUpTo4, madd, storeUpTo4, sumOf } from './vector';

const epsilon: f32 = 1e-5;

/** y [rows, size], and mean and 1 / deviation of each row in moments [rows, 2]. */
export function layerNormForward(
  rows: i32,
  size: i32,
  x: usize,
  gain: usize,
  bias: usize,
  y: usize,
  moments: usize,
): void {
  const rowBytes = (size as usize) * 4;
  const share: f32 = 1 / (size as f32);
  for (let row: i32 = 0; row < rows; row++) {
    let sum = f32x4.splat(0);
    for (let at: i32 = 0; at < size; at += 4) sum = f32x4.add(sum, loadUpTo4(x + (at as usize) * 4, size - at));
    const mean = sumOf(sum) * share;
    const mean4 = f32x4.splat(mean);
    let squares = f32x4.splat(0);
    const whole = size & ~3;
    for (let at: i32 = 0; at < whole; at += 4) {
      const centred = f32x4.sub(v128.load(x + (at as usize) * 4), mean4);
      squares = madd(centred, centred, squares);
    }
    let squareSum = sumOf(squares);
    for (let at: i32 = whole; at < size; at++) {
      const centred = load<f32>(x + (at as usize) * 4) - mean;
      squareSum += centred * centred;
    }
    const scale: f32 = 1 / sqrt<f32>(squareSum * share + epsilon);
    const scale4 = f32x4.splat(scale);
    for (let at: i32 = 0; at < size; at += 4) {
      const offset = (at as usize) * 4;
      const count = size - at;
      const normal = f32x4.mul(f32x4.sub(loadUpTo4(x + offset, count), mean4), scale4);
      storeUpTo4(y + offset, madd(normal, loadUpTo4(gain + offset, count), loadUpTo4(bias + offset, count)), count);
    }
    store<f32>(moments, mean);
    store<f32>(moments, scale, 4);
    moments += 8;
    x += rowBytes;
    y += rowBytes;
  }
}

/** Gradients of x, gain and bias. */
export function layerNormBackward(
  rows: i32,
  size: i32,
  dy: usize,
  x: usize,
  gain: usize,
  moments: usize,
  dx: usize,
  dGain: usize,
  dBias: usize,
): void {
  const rowBytes = (size as usize) * 4;
  const share: f32 = 1 / (size as f32);
  memory.fill(dGain, 0, rowBytes);
  memory.fill(dBias, 0, rowBytes);
  for (let row: i32 = 0; row < rows; row++) {
    const mean4 = f32x4.splat(load<f32>(moments));
    const scale4 = f32x4.splat(load<f32>(moments, 4));
    let sum = f32x4.splat(0);
    let product = f32x4.splat(0);
    for (let at: i32 = 0; at < size; at += 4) {
      const offset = (at as usize) * 4;
      const count = size - at;
      const normal = f32x4.mul(f32x4.sub(loadUpTo4(x + offset, count), mean4), scale4);
      const above = loadUpTo4(dy + offset, count);
      const dNormal = f32x4.mul(above, loadUpTo4(gain + offset, count));
      sum = f32x4.add(sum, dNormal);
      product = madd(dNormal, normal, product);
      storeUpTo4(dGain + offset, madd(above, normal, loadUpTo4(dGain + offset, count)), count);
      storeUpTo4(dBias + offset, f32x4.add(above, loadUpTo4(dBias + offset, count)), count);
    }
    const meanOfSum = f32x4.splat(sumOf(sum) * share);
    const meanOfProduct = f32x4.splat(sumOf(product) * share);
    for (let at: i32 = 0; at < size; at += 4) {
      const offset = (at as usize) * 4;
      const count = size - at;
      const normal = f32x4.mul(f32x4.sub(loadUpTo4(x + offset, count), mean4), scale4);
      const dNormal = f32x4.mul(loadUpTo4(dy + offset, count), loadUpTo4(gain + offset, count));
      const rest = f32x4.sub(f32x4.sub(dNormal, meanOfSum), f32x4.mul(normal, meanOfProduct));
      storeUpTo4(dx + offset, f32x4.mul(rest, scale4), count);
    }
    moments += 8;
    x += rowBytes;
    dy += rowBytes;
    dx += rowBytes;
  }
}
