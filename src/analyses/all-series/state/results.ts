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
};

/** A file and what is known of its series: another one whenever something has come in, as the columns stay where they are. */
export type FileResults = { file: FileBrief; results: Results };

const stepColumns = ['mean', 'low80', 'high80', 'low95', 'high95'] as const;
const plainColumns = [
  'model',
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
  'flags',
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

/**
 * Takes what came of a chunk. A series that has been tested keeps that.
 *
 * @returns series that are new or known better now
 */
export function addPart(results: Results, part: SeriesPart): number {
  const { horizonSteps } = results;
  const reached = part.kind === 'test' ? stages.tested : stages.looked;
  let added = 0;
  for (const [at, number] of part.numbers.entries()) {
    if (part.model[at] === noModel || results.stage[number] >= reached) continue;
    for (const name of plainColumns) results[name][number] = part[name][at];
    for (const name of stepColumns)
      results[name].set(part[name].subarray(at * horizonSteps, (at + 1) * horizonSteps), number * horizonSteps);
    const width = testDates * horizonSteps;
    results.errors.set(part.errors.subarray(at * width, (at + 1) * width), number * width);
    results.stage[number] = reached;
    added += 1;
  }
  for (const { number, message } of part.failures) {
    if (results.stage[number] === stages.tested) continue;
    // A first look that failed says nothing of the test yet.
    if (reached === stages.looked) continue;
    results.failures.set(number, message);
    results.stage[number] = stages.failed;
    results.flags[number] |= bitOf('failed');
    added += 1;
  }
  return added;
}
