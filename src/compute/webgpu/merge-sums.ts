/** In a recorded step the sums that finish split products are done all at once, for nobody reads the gradient before it is whole. */
import { groupsOf } from './program.ts';
import { bindingAlignment, type Dispatch, isWhole, type Range, type RecordedStep, replaceBuffer } from './recording.ts';

const threads = 64;

type Sum = Dispatch & { sum: NonNullable<Dispatch['sum']> };

/** Sums into one buffer, and what they come down to. */
export type SumPlan = {
  members: readonly Sum[];
  target: GPUBuffer;
  /** Where the parts of each member start in the buffer that holds them all, and its length in bytes. */
  offsets: readonly number[];
  bytes: number;
  body: string;
  groups: number;
};

function isOnlyHere(steps: readonly RecordedStep[], { uses }: Dispatch): boolean {
  const { buffer } = uses[0].range;
  return (
    isWhole(uses[0].range) &&
    steps.filter((step) => step.uses.some(({ range }) => range.buffer === buffer)).length === 2
  );
}

/** Sums whose parts nobody else reads and whose results all lie in one buffer that nobody reads in between. */
function findMembers(steps: readonly RecordedStep[], owned: ReadonlySet<GPUBuffer>): readonly Sum[] {
  const sums = steps.filter(
    (step): step is Sum =>
      step.kind === 'dispatch' &&
      step.sum !== undefined &&
      owned.has(step.uses[0].range.buffer) &&
      isOnlyHere(steps, step),
  );
  const outside = sums.filter(({ uses }) => uses.slice(1).every(({ range }) => !owned.has(range.buffer)));
  const target = outside[0]?.uses[1].range.buffer;
  const members = outside.filter(({ uses }) => uses.slice(1).every(({ range }) => range.buffer === target));
  const from = steps.indexOf(members[0]);
  const to = steps.indexOf(members[members.length - 1]);
  const isRead = steps.slice(from, to).some(({ uses }) => uses.some((use) => use.reads && use.range.buffer === target));
  return members.length < 2 || isRead ? [] : members;
}

/** @returns null where there is nothing to merge */
export function planSums(steps: readonly RecordedStep[], owned: ReadonlySet<GPUBuffer>): SumPlan | null {
  const members = findMembers(steps, owned);
  if (members.length === 0) return null;
  const offsets: number[] = [];
  const segments: { firstGroup: number; target: number; parts: number; size: number; stride: number; count: number }[] =
    [];
  let bytes = 0;
  let groups = 0;
  for (const { uses, sum } of members) {
    offsets.push(bytes);
    let within = 0;
    sum.sizes.forEach((size, at) => {
      const target = uses[at + 1].range.offset / 4;
      segments.push({
        firstGroup: groups,
        target,
        parts: bytes / 4 + within,
        size,
        stride: sum.total,
        count: sum.count,
      });
      within += size;
      groups += groupsOf(size, threads);
    });
    bytes += Math.ceil(uses[0].range.size / bindingAlignment) * bindingAlignment;
  }
  const list = (key: keyof (typeof segments)[number]) =>
    `const ${key} = array<u32, ${segments.length}>(${segments.map((segment) => `${segment[key]}u`).join(', ')});`;
  const keys = ['firstGroup', 'target', 'parts', 'size', 'stride', 'count'] as const;
  const names = keys.map((key) => list(key).replace(`const ${key}`, `const ${key}s`)).join('\n');
  const local = keys.map((key) => `var own${key} = ${key}s;`).join('\n  ');
  const body = `
@group(0) @binding(0) var<storage, read> all: array<f32>;
@group(0) @binding(1) var<storage, read_write> sums: array<f32>;
${names}
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  ${local}
  var segment = 0u;
  while (segment < ${segments.length - 1}u && group.x >= ownfirstGroup[segment + 1u]) { segment++; }
  let at = (group.x - ownfirstGroup[segment]) * ${threads}u + thread;
  if (at >= ownsize[segment]) { return; }
  var sum = 0.0;
  for (var part = 0u; part < owncount[segment]; part++) { sum += all[ownparts[segment] + part * ownstride[segment] + at]; }
  sums[owntarget[segment] + at] = sum;
}`;
  return { members, target: members[0].uses[1].range.buffer, offsets, bytes, body, groups };
}

/** The steps with one sum in place of all, whose parts lie in `arena`. */
export function mergeSums(
  steps: readonly RecordedStep[],
  plan: SumPlan,
  arena: GPUBuffer,
  pipeline: GPUComputePipeline,
): RecordedStep[] {
  const { members, offsets, target, groups } = plan;
  const last = members[members.length - 1];
  const whole = (buffer: GPUBuffer): Range => ({ buffer, offset: 0, size: buffer.size });
  const merged: Dispatch = {
    kind: 'dispatch',
    pipeline,
    uses: [
      { range: whole(arena), reads: true, writes: false },
      { range: whole(target), reads: false, writes: true },
    ],
    grid: [groups, 1, 1],
  };
  const placed = steps.map((step) => (step === last ? merged : step)).filter((step) => !members.includes(step as Sum));
  return members.reduce((all, { uses }, at) => {
    const parts = uses[0].range;
    return all.map((step) =>
      replaceBuffer(step, parts.buffer, { buffer: arena, offset: offsets[at], size: parts.size }),
    );
  }, placed as RecordedStep[]);
}
