import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const m4Archive = join(root, '../shared/data/M4-hourly-weekly.zip');

/** @param {string[]} args */
function score(...args) {
  return run(process.execPath, ['scripts/score.mjs', ...args], { cwd: root, maxBuffer: 1 << 26 });
}

describe('scoring a file in long form', () => {
  /** @type {string} */
  let folder;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dropcast-score-'));
    const sample = await readFile(join(root, 'public/samples/air-passengers.csv'), 'utf8');
    const rows = sample.trim().split('\n').slice(1);
    const long = (/** @type {string[]} */ some) => `unique_id,ds,y\n${some.map((row) => `air,${row}`).join('\n')}\n`;
    await writeFile(join(folder, 'train.csv'), long(rows.slice(0, -12)));
    await writeFile(join(folder, 'test.csv'), long(rows.slice(-12)));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('writes what Nixtla’s libraries write and measures what is published', async () => {
    const out = join(folder, 'out.csv');
    const files = ['--input', join(folder, 'train.csv'), '--test', join(folder, 'test.csv'), '--out', out];
    const { stdout } = await score(
      ...files,
      '--horizon',
      '12',
      '--season',
      '12',
      '--models',
      'auto,seasonal-naive',
      '--json',
    );
    const { models } = JSON.parse(stdout);
    const byName = Object.fromEntries(models.map((/** @type {{ model: string }} */ model) => [model.model, model]));
    expect(byName.auto.mase).toBeLessThan(byName['seasonal-naive'].mase);

    const [header, ...lines] = (await readFile(out, 'utf8')).trim().split('\r\n');
    expect(header.split(',').slice(0, 7)).toEqual([
      'unique_id',
      'ds',
      'auto',
      'auto-lo-80',
      'auto-hi-80',
      'auto-lo-95',
      'auto-hi-95',
    ]);
    expect(lines).toHaveLength(12);
    expect(lines[0].split(',').slice(0, 2)).toEqual(['air', '1960-01']);
    // The last 12 months: MAE 47.83 for the seasonal naive, at most 14 for the automatic choice.
    const actual = (await readFile(join(folder, 'test.csv'), 'utf8')).trim().split('\n').slice(1);
    const maeOf = (/** @type {string} */ model) => {
      const column = header.split(',').indexOf(model);
      const errors = lines.map((line, at) =>
        Math.abs(Number(line.split(',')[column]) - Number(actual[at].split(',')[2])),
      );
      return errors.reduce((sum, error) => sum + error, 0) / errors.length;
    };
    expect(maeOf('seasonal-naive')).toBeCloseTo(47.83, 2);
    expect(maeOf('auto')).toBeLessThan(14);
  });

  test('forecasts every series of a rough file: any order, gaps, other ends, nothing to learn from', async () => {
    /** @param {string} id @param {(number | string)[]} values @param {number} [skipped] */
    const monthly = (id, values, skipped) =>
      values.flatMap((value, at) =>
        at === skipped ? [] : [`${id},20${10 + Math.floor(at / 12)}-${1 + (at % 12)}-01,${value}`],
      );
    const rows = Array.from({ length: 12 }, (_, id) =>
      monthly(
        `usual ${id}`,
        Array.from({ length: 24 + id }, (_unused, at) => 100 + at + (at % 12)),
      ),
    );
    rows.push(monthly('one', [7]), monthly('three', [3, 4, 5]), monthly('zeros', new Array(30).fill(0)));
    rows.push(monthly('constant', new Array(30).fill(5)), monthly('empty', ['', '', '']));
    rows.push(monthly('spike', [...new Array(15).fill(0), 900, ...new Array(14).fill(0)]));
    rows.push(
      monthly('gap', ['NaN', 1, 2, '', 4, 5, 6, 7, 8], 5),
      monthly('negative', [-4, 3, -2, 1, 5, -6, 7, -8, 2]),
    );
    rows.push(monthly('large', [1e300, 2e300, 1e300, 3e300, 1e300, 2e300, 1e300, 2e300, 1e300]));
    const input = join(folder, 'rough.csv');
    const out = join(folder, 'rough-out.csv');
    await writeFile(input, `unique_id,ds,y\n${rows.flat().reverse().join('\n')}\n`);
    const { stderr } = await score(
      '--input',
      input,
      '--horizon',
      '2',
      '--season',
      '12',
      '--models',
      'auto,ets',
      '--out',
      out,
    );
    expect(stderr).toContain('empty: has no value');
    const [, ...lines] = (await readFile(out, 'utf8')).trim().split('\r\n');
    const forecasts = new Map(
      lines.map((line) => line.split(',')).map(([id, ds, auto, ...rest]) => [`${id} ${ds}`, [auto, rest[4]]]),
    );
    expect(forecasts.size).toBe(2 * (rows.length - 1));
    for (const points of forecasts.values())
      for (const point of points) expect(Number(point || Number.NaN)).not.toBeNaN();
    expect(forecasts.get('usual 3 2012-04-01')).toBeDefined();
    expect(forecasts.get('gap 2010-11-01')).toBeDefined();
    expect(forecasts.get('one 2010-03-01')).toEqual(['7', '7']);
    expect(Number(forecasts.get('constant 2012-07-01')?.[0])).toBeCloseTo(5, 9);
  }, 120_000);

  test.each([
    [['--horizon', '3'], '--input'],
    [['--input', 'nowhere.csv', '--horizon', 'x'], '--horizon'],
    [['--input', 'nowhere.csv', '--horizon', '3', '--models', 'crystal-ball'], 'crystal-ball'],
  ])('says what is wrong with %j', async (args, word) => {
    await expect(score(...args)).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining(word) });
  });
});

describe.runIf(existsSync(m4Archive))('the protocol of the M4 competition', () => {
  test.each([
    ['hourly', 18.383, 2.395],
    ['weekly', 9.161, 2.777],
  ])('gives Naive2 on the %s set the published sMAPE %f and MASE %f', async (set, smape, mase) => {
    const { stdout } = await score('m4', '--data', m4Archive, '--set', set, '--models', 'naive2', '--json');
    const [naive2] = JSON.parse(stdout).models;
    expect(naive2.smape).toBeCloseTo(smape, 3);
    expect(naive2.mase).toBeCloseTo(mase, 3);
  });
});

describe('networks tested as the page does it', () => {
  const input = ['page', '--input', 'public/samples/air-passengers.csv', '--models', 'nlinear', '--json'];

  test('with and without augmented windows, over seeds', async () => {
    const { stdout } = await score(...input, '--first', '72', '--augmentation', 'off,auto', '--seeds', '2');
    const [off, auto] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(off).toMatchObject({ model: 'nlinear', augmentation: 'off', augmented: null });
    expect(off.seeds).toHaveLength(2);
    expect(off.mase).toBeCloseTo((off.seeds[0] + off.seeds[1]) / 2, 12);
    expect([0, 1, 2]).toContain(auto.augmented);
    if (auto.augmented === 0) expect(auto.seeds).toEqual(off.seeds);
  }, 60_000);

  test('says which names there are', async () => {
    await expect(score(...input, '--augmentation', 'sometimes')).rejects.toThrow(/There are: off, auto, on/);
  });
});
