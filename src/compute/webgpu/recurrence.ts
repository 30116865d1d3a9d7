/**
 * Recurrent layers: one product of all inputs where they are wide, one dispatch for all time steps, and as many backwards.
 * Each workgroup owns some rows of the batch for the whole sequence and keeps their state in its own memory.
 */
import type { Attributes, Inputs } from '../op.ts';
import type * as tf from '../tf.ts';
import type { DeviceBackend } from './device-backend.ts';
import { activationFunctions, registerWebgpuForm, times } from './form.ts';
import { planParts, writeGemm } from './gemm.ts';
import { groupsOf } from './program.ts';
import { storeInto, sumParts } from './sum-parts.ts';

/** A recurrent cell in WGSL. */
export type Cell = {
  op: string;
  /** Blocks of columns in the weights. */
  gates: number;
  /** Values kept a unit and step for the way back. */
  kept: number;
  /** Values of gradient a unit and step: the first `gates` belong to the input's product. */
  slopes: number;
  /** Which of them belong to the state's product. */
  stateSlopes: readonly number[];
  /** Whether the state's product has a bias of its own: the second row of bias. */
  hasStateBias: boolean;
  /**
   * From x0, x1, … (input) and h0, h1, … (state), `before` and `carry`, both 0 at the start: sets `state`, may set `carry`,
   * and declares kept0, kept1, ….
   */
  forward: string;
  /**
   * From `dh`, kept0, …, `state`, `before`, `carryBefore` (the last value kept one step earlier) and `carry` (0 at the end):
   * declares slope0, … and sets `carry`.
   */
  backward: string;
};

type Sizes = { time: number; batch: number; features: number; hidden: number };

/** Inputs so narrow that their product is not worth a dispatch of its own. */
const narrowFeatures = 16;
const mostThreads = 256;
const wantedThreads = 64;
const mostSharedBytes = 16_384;

/** How a workgroup's threads are laid out: `lanes` over the units, `groups` over rows, each with so many of both. */
type Plan = { lanes: number; units: number; groups: number; rows: number };

function plan({ batch, hidden }: Sizes, sharedPerRow: number): Plan {
  const units = Math.ceil(hidden / mostThreads);
  const lanes = Math.ceil(hidden / units);
  const fitting = Math.max(1, Math.floor(mostSharedBytes / (4 * sharedPerRow)));
  const rows = Math.max(1, Math.min(4, Math.floor(batch / 16), fitting));
  const groups = Math.max(
    1,
    Math.min(Math.floor(wantedThreads / lanes), Math.ceil(batch / rows), Math.floor(fitting / rows)),
  );
  return { lanes, units, groups, rows };
}

/** All pairs of a thread's rows and units. */
function each({ rows, units }: Plan, text: (row: number, unit: number) => string): string {
  return times(rows, (row) => times(units, (unit) => text(row, unit)));
}

function prologue(sizes: Sizes, layout: Plan): string {
  const { lanes, units, groups, rows } = layout;
  return `
  let lane = thread % ${lanes}u;
  let firstRow = thread / ${lanes}u * ${rows}u;
  ${times(rows, (r) => `let row${r} = group.x * ${groups * rows}u + firstRow + ${r}u;\nlet isRow${r} = row${r} < ${sizes.batch}u;\nlet safeRow${r} = min(row${r}, ${sizes.batch - 1}u);`)}
  ${times(units, (u) => `let unit${u} = lane + ${u * lanes}u;\nlet isUnit${u} = unit${u} < ${sizes.hidden}u;`)}`;
}

