/** Matrix products: tiles in workgroup memory, 4 x 4 results a thread, long sums split over workgroups. */
import { times } from './form.ts';
import { groupsOf, type Program, type Shader } from './program.ts';

export type Gemm = {
  /** Rows and columns of the result, and how many products make up each value. */
  rows: number;
  columns: number;
  depth: number;
  /** WGSL expression for the left value at `row` and `k`; `leftRuns` says along which it lies close in memory. */
  left: string;
  leftRuns: 'row' | 'k';
  /** The right value at `k` and `column`. */
  right: string;
  rightRuns: 'column' | 'k';
  /** WGSL statements that take `value` at `row` and `column`, of part `part` of the sum. */
  store: string;
  /** Parts the sum is split into, for the GPU to be filled. */
  parts: number;
};

/** Rows and columns of results a workgroup computes. Whichever it is, each result is summed up in the same order. */
const tiles = { usual: 32, rivals: [16, 64] } as const;
const tileDepth = 16;
const perThread = 4;
const wantedGroups = 128;
const leastDepthOfPart = 128;
const mostGroupsAcross = 32_768;

const threadsOf = (tile: number) => (tile / perThread) ** 2;

/** In how many parts a sum is worth splitting: by its shape alone, for the parts decide how the result is rounded. */
export function planParts(rows: number, columns: number, depth: number): number {
  const groups = groupsOf(rows, tiles.usual) * groupsOf(columns, tiles.usual);
  return Math.max(1, Math.min(Math.ceil(wantedGroups / groups), Math.floor(depth / leastDepthOfPart)));
}

function load(side: 'left' | 'right', job: number, { leftRuns, rightRuns }: Gemm, tile: number): string {
  const isLeft = side === 'left';
  const alongDepth = (isLeft ? leftRuns : rightRuns) === 'k';
  const [limit, first] = isLeft ? [`rows${job}`, 'firstRow'] : [`columns${job}`, 'firstColumn'];
  const inner = alongDepth ? tileDepth : tile;
  const [quick, slow] = [`i % ${inner}u`, `i / ${inner}u`];
  return `
  for (var i = thread; i < ${tile * tileDepth}u; i += ${threadsOf(tile)}u) {
    let deep = ${alongDepth ? quick : slow};
    let across = ${alongDepth ? slow : quick};
    var value = 0.0;
    if (${first} + across < ${limit} && k0 + deep < to) { value = ${side}${job}(${first} + across, k0 + deep); }
    ${side}Tile[deep * ${tile}u + across] = value;
  }`;
}

const quad = (name: string, at: string) => `vec4<f32>(${[0, 1, 2, 3].map((i) => `${name}[${at} + ${i}u]`).join(', ')})`;

/** The functions of one product; `multiply<job>` is done by a whole workgroup. */
function writeJob(gemm: Gemm, job: number, tile: number): string {
  const { rows, columns, depth, left, right, store, parts } = gemm;
  const depthOfPart = Math.ceil(depth / parts / tileDepth) * tileDepth;
  return `
const rows${job} = ${rows}u;
const columns${job} = ${columns}u;
fn left${job}(row: u32, k: u32) -> f32 { return ${left}; }
fn right${job}(column: u32, k: u32) -> f32 { return ${right}; }
fn store${job}(row: u32, column: u32, part: u32, value: f32) {
  if (row >= rows${job} || column >= columns${job}) { return; }
  ${store}
}
fn storeRow${job}(row: u32, column: u32, part: u32, values: vec4<f32>) {
  ${times(4, (i) => `store${job}(row, column + ${i}u, part, values[${i}]);`)}
}
fn multiply${job}(group: vec3<u32>, thread: u32) {
  let firstRow = group.y * ${tile}u;
  let firstColumn = group.x * ${tile}u;
  let ownRow = thread / ${tile / perThread}u * ${perThread}u;
  let ownColumn = thread % ${tile / perThread}u * ${perThread}u;
  let to = min(${depth}u, (group.z + 1u) * ${depthOfPart}u);
  ${times(4, (i) => `var sum${i} = vec4<f32>();`)}
  for (var k0 = group.z * ${depthOfPart}u; k0 < to; k0 += ${tileDepth}u) {
    ${load('left', job, gemm, tile)}
    ${load('right', job, gemm, tile)}
    workgroupBarrier();
    for (var k = 0u; k < ${tileDepth}u; k++) {
      let l = ${quad('leftTile', `k * ${tile}u + ownRow`)};
      let r = ${quad('rightTile', `k * ${tile}u + ownColumn`)};
      ${times(4, (i) => `sum${i} += l[${i}] * r;`)}
    }
    workgroupBarrier();
  }
  ${times(4, (i) => `storeRow${job}(firstRow + ownRow + ${i}u, firstColumn + ownColumn, group.z, sum${i});`)}
}`;
}

function writeTiled(gemms: readonly Gemm[], functions: string, tile: number): Shader {
  let all = 0;
  const turns = gemms.map(({ rows, columns, parts }, job) => {
    const [across, down] = [groupsOf(columns, tile), groupsOf(rows, tile)];
    const before = all;
    all += across * down * parts;
    return `if (at < ${all}u) {
    let own = at - ${before}u;
    multiply${job}(vec3<u32>(own % ${across}u, own / ${across}u % ${down}u, own / ${across * down}u), thread);
  }`;
  });
  const wide = Math.min(all, mostGroupsAcross);
  const body = `${functions}
var<workgroup> leftTile: array<f32, ${tile * tileDepth}>;
var<workgroup> rightTile: array<f32, ${tile * tileDepth}>;
${gemms.map((gemm, job) => writeJob(gemm, job, tile)).join('\n')}
@compute @workgroup_size(${threadsOf(tile)})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let at = group.y * ${wide}u + group.x;
  ${turns.join(' else ')}
}`;
  return { body, grid: [wide, groupsOf(all, wide), 1] };
}

/**
 * Products that do not wait for each other, in one dispatch: the workgroups are dealt out among them.
 *
 * @param functions WGSL that their expressions call
 * @returns what a program lacks but its bindings, which the expressions name
 */
export function writeGemms(gemms: readonly Gemm[], functions = ''): Pick<Program, 'body' | 'grid' | 'rivals'> {
  return {
    ...writeTiled(gemms, functions, tiles.usual),
    rivals: () => tiles.rivals.map((tile) => writeTiled(gemms, functions, tile)),
  };
}
