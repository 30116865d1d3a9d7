import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inspectFile } from './inspect/inspect-file.ts';
import { clocks } from './inspect/testing/clocks.mjs';
import { labels } from './inspect/testing/labels.mjs';
import { ledgers } from './inspect/testing/ledgers.mjs';
import { reports } from './inspect/testing/reports.mjs';
import { retailWeeks } from './inspect/testing/retail-weeks.mjs';
import { undated } from './inspect/testing/undated.mjs';
import { values } from './inspect/testing/values.mjs';

/** @typedef {import('./inspect/testing/situation.mjs').Situation} Situation */

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropcast-inspect-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** @param {Situation} situation */
async function inspect({ file = 'a.csv', lines, bytes }) {
  const path = join(folder, file);
  await writeFile(path, bytes ?? `${lines.join('\n')}\n`);
  const inspection = await inspectFile(path);
  if (!inspection.ok) throw new Error(`${inspection.code}: ${inspection.message}`);
  return inspection;
}

/** @param {Record<string, unknown>} found */
const sayFound = ({ code, how, low, high }) => {
  if (code === 'bring-to-rhythm') return `${code} by ${how}`;
  return code === 'limits' ? `${code} ${low}-${high}` : String(code);
};

const situations = [...labels, ...clocks, ...values, ...undated, ...reports, ...retailWeeks, ...ledgers];

it('has every kind in the table of docs/reading.md', async () => {
  const documented = await readFile(new URL('../docs/reading.md', import.meta.url), 'utf8');
  expect(situations.filter(({ kind }) => !documented.includes(`| ${kind} |`)).map(({ kind }) => kind)).toEqual([]);
});

const round = (/** @type {number | null} */ value) => (value === null ? null : Number(value.toPrecision(10)));

it.each(situations.map((one) => /** @type {const} */ ([one.kind, one])))('%s', async (_, situation) => {
  const { rows, read } = situation;
  const found = await inspect(situation);
  const { time } = found;
  expect({
    shape: read.shape && found.shape,
    ids: found.ids,
    targets: found.targets,
    covariates: read.covariates && found.covariates,
    time: time && [time.frequency, time.start, time.end],
    leftOut: Object.fromEntries(found.leftOut.map(({ reason, rows }) => [reason, rows])),
    asked: found.questions.map(sayFound),
    series: found.sample.map(({ uniqueId, points, sum, first, last }) => [
      uniqueId,
      points,
      round(sum),
      round(first),
      round(last),
    ]),
  }).toEqual({
    shape: read.shape,
    ids: read.ids ?? [],
    targets: read.targets,
    covariates: read.covariates,
    time: read.time,
    leftOut: read.leftOut ?? {},
    asked: read.asked ?? [],
    series: read.series.map(([uniqueId, points, ...numbers]) => [uniqueId, points, ...numbers.map(round)]),
  });
  expect(found.problems.map(sayFound)).toEqual(expect.arrayContaining([...(read.noted ?? [])]));
  if (read.repaired) expect(found.repairs.map(({ kind, rule }) => `${kind} by ${rule}`)).toEqual(read.repaired);
  expect(found.rowsRead).toBe(rows);
  expect(found.rowsUsed + found.leftOut.reduce((sum, left) => sum + left.rows, 0)).toBe(rows);
});