function writeForward(cell: Cell, sizes: Sizes, layout: Plan, isNarrow: boolean): string {
  const { time, batch, features, hidden } = sizes;
  const { gates, kept } = cell;
  const { lanes, units, groups, rows } = layout;
  const width = gates * hidden;
  const shared = groups * rows * hidden;
  const threads = lanes * groups;
  const bias = (u: number, g: number) => `bias[${g * hidden}u + unit${u}]`;
  const stateBias = (u: number, g: number) => (cell.hasStateBias ? `bias[${width + g * hidden}u + unit${u}]` : '0.0');
  const fromInput = (r: number, u: number, g: number) =>
    isNarrow
      ? `var x${g}_${r}_${u} = bias${u}_${g};`
      : `var x${g}_${r}_${u} = bias${u}_${g} + product[(t * ${batch}u + safeRow${r}) * ${width}u + ${g * hidden}u + unit${u}];`;
  const narrow = `
    for (var f = 0u; f < ${features}u; f++) {
      ${times(units, (u) => times(gates, (g) => `let w${u}_${g} = kernel[f * ${width}u + ${g * hidden}u + unit${u}];`))}
      ${times(rows, (r) => `let in${r} = x[(t * ${batch}u + safeRow${r}) * ${features}u + f];`)}
      ${each(layout, (r, u) => times(gates, (g) => `x${g}_${r}_${u} += in${r} * w${u}_${g};`))}
    }`;
  return `
${activationFunctions}
var<workgroup> states: array<f32, ${2 * shared}>;
@compute @workgroup_size(${threads})
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groupCount: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
) {
  for (var i = group.x * ${threads}u + thread; i < ${hidden * width}u; i += groupCount.x * ${threads}u) {
    transposed[i] = recurrent[i % ${hidden}u * ${width}u + i / ${hidden}u];
  }
  ${prologue(sizes, layout)}
  ${times(units, (u) => times(gates, (g) => `let bias${u}_${g} = ${bias(u, g)};\nlet stateBias${u}_${g} = ${stateBias(u, g)};`))}
  ${each(layout, (r, u) => `var carry_${r}_${u} = 0.0;\nif (isUnit${u}) { states[(firstRow + ${r}u) * ${hidden}u + unit${u}] = 0.0; }`)}
  workgroupBarrier();
  for (var t = 0u; t < ${time}u; t++) {
    let now = (t & 1u) * ${shared}u;
    let next = ${shared}u - now;
    ${each(layout, (r, u) => times(gates, (g) => `var h${g}_${r}_${u} = stateBias${u}_${g};\n${fromInput(r, u, g)}`))}
    for (var k = 0u; k < ${hidden}u; k++) {
      ${times(units, (u) => times(gates, (g) => `let u${u}_${g} = recurrent[k * ${width}u + ${g * hidden}u + unit${u}];`))}
      ${times(rows, (r) => `let s${r} = states[now + (firstRow + ${r}u) * ${hidden}u + k];`)}
      ${each(layout, (r, u) => times(gates, (g) => `h${g}_${r}_${u} += s${r} * u${u}_${g};`))}
    }
    ${isNarrow ? narrow : ''}
    ${each(
      layout,
      (r, u) => `if (isUnit${u}) {
      let own = (firstRow + ${r}u) * ${hidden}u + unit${u};
      let before = states[now + own];
      var carry = carry_${r}_${u};
      var state = 0.0;
      ${times(gates, (g) => `let x${g} = x${g}_${r}_${u};\nlet h${g} = h${g}_${r}_${u};`)}
      ${cell.forward}
      carry_${r}_${u} = carry;
      states[next + own] = state;
      if (isRow${r}) {
        let place = t * ${batch}u + row${r};
        y[place * ${hidden}u + unit${u}] = state;
        ${times(kept, (q) => `reserve[place * ${kept * hidden}u + ${q * hidden}u + unit${u}] = kept${q};`)}
      }
    }`,
    )}
    workgroupBarrier();
  }
}`;
}

function writeBackward(cell: Cell, sizes: Sizes, layout: Plan): string {
  const { time, batch, hidden } = sizes;
  const { kept, slopes, stateSlopes } = cell;
  const { lanes, units, groups, rows } = layout;
  const width = stateSlopes.length * hidden;
  const at = (r: number, u: number) => `let place = t * ${batch}u + safeRow${r};
      let isFirst = t == 0u;
      let earlier = select(place - ${batch}u, place, isFirst);
      var state = y[place * ${hidden}u + unit${u}];
      var before = select(y[earlier * ${hidden}u + unit${u}], 0.0, isFirst);
      ${times(kept, (q) => `let kept${q} = reserve[place * ${kept * hidden}u + ${q * hidden}u + unit${u}];`)}
      ${kept > 0 ? `let carryBefore = select(reserve[earlier * ${kept * hidden}u + ${(kept - 1) * hidden}u + unit${u}], 0.0, isFirst);` : ''}`;
  return `
${activationFunctions}
var<workgroup> later: array<f32, ${groups * rows * width}>;
@compute @workgroup_size(${lanes * groups})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  ${prologue(sizes, layout)}
  ${each(layout, (r, u) => `var carry_${r}_${u} = 0.0;`)}
  for (var ahead = 0u; ahead < ${time}u; ahead++) {
    let t = ${time - 1}u - ahead;
    ${each(layout, (r, u) => `var dh_${r}_${u} = dy[(t * ${batch}u + safeRow${r}) * ${hidden}u + min(unit${u}, ${hidden - 1}u)];`)}
    if (ahead > 0u) {
      for (var k = 0u; k < ${width}u; k++) {
        ${times(units, (u) => `let w${u} = transposed[k * ${hidden}u + unit${u}];`)}
        ${times(rows, (r) => `let d${r} = later[(firstRow + ${r}u) * ${width}u + k];`)}
        ${each(layout, (r, u) => `dh_${r}_${u} += d${r} * w${u};`)}
      }
    }
    workgroupBarrier();
    ${each(
      layout,
      (r, u) => `if (isUnit${u}) {
      ${at(r, u)}
      let dh = dh_${r}_${u};
      var carry = carry_${r}_${u};
      ${cell.backward}
      carry_${r}_${u} = carry;
      ${stateSlopes.map((slope, c) => `later[(firstRow + ${r}u) * ${width}u + ${c * hidden}u + unit${u}] = slope${slope};`).join('\n')}
      if (isRow${r}) {
        ${times(slopes, (q) => `dz[place * ${slopes * hidden}u + ${q * hidden}u + unit${u}] = slope${q};`)}
      }
    }`,
    )}
    workgroupBarrier();
  }
}`;
}

