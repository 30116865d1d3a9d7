/** Every series of a file, or of one of M4's sets, forecast from its end and measured. */
import { openAsBlob } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { interruptedExitCode } from '../interrupt.mjs';
import { readNames, readWhole, refusedAt, requireFile, requireWritable, UsageError } from '../usage.mjs';
import { runJobs } from './jobs.mjs';

/** @typedef {typeof import('./source.ts')} Source */
/** @typedef {import('../../src/score/read-series.ts').SeriesFile} SeriesFile */
/** @typedef {import('../../src/score/read-series.ts').ReadSeriesOptions} ReadSeriesOptions */
/** @typedef {import('../../src/score/score-series.ts').ScoreTask} ScoreTask */
/** @typedef {import('../../src/score/score-series.ts').ScoredSeries} ScoredSeries */
/** @typedef {import('../../src/series/step.ts').Step} Step */
/** @typedef {ReturnType<typeof import('../interrupt.mjs').listenForInterrupt>} Interrupt */
/** @typedef {import('../../src/score/global-networks.ts').GlobalModel} GlobalModel */
/** @typedef {{ uniqueId: string, model: string | null, message: string }} Failure */
/**
 * @typedef {{ input?: string, test?: string, out?: string, horizon?: string, season?: string, models: string, levels: string, jobs: string,
 *   time?: string, id?: string, target?: string, backtest: boolean, data?: string, set?: string, limit?: string, validation: boolean,
 *   json: boolean }} Flags
 */
/**
 * What is to be scored.
 * @typedef {{ tasks: ScoreTask[], horizonSteps: number, seasonLength: number, timeFormat: string | null, refused: Failure[],
 *   summary: string | null, found: object, hasTimes: boolean }} Prepared
 */

/** What the table shows; the JSON has every metric. */
const shown = [
  'model',
  'mae',
  'rmse',
  'smape',
  'mase',
  'rmsse',
  'owa',
  'wql',
  'coverage80',
  'coverage95',
  'series',
  'msPerSeries',
];

/** Most failures that are printed; the JSON has all. */
const mostShown = 50;
export const mostHorizon = 100_000;
const mostJobs = 256;
/** It learns from all series of the file, but where each is tested on its own end. */
const tunedModel = 'fine-tuned';
const root = fileURLToPath(new URL('../..', import.meta.url));
/** Series that a thread takes at once where a model is quicker for many. */
const seriesTogether = 64;

/** @param {string} text */
export function readLevels(text) {
  return text.split(',').map((entry) => {
    const level = entry.trim() === '' ? Number.NaN : Number(entry);
    if (!(level > 0 && level < 100)) {
      throw new UsageError(`--levels must be percentages with commas between them, such as 80,95, not "${text}".`);
    }
    return level;
  });
}

/**
 * What can be said to be wrong before anything is loaded.
 *
 * @param {Flags} flags @param {boolean} isM4
 */
export async function checkPanelFlags(flags, isM4) {
  readLevels(flags.levels);
  readWhole(flags.jobs, 'jobs', null, mostJobs);
  if (flags.horizon !== undefined) readWhole(flags.horizon, 'horizon', null, mostHorizon);
  if (flags.season !== undefined) readWhole(flags.season, 'season', null, mostHorizon);
  if (isM4) {
    await requireFile(flags.data, 'm4 needs --data FILE.zip and --set hourly or --set weekly.');
    if (flags.limit !== undefined) readWhole(flags.limit, 'limit', null);
    if (flags.out !== undefined)
      throw new UsageError('m4 writes no --out: its series have no dates; --json has the metrics.');
    return;
  }
  await requireFile(flags.input, '--input FILE is needed: any file that the page reads.');
  if (flags.test !== undefined) await requireFile(flags.test, '');
  if (flags.out !== undefined) await requireWritable(flags.out, 'out', [flags.input, flags.test]);
}

