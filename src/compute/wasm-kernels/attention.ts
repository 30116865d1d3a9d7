/** Multi-head attention of every token to every token, [batch, tokens, 3 size] with queries, keys and values side by side. */
import { multiplyPanels, packPanels, panelColumns } from './gemm';
import { exp4, firstOf, loadUpTo4, madd, storeUpTo4, sumOf } from './vector';

export function attentionForwardScratchBytes(tokens: i32, perHead: i32): i32 {
  return (max(panelColumns(tokens) * perHead, panelColumns(perHead) * tokens) + max(tokens, perHead)) * 4;
}

/** y [batch, tokens, size] and the weights of the mean, [batch, heads, tokens, tokens]. */
export function attentionForward(
  batch: i32,
  tokens: i32,
  size: i32,
  heads: i32,
  qkv: usize,
  y: usize,
  weights: usize,
  scratch: usize,
): void {
  const perHead = size / heads;
  const row = (size as usize) * 12;
  const yRow = (size as usize) * 4;
  const weightRow = (tokens as usize) * 4;
  const zeros = scratch;
  const panels = zeros + (max(tokens, perHead) as usize) * 4;
  const scale: f32 = 1 / sqrt<f32>(perHead as f32);
  memory.fill(zeros, 0, (max(tokens, perHead) as usize) * 4);
  for (let b: i32 = 0; b < batch; b++) {
    for (let head: i32 = 0; head < heads; head++) {
      const query = qkv + ((head * perHead) as usize) * 4;
      const key = query + yRow;
      const value = key + yRow;
      packPanels(perHead, tokens, key, 4, row, panels, perHead, 0);
      multiplyPanels(tokens, tokens, perHead, query, row, 4, 0, 0, 0, panels, perHead, zeros, 0, weights, weightRow);
      softmaxRows(tokens, weights, scale);
      packPanels(tokens, perHead, value, row, 4, panels, tokens, 0);
      multiplyPanels(
        tokens, perHead, tokens, weights, weightRow, 4, 0, 0, 0, panels, tokens, zeros, 0,
        y + ((head * perHead) as usize) * 4, yRow,
      );
      weights += (tokens as usize) * weightRow;
    }
    qkv += (tokens as usize) * row;
    y += (tokens as usize) * yRow;
  }
}

/** Each row [tokens] of scores becomes softmax(scale · row). Two rows at once, for the processor to have enough to do. */
function softmaxRows(tokens: i32, scores: usize, scale: f32): void {
  const rowBytes = (tokens as usize) * 4;
  const scale4 = f32x4.splat(scale);
  for (let row: i32 = 0; row < tokens; row += 2) {
    const scores0 = scores + (row as usize) * rowBytes;
    // The last of an odd number is computed twice.
    const scores1 = scores + (min(row + 1, tokens - 1) as usize) * rowBytes;
    const shift0 = f32x4.mul(largest(tokens, scores0), f32x4.splat(-scale));
    const shift1 = f32x4.mul(largest(tokens, scores1), f32x4.splat(-scale));
    let sum0 = f32x4.splat(0);
    let sum1 = f32x4.splat(0);
    for (let at: i32 = 0; at < tokens; at += 4) {
      const offset = (at as usize) * 4;
      const count = tokens - at;
      const x0 = loadUpTo4(scores0 + offset, count);
      const x1 = loadUpTo4(scores1 + offset, count);
      const value0 = exp4(madd(x0, scale4, shift0));
      const value1 = exp4(madd(x1, scale4, shift1));
      sum0 = f32x4.add(sum0, firstOf(value0, count));
      sum1 = f32x4.add(sum1, firstOf(value1, count));
      storeUpTo4(scores0 + offset, value0, count);
      storeUpTo4(scores1 + offset, value1, count);
    }
    const share0 = f32x4.splat(1 / sumOf(sum0));
    const share1 = f32x4.splat(1 / sumOf(sum1));
    for (let at: i32 = 0; at < tokens; at += 4) {
      const offset = (at as usize) * 4;
      const value0 = f32x4.mul(loadUpTo4(scores0 + offset, tokens - at), share0);
      const value1 = f32x4.mul(loadUpTo4(scores1 + offset, tokens - at), share1);
      storeUpTo4(scores0 + offset, value0, tokens - at);
      storeUpTo4(scores1 + offset, value1, tokens - at);
    }
  }
}