function sizesOf({ x, recurrent }: Inputs): Sizes {
  const [time, batch, features] = x.shape;
  return { time, batch, features, hidden: recurrent.shape[0] as number };
}

function runForward(backend: DeviceBackend, cell: Cell, inputs: Inputs): tf.TensorInfo[] {
  const { op, gates, kept } = cell;
  const { x, kernel, recurrent, bias } = inputs;
  const sizes = sizesOf(inputs);
  const { time, batch, features, hidden } = sizes;
  const isNarrow = features <= narrowFeatures;
  const layout = plan(sizes, 2 * hidden);
  const y = backend.allocate([time, batch, hidden]);
  const transposed = backend.allocate([gates * hidden, hidden]);
  const reserve = kept > 0 ? [backend.allocate([time, batch, kept * hidden])] : [];
  const product = isNarrow ? null : multiplyInput(backend, op, inputs, gates * hidden);
  const source = product
    ? [{ name: 'product', tensor: product, access: 'read' as const }]
    : [
        { name: 'x', tensor: x, access: 'read' as const },
        { name: 'kernel', tensor: kernel, access: 'read' as const },
      ];
  backend.run({
    op,
    bindings: [
      ...source,
      { name: 'recurrent', tensor: recurrent, access: 'read' },
      { name: 'bias', tensor: bias, access: 'read' },
      { name: 'y', tensor: y, access: 'write' },
      { name: 'transposed', tensor: transposed, access: 'write' },
      ...reserve.map((tensor) => ({ name: 'reserve', tensor, access: 'write' as const })),
    ],
    body: writeForward(cell, sizes, layout, isNarrow),
    grid: [groupsOf(batch, layout.groups * layout.rows), 1, 1],
  });
  if (product) backend.release(product);
  return [y, transposed, ...reserve];
}

/** [time, batch, columns] x times kernel, for all steps at once. */
function multiplyInput(backend: DeviceBackend, op: string, inputs: Inputs, columns: number): tf.TensorInfo {
  const { time, batch, features } = sizesOf(inputs);
  const product = backend.allocate([time, batch, columns]);
  const gemm = writeGemm({
    rows: time * batch,
    columns,
    depth: features,
    left: `x[row * ${features}u + k]`,
    leftRuns: 'k',
    right: `kernel[k * ${columns}u + column]`,
    rightRuns: 'column',
    store: `product[row * ${columns}u + column] = value;`,
    parts: 1,
  });
  const bindings = [
    { name: 'x', tensor: inputs.x, access: 'read' as const },
    { name: 'kernel', tensor: inputs.kernel, access: 'read' as const },
    { name: 'product', tensor: product, access: 'write' as const },
  ];
  backend.run({ op, bindings, ...gemm });
  return product;
}

/** dx [time, batch, features] */
function multiplyBack(backend: DeviceBackend, cell: Cell, inputs: Inputs, dz: tf.TensorInfo): tf.TensorInfo {
  const { time, batch, features, hidden } = sizesOf(inputs);
  const dx = backend.allocate([time, batch, features]);
  const width = cell.gates * hidden;
  const gemm = writeGemm({
    rows: time * batch,
    columns: features,
    depth: width,
    left: `dz[row * ${cell.slopes * hidden}u + k]`,
    leftRuns: 'k',
    right: `kernel[column * ${width}u + k]`,
    rightRuns: 'k',
    store: `dx[row * ${features}u + column] = value;`,
    parts: 1,
  });
  const bindings = [
    { name: 'dz', tensor: dz, access: 'read' as const },
    { name: 'kernel', tensor: inputs.kernel, access: 'read' as const },
    { name: 'dx', tensor: dx, access: 'write' as const },
  ];
  backend.run({ op: `${cell.op}Grad`, bindings, ...gemm });
  return dx;
}

/**
 * Gradients of both weight matrices and the bias in one product: (x, state before, 1) transposed, times dz, over all steps and
 * rows of the batch.
 */