/** @param {Pick<Flags, 'time' | 'id' | 'target'>} flags @returns {ReadSeriesOptions} */
export function wantedColumns({ time, id, target }) {
  const listOf = (/** @type {string} */ text) => text.split(',').map((name) => name.trim());
  return {
    ...(time !== undefined && { time: time === 'none' ? null : time }),
    ...(id !== undefined && { ids: id === 'none' ? [] : listOf(id) }),
    ...(target !== undefined && { targets: listOf(target) }),
    withCovariates: true,
  };
}

/** @param {Source} source @param {string} path @param {ReadSeriesOptions} wanted */
export async function readSeriesFile(source, path, wanted) {
  const reading = source.readSeries(await openAsBlob(path), basename(path), wanted);
  const read = await reading.catch((error) => {
    throw new UsageError(`${path} could not be read: ${error instanceof Error ? error.message : error}.`);
  });
  if (!read.ok) throw new UsageError(source.sayFileProblem(path, read.problem));
  return read.value;
}

/** The test file, by the columns of the other one where it has them. @param {Source} source @param {string} path @param {ReadSeriesOptions} wanted @param {SeriesFile} input */
async function readTestFile(source, path, wanted, { columns, step }) {
  const blob = await openAsBlob(path);
  const alike = { ...columns, likelyStep: step };
  const read = await source.readSeries(blob, basename(path), alike).catch(() => null);
  if (read?.ok) return read.value;
  return readSeriesFile(source, path, { ...wanted, likelyStep: step });
}

/** @param {Step} step */
function sayStep({ unit, every }) {
  if (unit === 'row') return 'numbered rows';
  return every === 1 ? `one point a ${unit}` : `one point every ${every} ${unit}s`;
}

/** @param {Source} source @param {Flags} flags @returns {Promise<Prepared>} */
async function prepareFile(source, flags) {
  const path = /** @type {string} */ (flags.input);
  const wanted = { ...wantedColumns(flags) };
  const file = await readSeriesFile(source, path, wanted);
  const usual = source.chooseLengths(file.series);
  const horizonSteps = readWhole(flags.horizon, 'horizon', usual.horizonSteps, mostHorizon);
  const seasonLength = readWhole(flags.season, 'season', usual.seasonLength, mostHorizon);
  const isFound = flags.season === undefined && usual.isSeasonFound;
  const { series, columns, rows, step, repairs } = file;
  const tasks = await addActuals(source, flags, wanted, file, horizonSteps);
  const names = [columns.time ?? 'no time', ...columns.ids, ...columns.targets].join(', ');
  const season = `season ${seasonLength}${isFound ? ' (found in the data)' : ''}`;
  const size = `${series.length} series, ${sayStep(step)} (${names})`;
  const filledIn = series.filter(({ filled }) => 2 * filled.filter((how) => how > 0).length > filled.length).length;
  const warning =
    filledIn > 0 ? ` More than half of the points of ${filledIn} of them were not in the file and are filled in.` : '';
  const summary = `${path}: ${size}; horizon ${horizonSteps}, ${season}.${warning}`;
  const refused = file.refused.map(({ uniqueId, problem }) => ({
    uniqueId,
    model: null,
    message: source.saySeriesProblem(problem),
  }));
  const done = source.sumRepairs(repairs.filter(({ isApplied }) => isApplied));
  const found = {
    rows,
    columns,
    step: { unit: step.unit, every: step.every },
    repairs: done,
    statuses: source.countStatuses(file.atEnd),
  };
  return {
    tasks,
    horizonSteps,
    seasonLength,
    timeFormat: file.timeFormat,
    refused,
    summary,
    found,
    hasTimes: columns.time !== null,
  };
}

/**
 * Beside each series what came after it, by the test file.
 *
 * @param {Source} source @param {Flags} flags @param {ReadSeriesOptions} wanted @param {SeriesFile} file @param {number} horizonSteps
 * @returns {Promise<ScoreTask[]>}
 */
