/** The ETT benchmark from the command line: each model on each set at each horizon, a cell after the other. */
import { appendFile, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import process from 'node:process';
import { readNames, readWhole, requireFile, requireWritable, UsageError } from '../usage.mjs';

/** @typedef {typeof import('./source.ts')} Source */
/** @typedef {import('../../src/score/ett.ts').EttSet} EttSet */
/** @typedef {import('../../src/score/ett.ts').EttPart} EttPart */
/**
 * @typedef {{ data?: string, set?: string, horizon?: string, lookback?: string, models: string, seed?: string, validation: boolean,
 *   results?: string, json: boolean }} Flags
 */
/** @typedef {{ set: EttSet, horizon: number, lookback: number, seed: number, part: EttPart, model: string }} Cell */

/** @param {Cell} cell */
const nameOf = ({ set, horizon, lookback, seed, part, model }) => [set, horizon, lookback, seed, part, model].join(' ');

/**
 * What an earlier run has written: a line of JSON a cell.
 *
 * @param {string | undefined} path
 * @returns {Promise<Map<string, Record<string, unknown>>>}
 */
async function readResults(path) {
  const text = path ? await readFile(path, 'utf8').catch(() => '') : '';
  const rows = text.split('\n').filter((line) => line.trim() !== '');
  try {
    return new Map(rows.map((line) => JSON.parse(line)).map((row) => [nameOf(row), row]));
  } catch {
    throw new UsageError(`--results ${path} has lines that are no JSON: name another file.`);
  }
}

/**
 * With `--results` every finished cell is written to that file, and what it already holds is not computed again, so that a run
 * can be cut off and go on later.
 *
 * @param {Source} source
 * @param {Flags} flags
 * @param {() => void} onFinished told of every cell
 */
export async function scoreEttCells(source, flags, onFinished) {
  const { ettSets, ettModels, readEtt, readZip, repeatLast, scoreEtt, scoreEttModel } = source;
  const archive = await requireFile(flags.data, 'ett needs --data FILE.zip.');
  const sets = /** @type {EttSet[]} */ (readNames(flags.set, 'set', Object.keys(ettSets)));
  const horizons = (flags.horizon ?? '').split(',').map((text) => readWhole(text || undefined, 'horizon', null));
  const lookback = readWhole(flags.lookback, 'lookback', 96);
  const seed = readWhole(flags.seed, 'seed', 1);
  /** @type {EttPart} */
  const part = flags.validation ? 'validation' : 'test';
  const models = readNames(flags.models, 'models', ['repeat-last', ...ettModels]);

  if (flags.results !== undefined) await requireWritable(flags.results, 'results', [archive]);

  const files = await readZip(new Blob([await readFile(archive)])).catch((error) => {
    throw new UsageError(`${archive}: ${error.message}.`);
  });
  const { backend } = await source.startBackend({ asked: null, wasmFiles: source.wasmFilesInNode() });
  const done = await readResults(flags.results);

  for (const set of sets) {
    const csv = [...files].find(([name]) => basename(name) === `${set}.csv`)?.[1];
    if (!csv) throw new UsageError(`${archive} has no ${set}.csv.`);
    const data = readEtt(csv, set);
    for (const horizon of horizons) {
      const scores = [];
      for (const model of models) scores.push(await scoreCell({ set, horizon, lookback, seed, part, model }, data));
      const result = { set, horizon, lookback, seed, part, backend, models: scores };
      if (flags.json) console.log(JSON.stringify(result));
      else {
        console.log(`${set}, horizon ${horizon}, look-back ${lookback}, ${part}`);
        console.table(scores);
      }
    }
  }

  /** @param {Cell} cell @param {import('../../src/score/ett.ts').EttData} data */
  async function scoreCell(cell, data) {
    const { set, horizon, model } = cell;
    const earlier = done.get(nameOf(cell));
    const lengths = { lookBackSteps: lookback, horizonSteps: horizon };
    const score =
      earlier ??
      (model === 'repeat-last'
        ? { model, ...(await scoreEtt(data, part, lengths, repeatLast(data, lengths))) }
        : await scoreEttModel(model, data, { ...lengths, set, part, seed }));
    if (!earlier && flags.results) await appendFile(flags.results, `${JSON.stringify({ ...cell, ...score })}\n`);
    onFinished();
    if (process.stderr.isTTY) console.error(`${set} ${horizon} ${model}: MSE ${Number(score.mse).toFixed(3)}`);
    return score;
  }
}
