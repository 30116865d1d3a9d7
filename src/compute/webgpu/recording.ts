/**
 * A step of training as the list of dispatches it comes down to, made shorter, to be run again without tensors.
 *
 * While a step is recorded every buffer is a fresh one and none goes back to the pool, so each is written by the one
 * operation that makes it. That is what the shortening below rests on.
 */

export type Range = { buffer: GPUBuffer; offset: number; size: number };
export type Use = { range: Range; reads: boolean; writes: boolean };
/** Adds up `count` parts of `total` values each, of the first use, into results of these sizes, the other uses. */
export type PartSum = { count: number; total: number; sizes: readonly number[] };
export type Dispatch = {
  kind: 'dispatch';
  pipeline: GPUComputePipeline;
  uses: Use[];
  grid: readonly number[];
  /** Where that is what it does. */
  sum?: PartSum | undefined;
};
export type Copy = { kind: 'copy'; uses: [from: Use, to: Use] };
export type RecordedStep = Dispatch | Copy;

export type Recorded = { steps: RecordedStep[]; owned: ReadonlySet<GPUBuffer> };

/** Buffers are bound from multiples of so many bytes. */
export const bindingAlignment = 256;

/** Drops what nobody reads: only what reaches a buffer that outlives the step counts. */
function dropUnread({ steps, owned }: Recorded): RecordedStep[] {
  const wanted = new Set<GPUBuffer>();
  const kept = steps.toReversed().filter(({ uses }) => {
    const counts = uses.some(({ writes, range }) => writes && (!owned.has(range.buffer) || wanted.has(range.buffer)));
    if (counts) for (const { reads, range } of uses) if (reads) wanted.add(range.buffer);
    return counts;
  });
  return kept.reverse();
}

/** In how many steps each buffer is written. */
function countWriters(steps: readonly RecordedStep[]): Map<GPUBuffer, number> {
  const writers = new Map<GPUBuffer, number>();
  for (const { uses } of steps)
    for (const { writes, range } of uses) if (writes) writers.set(range.buffer, (writers.get(range.buffer) ?? 0) + 1);
  return writers;
}

/** Drops what gives the same each time: its result is already there. */
function dropConstant({ steps, owned }: Recorded): RecordedStep[] {
  const writers = countWriters(steps);
  const isConstant = ({ reads, writes, range: { buffer } }: Use) =>
    owned.has(buffer) && (writes ? writers.get(buffer) === 1 && !reads : !writers.has(buffer));
  return steps.filter(({ uses }) => {
    if (!uses.every(isConstant)) return true;
    for (const { writes, range } of uses) if (writes) writers.delete(range.buffer);
    return false;
  });
}

/** The step with one buffer in place of another. */
export function replaceBuffer(step: RecordedStep, from: GPUBuffer, to: Range): RecordedStep {
  const uses = step.uses.map((use) => {
    const { buffer, offset, size } = use.range;
    return buffer === from ? { ...use, range: { buffer: to.buffer, offset: to.offset + offset, size } } : use;
  });
  return { ...step, uses } as RecordedStep;
}

export const isWhole = ({ buffer, offset, size }: Range) => offset === 0 && size === buffer.size;

const overlap = (a: Range, b: Range) =>
  a.buffer === b.buffer && a.offset < b.offset + b.size && b.offset < a.offset + a.size;

/** Whether a dispatch would both read and write the buffer, which WebGPU forbids even of different parts. */
function mixesUse(step: RecordedStep, buffer: GPUBuffer): boolean {
  const uses = step.uses.filter(({ range }) => range.buffer === buffer);
  return step.kind === 'dispatch' && uses.some((use) => use.writes) && uses.some((use) => !use.writes);
}

/** The copy without which the others would do the same, as a change of buffers; null where there is no such change. */
function elide(
  steps: readonly RecordedStep[],
  at: number,
  owned: ReadonlySet<GPUBuffer>,
): { gone: GPUBuffer; stays: Range } | null {
  const [from, to] = steps[at].uses.map(({ range }) => range);
  const others = steps.filter((_, other) => other !== at);
  const writers = countWriters(others);
  if (!owned.has(from.buffer)) return null;
  const writes = (step: RecordedStep, buffer: GPUBuffer) =>
    step.uses.some((use) => use.writes && use.range.buffer === buffer);
  const isOwnedTarget = owned.has(to.buffer);
  if (isOwnedTarget && writers.has(to.buffer)) return null;
  if (isOwnedTarget && isWhole(to)) {
    const isSnapshot = steps.slice(at).some((step, after) => after > 0 && writes(step, from.buffer));
    return isSnapshot ? null : { gone: to.buffer, stays: from };
  }
  if (!isWhole(from) || writers.get(from.buffer) !== 1) return null;
  // Whoever looks at the target before the copy must find what was there.
  const made = steps.findIndex((step) => writes(step, from.buffer));
  const isLookedAt = steps.slice(made + 1, at).some((step) => step.uses.some(({ range }) => overlap(range, to)));
  return !isOwnedTarget && isLookedAt ? null : { gone: from.buffer, stays: to };
}

/**
 * Does away with copies by letting the one side use the other's memory: what is copied out of the step, or into a larger
 * tensor, is written where it belongs at once, and what is a copy of a part is read from the whole.
 */
function dropCopies({ steps, owned }: Recorded): RecordedStep[] {
  let kept = steps;
  let at = 0;
  while (at < kept.length) {
    const change = kept[at].kind === 'copy' ? elide(kept, at, owned) : null;
    const others = kept.filter((_, other) => other !== at);
    at += 1;
    if (!change || change.stays.offset % bindingAlignment !== 0) continue;
    const replaced = others.map((step) => replaceBuffer(step, change.gone, change.stays));
    if (replaced.some((step) => mixesUse(step, change.stays.buffer))) continue;
    kept = replaced;
    at -= 1;
  }
  return kept;
}

/** All of the above, until nothing more goes. */
export function shorten(recorded: Recorded): RecordedStep[] {
  const { owned } = recorded;
  const read = dropUnread(recorded);
  const varying = dropConstant({ steps: read, owned });
  return dropUnread({ steps: dropCopies({ steps: varying, owned }), owned });
}