async function addActuals(source, flags, wanted, file, horizonSteps) {
  if (flags.test === undefined) return file.series.map((series) => ({ series, actual: null }));
  const test = await readTestFile(source, flags.test, wanted, file);
  const later = new Map(test.series.map((series) => [series.uniqueId, series]));
  const tasks = file.series.map((series) => {
    const after = later.get(series.uniqueId);
    return { series, actual: after ? source.matchActuals(series, after, horizonSteps) : null };
  });
  const measured = tasks.filter(({ actual }) => actual !== null).length;
  if (measured === 0) {
    const [ours, theirs] = [file, test].map(({ series }) =>
      series
        .slice(0, 3)
        .map(({ uniqueId }) => `"${uniqueId}"`)
        .join(', '),
    );
    throw new UsageError(
      `${flags.test} has nothing that follows a series of ${flags.input}: give it the same ids (${ours}, where it has ${theirs}) and later dates.`,
    );
  }
  if (measured < tasks.length) {
    console.error(
      `${flags.test}: nothing follows ${tasks.length - measured} of ${tasks.length} series; they are not measured.`,
    );
  }
  return tasks;
}

/** @param {Source} source @param {Flags} flags @returns {Promise<Prepared>} */
async function prepareM4(source, flags) {
  const { m4Sets, readM4, readZip } = source;
  const [set] = /** @type {(keyof typeof m4Sets)[]} */ (readNames(flags.set, 'set', Object.keys(m4Sets)));
  const path = /** @type {string} */ (flags.data);
  const { file, horizonSteps, seasonLength } = m4Sets[set];
  const files = await readZip(new Blob([await readFile(path)])).catch((error) => {
    throw new UsageError(`${path}: ${error.message}.`);
  });
  const [train, test] = ['train', 'test'].map((part) => files.get(`M4-${file}-${part}.csv`));
  if (!train || !test) throw new UsageError(`${path} has no M4-${file}-train.csv and -test.csv.`);
  const whole = readM4(train, test).slice(0, readWhole(flags.limit, 'limit', Number.MAX_SAFE_INTEGER));
  const tasks = flags.validation ? whole.map((task) => source.holdOut(task, horizonSteps)) : whole;
  return {
    tasks,
    horizonSteps,
    seasonLength,
    timeFormat: null,
    refused: [],
    summary: null,
    found: {},
    hasTimes: false,
  };
}

