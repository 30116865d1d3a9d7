import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTable } from './read-table.ts';
import type { ReadChoices, Table } from './table.ts';

async function read(text: BlobPart, choices: ReadChoices): Promise<Table> {
  const result = await readTable(new Blob([text]), 'a.csv', { choices });
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

const rows = (n: number) => Array.from({ length: n }, (_, i) => `2024-01-${String(i + 1).padStart(2, '0')},${i},x`);

describe('what the user says wins over what is guessed', () => {
  it('the order of day and month, which is asked where nothing tells', async () => {
    const text = 'd,y\n01/02/2024,1\n01/03/2024,2\n01/04/2024,3\n';
    const [asked] = (await read(text, {})).columns;
    if (asked.kind !== 'date') throw new Error(asked.kind);
    expect(asked.question).toMatchObject({
      code: 'date-order',
      readings: [
        { order: 'mdy', example: '01/02/2024', exampleMs: Date.UTC(2024, 0, 2) },
        { order: 'dmy', example: '01/02/2024', exampleMs: Date.UTC(2024, 1, 1) },
      ],
    });
    const [told] = (await read(text, { columns: { d: { dateOrder: 'dmy' } } })).columns;
    expect(told).toMatchObject({ kind: 'date', isAmbiguous: false, question: null });
    expect((told as { values: Float64Array }).values[0]).toBe(Date.UTC(2024, 1, 1));
  });

  it('the first year of weeks, which is the same for all shops that stand below each other', async () => {
    const weeks = (shop: string, n: number) => Array.from({ length: n }, (_, i) => `${(i % 52) + 1},${shop},${i}`);
    const told = async (lines: string[]) => {
      const { columns } = await read(['week,shop,sales', ...lines].join('\n'), { firstYear: 2023 });
      const time = columns.at(-1);
      if (time?.kind !== 'date') throw new Error(time?.kind);
      return [0, 51, 52, lines.length - 1].map((row) => new Date(time.values[row]).toISOString().slice(0, 10));
    };
    const oneYear = await told([...weeks('Bonn', 52), ...weeks('Ulm', 52)]);
    expect(oneYear).toEqual(['2023-01-02', '2023-12-25', '2023-01-02', '2023-12-25']);
    const twoYears = await told([...weeks('Bonn', 104), ...weeks('Ulm', 104)]);
    expect(twoYears).toEqual(['2023-01-02', '2023-12-25', '2024-01-01', '2024-12-23']);
    const oneShop = await told(weeks('Bonn', 104));
    expect(oneShop).toEqual(['2023-01-02', '2023-12-25', '2024-01-01', '2024-12-23']);
  });

  it('the encoding', async () => {
    const bytes = Uint8Array.from('d,y,n\n2024-01-01,5,K\xf6ln\n', (character) => character.charCodeAt(0));
    const table = await read(bytes, { encoding: 'iso-8859-2' });
    expect(table.dialect.encoding).toBe('iso-8859-2');
  });

  it('the delimiter and the decimal mark', async () => {
    const table = await read('d;a,b\n1;2,5\n2;3,5\n3;4,5\n', { delimiter: ';', decimalMark: ',' });
    expect(table.columns.map(({ name }) => name)).toEqual(['d', 'a,b']);
    expect(Array.from((table.columns[1] as { values: Float64Array }).values)).toEqual([2.5, 3.5, 4.5]);
  });

  it('where the header is', async () => {
    const table = await read(`a,b,c\nd,e,f\n${rows(5).join('\n')}`, { skippedRows: 1, headerRows: 1 });
    expect(table.columns.map(({ name }) => name)).toEqual(['d', 'e', 'f']);
    expect(table.rowCount).toBe(5);
  });

  it('what a column holds', async () => {
    const table = await read(`d,y,s\n${rows(9).join('\n')}`, { columns: { s: { kind: 'number' } } });
    expect(table.columns.map(({ kind }) => kind)).toEqual(['date', 'number', 'number']);
  });

  it('that columns named by months stay columns', async () => {
    const text = 'shop,2024-01,2024-02,2024-03\nBonn,1,2,3\nUlm,4,5,6\n';
    expect(await read(text, {})).toMatchObject({ rowCount: 6, notes: { periodColumns: 3 } });
    const kept = await read(text, { timeAcross: false });
    expect(kept.columns.map(({ name }) => name)).toEqual(['shop', '2024-01', '2024-02', '2024-03']);
    expect(kept).toMatchObject({ rowCount: 2, notes: { periodColumns: 0 } });
  });

  it('the year of months without one, which go on into the next', async () => {
    const text = 'month,y\nOct,1\nNov,2\nDec,3\nJan,4\nFeb,5\n';
    expect((await read(text, {})).notes.firstYear).toEqual({ column: 'month', year: null });
    const told = await read(text, { firstYear: 2023 });
    expect(told.notes.firstYear).toEqual({ column: 'month', year: 2023 });
    const dates = told.columns.at(-1) as { values: Float64Array };
    const months = [9, 10, 11, 12, 13].map((month) => Date.UTC(2023, month, 1));
    expect(Array.from(dates.values)).toEqual(months);
  });

  it('which sheet to read, though it has no numbers, and all are named', async () => {
    const bytes = readFileSync(join(import.meta.dirname, 'fixtures/xlsx-first-sheet-fails.xlsx'));
    const result = await readTable(new Blob([bytes]), 'a.xlsx', { choices: { sheet: 'Calendar' } });
    const sheets = ['Calendar', 'Sales'].map((name) => ({ name, isHidden: false }));
    expect(result).toMatchObject({ ok: true, value: { dialect: { sheet: 'Calendar', sheets } } });
  });

  it('how much to read', async () => {
    const text = `d,y,s\n${rows(28).join('\n')}`;
    const first = await read(text, { maxRows: 10 });
    expect(first).toMatchObject({ rowCount: 10, notes: { isCut: true } });
    expect(first.columns[1]).toMatchObject({ values: Float64Array.from({ length: 10 }, (_, i) => i) });
    const some = await read(text, { onlyColumns: ['d', 'y'] });
    expect(some.columns.map(({ name }) => name)).toEqual(['d', 'y']);
    expect(some.rowCount).toBe(28);
  });
});

describe('a file larger than can be read', () => {
  it('offers the first rows or some columns', async () => {
    const blob = new Blob([`d,y,s\n${rows(28).join('\n')}\n`.repeat(400)]);
    Object.defineProperty(blob, 'size', { value: 2_000_000_000 });
    const result = await readTable(blob, 'a.csv');
    expect(result).toMatchObject({
      ok: false,
      problem: { detail: { code: 'too-large', bytes: 2_000_000_000, columns: ['d', 'y', 's'] } },
    });
    const rowsThatFit = !result.ok && result.problem.detail?.code === 'too-large' && result.problem.detail.rowsThatFit;
    expect(rowsThatFit).toBeGreaterThan(1_000_000);
  });
});
