/** A run brought up to date when a newer state of the file is there: by the models chosen before, whose tests stay. */
import { indexAt } from '../../../series/calendar.ts';
import { yearStepsOf } from '../../../series/year-steps.ts';
import type { PlannedJob } from '../../analysis.ts';
import type { FileBrief } from '../inputs.ts';
import { driversIn } from '../jobs/driver-bits.ts';
import { type AllJob, noModel, type SeriesPart, testDates, type UpdateJob } from '../jobs/job.ts';
import { bitOf, type SeriesFlag } from '../judge-series.ts';
import { settingsOf, weightsOf } from './plan-run.ts';
import type { SetNumber } from './plan-shown.ts';
import { type FileResults, type Results, stages } from './results.ts';

const atOnce = 16;
/** What a test says of a series, and no forecast alone. */
const testedFlags = ['loses', 'outside', 'bias', 'untested'] as const satisfies readonly SeriesFlag[];
const testedBits = testedFlags.reduce((bits, flag) => bits | bitOf(flag), 0);

export type UpdatePlan = {
  jobs: PlannedJob<AllJob>[];
  /** By number, that of the same series in the earlier state. */
  earlierOf: Map<number, number>;
  /** Columns that go with the series and are tried in each: those known ahead, and those that anything was used of. */
  beside: string[];
  /** Steps that have come since the earlier state. */
  since: number;
};

/** Steps by which the later file ends after the earlier one; 0 where it does not. */
export function stepsSince(earlier: FileBrief, later: FileBrief): number {
  const { step, endMs } = earlier;
  return step && endMs !== null && later.endMs !== null ? Math.max(0, indexAt(endMs, step, later.endMs)) : 0;
}

/** What is known only afterwards and went into no forecast of the earlier state, though it may have, goes into none of the later. */
function besideOf(file: FileBrief, { file: { beside: before }, results: { drivers } }: FileResults): string[] {
  const names = before.map(({ name }) => name);
  const found = Array.from(new Set(drivers), (bits) => driversIn(bits, names));
  const isUsed = (name: string) => found.some(({ columns, more }) => more || columns.includes(name));
  return file.beside.flatMap(({ name, known }) =>
    known === 'future' || !names.includes(name) || isUsed(name) ? [name] : [],
  );
}

/**
 * Series that were tested in the earlier state of the file, for the same horizon, what weighs most first.
 *
 * @param results of the later state
 */
export function planUpdates(file: FileBrief, results: Results, earlier: FileResults): UpdatePlan {
  const { horizonSteps } = results;
  const before = earlier.results;
  const since = stepsSince(earlier.file, file);
  const numbers = new Map(earlier.file.names.map((name, number) => [name, number]));
  const earlierOf = new Map<number, number>();
  const beside = besideOf(file, earlier);
  if (before.horizonSteps !== horizonSteps) return { jobs: [], earlierOf, beside, since };
  for (const [number, name] of file.names.entries()) {
    const other = numbers.get(name);
    const isOpen = !file.noForecast[number] && results.stage[number] !== stages.tested;
    if (other === undefined || !isOpen || before.stage[other] !== stages.tested) continue;
    if (before.model[other] !== noModel) earlierOf.set(number, other);
  }
  const weights = weightsOf(file, 2 * horizonSteps);
  const open = [...earlierOf.keys()].sort((a, b) => weights[b] - weights[a] || a - b);
  const width = testDates * horizonSteps;
  const jobs: PlannedJob<AllJob>[] = [];
  for (let from = 0; from < open.length; from += atOnce) {
    const chunk = open.slice(from, from + atOnce);
    const others = chunk.map((number) => earlierOf.get(number) as number);
    const errors = new Float32Array(chunk.length * width);
    for (const [at, other] of others.entries()) {
      errors.set(before.errors.subarray(other * width, (other + 1) * width), at * width);
    }
    const job: UpdateJob = {
      kind: 'update',
      numbers: chunk,
      settings: settingsOf(file, horizonSteps),
      yearSteps: file.step ? yearStepsOf(file.step) : null,
      isLevel: file.isLevel,
      beside,
      models: Uint8Array.from(others, (other) => before.model[other]),
      errors,
      origins: Uint8Array.from(others, (other) => before.origins[other]),
    };
    jobs.push({ id: `test update ${from}`, job, trains: false, seconds: 0, hasParts: false });
  }
  return { jobs, earlierOf, beside, since };
}

/** What came of an update, with what the tests in the earlier state of the file came to. */
export function withEarlierTests(
  part: SeriesPart,
  { earlierOf, since }: UpdatePlan,
  { results: before }: FileResults,
): SeriesPart {
  if (!part.numbers.every((number) => earlierOf.has(number))) return part;
  const width = testDates * before.horizonSteps;
  for (const [at, number] of part.numbers.entries()) {
    if (part.model[at] === noModel) continue;
    const other = earlierOf.get(number) as number;
    for (const name of ['miss', 'naiveMiss', 'signal', 'lean', 'origins', 'trust', 'why'] as const) {
      part[name][at] = before[name][other];
    }
    part.since[at] = before.since[other] + since;
    part.errors.set(before.errors.subarray(other * width, (other + 1) * width), at * width);
    part.flags[at] = (part.flags[at] & ~testedBits) | (before.flags[other] & testedBits);
  }
  return part;
}

/** Numbers that were set for steps after the end of the earlier state, as far as they have not come. */
export function carryOverrides(overrides: readonly SetNumber[], since: number): SetNumber[] {
  return overrides.flatMap((one) => {
    const [fromStep, toStep] = [Math.max(1, one.fromStep - since), one.toStep - since];
    return toStep < 1 ? [] : [{ ...one, fromStep, toStep }];
  });
}
