/**
 * Batch scoring with the app's own forecasters.
 *
 *   npm run -s score -- --input FILE.csv --horizon H [--season S] [--models auto,ets,theta] [--levels 80,95] [--jobs N]
 *                       [--test FILE.csv] [--out OUT.csv] [--json]
 *   npm run -s score -- m4 --data M4.zip --set hourly|weekly [--models ...] [--limit N] [--validation] [--json]
 *     (--models may name global-n-hits, global-tide and global-ensemble too: networks that learn from all series together)
 *   npm run -s score -- ett --data ETT-small.zip --set ETTh1,ETTh2,ETTm1,ETTm2 --horizon 96,192,336,720 --lookback N
 *                       --models repeat-last,dlinear,nlinear,segrnn,patchtst [--seed N] [--validation]
 *                       [--results FILE.jsonl] [--json]
 *   npm run -s score -- page --input FILE --models lstm,tide [--augmentation off,on,auto | --search MINUTES] [--seeds N]
 *                       [--first N | --last N] [--horizon H] [--lookback N] [--season S] [--json]
 *     (as the page does it, with its settings, on the last fifth of the first series of the file)
 */
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { scoreEttCells } from './score/ett.mjs';
import { runJobs } from './score/jobs.mjs';
import { scorePageWay } from './score/page.mjs';
import { readNames, readWhole, UsageError } from './score/usage.mjs';
import { bundleSource } from './source.mjs';

