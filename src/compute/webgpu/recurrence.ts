/**
 * Recurrent layers: one product of all inputs where they are wide, one dispatch for all time steps, and as many backwards.
 * Each workgroup owns some rows of the batch for the whole sequence and keeps their state in its own memory.
 */
import type { Attributes, Inputs } from '../op.ts';
import type * as tf from '../tf.ts';
import type { DeviceBackend } from './device-backend.ts';
import { activationFunctions, registerWebgpuForm, times } from './form.ts';
import { planParts, writeGemms } from './gemm.ts';
import { groupsOf, type Program, type Shader } from './program.ts';
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
/** Weights of a column that a thread can keep in registers. */
const mostKept = 64;

/**
 * How a workgroup goes about it: `lanes` threads over the units times `groups` over rows of the batch, each with so many
 * units and rows. In every layout each sum is taken in the same order, so all give the same numbers.
 */
type Layout = {
  lanes: number;
  units: number;
  groups: number;
  rows: number;
  /**
   * Recurrent weights are read at each step, by the thread whose unit they belong to; or a thread keeps one column of them for
   * the whole sequence, as many groups as blocks of columns, and multiplies it with all rows of the workgroup.
   */
  weights: 'streamed' | 'kept';
  /** Threads of a subgroup, which read a state each and pass it round; 0 where each thread reads all from workgroup memory. */
  subgroup: number;
};

/** Values of workgroup memory a row takes, in a layout of either kind. */
type SharedPerRow = Record<Layout['weights'], number>;

const mostRowsFor = (values: number) => Math.max(1, Math.floor(mostSharedBytes / (4 * values)));

function streamedLayout({ batch, hidden }: Sizes, shared: SharedPerRow, mostRows: number, threads: number): Layout {
  const units = Math.ceil(hidden / mostThreads);
  const lanes = Math.ceil(hidden / units);
  const fitting = mostRowsFor(shared.streamed);
  const rows = Math.max(1, Math.min(mostRows, fitting));
  const groups = Math.max(
    1,
    Math.min(Math.floor(threads / lanes), Math.ceil(batch / rows), Math.floor(fitting / rows)),
  );
  return { lanes, units, groups, rows, weights: 'streamed', subgroup: 0 };
}

/** The layout for a shape where none has been tuned. */
function usualLayout(sizes: Sizes, shared: SharedPerRow): Layout {
  return streamedLayout(sizes, shared, Math.min(4, Math.floor(sizes.batch / 16)), wantedThreads);
}

/** Layouts that may be faster, by the device. */
function rivalLayouts(backend: DeviceBackend, sizes: Sizes, shared: SharedPerRow, blocks: number): Layout[] {
  const { hidden } = sizes;
  const { mostThreadsInGroup, subgroupSize } = backend;
  const streamed = [1, 2, 4].flatMap((rows) =>
    [64, 256].map((threads) => streamedLayout(sizes, shared, rows, threads)),
  );
  const kept = [1, 2].map(
    (rows): Layout => ({ lanes: hidden, units: 1, groups: blocks, rows, weights: 'kept', subgroup: 0 }),
  );
  const isPossible = ({ lanes, groups, rows, weights }: Layout) =>
    lanes * groups <= mostThreadsInGroup &&
    (weights === 'streamed' || (hidden <= mostKept && groups * rows <= mostRowsFor(shared.kept)));
  const passesRound = ({ lanes, units }: Layout) =>
    subgroupSize > 1 && units === 1 && lanes % subgroupSize === 0 && hidden % subgroupSize === 0;
  const inMemory = [...streamed, ...kept].filter(isPossible);
  const passed = [usualLayout(sizes, shared), ...kept.filter(isPossible)].filter(passesRound);
  return [...inMemory, ...passed.map((layout) => ({ ...layout, subgroup: subgroupSize }))];
}

/** All pairs of a thread's rows and units. */
function each({ rows, units }: Layout, text: (row: number, unit: number) => string): string {
  return times(rows, (row) => times(units, (unit) => text(row, unit)));
}

/** How a shader begins: what it enables, and its functions. */
function preamble({ subgroup }: Layout): string {
  return `${subgroup > 0 ? 'enable subgroups;\n' : ''}${activationFunctions}`;
}

function parameters({ subgroup }: Layout): string {
  return `
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groupCount: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
  ${subgroup > 0 ? '@builtin(subgroup_invocation_id) invocation: u32,' : ''}`;
}

