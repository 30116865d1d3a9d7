import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { closeGaps } from '../series/fill-gaps.ts';
import { guessPanel } from '../series/guess-panel.ts';
import { usualRules } from '../series/panel.ts';
import { readPanel } from '../series/read-panel.ts';
import { livesPanel } from '../series/testing/lives-panel.ts';
import { readTable } from '../table/read-table.ts';
import { countStatuses, labelPoint, type ReadSeriesOptions, readSeries } from './read-series.ts';

async function readBlob(blob: Blob, name: string, options: ReadSeriesOptions = {}) {
  const read = await readSeries(blob, name, options);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  const { series, timeFormat, ...file } = read.value;
  const shown = series.map((one) => ({
    id: one.uniqueId,
    y: [...one.y],
    next: labelPoint(one, one.y.length, timeFormat),
  }));
  return { ...file, series, shown };
}

const readText = (text: string, options: ReadSeriesOptions = {}) => readBlob(new Blob([text]), 'a.csv', options);
const readLong = (...rows: string[]) => readText(`unique_id,ds,y\n${rows.join('\n')}\n`);
const month = (at: number) => `20${20 + Math.floor(at / 12)}-${String(1 + (at % 12)).padStart(2, '0')}`;
const rowsOf = (write: (at: number) => string, points = 12) => Array.from({ length: points }, (_, at) => write(at));

describe('what the page reads of a file is what is scored', () => {
  const folder = join(import.meta.dirname, '../table/fixtures');
  const files = readdirSync(folder).filter((name) => !name.endsWith('.expected.json'));

  test('for every file that the reader is tested with', async () => {
    let compared = 0;
    for (const name of files) {
      const blob = new Blob([readFileSync(join(folder, name))]);
      const table = await readTable(blob, name);
      const page = table.ok ? readPanel(table.value, guessPanel(table.value), usualRules) : null;
      if (!page?.ok) continue;
      const { series } = await readBlob(blob, name, { withCovariates: true });
      const byId = new Map(series.map((one) => [one.uniqueId, one]));
      for (const prepared of page.value.series) {
        compared += 1;
        expect(byId.get(prepared.series.uniqueId), name).toEqual(closeGaps(prepared.series));
      }
    }
    expect(compared).toBeGreaterThan(20);
  });

  test('in other encodings, delimiters, packings and formats', async () => {
    const values = rowsOf((at) => `${100 + 7 * (at % 5)},5`);
    const text = ['Monat;Umsatz', ...values.map((value, at) => `${month(at)};${value}`)].join('\n');
    const records = values.map((value, at) => ({ Monat: month(at), Umsatz: Number(value.replace(',', '.')) }));
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    const files: [string, Blob][] = [
      ['a.csv', new Blob([text])],
      ['a.tsv', new Blob([text.replaceAll(';', '\t')])],
      ['a.csv', new Blob([utf16])],
      ['a.csv.gz', new Blob([gzipSync(text)])],
      ['a.json', new Blob([JSON.stringify(records)])],
    ];
    for (const [name, blob] of files) {
      const { shown } = await readBlob(blob, name);
      expect(shown, name).toEqual([
        { id: 'Umsatz', y: values.map((value) => Number(value.replace(',', '.'))), next: '2021-01' },
      ]);
    }
  });

  test('with a column a series, or a column a month', async () => {
    const wide = ['month,north,south', ...rowsOf((at) => `${month(at)},${at + 1},${20 - at}`)].join('\n');
    expect((await readText(wide)).shown.map(({ id }) => id)).toEqual(['north', 'south']);
    const header = ['Product', ...rowsOf(month)].join(',');
    const across = [header, ['tea', ...rowsOf((at) => String(at + 3))], ['rum', ...rowsOf(String)]].join('\n');
    expect((await readText(across)).shown).toMatchObject([{ id: 'tea' }, { id: 'rum', next: '2021-01' }]);
  });
});

