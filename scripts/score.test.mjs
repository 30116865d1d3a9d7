import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runJobs } from './score/jobs.mjs';
import { bundleSource } from './source.mjs';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const m4Archive = join(root, '../shared/data/M4-hourly-weekly.zip');

const air = join(root, 'public/samples/air-passengers.csv');

/** @type {string} */
let folder;
/** @type {Awaited<ReturnType<typeof bundleSource>>} */
let bundle;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropcast-score-'));
  bundle = await bundleSource('scripts/score/source.ts');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await bundle.dispose();
});

/** One bundle serves all processes. */
const environment = () => ({ ...process.env, DROPCAST_BUNDLES: dirname(fileURLToPath(bundle.url)) });

/** @param {string} script @param {string[]} args */
function start(script, ...args) {
  return run(process.execPath, [`scripts/${script}`, ...args], { cwd: root, maxBuffer: 1 << 26, env: environment() });
}

/** @param {string[]} args */
function score(...args) {
  return start('score.mjs', ...args);
}

/** @param {string} name @param {string} text */
async function write(name, text) {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

/** @param {number} series @param {number} points @param {string} header */
function longRows(series, points, header = 'unique_id,ds,y') {
  const rows = Array.from({ length: series * points }, (_, row) => {
    const [id, at] = [Math.floor(row / points), row % points];
    return `${id},${at + 1},${100 + (at % 12) * (1 + id) + (at % 7)}`;
  });
  return `${[header, ...rows].join('\n')}\n`;
}

describe('scoring a file in long form', () => {
  beforeAll(async () => {
    const sample = await readFile(air, 'utf8');
    const rows = sample.trim().split('\n').slice(1);
    const long = (/** @type {string[]} */ some) => `unique_id,ds,y\n${some.map((row) => `air,${row}`).join('\n')}\n`;
    await writeFile(join(folder, 'train.csv'), long(rows.slice(0, -12)));
    await writeFile(join(folder, 'test.csv'), long(rows.slice(-12)));
  });

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
    rows.push(monthly('large', [1e140, 2e300, 1e140, 3e300, 1e140, 2e300, 1e140, 2e300, 1e140]));
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
  });
});

describe('a file of any other form', () => {
  test('is read as the page reads it, with its horizon and season, and printed where nothing else is asked', async () => {
    const { stdout, stderr } = await score('--input', air, '--models', 'seasonal-naive');
    const [header, ...lines] = stdout.trim().split(/\r?\n/);
    expect(header).toMatch(/^unique_id,ds,seasonal-naive,/);
    expect(lines.map((line) => line.split(',').slice(0, 3))).toHaveLength(12);
    expect(lines[0].split(',').slice(0, 3)).toEqual(['Passengers', '1961-01', '417']);
    expect(stderr).toContain('horizon 12, season 12');
  });

  test('by columns that are named, numbered rows, the season found in them', async () => {
    const rows = Array.from(
      { length: 120 },
      (_, at) => `x;${at};${50 + 20 * Math.sin((2 * Math.PI * at) / 8)};${at % 3}`,
    );
    const input = await write('named.csv', ['kind;n;load;other', ...rows].join('\n'));
    const named = ['--time', 'none', '--id', 'kind', '--target', 'load'];
    const { stdout } = await score('--input', input, ...named, '--models', 'naive', '--json');
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ series: 1, finished: 1, cancelled: false, season: 8, failures: [] });
    expect(result.columns).toEqual({ time: null, ids: ['kind'], targets: ['load'] });
    expect(result.rows).toEqual({ read: 120, leftOut: 0 });
  });

  test('is tested on its end where that is asked', async () => {
    const { stdout } = await score('--input', air, '--models', 'theta,naive', '--backtest', '--json');
    const { models, repairs } = JSON.parse(stdout);
    expect(models.map((/** @type {{ mase: number }} */ { mase }) => mase > 0.1 && mase < 10)).toEqual([true, true]);
    expect(repairs).toEqual([]);
  });
});

/** @param {Promise<unknown>} command */
async function refusalOf(command) {
  const refused = await command.then(
    () => ({ code: 0, stdout: '', stderr: '' }),
    (error) => error,
  );
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr.trim().split('\n')).toHaveLength(1);
  expect(refused.stderr).not.toMatch(/^\s+at /m);
  return refused.stderr;
}

