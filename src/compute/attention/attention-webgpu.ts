/**
 * Attention for short sequences: one thread a query goes over all keys with a running softmax (Milakov and Gimelshein 2018),
 * so the weights of attention are never stored; the way back computes them again (Dao et al. 2022).
 */
import type { Attributes, OpInputs } from '../op.ts';
import type * as tf from '../tf.ts';
import type { DeviceBackend } from '../webgpu/device-backend.ts';
import { registerWebgpuForm } from '../webgpu/form.ts';
import { bind, groupsOf } from '../webgpu/program.ts';

const threads = 64;

type Sizes = { batch: number; tokens: number; size: number; heads: number; perHead: number };

function sizesOf({ qkv }: OpInputs, { heads }: Attributes): Sizes {
  const [batch, tokens, width] = qkv.shape;
  const size = width / 3;
  return { batch, tokens, size, heads: heads as number, perHead: size / (heads as number) };
}

/** Where head and batch of a thread lie; one thread a token and head. */
function locate({ batch, tokens, size, heads, perHead }: Sizes): string {
  return `
const TOKENS = ${tokens}u;
const SIZE = ${size}u;
const PER_HEAD = ${perHead}u;
const SCALE = ${1 / Math.sqrt(perHead)};
const ALL = ${batch * heads * tokens}u;
struct Place { token: u32, head: u32, batch: u32 }
fn locate(at: u32) -> Place {
  let rest = at / TOKENS;
  return Place(at % TOKENS, rest % ${heads}u, rest / ${heads}u);
}
fn query(batch: u32, token: u32, head: u32) -> u32 { return (batch * TOKENS + token) * 3u * SIZE + head * PER_HEAD; }
fn output(batch: u32, token: u32, head: u32) -> u32 { return (batch * TOKENS + token) * SIZE + head * PER_HEAD; }`;
}

function forward(backend: DeviceBackend, inputs: OpInputs, attributes: Attributes): tf.TensorInfo[] {
  const sizes = sizesOf(inputs, attributes);
  const { batch, tokens, size, heads, perHead } = sizes;
  const y = backend.allocate([batch, tokens, size]);
  const logSums = backend.allocate([batch, heads, tokens]);
  backend.run({
    op: 'Attention',
    bindings: [...bind('read', { qkv: inputs.qkv }), ...bind('write', { y, logSums })],
    body: `${locate(sizes)}
@compute @workgroup_size(${threads})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= ALL) { return; }
  let place = locate(id.x);
  let own = query(place.batch, place.token, place.head);
  var q: array<f32, ${perHead}>;
  var mixed: array<f32, ${perHead}>;
  for (var i = 0u; i < PER_HEAD; i++) { q[i] = qkv[own + i] * SCALE; }
  var most = -3.0e38;
  var sum = 0.0;
  for (var token = 0u; token < TOKENS; token++) {
    let key = query(place.batch, token, place.head) + SIZE;
    var score = 0.0;
    for (var i = 0u; i < PER_HEAD; i++) { score += q[i] * qkv[key + i]; }
    let nextMost = max(most, score);
    let shrink = exp(most - nextMost);
    let weight = exp(score - nextMost);
    sum = sum * shrink + weight;
    for (var i = 0u; i < PER_HEAD; i++) { mixed[i] = mixed[i] * shrink + weight * qkv[key + SIZE + i]; }
    most = nextMost;
  }
  let to = output(place.batch, place.token, place.head);
  for (var i = 0u; i < PER_HEAD; i++) { y[to + i] = mixed[i] / sum; }
  logSums[id.x] = most + log(sum);
}`,
    grid: [groupsOf(batch * heads * tokens, threads), 1, 1],
  });
  return [y, logSums];
}

/** The first half of the threads takes a query each, the second a key each. */
function backward(backend: DeviceBackend, inputs: OpInputs, attributes: Attributes): tf.TensorInfo[] {
  const sizes = sizesOf(inputs, attributes);
  const { batch, tokens, heads, perHead } = sizes;
  const { dy, qkv, y, reserve0: logSums } = inputs;
  const dQkv = backend.allocate(qkv.shape);
  const groups = groupsOf(batch * heads * tokens, threads);
  backend.run({
    op: 'AttentionGrad',
    bindings: [...bind('read', { dy, qkv, y, logSums }), ...bind('write', { dQkv })],
    body: `${locate(sizes)}
fn alongOutput(at: u32) -> f32 {
  var sum = 0.0;
  for (var i = 0u; i < PER_HEAD; i++) { sum += dy[at + i] * y[at + i]; }
  return sum;
}
fn learnQuery(at: u32) {
  let place = locate(at);
  let own = query(place.batch, place.token, place.head);
  let to = output(place.batch, place.token, place.head);
  var q: array<f32, ${perHead}>;
  var d: array<f32, ${perHead}>;
  var dq: array<f32, ${perHead}>;
  for (var i = 0u; i < PER_HEAD; i++) { q[i] = qkv[own + i] * SCALE; d[i] = dy[to + i]; }
  let along = alongOutput(to);
  let logSum = logSums[at];
  for (var token = 0u; token < TOKENS; token++) {
    let key = query(place.batch, token, place.head) + SIZE;
    var score = 0.0;
    var slope = 0.0;
    for (var i = 0u; i < PER_HEAD; i++) { score += q[i] * qkv[key + i]; slope += d[i] * qkv[key + SIZE + i]; }
    let change = exp(score - logSum) * (slope - along) * SCALE;
    for (var i = 0u; i < PER_HEAD; i++) { dq[i] += change * qkv[key + i]; }
  }
  for (var i = 0u; i < PER_HEAD; i++) { dQkv[own + i] = dq[i]; }
}
fn learnKey(at: u32) {
  let place = locate(at);
  let own = query(place.batch, place.token, place.head) + SIZE;
  var k: array<f32, ${perHead}>;
  var v: array<f32, ${perHead}>;
  var dk: array<f32, ${perHead}>;
  var dv: array<f32, ${perHead}>;
  for (var i = 0u; i < PER_HEAD; i++) { k[i] = qkv[own + i]; v[i] = qkv[own + SIZE + i]; }
  let first = at - place.token;
  for (var token = 0u; token < TOKENS; token++) {
    let asker = query(place.batch, token, place.head);
    let to = output(place.batch, token, place.head);
    var score = 0.0;
    var slope = 0.0;
    for (var i = 0u; i < PER_HEAD; i++) { score += qkv[asker + i] * k[i]; slope += dy[to + i] * v[i]; }
    let weight = exp(score * SCALE - logSums[first + token]);
    let change = weight * (slope - alongOutput(to)) * SCALE;
    for (var i = 0u; i < PER_HEAD; i++) { dk[i] += change * qkv[asker + i]; dv[i] += weight * dy[to + i]; }
  }
  for (var i = 0u; i < PER_HEAD; i++) { dQkv[own + i] = dk[i]; dQkv[own + SIZE + i] = dv[i]; }
}
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let isKey = group.x >= ${groups}u;
  let at = select(group.x, group.x - ${groups}u, isKey) * ${threads}u + thread;
  if (at >= ALL) { return; }
  if (isKey) { learnKey(at); } else { learnQuery(at); }
}`,
    grid: [2 * groups, 1, 1],
  });
  return [dQkv];
}

registerWebgpuForm('Attention', forward);
registerWebgpuForm('AttentionGrad', backward);