describe('a file of unique_id, ds and y', () => {
  test('is put in order and on its rhythm, gaps on a line', async () => {
    const { shown } = await readLong('a,2020-05-01,5', 'a,2020-01-01,1', 'b,2021-01-01,7', 'a,2020-02-01,2');
    expect(shown[0]).toEqual({ id: 'a', y: [1, 2, 3, 4, 5], next: '2020-06-01' });
  });

  test.each([
    ['2019', '2020', '2021', '2022'],
    ['2019-11', '2019-12', '2020-01', '2020-02'],
    ['2019-10-31', '2019-11-30', '2019-12-31', '2020-01-31'],
    ['7', '8', '9', '10'],
    ['10', '20', '30', '40'],
  ])('goes on as its times are written: %s, %s, %s, then %s', async (...[first, second, third, next]) => {
    const { shown } = await readLong(`a,${third},3`, `a,${first},1`, `a,${second},2`);
    expect(shown).toEqual([{ id: 'a', y: [1, 2, 3], next }]);
  });

  test('may be numbered, with numbers left out and values before and after which there is none', async () => {
    const { shown } = await readLong('a,1,', 'a,2,4', 'a,3,', 'a,5,10', 'a,6,', 'b,1,3', 'b,2,5');
    expect(shown).toEqual([
      { id: 'a', y: [4, 6, 8, 10], next: '6' },
      { id: 'b', y: [3, 5], next: '3' },
    ]);
    const far = await readLong('a,1,4', 'a,2,5', 'a,40,6');
    expect(far.shown).toEqual([{ id: 'a', y: [4, 5, 6], next: '78' }]);
  });

  test('keeps the zeros in front of its ids', async () => {
    const { shown } = await readLong('007,1,1', '007,2,2', '010,1,3', '010,2,4');
    expect(shown.map(({ id }) => id)).toEqual(['007', '010']);
  });

  test('has series too short for a rhythm, which keep that of the others; one without a value is told', async () => {
    const usual = rowsOf((at) => `a,${month(at)}-01,${at}`);
    const { shown, refused } = await readLong('b,2020-03-01,5', ...usual, 'c,2020-03-01,');
    expect(shown[0]).toEqual({ id: 'b', y: [5], next: '2020-04-01' });
    expect(refused.map(({ uniqueId, problem }) => [uniqueId, problem.code])).toEqual([['c', 'target-empty']]);
  });

  test('may hold several rhythms', async () => {
    const monthly = rowsOf((at) => `a,${month(at)}-01,${at}`);
    const quarterly = rowsOf((at) => `b,${month(3 * at)}-01,${at}`);
    const { shown, refused } = await readLong(...monthly, ...quarterly);
    expect(refused).toEqual([]);
    expect(shown.map(({ y, next }) => [y.length, next])).toEqual([
      [12, '2021-01-01'],
      [12, '2023-01-01'],
    ]);
  });

  test('counts its rows where dates have no rhythm', async () => {
    const seconds = [1, 2022, 50_005, 60_606, 70_107, 133_333, 160_001, 303_030, 310_071, 470_047, 480_000, 900_013];
    const rows = seconds.map((second, at) => `a,${new Date(Date.UTC(2024, 0, 1, 0, 0, second)).toISOString()},${at}`);
    const { shown } = await readLong(...rows.reverse());
    expect(shown).toEqual([{ id: 'a', y: seconds.map((_, at) => at), next: '13' }]);
  });

  test('is filled in however much is missing', async () => {
    const { shown, repairs } = await readLong('a,2024-01-01,1', 'a,2024-01-02,2', 'a,2024-01-10,10', 'a,2024-01-11,11');
    expect(shown).toEqual([{ id: 'a', y: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], next: '2024-01-12' }]);
    expect(repairs).toMatchObject([{ kind: 'gaps', count: 7, rule: 'linear' }]);
  });
});

describe('columns that are named', () => {
  const text = [
    'when,shop,city,sold,price',
    ...['a', 'b'].flatMap((shop) => rowsOf((at) => `${month(at)},${shop},Bonn,${at},${at + 0.5}`)),
  ].join('\n');

  test('are read in place of the guess', async () => {
    const named = await readText(text, { time: 'WHEN', ids: ['shop', 'city'], targets: ['price'] });
    expect(named.columns).toEqual({ time: 'when', ids: ['shop', 'city'], targets: ['price'] });
    expect(named.shown.map(({ id, y }) => [id, y[0]])).toEqual([
      ['a · Bonn', 0.5],
      ['b · Bonn', 0.5],
    ]);
    const { shown } = await readText(text, { time: null, ids: ['shop'], targets: ['sold'] });
    expect(shown[1]).toMatchObject({ id: 'b', next: '13' });
  });

  test.each([
    [{ targets: ['profit'] }, { code: 'column-missing', column: 'profit' }],
    [{ targets: ['shop'] }, { code: 'target-not-numeric', numbers: ['sold', 'price'] }],
    [{ time: 'shop' }, { code: 'time-not-ordered', times: ['when', 'sold', 'price'] }],
  ])('that do not serve are a problem: %j', async (wanted, problem) => {
    const read = await readSeries(new Blob([text]), 'a.csv', wanted);
    expect(read).toMatchObject({ ok: false, problem: { of: 'columns', problem } });
  });
});

test('what has become of each series is said as the page says it', async () => {
  const { text, lives } = livesPanel();
  const file = await readSeries(new Blob([text]), 'a.csv');
  if (!file.ok) throw new Error(file.problem.of);
  const said = file.value.atEnd.map(({ series, status, noForecast }) => [
    series.uniqueId,
    status,
    noForecast === 'ended',
  ]);
  expect(said).toEqual(lives.map(({ name, status, ended }) => [name, status, ended]));
  expect(countStatuses(file.value.atEnd)).toEqual({ active: 3, inactive: 2, sparse: 1, new: 1, 'too-short': 1 });
});