/** @typedef {typeof import('../src/score/source.ts')} Source */
/** @typedef {import('../src/score/score-series.ts').ScoreTask} ScoreTask */
/** @typedef {import('../src/score/score-series.ts').ScoreOptions} ScoreOptions */
/** @typedef {import('../src/score/score-series.ts').ScoredSeries} ScoredSeries */
/** @typedef {{ uniqueId: string, model: string | null, message: string }} Failure */

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

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    input: { type: 'string' },
    test: { type: 'string' },
    out: { type: 'string' },
    horizon: { type: 'string' },
    season: { type: 'string' },
    models: { type: 'string', default: 'auto' },
    levels: { type: 'string', default: '80,95' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    data: { type: 'string' },
    set: { type: 'string' },
    limit: { type: 'string' },
    validation: { type: 'boolean', default: false },
    lookback: { type: 'string' },
    seed: { type: 'string' },
    seeds: { type: 'string' },
    augmentation: { type: 'string' },
    search: { type: 'string' },
    first: { type: 'string' },
    last: { type: 'string' },
    results: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

/**
 * Adds what networks of all series together make of each of them.
 *
 * @param {Source} source @param {string[]} models @param {ScoreTask[]} tasks
 * @param {{ horizonSteps: number, seasonLength: number }} lengths @param {ScoredSeries[]} scored
 * @returns {Promise<Failure[]>}
 */
async function addGlobalModels(source, models, tasks, lengths, scored) {
  const wanted = source.globalModels.filter((model) => models.includes(model));
  if (wanted.length === 0) return [];
  /** @type {Failure[]} */
  const failures = [];
  await source.startBackend({ asked: null, wasmFiles: source.wasmFilesInNode() });
  for (const model of wanted) {
    const { scores, failure } = await source.scoreGlobalModel(model, tasks, lengths, (share) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${model}: ${Math.round(100 * share)} %   `);
    });
    for (const [at, score] of scores.entries()) if (score) scored[at].models.push(score);
    if (failure) failures.push({ uniqueId: 'all series', model, message: failure });
  }
  return failures;
}

/** @param {Source} source @param {string} path */
async function readPanel({ readLong, readTable }, path) {
  const table = await readTable(new Blob([await readFile(path)]), basename(path), {});
  if (!table.ok) throw new UsageError(`${path} could not be read: ${table.problem.code}.`);
  const panel = readLong(table.value);
  if (!panel.ok) {
    throw new UsageError(
      `${path} needs the columns unique_id, ds and y (${panel.problem.code}: ${panel.problem.column}).`,
    );
  }
  return panel.value;
}

/** @param {Source} source */
async function prepareM4(source) {
  const { m4Sets, readM4, readZip } = source;
  const set = flags.set;
  if (!flags.data || (set !== 'hourly' && set !== 'weekly')) {
    throw new UsageError('m4 needs --data FILE.zip and --set hourly or --set weekly.');
  }
  const { file, horizonSteps, seasonLength } = m4Sets[set];
  const files = await readZip(new Blob([await readFile(flags.data)]));
  const [train, test] = ['train', 'test'].map((part) => files.get(`M4-${file}-${part}.csv`));
  if (!train || !test) throw new UsageError(`${flags.data} has no M4-${file}-train.csv and -test.csv.`);
  const whole = readM4(train, test).slice(0, readWhole(flags.limit, 'limit', Number.MAX_SAFE_INTEGER));
  const tasks = flags.validation ? whole.map((task) => source.holdOut(task, horizonSteps)) : whole;
  return { tasks, horizonSteps, seasonLength, labelAt: null, empty: [] };
}

/** @param {Source} source */
async function preparePanel(source) {
  if (!flags.input) throw new UsageError('--input FILE.csv is needed, with the columns unique_id, ds and y.');
  const horizonSteps = readWhole(flags.horizon, 'horizon', null);
  const seasonLength = readWhole(flags.season, 'season', 1);
  const panel = await readPanel(source, flags.input);
  const later = flags.test ? (await readPanel(source, flags.test)).series : [];
  const actuals = new Map(later.map(({ uniqueId, y }) => [uniqueId, y.subarray(0, horizonSteps)]));
  const tasks = panel.series.map(({ uniqueId, y }) => ({ uniqueId, y, actual: actuals.get(uniqueId) ?? null }));
  const labels = new Map(
    panel.series.map(({ uniqueId, y, labelAt }) => [
      uniqueId,
      (/** @type {number} */ step) => labelAt(y.length + step),
    ]),
  );
  return { tasks, horizonSteps, seasonLength, labelAt: labels, empty: panel.empty };
}

async function main() {
  const bundle = await bundleSource('src/score/source.ts');
  try {
    /** @type {Source} */
    const source = await import(bundle.url);
    if (positionals[0] === 'page') {
      await scorePageWay(source, flags);
      return;
    }
    if (positionals[0] === 'ett') {
      await scoreEttCells(source, flags);
      return;
    }
    const models = readNames(flags.models, 'models', [...source.scoredModels, ...source.globalModels]);
    const levels = flags.levels.split(',').map(Number);
    const isM4 = positionals[0] === 'm4';
    const prepared = isM4 ? await prepareM4(source) : await preparePanel(source);
    const { tasks, horizonSteps, seasonLength, labelAt, empty } = prepared;
    const startedMs = performance.now();

    // Naive2 is the measure of OWA.
    const measured = (isM4 || flags.test) && !models.includes('naive2') ? [...models, 'naive2'] : models;
    const alone = measured.filter((model) => source.scoredModels.includes(model));
    const options = { models: alone, horizonSteps, seasonLength };
    const scored = await runJobs(bundle.url, tasks, options, readWhole(flags.jobs, 'jobs', 1), (done) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${tasks.length} series`);
    });
    const failedTogether = await addGlobalModels(source, models, tasks, options, scored);
    const seconds = (performance.now() - startedMs) / 1000;
    if (flags.out && labelAt) await writeFile(flags.out, source.writeScoredCsv(scored, labelAt, models, levels));
    const metrics = source.summariseScores(scored, measured);
    const failures = [
      ...failedTogether,
      ...empty.map((uniqueId) => ({ uniqueId, model: null, message: 'has no value: no forecast' })),
      ...scored.flatMap(({ uniqueId, failures: failed }) => failed.map((failure) => ({ uniqueId, ...failure }))),
    ];
    const result = {
      series: tasks.length,
      horizon: horizonSteps,
      season: seasonLength,
      seconds,
      models: metrics,
      failures,
    };
    if (flags.json) console.log(JSON.stringify(result));
    else if (isM4 || flags.test) console.table(metrics, shown);
    for (const { uniqueId, model, message } of failures) {
      console.error(model ? `${uniqueId}, ${model}: ${message}` : `${uniqueId}: ${message}`);
    }
  } finally {
    await bundle.dispose();
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
