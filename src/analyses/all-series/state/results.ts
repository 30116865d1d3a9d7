/** What is known of every series so far, in columns that stay where they are while results come in. */
import type { FileBrief } from '../inputs.ts';
import { emptyColumns, noModel, type SeriesColumns, type SeriesPart, testDates } from '../jobs/job.ts';
import { bitOf } from '../judge-series.ts';

/** How far a series is: nothing yet, a first look, tested, came to nothing. */
export const stages = { none: 0, looked: 1, tested: 2, failed: 3 } as const;

export type Results = SeriesColumns & {
  horizonSteps: number;
  stage: Uint8Array;
  failures: Map<number, string>;
  /** What came of trying columns known only afterwards on some of the series; absent where that was not done. */
  driverTrial?: { columns: readonly string[]; series: number; isWorth: boolean };
};

/** A file and what is known of its series: another one whenever something has come in, as the columns stay where they are. */
export type FileResults = { file: FileBrief; results: Results };

const stepColumns = ['mean', 'low80', 'high80', 'low95', 'high95'] as const;
const plainColumns = [
  'model',
  'drivers',
  'sum',
  'sumLow80',
  'sumHigh80',
  'sumLow95',
  'sumHigh95',
  'lastYear',
  'miss',
  'naiveMiss',
  'signal',
  'lean',
  'origins',
  'trust',
  'why',
  'flags',
  'since',
] as const;

export function createResults({ statuses }: FileBrief, horizonSteps: number): Results {
  const count = statuses.length;
  const columns = emptyColumns(count, horizonSteps);
  for (const [number, status] of statuses.entries()) {
    if (status === 'inactive') columns.flags[number] |= bitOf('ended');
    if (status === 'new') columns.flags[number] |= bitOf('new');
    if (status === 'sparse') columns.flags[number] |= bitOf('intermittent');
  }
  return { ...columns, horizonSteps, stage: new Uint8Array(count), failures: new Map() };
}

function copyColumns(to: Results, number: number, from: SeriesColumns, at: number): void {
  const { horizonSteps } = to;
  for (const name of plainColumns) to[name][number] = from[name][at];
  for (const name of stepColumns)
    to[name].set(from[name].subarray(at * horizonSteps, (at + 1) * horizonSteps), number * horizonSteps);
  const width = testDates * horizonSteps;
  to.errors.set(from.errors.subarray(at * width, (at + 1) * width), number * width);
}

/** Steps that have come since most of the series tested were; 0 where none was. */
export function stepsSinceTests({ stage, since }: Pick<Results, 'stage' | 'since'>): number {
  const counts = new Map<number, number>();
  for (const [number, steps] of since.entries()) {
    if (stage[number] === stages.tested) counts.set(steps, (counts.get(steps) ?? 0) + 1);
  }
  return [...counts].sort(([one, often], [other, oftener]) => oftener - often || one - other)[0]?.[0] ?? 0;
}

/** All that is known of one series, from others of the same horizon. */
export function copySeries(to: Results, number: number, from: Results, at: number): void {
  copyColumns(to, number, from, at);
  to.stage[number] = from.stage[at];
  const failure = from.failures.get(at);
  if (failure !== undefined) to.failures.set(number, failure);
}

/** Takes what came of a chunk. A series that has been tested keeps that. */
export function addPart(results: Results, part: SeriesPart): void {
  const reached = part.kind === 'test' ? stages.tested : stages.looked;
  for (const [at, number] of part.numbers.entries()) {
    // What failed before may have been tried again.
    const isAgain = results.stage[number] === stages.failed && reached === stages.tested;
    if (part.model[at] === noModel || (results.stage[number] >= reached && !isAgain)) continue;
    copyColumns(results, number, part, at);
    results.failures.delete(number);
    results.stage[number] = reached;
  }
  for (const { number, message } of part.failures) {
    if (results.stage[number] === stages.tested) continue;
    // A first look that failed says nothing of the test yet.
    if (reached === stages.looked) continue;
    results.failures.set(number, message);
    results.stage[number] = stages.failed;
    results.flags[number] |= bitOf('failed');
  }
}
