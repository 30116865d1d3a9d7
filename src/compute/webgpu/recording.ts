/**
 * A step of training as the list of dispatches it comes down to, made shorter, to be run again without tensors.
 *
 * While a step is recorded every buffer is a fresh one and none goes back to the pool, so each is written by the one
 * operation that makes it. That is what the shortening below rests on.
 */

export type Range = { buffer: GPUBuffer; offset: number; size: number };
export type Use = { range: Range; reads: boolean; writes: boolean };
export type Dispatch = { kind: 'dispatch'; pipeline: GPUComputePipeline; uses: Use[]; grid: readonly number[] };
export type Copy = { kind: 'copy'; uses: [from: Use, to: Use] };
export type Step = Dispatch | Copy;

export type Recorded = { steps: Step[]; owned: ReadonlySet<GPUBuffer> };

const bindingAlignment = 256;

/** Drops what nobody reads: only what reaches a buffer that outlives the step counts. */
export function dropUnread({ steps, owned }: Recorded): Step[] {
  const wanted = new Set<GPUBuffer>();
  const kept = steps.toReversed().filter(({ uses }) => {
    const counts = uses.some(({ writes, range }) => writes && (!owned.has(range.buffer) || wanted.has(range.buffer)));
    if (counts) for (const { reads, range } of uses) if (reads) wanted.add(range.buffer);
    return counts;
  });
  return kept.reverse();
}

/** In how many steps each buffer is written. */
function countWriters(steps: readonly Step[]): Map<GPUBuffer, number> {
  const writers = new Map<GPUBuffer, number>();
  for (const { uses } of steps)
    for (const { writes, range } of uses) if (writes) writers.set(range.buffer, (writers.get(range.buffer) ?? 0) + 1);
  return writers;
}

/** Drops what gives the same each time: its result is already there. */
export function dropConstant({ steps, owned }: Recorded): Step[] {
  const writers = countWriters(steps);
  const isConstant = ({ reads, writes, range: { buffer } }: Use) =>
    owned.has(buffer) && (writes ? writers.get(buffer) === 1 && !reads : !writers.has(buffer));
  return steps.filter(({ uses }) => {
    if (!uses.every(isConstant)) return true;
    for (const { writes, range } of uses) if (writes) writers.delete(range.buffer);
    return false;
  });
}

function replaceBuffer(step: Step, from: GPUBuffer, to: Range): Step {
  const uses = step.uses.map((use) => {
    const { buffer, offset, size } = use.range;
    return buffer === from ? { ...use, range: { buffer: to.buffer, offset: to.offset + offset, size } } : use;
  });
  return { ...step, uses } as Step;
}

const isWhole = ({ buffer, offset, size }: Range) => offset === 0 && size === buffer.size;

/** Whether a dispatch would both read and write the buffer, which WebGPU forbids even of different parts. */
function mixesUse(step: Step, buffer: GPUBuffer): boolean {
  const uses = step.uses.filter(({ range }) => range.buffer === buffer);
  return step.kind === 'dispatch' && uses.some((use) => use.writes) && uses.some((use) => !use.writes);
}

/**
 * Does away with copies by letting the one side use the other's memory: what is copied out of the step is written where it
 * belongs at once, and what is a copy of a part is read from the whole.
 */
export function dropCopies({ steps, owned }: Recorded): Step[] {
  let kept = steps;
  for (let at = 0; at < kept.length; ) {
    const copy = kept[at];
    at += 1;
    if (copy.kind !== 'copy') continue;
    const [from, to] = copy.uses.map(({ range }) => ({ ...range })) as [Range, Range];
    const others = kept.filter((step) => step !== copy);
    const writers = countWriters(others);
    if (!owned.has(from.buffer)) continue;
    const goesOut = !owned.has(to.buffer) && isWhole(from) && writers.get(from.buffer) === 1;
    const comesIn = owned.has(to.buffer) && isWhole(to) && !writers.has(to.buffer);
    const [gone, stays] = goesOut ? [from, to] : [to, from];
    if (!(goesOut || comesIn) || stays.offset % bindingAlignment !== 0) continue;
    const replaced = others.map((step) => replaceBuffer(step, gone.buffer, stays));
    if (!replaced.some((step) => mixesUse(step, stays.buffer))) {
      kept = replaced;
      at -= 1;
    }
  }
  return kept;
}

/** All of the above, until nothing more goes. */
export function shorten(recorded: Recorded): Step[] {
  const { owned } = recorded;
  const read = dropUnread(recorded);
  const varying = dropConstant({ steps: read, owned });
  return dropUnread({ steps: dropCopies({ steps: varying, owned }), owned });
}