/** The largest of x [size], in all four places. */
// @ts-ignore: decorator
@inline
function largest(size: i32, x: usize): v128 {
  const whole = size & ~3;
  let most = v128.load32_splat(x);
  for (let at: i32 = 0; at < whole; at += 4) most = f32x4.pmax(most, v128.load(x + (at as usize) * 4));
  for (let at: i32 = whole; at < size; at++) most = f32x4.pmax(most, v128.load32_splat(x + (at as usize) * 4));
  most = f32x4.pmax(most, i32x4.shuffle(most, most, 2, 3, 0, 1));
  return f32x4.pmax(most, i32x4.shuffle(most, most, 1, 0, 3, 2));
}

export function attentionBackwardScratchBytes(tokens: i32, perHead: i32): i32 {
  return attentionForwardScratchBytes(tokens, perHead) + tokens * tokens * 4;
}

/** dQkv from the gradient of y and what attentionForward left. */
export function attentionBackward(
  batch: i32,
  tokens: i32,
  size: i32,
  heads: i32,
  dy: usize,
  qkv: usize,
  y: usize,
  weights: usize,
  dQkv: usize,
  scratch: usize,
): void {
  const perHead = size / heads;
  const row = (size as usize) * 12;
  const yRow = (size as usize) * 4;
  const weightRow = (tokens as usize) * 4;
  const zeros = scratch;
  const dScores = zeros + (max(tokens, perHead) as usize) * 4;
  const panels = dScores + (tokens as usize) * weightRow;
  const scale: f32 = 1 / sqrt<f32>(perHead as f32);
  memory.fill(zeros, 0, (max(tokens, perHead) as usize) * 4);
  for (let b: i32 = 0; b < batch; b++) {
    for (let head: i32 = 0; head < heads; head++) {
      const offset = ((head * perHead) as usize) * 4;
      const query = qkv + offset;
      const key = query + yRow;
      const value = key + yRow;
      const dQuery = dQkv + offset;
      const dKey = dQuery + yRow;
      const dValue = dKey + yRow;
      packPanels(tokens, perHead, dy + offset, yRow, 4, panels, tokens, 0);
      multiplyPanels(
        tokens, perHead, tokens, weights, 4, weightRow, 0, 0, 0, panels, tokens, zeros, 0, dValue, row,
      );
      packPanels(perHead, tokens, value, 4, row, panels, perHead, 0);
      multiplyPanels(
        tokens, tokens, perHead, dy + offset, yRow, 4, 0, 0, 0, panels, perHead, zeros, 0, dScores, weightRow,
      );
      softmaxRowsBack(tokens, perHead, weights, dy + offset, y + offset, yRow, dScores, scale);
      packPanels(tokens, perHead, key, row, 4, panels, tokens, 0);
      multiplyPanels(tokens, perHead, tokens, dScores, weightRow, 4, 0, 0, 0, panels, tokens, zeros, 0, dQuery, row);
      packPanels(tokens, perHead, query, row, 4, panels, tokens, 0);
      multiplyPanels(tokens, perHead, tokens, dScores, 4, weightRow, 0, 0, 0, panels, tokens, zeros, 0, dKey, row);
      weights += (tokens as usize) * weightRow;
    }
    qkv += (tokens as usize) * row;
    dQkv += (tokens as usize) * row;
    y += (tokens as usize) * yRow;
    dy += (tokens as usize) * yRow;
  }
}

/** The gradient of the weights becomes that of the scores; the sum over a row of weight times gradient is dy · y. */
function softmaxRowsBack(
  tokens: i32,
  perHead: i32,
  weights: usize,
  dy: usize,
  y: usize,
  yRow: usize,
  gradient: usize,
  scale: f32,
): void {
  const rowBytes = (tokens as usize) * 4;
  for (let row: i32 = 0; row < tokens; row++) {
    let product = f32x4.splat(0);
    for (let at: i32 = 0; at < perHead; at += 4) {
      const offset = (at as usize) * 4;
      product = madd(loadUpTo4(dy + offset, perHead - at), loadUpTo4(y + offset, perHead - at), product);
    }
    const mean = f32x4.splat(sumOf(product));
    const scale4 = f32x4.splat(scale);
    for (let at: i32 = 0; at < tokens; at += 4) {
      const offset = (at as usize) * 4;
      const count = tokens - at;
      const weight = f32x4.mul(loadUpTo4(weights + offset, count), scale4);
      const centred = f32x4.sub(loadUpTo4(gradient + offset, count), mean);
      storeUpTo4(gradient + offset, f32x4.mul(weight, centred), count);
    }
    weights += rowBytes;
    gradient += rowBytes;
    dy += yRow;
    y += yRow;
  }
}