function multiplyWeights(backend: DeviceBackend, cell: Cell, inputs: Inputs, dz: tf.TensorInfo): tf.TensorInfo[] {
  const { x, y, kernel, recurrent, bias } = inputs;
  const { time, batch, features, hidden } = sizesOf(inputs);
  const { gates, slopes } = cell;
  const width = gates * hidden;
  const results = [kernel.shape, recurrent.shape, biasShape(cell, bias, hidden)].map((shape) =>
    backend.allocate(shape),
  );
  const rows = features + hidden + 1;
  const columns = slopes * hidden;
  const depth = time * batch;
  const parts = planParts(rows, columns, depth);
  const into = storeInto(results, parts, width);
  const store = cell.hasStateBias ? storeOfTwoProducts(into, features, hidden) : into;
  const gemm = writeGemm({
    rows,
    columns,
    depth,
    left: 'factor(row, k)',
    leftRuns: 'row',
    right: `dz[k * ${columns}u + column]`,
    rightRuns: 'column',
    store,
    parts,
  });
  const factor = `
fn factor(row: u32, k: u32) -> f32 {
  if (row < ${features}u) { return x[k * ${features}u + row]; }
  if (row == ${features + hidden}u) { return 1.0; }
  if (k < ${batch}u) { return 0.0; }
  return y[(k - ${batch}u) * ${hidden}u + row - ${features}u];
}`;
  const total = (features + hidden + (cell.hasStateBias ? 2 : 1)) * width;
  const summed = parts > 1 ? backend.allocate([parts, total]) : null;
  const targets = summed
    ? [{ name: 'parts', tensor: summed, access: 'write' as const }]
    : results.map((tensor, at) => ({ name: `result${at}`, tensor, access: 'write' as const }));
  const bindings = [
    { name: 'x', tensor: x, access: 'read' as const },
    { name: 'y', tensor: y, access: 'read' as const },
    { name: 'dz', tensor: dz, access: 'read' as const },
    ...targets,
  ];
  backend.run({ op: `${cell.op}Grad`, bindings, ...gemm, body: factor + gemm.body });
  if (summed) {
    sumParts(backend, `${cell.op}Grad`, summed, results);
    backend.release(summed);
  }
  return results;
}

function biasShape(cell: Cell, bias: tf.Tensor | undefined, hidden: number): number[] {
  return bias?.shape ?? (cell.hasStateBias ? [2, cell.gates * hidden] : [cell.gates * hidden]);
}

/** Where the input's product has other slopes than the state's: the third block is the input's alone, the fourth the state's. */
function storeOfTwoProducts(store: string, features: number, hidden: number): string {
  return `storeOne(row, column, part, value);
}
fn storeOne(whole: u32, origin: u32, part: u32, value: f32) {
  let isInput = whole < ${features}u;
  let isBias = whole == ${features + hidden}u;
  if (origin < ${3 * hidden}u && (isInput || isBias)) { put(whole, origin, part, value); }
  if (isInput || (origin >= ${2 * hidden}u && origin < ${3 * hidden}u)) { return; }
  put(select(whole, whole + 1u, isBias), select(origin, origin - ${hidden}u, origin >= ${3 * hidden}u), part, value);
}
fn put(row: u32, column: u32, part: u32, value: f32) {
  ${store}`;
}

function runBackward(backend: DeviceBackend, cell: Cell, inputs: Inputs, { constants }: Attributes): tf.TensorInfo[] {
  const sizes = sizesOf(inputs);
  const { time, batch, hidden } = sizes;
  const layout = plan(sizes, cell.stateSlopes.length * hidden);
  const dz = backend.allocate([time, batch, cell.slopes * hidden]);
  const { dy, y, reserve0: transposed, reserve1: reserve } = inputs;
  backend.run({
    op: `${cell.op}Grad`,
    bindings: [
      { name: 'dy', tensor: dy, access: 'read' },
      { name: 'y', tensor: y, access: 'read' },
      ...(reserve ? [{ name: 'reserve', tensor: reserve, access: 'read' as const }] : []),
      { name: 'transposed', tensor: transposed, access: 'read' },
      { name: 'dz', tensor: dz, access: 'write' },
    ],
    body: writeBackward(cell, sizes, layout),
    grid: [groupsOf(batch, layout.groups * layout.rows), 1, 1],
  });
  const isConstant = (constants as readonly string[] | undefined)?.includes('x');
  const dx = isConstant ? [] : [multiplyBack(backend, cell, inputs, dz)];
  const gradients = [...dx, ...multiplyWeights(backend, cell, inputs, dz)];
  backend.release(dz);
  return gradients;
}

/** Gives the operation of a cell, and its gradient, their forms on WebGPU. */
export function registerRecurrence(cell: Cell): void {
  registerWebgpuForm(cell.op, (backend, inputs) => runForward(backend, cell, inputs));
  registerWebgpuForm(`${cell.op}Grad`, (backend, inputs, attributes) => runBackward(backend, cell, inputs, attributes));
}