/** @param {string} text */
export function showProgress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}   `);
}

/**
 * Adds what models that learn from all series together make of each of them.
 *
 * @param {Source} source @param {readonly string[]} models @param {Prepared} prepared
 * @param {import('../../src/score/score-series.ts').ScoreOptions} lengths @param {(ScoredSeries | null)[]} scored
 * @param {AbortSignal} signal
 * @returns {Promise<Failure[]>}
 */
async function addGlobalModels(source, models, { tasks, hasTimes }, lengths, scored, signal) {
  if (models.length === 0 || signal.aborted) return [];
  /** @type {Failure[]} */
  const failures = [];
  source.takeWeightsFrom(() => source.readWeightsInNode(root));
  await source.startBackend({ asked: null, wasmFiles: source.wasmFilesInNode() });
  for (const model of models) {
    const onShare = (/** @type {number} */ share) => showProgress(`${model}: ${Math.round(100 * share)} %`);
    const learning =
      model === tunedModel
        ? source.scoreFineTuned(tasks, lengths, hasTimes, onShare, signal)
        : source.scoreGlobalModel(/** @type {GlobalModel} */ (model), tasks, lengths, onShare, signal);
    const { scores, failure } = await learning.catch((error) => {
      if (signal.aborted) return { scores: [], failure: null };
      throw error;
    });
    if (signal.aborted) return failures;
    for (const [at, score] of scores.entries()) if (score) scored[at]?.models.push(score);
    if (failure) failures.push({ uniqueId: 'all series', model, message: failure });
  }
  return failures;
}

/**
 * @param {Source} source @param {string} sourceUrl @param {Flags} flags @param {boolean} isM4 @param {Interrupt} interrupt
 */
export async function scorePanel(source, sourceUrl, flags, isM4, interrupt) {
  const { scoredModels, globalModels, scoredLevels } = source;
  const models = readNames(flags.models, 'models', [...scoredModels, ...globalModels]);
  const asked = readLevels(flags.levels);
  const levels = asked.filter((level) => scoredLevels.includes(level));
  if (levels.length < asked.length) {
    console.error(`--levels: there are intervals of ${scoredLevels.join(', ')} %; the others are left out.`);
  }
  const prepared = isM4 ? await prepareM4(source, flags) : await prepareFile(source, flags);
  const { tasks, horizonSteps, seasonLength, timeFormat, refused } = prepared;
  const startedMs = performance.now();

  // Naive2 is the measure of OWA.
  const isMeasured = isM4 || flags.test !== undefined;
  const measured = isMeasured && !models.includes('naive2') ? [...models, 'naive2'] : models;
  const isTuned = models.includes(tunedModel) && !flags.backtest;
  const alone = measured.filter((model) => scoredModels.includes(model) && !(isTuned && model === tunedModel));
  const together = models.filter((model) => (model === tunedModel ? isTuned : globalModels.some((id) => id === model)));
  const options = { models: alone, horizonSteps, seasonLength, backtest: flags.backtest };
  interrupt.finishFirst();
  if (prepared.summary) console.error(prepared.summary);
  const all = await runJobs(sourceUrl, tasks, options, {
    jobs: readWhole(flags.jobs, 'jobs', 1),
    together: models.some(source.runsTogether) ? seriesTogether : 1,
    signal: interrupt.signal,
    onProgress: (done) => showProgress(`${done} of ${tasks.length} series`),
  });
  const failedTogether = await addGlobalModels(source, together, prepared, options, all, interrupt.signal);
  const cancelled = interrupt.signal.aborted;
  const seconds = (performance.now() - startedMs) / 1000;
  const scored = all.filter((one) => one !== null);
  const finished = scored.length;
  if (process.stderr.isTTY) process.stderr.write('\n');

  const writeCsv = () => {
    const labels = new Map(
      tasks.map(({ series }) => [
        series.uniqueId,
        (/** @type {number} */ step) => source.labelPoint(series, series.y.length + step, timeFormat),
      ]),
    );
    return source.writeScoredCsv(scored, labels, models, levels);
  };
  /** @type {UsageError | null} */
  let unwritten = null;
  if (flags.out !== undefined && finished > 0) {
    const out = flags.out;
    await writeFile(out, writeCsv()).catch((error) => {
      unwritten = refusedAt(error, out);
    });
  }
  const metrics = source.summariseScores(scored, measured);
  const failures = [
    ...failedTogether,
    ...refused,
    ...scored.flatMap(({ uniqueId, failures: failed }) => failed.map((failure) => ({ uniqueId, ...failure }))),
  ];
  const result = {
    series: tasks.length,
    horizon: horizonSteps,
    season: seasonLength,
    seconds,
    models: metrics,
    failures,
    cancelled,
    finished,
    ...prepared.found,
  };
  if (flags.json) console.log(JSON.stringify(result));
  else if (isMeasured || flags.backtest) console.table(metrics, shown);
  else if (flags.out === undefined && finished > 0) process.stdout.write(writeCsv());
  for (const { uniqueId, model, message } of failures.slice(0, mostShown)) {
    console.error(model ? `${uniqueId}, ${model}: ${message}` : `${uniqueId}: ${message}`);
  }
  if (failures.length > mostShown) console.error(`and ${failures.length - mostShown} more; --json has all of them.`);
  if (cancelled) {
    const where = flags.out !== undefined && finished > 0 ? `, written to ${flags.out}` : '';
    console.error(`Stopped: ${finished} of ${tasks.length} series finished${where}.`);
    process.exitCode = interruptedExitCode;
  }
  if (unwritten) throw unwritten;
}