describe('a call that cannot be answered is one line and exit code 2', () => {
  const deep = '['.repeat(200_000) + ']'.repeat(200_000);

  test.concurrent.each([
    [['--horizon', '3'], /--input FILE is needed/],
    [['--input', 'nowhere.csv'], /nowhere.csv is not there/],
    [['--input', 'public'], /public is a folder/],
    [['--input', air, '--horizon', 'x'], /--horizon must be a whole number/],
    [['--input', air, '--horizon', '-1'], /--horizon must be .* not "-1"/],
    [['--input', air, '--season', '0'], /--season must be/],
    [['--input', air, '--levels', 'foo'], /--levels must be percentages/],
    [['--input', air, '--jobs', '0'], /--jobs must be/],
    [['--input', air, '--frobnicate'], /Unknown option '--frobnicate'.*--input/],
    [['--input', air, '--models', 'crystal-ball'], /no "crystal-ball". There are: .*theta/],
    [['--input', air, '--target', 'profit'], /no column "profit". It has: Month, Passengers/],
    [['--input', air, '--out', 'nowhere/out.csv'], /the folder nowhere is not there/],
    [['--input', air, '--out', 'public'], /public is a folder/],
    [['--input', air, '--out', 'public/samples/../samples/air-passengers.csv'], /is the file that is read/],
    [['frobnicate'], /"frobnicate".*panel, m4, ett, page/],
    [['panel'], /--input FILE is needed/],
    [['panel', '--input', air, '--reconcile', 'magic'], /no "magic". There are: .*mint/],
    [['panel', '--input', air, '--levels-of', 'shop'], /--levels-of has no "shop"/],
    [['panel', '--input', air, '--xlsx', 'out.csv'], /ends in .xlsx/],
    [['panel', '--input', air, '--xlsx', 'nowhere/out.xlsx'], /the folder nowhere is not there/],
    [['panel', '--input', air, '--results', air], /is the file that is read/],
    [['panel', '--input', air, '--test', air], /leave out/],
    [['m4', '--set', 'weekly'], /--data FILE.zip/],
    [['m4', '--data', air, '--set', 'weekly'], /not a zip archive/],
    [['ett'], /--data FILE.zip/],
    [['page'], /--input FILE/],
  ])('%j', async (args, line) => {
    expect(await refusalOf(score(...args))).toMatch(line);
  });

  test.concurrent.each([
    ['empty.csv', '', /is empty/],
    ['words.csv', 'name,colour\na,red\nb,blue\nc,green\n', /no column of numbers/],
    ['deep.json', deep, /deep.json/],
    ['blank.csv', 'unique_id,ds,y\na,2020-01-01,\na,2020-02-01,\n', /blank.csv/],
  ])('a file such as %s', async (name, text, line) => {
    expect(await refusalOf(score('--input', await write(name, text)))).toMatch(line);
  });

  test('a test file of other series', async () => {
    const other = await write('other.csv', 'unique_id,ds,y\nzz,1961-01,5\nzz,1961-02,6\n');
    const out = join(folder, 'never.csv');
    const line = await refusalOf(score('--input', air, '--test', other, '--out', out));
    expect(line).toMatch(/the same ids \("Passengers", where it has "zz"\)/);
    expect(existsSync(out)).toBe(false);
  });

  test.each([
    ['inspect.mjs', ['--frobnicate']],
    ['bench.mjs', ['--frobnicate']],
    ['bench.mjs', ['frobnicate']],
  ])('%s %j', async (script, args) => {
    expect(await refusalOf(start(script, ...args))).toContain('frobnicate');
  });
});

