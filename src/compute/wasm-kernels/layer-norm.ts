/** Layer normalisation of each row. */
import { firstOf, loadUpTo4, madd, storeUpTo4, sumOf } from './vector';

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
  // Two rows at once, for the processor to have enough to do; the last of an odd number is computed twice.
  for (let row: i32 = 0; row < rows; row += 2) {
    const apart: usize = row + 1 < rows ? 1 : 0;
    const x1 = x + apart * rowBytes;
    const y1 = y + apart * rowBytes;
    let sum0 = f32x4.splat(0);
    let sum1 = f32x4.splat(0);
    for (let at: i32 = 0; at < size; at += 4) {
      const offset = (at as usize) * 4;
      sum0 = f32x4.add(sum0, loadUpTo4(x + offset, size - at));
      sum1 = f32x4.add(sum1, loadUpTo4(x1 + offset, size - at));
    }
    const mean0 = f32x4.splat(sumOf(sum0) * share);
    const mean1 = f32x4.splat(sumOf(sum1) * share);
    let squares0 = f32x4.splat(0);
    let squares1 = f32x4.splat(0);
    for (let at: i32 = 0; at < size; at += 4) {
      const offset = (at as usize) * 4;
      const centred0 = firstOf(f32x4.sub(loadUpTo4(x + offset, size - at), mean0), size - at);
      const centred1 = firstOf(f32x4.sub(loadUpTo4(x1 + offset, size - at), mean1), size - at);
      squares0 = madd(centred0, centred0, squares0);
      squares1 = madd(centred1, centred1, squares1);
    }
    const scale0 = f32x4.splat(1 / sqrt<f32>(sumOf(squares0) * share + epsilon));
    const scale1 = f32x4.splat(1 / sqrt<f32>(sumOf(squares1) * share + epsilon));
    for (let at: i32 = 0; at < size; at += 4) {
      const offset = (at as usize) * 4;
      const count = size - at;
      const gain4 = loadUpTo4(gain + offset, count);
      const bias4 = loadUpTo4(bias + offset, count);
      const normal0 = f32x4.mul(f32x4.sub(loadUpTo4(x + offset, count), mean0), scale0);
      const normal1 = f32x4.mul(f32x4.sub(loadUpTo4(x1 + offset, count), mean1), scale1);
      storeUpTo4(y + offset, madd(normal0, gain4, bias4), count);
      storeUpTo4(y1 + offset, madd(normal1, gain4, bias4), count);
    }
    v128.store64_lane(moments, i32x4.shuffle(mean0, scale0, 0, 4, 0, 4), 0);
    v128.store64_lane(moments + apart * 8, i32x4.shuffle(mean1, scale1, 0, 4, 0, 4), 0);
    moments += 16;
    x += 2 * rowBytes;
    y += 2 * rowBytes;
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
