import type { Attributes, OpInputs } from '../op.ts';
import type * as tf from '../tf.ts';
import type { DeviceBackend } from '../webgpu/device-backend.ts';
import { registerWebgpuForm } from '../webgpu/form.ts';
import { bind } from '../webgpu/program.ts';
import type { SpanAttributes } from './spans.ts';

const threads = 64;

/** A workgroup a window and row. The step is taken from clock[1], which nothing here writes. */
function cut(backend: DeviceBackend, inputs: OpInputs, attributes: Attributes): tf.TensorInfo[] {
  const { batch, span } = attributes as unknown as SpanAttributes;
  const { values, starts, clock } = inputs;
  const [rows, length] = values.shape;
  const spans = backend.allocate([batch, rows, span]);
  backend.run({
    op: 'CutSpans',
    bindings: [...bind('read', { values, starts, clock }), ...bind('write', { spans })],
    body: `
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let step = u32(clock[1]);
  let start = u32(starts[step % ${starts.size / batch}u * ${batch}u + group.x]);
  for (var i = thread; i < ${span}u; i += ${threads}u) {
    spans[(group.x * ${rows}u + group.y) * ${span}u + i] = values[group.y * ${length}u + start + i];
  }
}`,
    grid: [batch, rows, 1],
  });
  return [spans];
}

registerWebgpuForm('CutSpans', cut);