function prologue(sizes: Sizes, layout: Layout): string {
  const { lanes, units, groups, rows } = layout;
  return `
  let lane = thread % ${lanes}u;
  let block = thread / ${lanes}u;
  let firstRow = block * ${rows}u;
  ${times(rows, (r) => `let row${r} = group.x * ${groups * rows}u + firstRow + ${r}u;\nlet isRow${r} = row${r} < ${sizes.batch}u;\nlet safeRow${r} = min(row${r}, ${sizes.batch - 1}u);`)}
  ${times(units, (u) => `let unit${u} = lane + ${u * lanes}u;\nlet isUnit${u} = unit${u} < ${sizes.hidden}u;`)}`;
}

type Walk = {
  depth: number;
  rows: number;
  subgroup: number;
  /** The value of a row at k. */
  read: (row: number, k: string) => string;
  /** What is done at each k with s0, s1, …, those values. */
  body: (k: string) => string;
};

/** Goes over the states, or their slopes, of all units. */
function walk({ depth, rows, subgroup, read, body }: Walk): string {
  if (subgroup === 0) {
    return `for (var k = 0u; k < ${depth}u; k++) {
      ${times(rows, (r) => `let s${r} = ${read(r, 'k')};`)}
      ${body('k')}
    }`;
  }
  return `for (var k0 = 0u; k0 < ${depth}u; k0 += ${subgroup}u) {
      ${times(rows, (r) => `let own${r} = ${read(r, 'k0 + invocation')};`)}
      ${times(subgroup, (i) => `{ let k = k0 + ${i}u; ${times(rows, (r) => `let s${r} = subgroupBroadcast(own${r}, ${i}u);`)} ${body('k')} }`)}
    }`;
}

/** The same written out, for a body that names what a thread keeps at each k. */
function walkWrittenOut({ depth, rows, subgroup, read, body }: Walk): string {
  return times(depth, (k) => {
    const within = subgroup === 0 ? 0 : k % subgroup;
    const isNewBlock = subgroup > 0 && within === 0;
    const load = isNewBlock
      ? times(rows, (r) => `${k > 0 ? '' : 'var '}own${r} = ${read(r, `${k}u + invocation`)};`)
      : '';
    const get = (r: number) => (subgroup === 0 ? read(r, `${k}u`) : `subgroupBroadcast(own${r}, ${within}u)`);
    return `${load} { ${times(rows, (r) => `let s${r} = ${get(r)};`)} ${body(String(k))} }`;
  });
}

/** The state's product in WGSL: before the first step, and at each. */
type Product = { memory: string; before: string; atStep: string };

/** Declares h0_<row>_<unit>, h1_…: the state times the recurrent weights, with its bias. */
function multiplyState(cell: Cell, { hidden }: Sizes, layout: Layout): Product {
  const { gates, hasStateBias } = cell;
  const { units, groups, rows, weights, subgroup } = layout;
  const width = gates * hidden;
  const bias = (column: string) => (hasStateBias ? `bias[${width}u + ${column}]` : '0.0');
  if (weights === 'streamed') {
    return {
      memory: '',
      before: times(units, (u) =>
        times(gates, (g) => `let stateBias${u}_${g} = ${bias(`${g * hidden}u + unit${u}`)};`),
      ),
      atStep: `${each(layout, (r, u) => times(gates, (g) => `var h${g}_${r}_${u} = stateBias${u}_${g};`))}
    ${walk({
      depth: hidden,
      rows,
      subgroup,
      read: (r, k) => `states[now + (firstRow + ${r}u) * ${hidden}u + ${k}]`,
      body: (k) => `
      ${times(units, (u) => times(gates, (g) => `let u${u}_${g} = recurrent[${k} * ${width}u + ${g * hidden}u + unit${u}];`))}
      ${each(layout, (r, u) => times(gates, (g) => `h${g}_${r}_${u} += s${r} * u${u}_${g};`))}`,
    })}`,
    };
  }
  const allRows = groups * rows;
  return {
    memory: `var<workgroup> sums: array<f32, ${allRows * width}>;`,
    before: `let column = block * ${hidden}u + lane;
  let stateBias = ${bias('column')};
  ${times(hidden, (k) => `let kept_${k} = recurrent[${k * width}u + column];`)}`,
    atStep: `${times(allRows, (r) => `var sum${r} = stateBias;`)}
    ${walkWrittenOut({
      depth: hidden,
      rows: allRows,
      subgroup,
      read: (r, k) => `states[now + ${r * hidden}u + ${k}]`,
      body: (k) => times(allRows, (r) => `sum${r} += s${r} * kept_${k};`),
    })}
    ${times(allRows, (r) => `sums[${r * width}u + column] = sum${r};`)}
    workgroupBarrier();
    ${each(layout, (r, u) => times(gates, (g) => `let h${g}_${r}_${u} = sums[(firstRow + ${r}u) * ${width}u + ${g * hidden}u + unit${u}];`))}`,
  };
}

