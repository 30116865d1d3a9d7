import type { OpInputs } from '../op.ts';
import type * as tf from '../tf.ts';
import type { DeviceBackend } from '../webgpu/device-backend.ts';
import { registerWebgpuForm } from '../webgpu/form.ts';
import { bind, groupsOf } from '../webgpu/program.ts';
import { sumParts } from '../webgpu/sum-parts.ts';
import { layerNormEpsilon } from './layer-norm.ts';

/** Threads that share a row, and rows side by side in a workgroup. */
const lanes = 16;
const rowsAtOnce = 4;
const threads = lanes * rowsAtOnce;
const wantedGroups = 64;

/** Adds up `name` over the lanes of a row; every lane gets the sum. */
const sumOverLanes = (name: string, shared: string) => `
    ${shared}[thread] = ${name};
    workgroupBarrier();
    ${name} = 0.0;
    for (var i = 0u; i < ${lanes}u; i++) { ${name} += ${shared}[thread / ${lanes}u * ${lanes}u + i]; }`;

function forward(backend: DeviceBackend, { x, gain, bias }: OpInputs): tf.TensorInfo[] {
  const [rows, size] = x.shape;
  const y = backend.allocate([rows, size]);
  const moments = backend.allocate([rows, 2]);
  backend.run({
    op: 'LayerNorm',
    bindings: [...bind('read', { x, gain, bias }), ...bind('write', { y, moments })],
    body: `
var<workgroup> first: array<f32, ${threads}>;
var<workgroup> second: array<f32, ${threads}>;
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let lane = thread % ${lanes}u;
  let row = group.x * ${rowsAtOnce}u + thread / ${lanes}u;
  let at = min(row, ${rows - 1}u) * ${size}u;
  var mean = 0.0;
  for (var i = lane; i < ${size}u; i += ${lanes}u) { mean += x[at + i]; }
  ${sumOverLanes('mean', 'first')}
  mean /= ${size}.0;
  var variance = 0.0;
  for (var i = lane; i < ${size}u; i += ${lanes}u) { let d = x[at + i] - mean; variance += d * d; }
  ${sumOverLanes('variance', 'second')}
  let perDeviation = inverseSqrt(variance / ${size}.0 + ${layerNormEpsilon});
  if (row >= ${rows}u) { return; }
  for (var i = lane; i < ${size}u; i += ${lanes}u) { y[at + i] = (x[at + i] - mean) * perDeviation * gain[i] + bias[i]; }
  if (lane == 0u) { moments[2u * row] = mean; moments[2u * row + 1u] = perDeviation; }
}`,
    grid: [groupsOf(rows, rowsAtOnce), 1, 1],
  });
  return [y, moments];
}

/** Each row group goes over its rows one after the other and sums up what they ask of gain and bias. */
function backward(backend: DeviceBackend, { dy, x, gain, bias, reserve0: moments }: OpInputs): tf.TensorInfo[] {
  const [rows, size] = x.shape;
  const groups = Math.min(wantedGroups, groupsOf(rows, rowsAtOnce));
  const turns = groupsOf(rows, groups * rowsAtOnce);
  const own = groupsOf(size, lanes);
  const dx = backend.allocate([rows, size]);
  const dGain = backend.allocate(gain.shape);
  const dBias = backend.allocate(bias.shape);
  const parts = backend.allocate([groups * rowsAtOnce, 2 * size]);
  backend.run({
    op: 'LayerNormGrad',
    bindings: [...bind('read', { dy, x, gain, moments }), ...bind('write', { dx, parts })],
    body: `
var<workgroup> first: array<f32, ${threads}>;
var<workgroup> second: array<f32, ${threads}>;
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let lane = thread % ${lanes}u;
  let part = group.x * ${rowsAtOnce}u + thread / ${lanes}u;
  var gains: array<f32, ${own}>;
  var biases: array<f32, ${own}>;
  for (var turn = 0u; turn < ${turns}u; turn++) {
    let row = part + turn * ${groups * rowsAtOnce}u;
    let isRow = row < ${rows}u;
    let safeRow = min(row, ${rows - 1}u);
    let at = safeRow * ${size}u;
    let mean = moments[2u * safeRow];
    let perDeviation = moments[2u * safeRow + 1u];
    var plain = 0.0;
    var along = 0.0;
    for (var i = lane; i < ${size}u; i += ${lanes}u) {
      let d = dy[at + i] * gain[i];
      plain += d;
      along += d * (x[at + i] - mean) * perDeviation;
    }
    workgroupBarrier();
    first[thread] = plain;
    second[thread] = along;
    workgroupBarrier();
    plain = 0.0;
    along = 0.0;
    for (var i = 0u; i < ${lanes}u; i++) {
      plain += first[thread / ${lanes}u * ${lanes}u + i];
      along += second[thread / ${lanes}u * ${lanes}u + i];
    }
    plain /= ${size}.0;
    along /= ${size}.0;
    if (isRow) {
      for (var slot = 0u; slot < ${own}u; slot++) {
        let i = lane + slot * ${lanes}u;
        if (i < ${size}u) {
          let normalised = (x[at + i] - mean) * perDeviation;
          dx[at + i] = (dy[at + i] * gain[i] - plain - normalised * along) * perDeviation;
          gains[slot] += dy[at + i] * normalised;
          biases[slot] += dy[at + i];
        }
      }
    }
  }
  for (var slot = 0u; slot < ${own}u; slot++) {
    let i = lane + slot * ${lanes}u;
    if (i < ${size}u) {
      parts[part * ${2 * size}u + i] = gains[slot];
      parts[part * ${2 * size}u + ${size}u + i] = biases[slot];
    }
  }
}`,
    grid: [groups, 1, 1],
  });
  sumParts(backend, 'LayerNormGrad', parts, [dGain, dBias]);
  backend.release(parts);
  return [dx, dGain, dBias];
}

registerWebgpuForm('LayerNorm', forward);
registerWebgpuForm('LayerNormGrad', backward);