describe('a whole file', () => {
  /** Stores that sell articles of two groups, by month; one series has ended, one is new. */
  function storeRows() {
    const rows = ['month,store,article,group,sold'];
    for (let at = 0; at < 60; at++) {
      const month = `${2020 + Math.floor(at / 12)}-${String(1 + (at % 12)).padStart(2, '0')}`;
      for (const [s, store] of ['North', 'South'].entries()) {
        for (const [a, article] of ['ale', 'bun', '=cake'].entries()) {
          if (store === 'North' && article === 'bun' && at >= 40) continue;
          if (store === 'South' && article === '=cake' && at < 48) continue;
          const season = Math.round(8 * Math.sin((2 * Math.PI * (at + 2 * a)) / 12));
          const sold = 40 + 10 * s + 5 * a + season + ((at * 7 + a * 3 + s * 5) % 5);
          rows.push([month, store, article, a === 0 ? 'drinks' : 'bread', sold].join(','));
        }
      }
    }
    return `${rows.join('\n')}\n`;
  }
  const asked = ['--models', 'theta', '--target', 'sold', '--id', 'store,article', '--horizon', '6', '--jobs', '1'];

  test('its totals add up, in a workbook that another library opens, in CSV and in one line of JSON', async () => {
    const input = await write('stores.csv', storeRows());
    const [xlsx, out] = [join(folder, 'stores.xlsx'), join(folder, 'stores-out.csv')];
    const { stdout } = await score(
      'panel',
      '--input',
      input,
      ...asked,
      '--reconcile',
      'mint',
      '--xlsx',
      xlsx,
      '--out',
      out,
    );
    expect(stdout.trim().split('\n')).toHaveLength(1);
    const line = JSON.parse(stdout);
    expect(line).toMatchObject({
      series: 6,
      ended: 1,
      finished: line.totals + 5,
      horizon: 6,
      cancelled: false,
      failures: [],
    });
    expect(line.reconcile).toMatchObject({ method: 'mint' });
    expect(line.levels.map((/** @type {{ level: string }} */ { level }) => level)).toContain('store');
    expect(line.levels.every((/** @type {{ wapeReconciled: number }} */ one) => one.wapeReconciled > 0)).toBe(true);
    const { read, utils } = await import('@e965/xlsx');
    const { Sheets } = read(await readFile(xlsx));
    /** @type {Record<string, any>[]} */
    const summary = utils.sheet_to_json(Sheets.Summary);
    /** @param {(row: Record<string, any>) => boolean} isOne */
    const sumOf = (isOne) => summary.filter(isOne).reduce((sum, row) => sum + (row['Forecast, all periods'] ?? 0), 0);
    const [total] = summary.filter(({ Series }) => Series === 'Total');
    expect(total['Forecast, all periods']).toBeGreaterThan(500);
    expect(sumOf(({ Level }) => Level === undefined)).toBeCloseTo(total['Forecast, all periods'], 6);
    expect(sumOf(({ Level }) => Level === 'store')).toBeCloseTo(total['Forecast, all periods'], 6);
    expect(summary.find(({ Series }) => Series === 'North · bun')).toMatchObject({
      'Why there is no forecast': 'ended before the file did',
    });
    const rows = (await readFile(out, 'utf8'))
      .trim()
      .split('\r\n')
      .slice(1)
      .map((row) => row.split(','));
    const first = rows.filter(([, ds]) => ds === '2025-01');
    const whole = first.find(([id]) => id === 'Total');
    const leaves = first.filter(([id]) => id.includes(' · ') && !id.includes(': '));
    expect(leaves).toHaveLength(5);
    expect(leaves.reduce((sum, row) => sum + Number(row[2]), 0)).toBeCloseTo(Number(whole?.[2]), 6);
    expect(Number(whole?.[3])).toBeLessThan(Number(whole?.[2]));
  });

  test('by the levels that are named alone', async () => {
    const input = await write('stores-2.csv', storeRows());
    const { stdout } = await score('panel', '--input', input, ...asked, '--levels-of', 'Group');
    const line = JSON.parse(stdout);
    expect(
      line.levels.map((/** @type {{ level: string, nodes: number }} */ { level, nodes }) => [level, nodes]),
    ).toEqual([
      ['Total', 1],
      ['group', 2],
      ['series', 6],
    ]);
  });

  test('goes on where it was stopped, comes to the same, and refuses results of something else', async () => {
    const input = await write('stores-3.csv', storeRows());
    const results = join(folder, 'results.jsonl');
    const call = ['panel', '--input', input, ...asked, '--reconcile', 'mint', '--results', results];
    const whole = JSON.parse((await score(...call)).stdout);
    const lines = (await readFile(results, 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(1 + whole.finished);
    // Killed while it wrote the fourth result.
    await writeFile(results, `${lines.slice(0, 4).join('\n')}\n${lines[4].slice(0, 40)}`);
    const resumed = JSON.parse((await score(...call)).stdout);
    expect(resumed).toMatchObject({
      resumed: 3,
      finished: whole.finished,
      levels: whole.levels,
      reconcile: whole.reconcile,
    });
    expect((await readFile(results, 'utf8')).trim().split('\n').sort()).toEqual(
      lines.sort().map((line) => expect.stringContaining(line.slice(0, 60))),
    );
    expect(await refusalOf(score(...call, '--season', '4'))).toMatch(/is of another file, or of other settings/);
    expect(
      await refusalOf(score('panel', '--input', input, '--results', await write('notes.txt', 'my notes\n'))),
    ).toMatch(/no file of results/);
    expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('my notes\n');
  });

  test('one series is a file too', async () => {
    const { stdout } = await score('panel', '--input', air, '--models', 'theta', '--reconcile', 'auto');
    expect(JSON.parse(stdout)).toMatchObject({ series: 1, totals: 1, finished: 2, failures: [] });
  });
});

describe('Ctrl-C', () => {
  const series = 400;
  const cache = join(root, 'node_modules/.cache');
  /** @param {number | undefined} pid */
  const leftBy = async (pid) => (await readdir(cache)).filter((name) => name.startsWith(`dropcast-${pid}-`));

  /** @param {string[]} args */
  async function begin(...args) {
    const input = await write('many.csv', longRows(series, 300));
    const command = ['scripts/score.mjs', '--input', input, '--jobs', '1', '--json', ...args];
    const child = spawn(process.execPath, command, { cwd: root });
    let stdout = '';
    child.stdout.on('data', (data) => {
      stdout += data;
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    const begun = new Promise((resolve, reject) => {
      child.stderr.on('data', (data) => {
        if (String(data).includes(`${series} series`)) resolve(null);
      });
      child.once('exit', () => reject(new Error('it ended before it began')));
    });
    await begun;
    expect(await leftBy(child.pid)).toHaveLength(1);
    return { child, ended, output: () => stdout };
  }

  test.each(/** @type {const} */ (['SIGINT', 'SIGTERM']))('%s writes what is finished', async (signal) => {
    const out = join(folder, `${signal}.csv`);
    const { child, ended, output } = await begin('--horizon', '3', '--models', 'naive,auto', '--out', out);
    child.kill(signal);
    expect(await ended).toBe(130);
    const { cancelled, finished, series: all } = JSON.parse(output());
    expect({ cancelled, all }).toEqual({ cancelled: true, all: series });
    expect(finished).toBeLessThan(series);
    const written = existsSync(out) ? (await readFile(out, 'utf8')).trim().split('\r\n').slice(1) : [];
    expect(written).toHaveLength(3 * finished);
    expect(await leftBy(child.pid)).toEqual([]);
  });

  test('twice ends at once, and leaves nothing behind either', async () => {
    const { child, ended } = await begin();
    child.kill('SIGINT');
    child.kill('SIGTERM');
    expect(await ended).toBe(130);
    expect(await leftBy(child.pid)).toEqual([]);
  });

  test('ends the threads; what was finished before is kept', async () => {
    /** @type {typeof import('./score/source.ts')} */
    const { readSeries } = await import(/* @vite-ignore */ bundle.url);
    const read = await readSeries(new Blob([longRows(6, 40)]), 'six.csv');
    if (!read.ok) throw new Error('not read');
    const tasks = read.value.series.map((one) => ({ series: one, actual: null }));
    const controller = new AbortController();
    const scored = await runJobs(
      bundle.url,
      tasks,
      { models: ['theta'], horizonSteps: 2, seasonLength: 1 },
      {
        jobs: 1,
        together: 1,
        signal: controller.signal,
        onProgress: (done) => done === 2 && controller.abort(),
      },
    );
    expect(scored.map((one) => one?.uniqueId ?? null)).toEqual(['0', '1', null, null, null, null]);
  });

  test('what a killed process left is removed by the next', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => gone.once('close', resolve));
    const left = join(cache, `dropcast-${gone.pid}-killed`);
    await mkdir(left, { recursive: true });
    const { dispose } = await bundleSource('scripts/score/source.ts');
    await dispose();
    expect(existsSync(left)).toBe(false);
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
  });

  test('several targets together and each alone, at the same origins', async () => {
    const yields = ['page', '--input', 'public/samples/treasury-yields.csv', '--models', 'nlinear', '--seeds', '1'];
    const columns = ['1-year yield (%)', '3-year yield (%)'];
    const { stdout } = await score(...yields, '--last', '60', '--target', columns.join(','), '--together', '--json');
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map(({ target }) => target)).toEqual(columns);
    for (const { kept, together, alone } of rows) {
      expect(Math.min(together, alone)).toBeGreaterThan(0);
      expect(kept === 'together' ? together : 0).toBeLessThan(alone);
    }
  });

  test('says which names there are', async () => {
    await expect(score(...input, '--augmentation', 'sometimes')).rejects.toThrow(/There are: off, auto, on/);
  });
});
