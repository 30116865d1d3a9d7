import type { Attributes, OpInputs } from '../op.ts';
import type * as tf from '../tf.ts';
import type { DeviceBackend } from '../webgpu/device-backend.ts';
import { registerWebgpuForm } from '../webgpu/form.ts';
import { bind, groupsOf } from '../webgpu/program.ts';
import { type DropoutKey, dropsBelow, mixFunction } from './hash.ts';

const threads = 64;
const mostGroups = 65_535;

/** As in hash.ts, with the step taken from the clock. */
function drop(backend: DeviceBackend, { x, clock }: OpInputs, attributes: Attributes): tf.TensorInfo[] {
  const { rate, seed, site } = attributes as DropoutKey & { rate: number };
  const y = backend.allocate(x.shape);
  const across = Math.min(mostGroups, groupsOf(x.size, threads));
  backend.run({
    op: 'Dropout',
    bindings: [...bind('read', { x, clock }), ...bind('write', { y })],
    body: `${mixFunction}
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let at = (group.y * ${across}u + group.x) * ${threads}u + thread;
  if (at >= ${x.size}u) { return; }
  let key = mix32(mix32(mix32(${seed >>> 0}u) + ${site}u) + u32(clock[0]));
  let isDropped = (mix32(key + at) >> 8u) < ${dropsBelow(rate)}u;
  y[at] = select(x[at] * ${1 / (1 - rate)}, 0.0, isDropped);
}`,
    grid: [across, groupsOf(groupsOf(x.size, threads), across), 1],
  });
  return [y];
}

registerWebgpuForm('Dropout', drop);