/** Adds to dh_<row>_<unit> the slopes of the step after, times the recurrent weights, block by block. */
function multiplySlopes(cell: Cell, { hidden }: Sizes, layout: Layout): Product {
  const { groups, rows, units, weights, subgroup } = layout;
  const blocks = cell.stateSlopes.length;
  const width = blocks * hidden;
  if (weights === 'streamed') {
    return {
      memory: '',
      before: '',
      atStep: `for (var c = 0u; c < ${blocks}u; c++) {
      ${each(layout, (r, u) => `var part_${r}_${u} = 0.0;`)}
      ${walk({
        depth: hidden,
        rows,
        subgroup,
        read: (r, k) => `later[(firstRow + ${r}u) * ${width}u + c * ${hidden}u + ${k}]`,
        body: (k) => `
        ${times(units, (u) => `let w${u} = transposed[(c * ${hidden}u + ${k}) * ${hidden}u + unit${u}];`)}
        ${each(layout, (r, u) => `part_${r}_${u} += s${r} * w${u};`)}`,
      })}
      ${each(layout, (r, u) => `dh_${r}_${u} += part_${r}_${u};`)}
    }`,
    };
  }
  const allRows = groups * rows;
  return {
    memory: `var<workgroup> parts: array<f32, ${allRows * width}>;`,
    before: times(hidden, (k) => `let kept_${k} = transposed[(block * ${hidden}u + ${k}u) * ${hidden}u + lane];`),
    atStep: `${times(allRows, (r) => `var sum${r} = 0.0;`)}
    ${walkWrittenOut({
      depth: hidden,
      rows: allRows,
      subgroup,
      read: (r, k) => `later[${r * width}u + block * ${hidden}u + ${k}]`,
      body: (k) => times(allRows, (r) => `sum${r} += s${r} * kept_${k};`),
    })}
    ${times(allRows, (r) => `parts[${r * width}u + block * ${hidden}u + lane] = sum${r};`)}
    workgroupBarrier();
    ${each(layout, (r, u) => times(blocks, (c) => `dh_${r}_${u} += parts[(firstRow + ${r}u) * ${width}u + ${c * hidden}u + unit${u}];`))}`,
  };
}

