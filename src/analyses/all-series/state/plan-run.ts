/** A run over many series as a list of jobs: a first look at all of them, then the tests, what weighs most first. */
import { drawSample } from '../../../evaluation/panel/driver-sample.ts';
import { defaultSettings, type Settings } from '../../../forecasters/settings.ts';
import { yearStepsOf } from '../../../series/year-steps.ts';
import type { PlannedJob } from '../../analysis.ts';
import type { FileBrief } from '../inputs.ts';
import type { AllJob, DriversJob, SeriesJob } from '../jobs/job.ts';
import { type Results, stages, stepsSinceTests } from './results.ts';

/** The first chunks are small, so that something is seen at once. */
const firstLooks = [6, 6, 24, 24];
const looksAtOnce = 64;
const testsAtOnce = 8;

export function settingsOf({ step, seasonLength }: FileBrief, horizonSteps: number): Settings {
  const usual = defaultSettings(step ?? { unit: 'row', every: 1 }, 1000);
  return { ...usual, models: ['quick'], horizonSteps, seasonLength };
}

/** What a series weighs: the money, or else the amount, of its recent values. */
export function weightsOf({ history, starts, worth, names }: FileBrief, points: number): Float64Array {
  return Float64Array.from(names, (_, number) => {
    const from = Math.max(starts[number], starts[number + 1] - points);
    let sum = 0;
    for (let at = from; at < starts[number + 1]; at += 1) sum += Math.abs(history[at]);
    const each = worth ? worth.perUnit[number] : 1;
    return Number.isFinite(each) ? sum * each : 0;
  });
}

function cut(numbers: readonly number[], sizes: readonly number[], usual: number): number[][] {
  const chunks: number[][] = [];
  let at = 0;
  while (at < numbers.length) {
    const size = sizes[chunks.length] ?? usual;
    chunks.push(numbers.slice(at, at + size));
    at += size;
  }
  return chunks;
}

/** Columns that go with the series and are tried in each: those that a trial on some of them gained nothing by are left out. */
export function besideTried({ beside }: FileBrief, { driverTrial }: Results): string[] {
  const leftOut = driverTrial && !driverTrial.isWorth ? driverTrial.columns : [];
  return beside.flatMap(({ name }) => (leftOut.includes(name) ? [] : [name]));
}

export type RunPlan = {
  jobs: PlannedJob<AllJob>[];
  looks: number;
  tests: number;
};

/**
 * What is left to do of these series: those that are tested, failed or get no forecast are passed over.
 *
 * @param numbers of the series asked for
 * @param beside names of the columns that go with the series and are tried in each
 * @param since steps that have come since others were tested, at whose dates these are tested too
 */
export function planRun(
  brief: FileBrief,
  results: Results,
  numbers: readonly number[],
  beside: readonly string[] = besideTried(brief, results),
  since = stepsSinceTests(results),
): RunPlan {
  const { step, noForecast, isLevel } = brief;
  const { horizonSteps, stage } = results;
  const weights = weightsOf(brief, 2 * horizonSteps);
  const open = numbers.filter((number) => !noForecast[number] && stage[number] < stages.tested);
  open.sort((a, b) => weights[b] - weights[a] || a - b);
  const unseen = open.filter((number) => stage[number] < stages.looked);
  const settings = settingsOf(brief, horizonSteps);
  const yearSteps = step ? yearStepsOf(step) : null;
  const jobOf = (kind: SeriesJob['kind']) => (chunk: number[], at: number) => ({
    id: `${kind} ${at}`,
    job: { kind, numbers: chunk, settings, yearSteps, isLevel, beside, since },
    trains: false,
    seconds: 0,
    hasParts: false,
  });
  return {
    jobs: [
      ...cut(unseen, firstLooks, looksAtOnce).map(jobOf('look')),
      ...cut(open, [], testsAtOnce).map(jobOf('test')),
    ],
    looks: unseen.length,
    tests: open.length,
  };
}

const triedAtOnce = 4;

/** What has to be known before the tests are planned: whether columns known only afterwards are worth trying in all series. */
export type DriverTrial = {
  jobs: PlannedJob<DriversJob>[];
  columns: readonly string[];
  /** How many it is tried on. */
  series: number;
};

/** Null where there are no such columns, or so few series that all are tried. It is of the whole file whichever series are asked for. */
export function planDriverTrial(brief: FileBrief, horizonSteps: number): DriverTrial | null {
  const columns = brief.beside.flatMap(({ name, known }) => (known === 'past' ? [name] : []));
  const open = [...brief.names.keys()].filter((number) => !brief.noForecast[number]);
  const sample = drawSample(open);
  if (columns.length === 0 || sample.length === open.length) return null;
  const settings = settingsOf(brief, horizonSteps);
  const jobs = cut(sample, [], triedAtOnce).map((numbers, at) => ({
    id: `trial ${at}`,
    job: { kind: 'drivers' as const, numbers, settings },
    trains: false,
    seconds: 0,
    hasParts: false,
  }));
  return { jobs, columns, series: sample.length };
}
