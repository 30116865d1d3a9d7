/** Which threads of a workgroup take which units and which rows of the batch. */
import type { SequenceSizes as Sizes } from '../../recurrent.ts';
import type { DeviceBackend } from '../device-backend.ts';
import { times } from '../form.ts';

const mostThreads = 256;
const wantedThreads = 64;
const mostSharedBytes = 16_384;
/** Weights of a column that a thread can keep in registers. */
const mostKept = 64;

/**
 * How a workgroup goes about it: `lanes` threads over the units times `groups` over rows of the batch, each with so many
 * units and rows. In every layout each sum is taken in the same order, so all give the same numbers.
 */
export type RecurrenceLayout = {
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
export type SharedPerRow = Record<RecurrenceLayout['weights'], number>;

const mostRowsFor = (values: number) => Math.max(1, Math.floor(mostSharedBytes / (4 * values)));

function streamedLayout(
  { batch, hidden }: Sizes,
  shared: SharedPerRow,
  mostRows: number,
  threads: number,
): RecurrenceLayout {
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
export function usualLayout(sizes: Sizes, shared: SharedPerRow): RecurrenceLayout {
  return streamedLayout(sizes, shared, Math.min(4, Math.floor(sizes.batch / 16)), wantedThreads);
}

/** Layouts that may be faster, by the device. */
export function rivalLayouts(
  backend: DeviceBackend,
  sizes: Sizes,
  shared: SharedPerRow,
  blocks: number,
): RecurrenceLayout[] {
  const { hidden } = sizes;
  const { mostThreadsInGroup, subgroupSize } = backend;
  const streamed = [1, 2, 4].flatMap((rows) =>
    [64, 256].map((threads) => streamedLayout(sizes, shared, rows, threads)),
  );
  const kept = [1, 2].map(
    (rows): RecurrenceLayout => ({ lanes: hidden, units: 1, groups: blocks, rows, weights: 'kept', subgroup: 0 }),
  );
  const isPossible = ({ lanes, groups, rows, weights }: RecurrenceLayout) =>
    lanes * groups <= mostThreadsInGroup &&
    (weights === 'streamed' || (hidden <= mostKept && groups * rows <= mostRowsFor(shared.kept)));
  const passesRound = ({ lanes, units }: RecurrenceLayout) =>
    subgroupSize > 1 && units === 1 && lanes % subgroupSize === 0 && hidden % subgroupSize === 0;
  const inMemory = [...streamed, ...kept].filter(isPossible);
  const passed = [usualLayout(sizes, shared), ...kept.filter(isPossible)].filter(passesRound);
  return [...inMemory, ...passed.map((layout) => ({ ...layout, subgroup: subgroupSize }))];
}

/** All pairs of a thread's rows and units. */
export function each({ rows, units }: RecurrenceLayout, text: (row: number, unit: number) => string): string {
  return times(rows, (row) => times(units, (unit) => text(row, unit)));
}
