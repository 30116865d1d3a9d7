/** Every series of a file and its totals: forecast, tested, made to add up, written as a workbook; a line of JSON says how it went. */
import { stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import process from 'node:process';
import { interruptedExitCode } from '../interrupt.mjs';
import { readNames, readWhole, refusedAt, requireWritable, UsageError } from '../usage.mjs';
import { runJobs } from './jobs.mjs';
import { mostHorizon, readLevels, readSeriesFile, showProgress, wantedColumns } from './panel.mjs';
import { openResults } from './results-file.mjs';

/** @typedef {typeof import('./source.ts')} Source */
/** @typedef {import('./panel.mjs').Flags} Flags */
/** @typedef {import('../../src/score/score-series.ts').ScoredSeries} ScoredSeries */
/** @typedef {import('../../src/series/series.ts').Series} Series */
/** @typedef {ReturnType<typeof import('../interrupt.mjs').listenForInterrupt>} Interrupt */
/** @typedef {Flags & { 'levels-of'?: string, reconcile?: string, xlsx?: string, results?: string }} WholeFlags */

/** Horizons at the end of each series that it is tested on. */
const testedHorizons = 4;
const shortNames = new Map([
  ['mint', 'mint'],
  ['structural', 'structural'],
  ['bottom-up', 'bottom-up'],
  ['top-down', 'top-down'],
  ['auto', null],
]);

/** @param {WholeFlags} flags */
export function isWholeFile(flags) {
  return [flags['levels-of'], flags.reconcile, flags.xlsx, flags.results].some((flag) => flag !== undefined);
}

/** What can be said to be wrong before anything is loaded. @param {WholeFlags} flags */
export async function checkWholeFlags(flags) {
  if (flags.reconcile !== undefined) readNames(flags.reconcile, 'reconcile', [...shortNames.keys()]);
  if (flags.test !== undefined)
    throw new UsageError('--test measures single forecasts: leave out what is of a whole file.');
  const inputs = [flags.input, flags.out];
  if (flags.xlsx !== undefined) {
    if (!/\.xlsx$/i.test(flags.xlsx)) throw new UsageError(`--xlsx ${flags.xlsx}: a workbook's name ends in .xlsx.`);
    await requireWritable(flags.xlsx, 'xlsx', inputs);
  }
  if (flags.results !== undefined) await requireWritable(flags.results, 'results', [...inputs, flags.xlsx]);
}

/** @param {Source} source @param {string} sourceUrl @param {WholeFlags} flags @param {Interrupt} interrupt */
export async function scoreWholeFile(source, sourceUrl, flags, interrupt) {
  const startedMs = performance.now();
  const models = readNames(flags.models, 'models', source.scoredModels);
  const [model] = models;
  const levels = readLevels(flags.levels).filter((level) => source.scoredLevels.includes(level));
  const path = /** @type {string} */ (flags.input);
  const file = await readSeriesFile(source, path, wantedColumns(flags));
  const usual = source.chooseLengths(file.series);
  const horizonSteps = readWhole(flags.horizon, 'horizon', usual.horizonSteps, mostHorizon);
  const seasonLength = readWhole(flags.season, 'season', usual.seasonLength, mostHorizon);
  const options = { models, horizonSteps, seasonLength, backtest: true, origins: testedHorizons };

  const names = flags['levels-of']?.split(',').map((name) => name.trim());
  const isReconciled = flags.reconcile !== undefined || names !== undefined;
  const plan = isReconciled ? source.planTotals(file.atEnd, file.groups, names ?? null) : null;
  if (plan && !plan.ok) throw new UsageError(`${path}: ${source.sayTotalsProblem(plan.problem)}`);
  const totals = plan?.value ?? null;
  const tasks = source.tasksAtEnd(totals, file.atEnd);

  const size = (await stat(path)).size;
  const of = { file: basename(path), size, models, horizonSteps, seasonLength, levels: totals?.levels ?? null };
  const results = flags.results === undefined ? null : await openResults(flags.results, of);
  const resumed = tasks.filter(({ series }) => results?.known.has(series.uniqueId)).length;
  const open = tasks.filter(({ series }) => !results?.known.has(series.uniqueId));
  interrupt.finishFirst();
  const made = await runJobs(sourceUrl, open, options, {
    jobs: readWhole(flags.jobs, 'jobs', 1),
    together: 1,
    signal: interrupt.signal,
    onProgress: (done) => showProgress(`${resumed + done} of ${tasks.length} series`),
    onScored: (scored) => results?.add(scored),
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  const cancelled = interrupt.signal.aborted;
  /** @type {Map<string, ScoredSeries>} */
  const scored = new Map(results?.known ?? []);
  for (const one of made) if (one) scored.set(one.uniqueId, one);
  const finished = tasks.filter(({ series }) => scored.has(series.uniqueId)).length;

  const isWhole = totals !== null && !cancelled;
  const method = /** @type {import('../../src/planning/reconcile.ts').ReconcileMethod | null} */ (
    shortNames.get(flags.reconcile ?? 'auto') ?? null
  );
  const reconciled = isWhole
    ? source.reconcilePanel(
        totals,
        file.atEnd.map(({ series }) => series),
        scored,
        { model, horizonSteps, method },
      )
    : null;
  const refused = file.refused.map(({ uniqueId, problem }) => ({
    uniqueId,
    message: source.saySeriesProblem(problem),
  }));
  /** @type {UsageError | null} */
  let unwritten = null;
  /** @param {string} name @param {string | Uint8Array} content */
  const save = async (name, content) => {
    await writeFile(name, content).catch((error) => {
      unwritten = refusedAt(error, name);
    });
  };
  if (flags.xlsx !== undefined && finished > 0) {
    const settings = source.bookSettings({ path, model, horizonSteps, seasonLength, file, totals, reconciled });
    const { sayModel } = source;
    const given = { leaves: file.atEnd, totals, reconciled, scored, refused, model, sayModel, settings, levels };
    const blob = await source.writeXlsx(basename(path), source.makeSheets(source.makeBook(given), source.sayBook));
    await save(flags.xlsx, new Uint8Array(await blob.arrayBuffer()));
  }
  if (flags.out !== undefined && finished > 0) {
    /** @typedef {(step: number) => string} LabelOf */
    /** @param {Series} series @param {number} lag @returns {[string, LabelOf]} */
    const labelled = (series, lag) => [
      series.uniqueId,
      (step) => source.labelPoint(series, series.y.length + lag + step, file.timeFormat),
    ];
    const labels = new Map([
      ...(totals?.totals ?? []).map((series) => labelled(series, 0)),
      ...file.atEnd.map(({ series, lag }) => labelled(series, lag)),
    ]);
    const rows = tasks.flatMap(({ series }) => {
      const one = scored.get(series.uniqueId);
      const better = reconciled?.forecasts.get(series.uniqueId);
      return one ? [{ ...one, models: one.models.map((run) => (better && run.model === model ? better : run)) }] : [];
    });
    await save(flags.out, source.writeScoredCsv(rows, labels, models, levels));
  }
  const all = [...scored.values()];
  const own = new Set(file.series.map(({ uniqueId }) => uniqueId));
  const result = {
    series: file.series.length,
    totals: totals?.totals.length ?? 0,
    refused: refused.length,
    ended: file.atEnd.filter(({ noForecast }) => noForecast === 'ended').length,
    statuses: source.countStatuses(file.atEnd),
    horizon: horizonSteps,
    season: seasonLength,
    finished,
    resumed,
    cancelled,
    seconds: (performance.now() - startedMs) / 1000,
    models: source.summariseScores(
      all.filter(({ uniqueId }) => own.has(uniqueId)),
      models,
    ),
    reconcile: reconciled && {
      method: reconciled.method,
      shrinkage: reconciled.shrinkage,
      errorTimes: reconciled.errorTimes,
      raised: reconciled.raised,
    },
    levels: (reconciled?.gains ?? []).map(({ level, nodes, base, reconciled: after, bottomUp }) => ({
      level: totals?.levels[level] ? source.nameLevel(totals.levels[level]) : 'series',
      nodes,
      wape: base.wape,
      wapeReconciled: after.wape,
      wapeBottomUp: bottomUp.wape,
    })),
    failures: [
      ...refused.map((one) => ({ ...one, model: null })),
      ...all.flatMap(({ uniqueId, failures }) => failures.map((failure) => ({ uniqueId, ...failure }))),
    ],
  };
  console.log(JSON.stringify(result));
  if (cancelled) {
    console.error(`Stopped: ${finished} of ${tasks.length} series finished.`);
    process.exitCode = interruptedExitCode;
  }
  if (unwritten) throw unwritten;
}
