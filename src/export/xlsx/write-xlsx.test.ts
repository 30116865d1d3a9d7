import { read, utils, type WorkBook } from '@e965/xlsx';
import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { readTable } from '../../table/read-table.ts';
import type { Sheet } from './sheet.ts';
import { writeXlsx } from './write-xlsx.ts';

const day = Date.UTC(2024, 0, 29);
const sheet: Sheet = {
  name: 'Summary',
  columns: [
    { heading: 'Name', format: 'text', width: 30 },
    { heading: 'Last', format: 'day', width: 12 },
    { heading: { ms: day }, format: 'whole', width: 12, headingFormat: 'day' },
    { heading: 'Share', format: 'percent', width: 12, isTinted: true },
    { heading: 'Time', format: 'time', width: 12 },
  ],
  frozenColumns: 1,
  isFiltered: true,
  rows: [
    ['plain', { ms: day }, 12, 0.125, { ms: day + 3_600_000 * 13.5 }],
    ['=HYPERLINK("http://evil.example","click")', { ms: Date.UTC(1900, 0, 5) }, -5.2, null, null],
    ['+1', null, Number.NaN, 1e-7, null],
    ['a & b < c > "d" \u0001 _x0041_ 销量 \ud83d\ude00 \ud800.', null, 0.1 + 0.2, 1e21, null],
  ],
};

async function open(blob: Blob): Promise<{ book: WorkBook; bytes: Uint8Array }> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return { book: read(bytes, { cellNF: true, cellStyles: true }), bytes };
}

test('another reader finds the same texts, numbers and dates, and no formula', async () => {
  const { book } = await open(await writeXlsx('Title', [sheet]));
  expect(book.SheetNames).toEqual(['Summary']);
  const cells = book.Sheets.Summary;
  expect(Object.values(cells).filter((cell) => cell?.f !== undefined)).toEqual([]);
  expect(cells.A3).toMatchObject({ t: 's', v: '=HYPERLINK("http://evil.example","click")' });
  expect(cells.A4).toMatchObject({ t: 's', v: '+1' });
  expect(cells.A5.v).toBe('a & b < c > "d" \u0001 _x0041_ 销量 \ud83d\ude00 \ufffd.');
  expect(cells.B2).toMatchObject({ t: 'n', v: 45_320, z: 'yyyy-mm-dd', w: '2024-01-29' });
  expect(cells.C1).toMatchObject({ t: 'n', v: 45_320, w: '2024-01-29' });
  expect(cells.C2).toMatchObject({ t: 'n', v: 12, z: '#,##0' });
  expect([cells.C3.v, cells.C5.v, cells.D4.v, cells.D5.v]).toEqual([-5.2, 0.1 + 0.2, 1e-7, 1e21]);
  expect(cells.D2).toMatchObject({ v: 0.125, w: '12.5%' });
  expect(cells.E2).toMatchObject({ t: 'n', z: 'yyyy-mm-dd hh:mm', w: '2024-01-29 13:30' });
  expect(cells.C4).toBeUndefined();
  expect(cells['!autofilter']).toEqual({ ref: 'A1:E5' });
});

test('every character of a text comes back, those that XML cannot hold too', async () => {
  const characters = [...Array.from({ length: 0xa1 }, (_, code) => code), 0xfffe, 0xffff].map((code) =>
    String.fromCharCode(code),
  );
  const rows = characters.map((character) => [`a${character}b`]);
  const columns = [{ heading: 'text', format: 'text' as const, width: 10 }];
  const { book } = await open(await writeXlsx('T', [{ ...sheet, columns, rows }]));
  const texts = utils.sheet_to_json<[string]>(book.Sheets.Summary, { header: 1 }).slice(1);
  expect(texts).toEqual(rows);
});

test('a day before March 1900, which Excel numbers wrongly, is a text', async () => {
  const { book } = await open(await writeXlsx('Title', [sheet]));
  expect(book.Sheets.Summary.B3).toMatchObject({ t: 's', v: '1900-01-05' });
});

test('dates are the same wherever it is read: 1904, leap days and the last instant of a year', async () => {
  const times = [Date.UTC(1904, 1, 29), Date.UTC(2000, 1, 29), Date.UTC(2024, 11, 31, 23, 59)];
  const columns = [{ heading: 'd', format: 'time' as const, width: 10 }];
  const rows = times.map((ms) => [{ ms }]);
  const { bytes } = await open(await writeXlsx('T', [{ ...sheet, columns, rows }]));
  const { sheets } = await readXlsx(bytes);
  expect(sheets[0].rows.slice(1).map(([cell]) => (cell as Date).getTime())).toEqual(times);
});

test('the headings and the first column stay in sight', async () => {
  const { bytes } = await open(await writeXlsx('T', [sheet]));
  const { sheets } = await readXlsx(bytes);
  expect(sheets[0].freezePane).toMatchObject({ rows: 1, columns: 1 });
});

test('sheets are named as Excel wants them, each once', async () => {
  const names = [
    'History/Forecast: [all]',
    'history forecast   all',
    'A name of more than thirty-one characters',
    '',
    "'q'",
  ];
  const { book } = await open(
    await writeXlsx(
      'T',
      names.map((name) => ({ ...sheet, name })),
    ),
  );
  expect(book.SheetNames).toEqual([
    'History Forecast   all',
    'history forecast   all 2',
    'A name of more than thirty-one',
    'Sheet',
    'q',
  ]);
});

test('columns beyond Z are found again', async () => {
  const columns = Array.from({ length: 800 }, (_, at) => ({ heading: `c${at}`, format: 'whole' as const, width: 8 }));
  const rows = [Array.from({ length: 800 }, (_, at) => at)];
  const { book } = await open(await writeXlsx('T', [{ ...sheet, columns, rows }]));
  expect(utils.sheet_to_json(book.Sheets.Summary, { header: 1 })).toEqual([
    columns.map(({ heading }) => heading),
    rows[0],
  ]);
});

test('more rows than Excel opens go on in another sheet, under the same headings', async () => {
  const columns = [{ heading: 'n', format: 'whole' as const, width: 8 }];
  function* rows() {
    for (let row = 1; row <= 1000; row++) yield [row];
  }
  const { book } = await open(await writeXlsx('T', [{ ...sheet, columns, rows: rows() }], 400));
  expect(book.SheetNames).toEqual(['Summary', 'Summary 2', 'Summary 3']);
  const numbers = book.SheetNames.flatMap((name) => utils.sheet_to_json<{ n: number }>(book.Sheets[name]));
  expect(numbers.map(({ n }) => n)).toEqual(Array.from({ length: 1000 }, (_, at) => at + 1));
  expect(book.Sheets['Summary 3']['!autofilter']).toEqual({ ref: 'A1:A203' });
});

test('the page reads what it has written', async () => {
  const rows = Array.from({ length: 30 }, (_, at) => ['shop', { ms: day + at * 86_400_000 }, at % 7, 0.5, null]);
  const blob = await writeXlsx('T', [{ ...sheet, rows }]);
  const table = await readTable(blob, 'book.xlsx', {});
  expect(table.ok && table.value.rowCount).toBe(30);
});
