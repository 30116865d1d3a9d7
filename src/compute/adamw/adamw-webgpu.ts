import type { Attributes, OpInputs } from '../op.ts';
import type * as tf from '../tf.ts';
import type { DeviceBackend } from '../webgpu/device-backend.ts';
import { registerWebgpuForm } from '../webgpu/form.ts';
import { bind, groupsOf } from '../webgpu/program.ts';
import { type AdamwAttributes, adamwEpsilon, beta1, beta2 } from './adamw.ts';

const threads = 256;
const perThread = 4;
/** Up to so many parameters every workgroup sums up the whole norm for itself, which saves a dispatch. */
const mostSummedByAll = 65_536;
const normParts = 256;

const sumOverThreads = `
var<workgroup> sums: array<f32, ${threads}>;
fn sumOverThreads(thread: u32, value: f32) -> f32 {
  sums[thread] = value;
  workgroupBarrier();
  var sum = 0.0;
  for (var i = 0u; i < ${threads}u; i++) { sum += sums[i]; }
  return sum;
}`;

const keepLoss = 'losses[u32(clock[0]) % arrayLength(&losses)] = loss[0];';
const bindLoss = ({ loss, losses }: OpInputs) => [...bind('read', { loss }), ...bind('update', { losses })];

/** [normParts] sums of squares over shares of the gradient; puts the loss away, too. */
function sumSquares(backend: DeviceBackend, inputs: OpInputs): tf.TensorInfo {
  const { gradient, clock } = inputs;
  const parts = backend.allocate([normParts]);
  backend.run({
    op: 'Adamw',
    bindings: [
      ...bind('read', { gradient }),
      ...bind('write', { parts }),
      ...bind('read', { clock }),
      ...bindLoss(inputs),
    ],
    body: `${sumOverThreads}
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  var squares = 0.0;
  for (var i = group.x * ${threads}u + thread; i < ${gradient.size}u; i += ${threads * normParts}u) {
    squares += gradient[i] * gradient[i];
  }
  let sum = sumOverThreads(thread, squares);
  if (thread == 0u) { parts[group.x] = sum; }
  if (group.x == 0u && thread == 0u) { ${keepLoss} }
}`,
    grid: [normParts, 1, 1],
  });
  return parts;
}

/** Reads the step from clock[0] and writes the next one to clock[1], which nothing in the same dispatch reads. */
function update(backend: DeviceBackend, inputs: OpInputs, attributes: Attributes): tf.TensorInfo[] {
  const { theta, moments, gradient, decays, schedule, clock } = inputs;
  const { clipNorm } = attributes as unknown as AdamwAttributes;
  const size = theta.size;
  const parts = size > mostSummedByAll ? sumSquares(backend, inputs) : null;
  const squares = parts
    ? `squares = parts[thread];`
    : `for (var i = thread; i < ${size}u; i += ${threads}u) { squares += gradient[i] * gradient[i]; }`;
  const groups = groupsOf(size, threads * perThread);
  backend.run({
    op: 'Adamw',
    bindings: [
      ...bind('update', { theta, moments }),
      ...bind('read', { gradient, decays, schedule }),
      ...bind('update', { clock }),
      ...(parts ? bind('read', { parts }) : bindLoss(inputs)),
    ],
    body: `${sumOverThreads}
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  var squares = 0.0;
  ${squares}
  let norm = sqrt(sumOverThreads(thread, squares));
  let clip = ${clipNorm} / max(norm, ${clipNorm});
  let step = u32(clock[0]);
  let decay = schedule[3u * step];
  let rate = schedule[3u * step + 1u];
  let perDeviation = schedule[3u * step + 2u];
  for (var turn = 0u; turn < ${perThread}u; turn++) {
    let i = (group.x * ${perThread}u + turn) * ${threads}u + thread;
    if (i < ${size}u) {
      let g = gradient[i] * clip;
      let first = ${beta1} * moments[i] + ${1 - beta1} * g;
      let second = ${beta2} * moments[${size}u + i] + ${1 - beta2} * g * g;
      moments[i] = first;
      moments[${size}u + i] = second;
      theta[i] = theta[i] * (1.0 - decays[i] * decay) - rate * first / (sqrt(second) * perDeviation + ${adamwEpsilon});
    }
  }
  if (group.x == 0u && thread == 0u) {
    clock[1] = i32(step) + 1;
    ${parts ? '' : keepLoss}
  }
}`,
    grid: [groups, 1, 1],
  });
  if (parts) backend.release(parts);
  return [];
}

registerWebgpuForm('Adamw', update);
