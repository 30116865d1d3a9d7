import { hashSite, mixFunction } from '../dropout/hash.ts';
import type { Attributes, OpInputs } from '../op.ts';
import type * as tf from '../tf.ts';
import type { DeviceBackend } from '../webgpu/device-backend.ts';
import { registerWebgpuForm } from '../webgpu/form.ts';
import { bind } from '../webgpu/program.ts';
import {
  type AugmentAttributes,
  countWarpable,
  drawAt,
  drawsAWindow,
  firstSite,
  sineTerms,
  warpedShare,
} from './augment.ts';

const threads = 64;

function float(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** A workgroup a window: its own part and its partner's, the step taken from the clock. */
function augment(backend: DeviceBackend, { x, y, clock }: OpInputs, attributes: Attributes): tf.TensorInfo[] {
  const { jitter, scaling, warping, mixing, seed, period } = attributes as AugmentAttributes;
  const [batch, lookBack] = x.shape;
  const [, horizon] = y.shape;
  const warpable = countWarpable(lookBack, period);
  const last = warpable - 1;
  const part = warpedShare * last;
  const [ofWindows, ofPoints] = [0, 1].map((site) => hashSite({ seed, site: firstSite + site }));
  const newX = backend.allocate(x.shape);
  const newY = backend.allocate(y.shape);
  const mixes = mixing && batch > 1;
  const terms = [...sineTerms].reverse().map(float);
  backend.run({
    op: 'Augment',
    bindings: [...bind('read', { x, y, clock }), ...bind('write', { newX, newY })],
    body: `${mixFunction}
fn uniformAt(key: u32, index: u32) -> f32 { return f32(mix32(key + index) >> 8u) / 16777216.0; }
fn normalAt(key: u32, first: u32) -> f32 {
  let sum = uniformAt(key, first) + uniformAt(key, first + 1u) + uniformAt(key, first + 2u) + uniformAt(key, first + 3u);
  return ${Math.sqrt(3)} * (sum - 2.0);
}
fn sine(t: f32) -> f32 {
  let angle = ${Math.PI} * t;
  let square = angle * angle;
  var sum = ${terms[0]};
  ${terms
    .slice(1)
    .map((term) => `sum = sum * square + ${term};`)
    .join('\n  ')}
  return angle * sum;
}
fn factorOf(windows: u32, row: u32) -> f32 {
  return 1.0 + ${float(scaling)} * normalAt(windows, row * ${drawsAWindow}u);
}
fn noiseAt(points: u32, row: u32, at: u32) -> f32 {
  return ${float(jitter)} * normalAt(points, 4u * (row * ${lookBack}u + at));
}
fn warpedAt(windows: u32, row: u32, at: u32) -> f32 {
  let past = row * ${lookBack}u;
${
  warpable === 0
    ? `  return x[past + at];`
    : `  let first = row * ${drawsAWindow}u;
  if (at >= ${warpable}u || uniformAt(windows, first + ${drawAt.warps}u) >= ${float(warping)}) { return x[past + at]; }
  let start = uniformAt(windows, first + ${drawAt.start}u) * ${float(last - part)};
  let stretch = select(2.0, 0.5, uniformAt(windows, first + ${drawAt.stretch}u) < 0.5);
  let stretched = ${float(part)} * stretch;
  let along = f32(at) * (${float(last - part)} + stretched) / ${float(last)};
  var place = along;
  if (along >= start) {
    place = select(along - stretched + ${float(part)}, start + (along - start) / stretch, along < start + stretched);
  }
  place = clamp(place, 0.0, ${float(lookBack - 1)});
  let left = floor(place);
  let toward = place - left;
  return x[past + u32(left)] * (1.0 - toward) + x[past + u32(ceil(place))] * toward;`
}
}
fn pastAt(windows: u32, points: u32, row: u32, at: u32) -> f32 {
  return factorOf(windows, row) * warpedAt(windows, row, at) + noiseAt(points, row, at);
}
fn futureAt(windows: u32, points: u32, row: u32, at: u32) -> f32 {
  let own = factorOf(windows, row) * y[row * ${horizon}u + at];
  return own - ${period === 0 ? '0.0 * f32(points & 1u)' : `noiseAt(points, row, ${lookBack - period}u + at % ${period}u)`};
}
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let row = group.x;
  let step = u32(clock[0]);
  let windows = mix32(${ofWindows}u + step);
  let points = mix32(${ofPoints}u + step);
${
  mixes
    ? `  let first = row * ${drawsAWindow}u;
  let share = (1.0 + sine(uniformAt(windows, first + ${drawAt.share}u) - 0.5)) * 0.5;
  let away = 1u + min(${batch - 2}u, u32(uniformAt(windows, first + ${drawAt.partner}u) * ${float(batch - 1)}));
  let other = (row + away) % ${batch}u;`
    : ''
}
  for (var at = thread; at < ${lookBack}u; at += ${threads}u) {
    let own = pastAt(windows, points, row, at);
    newX[row * ${lookBack}u + at] = ${mixes ? 'own * share + pastAt(windows, points, other, at) * (1.0 - share)' : 'own'};
  }
  for (var at = thread; at < ${horizon}u; at += ${threads}u) {
    let own = futureAt(windows, points, row, at);
    newY[row * ${horizon}u + at] = ${mixes ? 'own * share + futureAt(windows, points, other, at) * (1.0 - share)' : 'own'};
  }
}`,
    grid: [batch, 1, 1],
  });
  return [newX, newY];
}

registerWebgpuForm('Augment', augment);
