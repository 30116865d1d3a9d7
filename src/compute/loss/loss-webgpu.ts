import type { Attributes, OpInputs } from '../op.ts';
import type * as tf from '../tf.ts';
import type { DeviceBackend } from '../webgpu/device-backend.ts';
import { registerWebgpuForm } from '../webgpu/form.ts';
import { bind } from '../webgpu/program.ts';
import type { LossKind } from './loss.ts';

const threads = 256;

/** WGSL that sets `error` and `slope` of the value at `at` from `yhat`, `y` and, for the pinball loss, `level`. */
function measure(loss: LossKind): string {
  if (loss.kind === 'pinball')
    return 'let away = y - yhat; slope = select(0.0, 1.0, away < 0.0) - level; error = -away * slope;';
  if (loss.kind === 'mse') return 'let away = yhat - y; error = away * away; slope = 2.0 * away;';
  if (loss.kind === 'mae') return 'let away = yhat - y; slope = sign(away); error = abs(away);';
  return `let away = yhat - y; slope = clamp(away, ${-loss.delta}, ${loss.delta}); error = slope * (away - 0.5 * slope);`;
}

/** One workgroup does it all: a loss has few values, and is one. */
function forward(backend: DeviceBackend, { yhat, y, mask }: OpInputs, attributes: Attributes): tf.TensorInfo[] {
  const loss = attributes as unknown as LossKind;
  const total = backend.allocate([]);
  const slopes = backend.allocate(yhat.shape);
  const batch = yhat.shape[0] as number;
  const perRow = yhat.size / batch;
  const levels = loss.kind === 'pinball' ? loss.quantiles : [0];
  backend.run({
    op: 'Loss',
    bindings: [...bind('read', { forecasts: yhat, truths: y, mask }), ...bind('write', { total, slopes })],
    body: `
const LEVELS = array<f32, ${levels.length}>(${levels.join(', ')});
var<workgroup> sums: array<f32, ${threads}>;
fn sumOverThreads(thread: u32, value: f32) -> f32 {
  workgroupBarrier();
  sums[thread] = value;
  workgroupBarrier();
  var sum = 0.0;
  for (var i = 0u; i < ${threads}u; i++) { sum += sums[i]; }
  return sum;
}
@compute @workgroup_size(${threads})
fn main(@builtin(local_invocation_index) thread: u32) {
  var counted = 0.0;
  for (var row = thread; row < ${batch}u; row += ${threads}u) { counted += mask[row]; }
  let weight = 1.0 / (sumOverThreads(thread, counted) * ${perRow}.0);
  var sum = 0.0;
  var levels = LEVELS;
  for (var at = thread; at < ${yhat.size}u; at += ${threads}u) {
    let yhat = forecasts[at];
    let y = truths[at / ${levels.length}u];
    let level = levels[at % ${levels.length}u];
    var error = 0.0;
    var slope = 0.0;
    ${measure(loss)}
    let share = weight * mask[at / ${perRow}u];
    sum += error * share;
    slopes[at] = slope * share;
  }
  sum = sumOverThreads(thread, sum);
  if (thread == 0u) { total[0] = sum; }
}`,
    grid: [1, 1, 1],
  });
  return [total, slopes];
}

registerWebgpuForm('Loss', forward);
