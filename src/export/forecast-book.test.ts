import { read, utils } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { metricIds } from '../evaluation/metric-cards.ts';
import type { Series } from '../series/series.ts';
import { nameFile } from './file-name.ts';
import {
  type BookSeries,
  type BookWord,
  type ForecastBook,
  longSheet,
  makeSheets,
  summarySheet,
} from './forecast-book.ts';
import { writeNixtlaCsv } from './nixtla-csv.ts';
import { copySheet, writeSheetCsv } from './sheet-text.ts';
import { writeXlsx } from './xlsx/write-xlsx.ts';

const week = 7 * 86_400_000;
const monday = Date.UTC(2026, 9, 5);
const say = (key: BookWord, values: Readonly<Record<string, string | number>> = {}) =>
  [key.replace('book.', ''), ...Object.values(values)].join(' ');

function history(uniqueId: string, start: number, y: number[]): Series {
  return {
    uniqueId,
    step: { unit: 'week', every: 1 },
    firstMs: monday + start * week,
    y: Float64Array.from(y),
    filled: new Uint8Array(y.length),
  };
}

const noMetrics = Object.fromEntries(metricIds.map((id) => [id, null])) as NonNullable<BookSeries['errors']>['metrics'];

function bookSeries(uniqueId: string, start: number, y: number[], changes: Partial<BookSeries> = {}): BookSeries {
  return {
    uniqueId,
    level: null,
    groups: ['Köln', 'Drinks'],
    history: history(uniqueId, start, y),
    forecast: Float64Array.of(10.5, 11),
    intervals: [{ level: 80, low: Float64Array.of(8, 7), high: Float64Array.of(13, 15) }],
    sumInterval: { low: 16, high: 27 },
    plan: null,
    lastYear: 20,
    model: 'Theta',
    status: 'active',
    trust: 'good',
    flags: ['bias', 'intermittent'],
    problem: null,
    errors: {
      metrics: { ...noMetrics, mae: 1.25, wape: 12.5, mase: 0.9, coverage80: 0.8 },
      naiveRatio: 0.8,
      points: 6,
    },
    ...changes,
  };
}

const planned = bookSeries('=B', 0, [1, 2, 3, 4], {
  plan: { planned: Float64Array.of(20, 11), reason: 'opening' },
  groups: [null, 'Bread'],
});
const book: ForecastBook = {
  groups: ['store', 'group'],
  series: [
    bookSeries('A', 1, [5, Number.NaN, 7]),
    planned,
    bookSeries('C', 0, [], {
      history: history('C', 0, []),
      forecast: new Float64Array(),
      intervals: [],
      sumInterval: null,
      lastYear: null,
      model: null,
      problem: 'too short',
      errors: null,
    }),
  ],
  gains: [
    {
      level: 'store',
      gain: {
        level: 1,
        nodes: 3,
        base: { wape: 0.2, rmse: 2 },
        reconciled: { wape: 0.15, rmse: 1.5 },
        bottomUp: { wape: 0.18, rmse: 1.8 },
      },
    },
  ],
  isMean: false,
  settings: [
    { label: 'file', value: 'Absatz.csv' },
    { label: 'day', value: { ms: monday } },
    { label: 'seed', value: 1 },
  ],
};

async function openBook(made: ForecastBook) {
  const blob = await writeXlsx('Absatz', makeSheets(made, say));
  return read(new Uint8Array(await blob.arrayBuffer()), { cellNF: true });
}

const rowsOf = (sheet: Awaited<ReturnType<typeof openBook>>['Sheets'][string]) =>
  utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: false, dateNF: 'yyyy-mm-dd', defval: '' });

test('another reader finds every sheet with what is in the book', async () => {
  const { SheetNames, Sheets } = await openBook(book);
  expect(SheetNames).toEqual(['summary', 'wide', 'long', 'errors', 'totals', 'settings']);
  expect(utils.sheet_to_json(Sheets.summary)[0]).toMatchObject({
    series: 'A',
    store: 'Köln',
    group: 'Drinks',
    status: 'active',
    'last-date': new Date('2026-10-26'),
    points: 3,
    'last-year': 20,
    'forecast-sum': 21.5,
    'low-sum 80': 16,
    'high-sum 80': 27,
    change: 21.5 / 20 - 1,
    model: 'Theta',
    miss: 0.125,
    trust: 'good',
    flags: 'bias; intermittent',
  });
  expect(utils.sheet_to_json(Sheets.summary)[1]).toMatchObject({
    series: '=B',
    'forecast-sum': 31,
    'model-sum': 21.5,
    reason: 'opening',
  });
  expect(utils.sheet_to_json(Sheets.summary)[2]).toMatchObject({ series: 'C', points: 0, problem: 'too short' });
  expect(utils.sheet_to_json(Sheets.errors)[0]).toMatchObject({
    series: 'A',
    mae: 1.25,
    miss: 0.125,
    'naive-ratio': 0.8,
  });
  expect(utils.sheet_to_json(Sheets.totals)).toEqual([
    { level: 'store', nodes: 3, 'miss-alone': 0.2, 'miss-reconciled': 0.15, 'miss-bottom-up': 0.18 },
  ]);
  expect(utils.sheet_to_json(Sheets.settings)).toEqual([
    { setting: 'file', value: 'Absatz.csv' },
    { setting: 'day', value: new Date('2026-10-05') },
    { setting: 'seed', value: 1 },
    { setting: 'left-out-series', value: 1 },
  ]);
});