function writeForward(cell: Cell, sizes: Sizes, layout: Layout, isNarrow: boolean): Shader {
  const { time, batch, features, hidden } = sizes;
  const { gates, kept } = cell;
  const { lanes, units, groups, rows } = layout;
  const width = gates * hidden;
  const shared = groups * rows * hidden;
  const threads = lanes * groups;
  const product = multiplyState(cell, sizes, layout);
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
  const body = `${preamble(layout)}
var<workgroup> states: array<f32, ${2 * shared}>;
${product.memory}
@compute @workgroup_size(${threads})
fn main(${parameters(layout)}) {
  for (var i = group.x * ${threads}u + thread; i < ${hidden * width}u; i += groupCount.x * ${threads}u) {
    transposed[i] = recurrent[i % ${hidden}u * ${width}u + i / ${hidden}u];
  }
  ${prologue(sizes, layout)}
  ${times(units, (u) => times(gates, (g) => `let bias${u}_${g} = bias[${g * hidden}u + unit${u}];`))}
  ${product.before}
  ${each(layout, (r, u) => `var carry_${r}_${u} = 0.0;\nif (isUnit${u}) { states[(firstRow + ${r}u) * ${hidden}u + unit${u}] = 0.0; }`)}
  workgroupBarrier();
  for (var t = 0u; t < ${time}u; t++) {
    let now = (t & 1u) * ${shared}u;
    let next = ${shared}u - now;
    ${product.atStep}
    ${each(layout, (r, u) => times(gates, (g) => fromInput(r, u, g)))}
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
  return { body, grid: [groupsOf(batch, groups * rows), 1, 1] };
}

function writeBackward(cell: Cell, sizes: Sizes, layout: Layout): Shader {
  const { time, batch, hidden } = sizes;
  const { kept, slopes, stateSlopes } = cell;
  const { lanes, groups, rows } = layout;
  const width = stateSlopes.length * hidden;
  const product = multiplySlopes(cell, sizes, layout);
  const at = (r: number, u: number) => `let place = t * ${batch}u + safeRow${r};
      let isFirst = t == 0u;
      let earlier = select(place - ${batch}u, place, isFirst);
      var state = y[place * ${hidden}u + unit${u}];
      var before = select(y[earlier * ${hidden}u + unit${u}], 0.0, isFirst);
      ${times(kept, (q) => `let kept${q} = reserve[place * ${kept * hidden}u + ${q * hidden}u + unit${u}];`)}
      ${kept > 0 ? `let carryBefore = select(reserve[earlier * ${kept * hidden}u + ${(kept - 1) * hidden}u + unit${u}], 0.0, isFirst);` : ''}`;
  const body = `${preamble(layout)}
var<workgroup> later: array<f32, ${groups * rows * width}>;
${product.memory}
@compute @workgroup_size(${lanes * groups})
fn main(${parameters(layout)}) {
  ${prologue(sizes, layout)}
  ${product.before}
  ${each(layout, (r, u) => `var carry_${r}_${u} = 0.0;`)}
  for (var ahead = 0u; ahead < ${time}u; ahead++) {
    let t = ${time - 1}u - ahead;
    ${each(layout, (r, u) => `var dh_${r}_${u} = dy[(t * ${batch}u + safeRow${r}) * ${hidden}u + min(unit${u}, ${hidden - 1}u)];`)}
    if (ahead > 0u) {
      ${product.atStep}
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
  return { body, grid: [groupsOf(batch, groups * rows), 1, 1] };
}

/** The shader for a shape, and those that tuning may prefer. */
function withRivals(
  backend: DeviceBackend,
  sizes: Sizes,
  shared: SharedPerRow,
  blocks: number,
  write: (layout: Layout) => Shader,
): Pick<Program, 'body' | 'grid' | 'rivals'> {
  const rivals = () => rivalLayouts(backend, sizes, shared, blocks).map(write);
  return { ...write(usualLayout(sizes, shared)), rivals };
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
  const shared = { streamed: 2 * hidden, kept: (2 + gates) * hidden };
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
    ...withRivals(backend, sizes, shared, gates, (layout) => writeForward(cell, sizes, layout, isNarrow)),
  });
  if (product) backend.release(product);
  return [y, transposed, ...reserve];
}

/** [time, batch, columns] x times kernel, for all steps at once. */
function multiplyInput(backend: DeviceBackend, op: string, inputs: Inputs, columns: number): tf.TensorInfo {
  const { time, batch, features } = sizesOf(inputs);
  const product = backend.allocate([time, batch, columns]);
  const gemm = writeGemms([
    {
      rows: time * batch,
      columns,
      depth: features,
      left: `x[row * ${features}u + k]`,
      leftRuns: 'k',
      right: `kernel[k * ${columns}u + column]`,
      rightRuns: 'column',
      store: `product[row * ${columns}u + column] = value;`,
      parts: 1,
    },
  ]);
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
  const gemm = writeGemms([
    {
      rows: time * batch,
      columns: features,
      depth: width,
      left: `dz[row * ${cell.slopes * hidden}u + k]`,
      leftRuns: 'k',
      right: `kernel[column * ${width}u + k]`,
      rightRuns: 'k',
      store: `dx[row * ${features}u + column] = value;`,
      parts: 1,
    },
  ]);
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
  const factor = `
fn factor(row: u32, k: u32) -> f32 {
  if (row < ${features}u) { return x[k * ${features}u + row]; }
  if (row == ${features + hidden}u) { return 1.0; }
  if (k < ${batch}u) { return 0.0; }
  return y[(k - ${batch}u) * ${hidden}u + row - ${features}u];
}`;
  const gemm = writeGemms(
    [
      {
        rows,
        columns,
        depth,
        left: 'factor(row, k)',
        leftRuns: 'row',
        right: `dz[k * ${columns}u + column]`,
        rightRuns: 'column',
        store,
        parts,
      },
    ],
    factor,
  );
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
  backend.run({ op: `${cell.op}Grad`, bindings, ...gemm });
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
  const blocks = cell.stateSlopes.length;
  const shared = { streamed: blocks * hidden, kept: 2 * blocks * hidden };
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
    ...withRivals(backend, sizes, shared, blocks, (layout) => writeBackward(cell, sizes, layout)),
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
