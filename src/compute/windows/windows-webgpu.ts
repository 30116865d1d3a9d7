import type { Attributes, OpInputs } from '../op.ts';
import type * as tf from '../tf.ts';
import type { DeviceBackend } from '../webgpu/device-backend.ts';
import { registerWebgpuForm } from '../webgpu/form.ts';
import { bind } from '../webgpu/program.ts';
import { leastVariance, type Normalisation, periodOf } from './window-frame.ts';
import type { BatchAttributes } from './windows.ts';

const threads = 64;

/** WGSL that finds `level` and `spread` of the window at `start`. */
const frameOf: Record<Normalisation, (lookBackSteps: number) => string> = {
  window: (lookBackSteps) => `
  var sum = 0.0;
  for (var i = thread; i < ${lookBackSteps}u; i += ${threads}u) { sum += values[start + i]; }
  first[thread] = sum;
  workgroupBarrier();
  let level = add(&first) / ${lookBackSteps}.0;
  var squares = 0.0;
  for (var i = thread; i < ${lookBackSteps}u; i += ${threads}u) { let d = values[start + i] - level; squares += d * d; }
  second[thread] = squares;
  workgroupBarrier();
  let spread = sqrt(add(&second) / ${lookBackSteps}.0 + ${leastVariance});`,
  last: (lookBackSteps) => `
  let level = values[start + ${lookBackSteps - 1}u];
  let spread = 1.0;`,
  none: () => `
  let level = 0.0;
  let spread = 1.0;`,
};

/** A workgroup a window. The step is taken from clock[1], which nothing here writes, and put into clock[0], which nothing reads. */
function cut(backend: DeviceBackend, inputs: OpInputs, attributes: Attributes): tf.TensorInfo[] {
  const {
    batch,
    lookBackSteps,
    horizonSteps,
    seasonLength,
    normalisation = 'window',
  } = attributes as unknown as BatchAttributes;
  const { values, starts, clock } = inputs;
  const x = backend.allocate([batch, lookBackSteps]);
  const y = backend.allocate([batch, horizonSteps]);
  const period = periodOf(seasonLength, lookBackSteps);
  backend.run({
    op: 'CutWindows',
    bindings: [...bind('read', { values, starts }), ...bind('update', { clock }), ...bind('write', { x, y })],
    body: `
var<workgroup> first: array<f32, ${threads}>;
var<workgroup> second: array<f32, ${threads}>;
fn add(sums: ptr<workgroup, array<f32, ${threads}>>) -> f32 {
  var sum = 0.0;
  for (var i = 0u; i < ${threads}u; i++) { sum += (*sums)[i]; }
  return sum;
}
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let step = u32(clock[1]);
  if (group.x == 0u && thread == 0u) { clock[0] = i32(step); }
  let start = u32(starts[step % ${starts.size / batch}u * ${batch}u + group.x]);
${frameOf[normalisation](lookBackSteps)}
  for (var i = thread; i < ${lookBackSteps}u; i += ${threads}u) {
    x[group.x * ${lookBackSteps}u + i] = (values[start + i] - level) / spread;
  }
  for (var i = thread; i < ${horizonSteps}u; i += ${threads}u) {
    let season = ${period === 0 ? 'level' : `values[start + ${lookBackSteps - period}u + i % ${period}u]`};
    y[group.x * ${horizonSteps}u + i] = (values[start + ${lookBackSteps}u + i] - season) / spread;
  }
}`,
    grid: [batch, 1, 1],
  });
  return [x, y];
}

registerWebgpuForm('CutWindows', cut);