test('wide: a column a period in its place, the past, what is to come, and the model’s number beside a plan', async () => {
  const { Sheets } = await openBook(book);
  expect(rowsOf(Sheets.wide)).toEqual([
    [
      'series',
      'store',
      'group',
      'measure',
      '2026-10-05',
      '2026-10-12',
      '2026-10-19',
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
    ],
    ['A', 'Köln', 'Drinks', 'actual-and-forecast', '', '5', '', '7', '11', '11'],
    ['A', 'Köln', 'Drinks', 'low 80', '', '', '', '', '8', '7'],
    ['A', 'Köln', 'Drinks', 'high 80', '', '', '', '', '13', '15'],
    ['=B', '', 'Bread', 'actual-and-plan', '1', '2', '3', '4', '20', '11'],
    ['=B', '', 'Bread', 'model-forecast', '', '', '', '', '11', '11'],
    ['=B', '', 'Bread', 'low 80', '', '', '', '', '8', '7'],
    ['=B', '', 'Bread', 'high 80', '', '', '', '', '13', '15'],
  ]);
  // Shown in whole units, as the file has them; the number is the model's.
  expect(Sheets.wide.I2).toMatchObject({ v: 10.5, z: '#,##0' });
});

test('amounts with decimals are shown with them, small ones with more', async () => {
  const formatOf = async (y: number[]) =>
    (await openBook({ ...book, series: [bookSeries('A', 0, y)] })).Sheets.wide.E2.z;
  expect(await formatOf([1.5, 2])).toBe('#,##0.00');
  expect(await formatOf([0.0012, 0.5])).toBe('#,##0.0000');
});

test('long: a row a period', async () => {
  const { Sheets } = await openBook(book);
  expect(utils.sheet_to_json(Sheets.long)).toHaveLength(4);
  expect(utils.sheet_to_json(Sheets.long)[2]).toMatchObject({
    series: '=B',
    group: 'Bread',
    period: new Date('2026-11-02'),
    plan: 20,
    forecast: 10.5,
    'low 80': 8,
    'high 80': 13,
    model: 'Theta',
  });
});

test('the oldest of very many periods are left out, and that is said', async () => {
  const y = Array.from({ length: 2500 }, (_, at) => at);
  const { Sheets } = await openBook({ ...book, series: [bookSeries('A', 0, y)] });
  const [headings, first] = rowsOf(Sheets.wide);
  expect(headings).toHaveLength(4 + 2000);
  expect(first[4]).toBe('502');
  expect(utils.sheet_to_json(Sheets.settings)).toContainEqual({ setting: 'left-out-periods', value: 502 });
});

test('rows without dates are numbered', async () => {
  const numbered = { ...history('A', 0, [1, 2]), step: { unit: 'row', every: 1 } as const, firstMs: 1 };
  const { Sheets } = await openBook({ ...book, series: [bookSeries('A', 0, [], { history: numbered })] });
  expect(rowsOf(Sheets.wide)[0].slice(4)).toEqual(['1', '2', '3', '4']);
});

test('of prices the mean is what matters', () => {
  const { columns, rows } = summarySheet({ ...book, isMean: true }, say);
  const at = columns.findIndex(({ heading }) => heading === 'forecast-mean');
  expect([...rows][0][at]).toBe(10.75);
});

test('totals have their level', () => {
  const { columns, rows } = summarySheet({ ...book, series: [bookSeries('all', 0, [1], { level: 'Total' })] }, say);
  expect(columns[1].heading).toBe('level');
  expect([...rows][0][1]).toBe('Total');
});

const textOf = async (blob: Blob) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(await blob.arrayBuffer());

test('CSV in the form of the country', async () => {
  const lines = (await textOf(await writeSheetCsv(longSheet(book, say), 'comma'))).split('\r\n');
  expect(lines[0]).toBe('\ufeffseries;store;group;period;plan;forecast;low 80;high 80;model');
  expect(lines[1]).toBe('A;Köln;Drinks;2026-11-02;10,5;10,5;8;13;Theta');
  expect(lines[3]).toBe("'=B;;Bread;2026-11-02;20;10,5;8;13;Theta");
});

test('CSV as Nixtla has it', async () => {
  const [head, first, , third] = (await textOf(await writeNixtlaCsv(book.series))).split('\r\n');
  expect(head).toBe('unique_id,ds,model,yhat,yhat-model,yhat-lo-80,yhat-hi-80');
  expect(first).toBe('A,2026-11-02,Theta,10.5,10.5,8,13');
  expect(third).toBe("'=B,2026-11-02,Theta,20,10.5,8,13");
});

test('copied: cells apart by tabs, and a table whose texts stay texts', () => {
  const { text, html } = copySheet(
    longSheet({ ...book, series: [{ ...planned, groups: ['a\tb\nc', '<b>'] }] }, say),
    'comma',
  );
  expect(text.split('\r\n')[1]).toBe("'=B\ta b c\t<b>\t2026-11-02\t20\t10,5\t8\t13\tTheta");
  expect(html).toContain(`<td>'=B</td>`);
  expect(html).toContain('&#60;b&#62;');
  expect(html).toContain('<td>2026-11-02</td><td>20</td><td>10,5</td>');
});

test('files are called after the data, the level and the day', () => {
  expect(nameFile('Absatz_Filialen KW44-2026.csv.gz', 'Warengruppe / Filiale', '2026-11-27', 'xlsx')).toBe(
    'Absatz_Filialen-KW44-2026_Warengruppe-Filiale_2026-11-27.xlsx',
  );
  expect(nameFile('销量.xlsx', null, '2026-11-27', 'csv')).toBe('销量_2026-11-27.csv');
});
