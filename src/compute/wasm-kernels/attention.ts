/** Multi-head attention of every token to every token, [batch, tokens, 3 size] with queries, keys and values side by side. */
import { multiplyPanels, packPanels, panelColumns } from './gemm';
import { exp4, loadUpTo4, madd, storeUpTo4, sumOf } from './vector';

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

/** Each row [tokens] of scores becomes softmax(scale · row). */
function softmaxRows(tokens: i32, scores: usize, scale: f32): void {
  const whole = tokens & ~3;
  for (let row: i32 = 0; row < tokens; row++) {
    let most4 = f32x4.splat(load<f32>(scores));
    for (let at: i32 = 0; at < whole; at += 4) most4 = f32x4.max(most4, v128.load(scores + (at as usize) * 4));
    let most = max(
      max(f32x4.extract_lane(most4, 0), f32x4.extract_lane(most4, 1)),
      max(f32x4.extract_lane(most4, 2), f32x4.extract_lane(most4, 3)),
    );
    for (let at: i32 = whole; at < tokens; at++) most = max(most, load<f32>(scores + (at as usize) * 4));
    const scale4 = f32x4.splat(scale);
    const shift = f32x4.splat(-most * scale);
    let sum = f32x4.splat(0);
    for (let at: i32 = 0; at < whole; at += 4) {
      const here = scores + (at as usize) * 4;
      const value = exp4(madd(v128.load(here), scale4, shift));
      sum = f32x4.add(sum, value);
      v128.store(here, value);
    }
    let total = sumOf(sum);
    for (let at: i32 = whole; at < tokens; at++) {
      const here = scores + (at as usize) * 4;
      const value = f32x4.extract_lane(exp4(madd(v128.load32_splat(here), scale4, shift)), 0);
      total += value;
      store<f32>(here, value);
    }
    const share = f32x4.splat(1 / total);
    for (let at: i32 = 0; at < tokens; at += 4) {
      const here = scores + (at as usize) * 4;
      storeUpTo4(here, f32x4.mul(loadUpTo4(here, tokens - at), share), tokens - at);
    }
    scores += (tokens as usize) * 4;
  }
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
