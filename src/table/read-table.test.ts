import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import { describe, expect, it, vi } from 'vitest';
import { readTable } from './read-table.ts';
import type { Column, Table, TableProblem } from './table.ts';

async function read(content: BlobPart, name = 'file.csv'): Promise<Table> {
  const result = await readTable(new Blob([content]), name);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

async function problemOf(content: BlobPart, name = 'file.csv'): Promise<TableProblem> {
  const result = await readTable(new Blob([content]), name);
  if (result.ok) throw new Error('was read');
  return result.problem;
}

/** The cells as a reader sees them: numbers, `2024-01-31T00:00`, texts; null where there is none. */
function cellsOf(column: Column): (number | string | null)[] {
  if (column.kind === 'text') return Array.from(column.codes, (code) => column.labels[code] ?? null);
  return Array.from(column.values, (value) => {
    if (Number.isNaN(value)) return null;
    return column.kind === 'number' ? value : new Date(value).toISOString().slice(0, 16);
  });
}

async function columnOf(text: string, name: string): Promise<(number | string | null)[]> {
  const { columns } = await read(text);
  const column = columns.find((candidate) => candidate.name === name);
  if (!column) throw new Error(`no column ${name} in ${columns.map((candidate) => candidate.name)}`);
  return cellsOf(column);
}

describe('a plain file', () => {
  it('becomes typed columns', async () => {
    const table = await read('date,sales,shop\n2024-01-31,12.5,Bonn\n2024-02-01,-3,Köln\n');
    expect(table.dialect).toMatchObject({ encoding: 'utf-8', delimiter: ',', decimalMark: '.', hasHeader: true });
    expect(table.rowCount).toBe(2);
    expect(table.columns.map(({ name, kind }) => [name, kind])).toEqual([
      ['date', 'date'],
      ['sales', 'number'],
      ['shop', 'text'],
    ]);
    expect(table.columns.map(cellsOf)).toEqual([
      ['2024-01-31T00:00', '2024-02-01T00:00'],
      [12.5, -3],
      ['Bonn', 'Köln'],
    ]);
  });

  it('may be one column of numbers, with or without a name', async () => {
    expect(cellsOf((await read('1\n2\n\n4\n\n\n')).columns[0])).toEqual([1, 2, null, 4]);
    const named = await read('sales\n1\n2\n');
    expect([named.columns[0].name, cellsOf(named.columns[0])]).toEqual(['sales', [1, 2]]);
  });

  it('may have no header', async () => {
    const table = await read('2024-01-01;1,5\n2024-01-02;2,5\n');
    expect(table.dialect).toMatchObject({ hasHeader: false, delimiter: ';', decimalMark: ',' });
    expect(table.columns.map(cellsOf)).toEqual([
      ['2024-01-01T00:00', '2024-01-02T00:00'],
      [1.5, 2.5],
    ]);
  });

  it.each(['\n', '\r\n', '\r'])('ends its lines with %j', async (end) => {
    expect(await columnOf(['d,y', '2024-01-01,1', '2024-01-02,2', ''].join(end), 'y')).toEqual([1, 2]);
  });

  it('may mix line ends and break lines within quotes', async () => {
    const table = await read('d,y,note\r\n2024-01-01,1,"two\r\nlines"\n2024-01-02,2,b\r2024-01-03,3,"say ""hi"""\n');
    expect(table.columns.map(cellsOf)[1]).toEqual([1, 2, 3]);
    expect(table.columns.map(cellsOf)[2]).toEqual(['two\nlines', 'b', 'say "hi"']);
  });

  it.each([',', ';', '\t', '|'])('may be delimited by %j', async (delimiter) => {
    const text = ['day,sales', '2024-01-01,5', '2024-01-02,7'].join('\n').replaceAll(',', delimiter);
    expect((await read(text)).dialect.delimiter).toBe(delimiter);
  });

  it('may name its delimiter in the first line', async () => {
    expect(await columnOf('sep=;\r\nd;y\r\n2024-01-01;1\r\n2024-01-02;2\r\n', 'y')).toEqual([1, 2]);
  });
});

describe('an untidy file', () => {
  it('may have titles and blank lines above the table and blank rows in it', async () => {
    const table = await read(
      'Sales report\n\n"Made on 3 May, for you"\n\ndate,sales\n2024-01-01,1\n,\n\n2024-01-02,2\n\n',
    );
    expect(table.columns.map(cellsOf)).toEqual([
      ['2024-01-01T00:00', '2024-01-02T00:00'],
      [1, 2],
    ]);
  });

  it('counts rows that are too long or too short', async () => {
    const table = await read('a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,2,3\n1,2,3\n1,2,3\n');
    expect(table.raggedRows).toBe(2);
    expect(cellsOf(table.columns[2])).toEqual([3, null, 8, 3, 3, 3]);
  });

  it('gives columns without a name one, and no two the same', async () => {
    const { columns } = await read(',sales,sales\n1,2,3\n2,3,4\n');
    expect(columns.map(({ name }) => name)).toEqual(['column 1', 'sales', 'sales (2)']);
  });

  it('leaves out empty columns without a name', async () => {
    expect((await read('date,y,,\n2024-01-01,1,,\n2024-01-02,2,,\n')).columns).toHaveLength(2);
  });

  it('counts missing and unreadable cells apart and shows where the unreadable are', async () => {
    const { columns } = await read(`d,y\n${'2024-01-01,5\n'.repeat(20)}2024-01-02,oops\n2024-01-03,n/a\n2024-01-04,\n`);
    expect(columns[1]).toMatchObject({ missing: 2, unreadable: 1, unreadableExamples: [{ row: 21, text: 'oops' }] });
  });

  it('does not swallow the file after a quote that is never closed', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => `2024-01-01,${i}`).join('\n');
    const table = await read(`d,y\n${rows}\n2024-01-01,"5\n${rows}\n`);
    expect(table.rowCount).toBe(101);
  });

  it('keeps what looks like code or like the insides of JavaScript as text', async () => {
    const { columns } = await read('__proto__,constructor,y\n<b>x</b>,=1+1,1\n<script>,toString,2\n');
    expect(columns.map(cellsOf)).toEqual([
      ['<b>x</b>', '<script>'],
      ['=1+1', 'toString'],
      [1, 2],
    ]);
  });
});

describe('numbers', () => {
  it.each<[string, string[], (number | null)[]]>([
    ['thousands with commas', ['1,234.56', '2,000', '-12'], [1234.56, 2000, -12]],
    ['thousands with dots', ['1.234,56', '2.000', '0,5'], [1234.56, 2000, 0.5]],
    ['thousands with spaces', ['1 234,5', '1\u00a0000', '12\u202f000'], [1234.5, 1000, 12000]],
    ['thousands with apostrophes', ["1'234.5", '1’000', '7'], [1234.5, 1000, 7]],
    ['Indian groups', ['1,23,456.5', '12,34,567', '1.5'], [123456.5, 1234567, 1.5]],
    ['a decimal comma', ['1,5', '2,75', '3'], [1.5, 2.75, 3]],
    ['groups only', ['1,234', '12,345', '999'], [1234, 12345, 999]],
    ['brackets for minus', ['(12.5)', '3', '(1,000)'], [-12.5, 3, -1000]],
    ['a minus behind', ['12-', '3', '4.5-'], [-12, 3, -4.5]],
    ['percent', ['12%', '3.5 %', '-1%'], [12, 3.5, -1]],
    ['currencies', ['$1,234.50', '-$3', '$ 4'], [1234.5, -3, 4]],
    ['currencies behind', ['€ 12', '12 €', 'EUR 3.5'], [12, 12, 3.5]],
    ['a unit', ['12 kg', '3.5 kg', '4'], [12, 3.5, 4]],
    ['exponents', ['1.2e3', '5E-2', '7'], [1200, 0.05, 7]],
    ['full-width digits', ['１２．５', '３', '4'], [12.5, 3, 4]],
    ['other minus signs', ['−5', '–6', '7'], [-5, -6, 7]],
    ['spaces around', [' 5', '6 ', '  7  '], [5, 6, 7]],
    [
      'missing words',
      ['5', 'NA', '#N/A', '-', 'null', '', '6', '7', '.', '无'],
      [5, null, null, null, null, null, 6, 7, null, null],
    ],
    [
      'many digits',
      ['0.12345678901234567', '12345678901234567890', '1'],
      [Number('0.12345678901234567'), Number('12345678901234567890'), 1],
    ],
  ])('%s', async (_, written, expected) => {
    const text = Papa.unparse([['day', 'y'], ...written.map((cell, i) => [`2024-01-${10 + i}`, cell])], {
      delimiter: '\t',
    });
    expect(await columnOf(text, 'y')).toEqual(expected);
  });

  it('takes a mark that could be both for what the rest of the file says', async () => {
    expect(await columnOf('d;a;b\n2024-01-01;1.234;1,5\n2024-01-02;5.678;2,5\n', 'a')).toEqual([1234, 5678]);
    expect(await columnOf('d,a,b\n2024-01-01,1.234,1.5\n2024-01-02,5.678,2.5\n', 'a')).toEqual([1.234, 5.678]);
  });
});

describe('dates', () => {
  it.each<[string, string[], string[]]>([
    ['ISO', ['2024-01-31', '2024-02-01'], ['2024-01-31T00:00', '2024-02-01T00:00']],
    ['ISO with a time', ['2024-01-31 05:30', '2024-02-01T06:00:15.250'], ['2024-01-31T05:30', '2024-02-01T06:00']],
    ['ISO with Z', ['2024-01-31T05:30:00Z', '2024-02-01T06:00:00.5Z'], ['2024-01-31T05:30', '2024-02-01T06:00']],
    ['one zone', ['2024-01-31T05:30+08:00', '2024-02-01T06:00+0800'], ['2024-01-31T05:30', '2024-02-01T06:00']],
    ['slashes', ['2024/1/31', '2024/02/01 7:05'], ['2024-01-31T00:00', '2024-02-01T07:05']],
    ['day first', ['01/02/2024', '31/01/2024'], ['2024-02-01T00:00', '2024-01-31T00:00']],
    ['month first', ['01/02/2024', '01/31/2024'], ['2024-01-02T00:00', '2024-01-31T00:00']],
    ['dots', ['01.02.2024', '02.02.2024 14:30'], ['2024-02-01T00:00', '2024-02-02T14:30']],
    ['two-digit years', ['31/12/99', '01/01/00'], ['1999-12-31T00:00', '2000-01-01T00:00']],
    ['half days', ['1/31/2024 12:05 AM', '1/31/2024 1:00 PM'], ['2024-01-31T00:05', '2024-01-31T13:00']],
    ['Jan-24', ['Jan-24', 'Feb-24'], ['2024-01-01T00:00', '2024-02-01T00:00']],
    ['Jan 2024', ['Jan 2024', 'September 2024'], ['2024-01-01T00:00', '2024-09-01T00:00']],
    ['31 Jan 2024', ['31 Jan 2024', '1-Feb-24'], ['2024-01-31T00:00', '2024-02-01T00:00']],
    ['Jan 31, 2024', ['Jan 31, 2024', 'March 1, 2024 9:00 pm'], ['2024-01-31T00:00', '2024-03-01T21:00']],
    ['German', ['31. Januar 2024', '1. März 2024'], ['2024-01-31T00:00', '2024-03-01T00:00']],
    ['Spanish', ['31 de enero de 2024', '1 de marzo de 2024'], ['2024-01-31T00:00', '2024-03-01T00:00']],
    ['Chinese months', ['2024年1月', '2024年12月'], ['2024-01-01T00:00', '2024-12-01T00:00']],
    ['Chinese days', ['2024年1月31日', '2024年2月1日 8:30'], ['2024-01-31T00:00', '2024-02-01T08:30']],
    ['year and month', ['2024-01', '2024-12'], ['2024-01-01T00:00', '2024-12-01T00:00']],
    ['quarters', ['2024Q1', '2024-Q4'], ['2024-01-01T00:00', '2024-10-01T00:00']],
    ['quarters first', ['Q1 2024', 'Q2 2024'], ['2024-01-01T00:00', '2024-04-01T00:00']],
    ['ISO weeks', ['2024-W01', '2024-W05', '2020-W53'], ['2024-01-01T00:00', '2024-01-29T00:00', '2020-12-28T00:00']],
    ['digits', ['20240131', '20240201'], ['2024-01-31T00:00', '2024-02-01T00:00']],
    ['leap days', ['2024-02-29', '2000-02-29'], ['2024-02-29T00:00', '2000-02-29T00:00']],
  ])('%s', async (_, written, expected) => {
    const rows = [...written, ...written].map((cell, i) => [cell, String(i)]);
    const text = Papa.unparse([['when', 'y'], ...rows]);
    expect(await columnOf(text, 'when')).toEqual([...expected, ...expected]);
  });

  it.each<[string, string, string, string]>([
    ['a year', 'year', '2023\n2024', '2024-01-01T00:00'],
    ['Unix seconds', 'timestamp', '1704067200\n1704070800', '2024-01-01T01:00'],
    ['Unix milliseconds', 'created_at', '1704067200000\n1704070800000', '2024-01-01T01:00'],
    ['year and month', 'yearMonth', '202312\n202401', '2024-01-01T00:00'],
  ])('digits may be %s where the name says so', async (_, name, cells, expected) => {
    const rows = cells.split('\n').map((cell, i) => `${i},${cell}`);
    expect((await columnOf(['y', ...rows].join('\n').replace('y', `y,${name}`), name))[1]).toBe(expected);
    expect(await columnOf(['y,amount', ...rows].join('\n'), 'amount')).toEqual(cells.split('\n').map(Number));
  });

  it('that do not exist are unreadable', async () => {
    const days = Array.from({ length: 20 }, (_, i) => `2023-02-${String(i + 1).padStart(2, '0')},1`).join('\n');
    const { columns } = await read(`d,y\n${days}\n2023-02-29,1\n2023-13-01,1\n`);
    expect(columns[0]).toMatchObject({ kind: 'date', unreadable: 2 });
  });

  it('whose day and month cannot be told apart say so', async () => {
    const { columns } = await read('d,y\n01/02/2024,1\n01/03/2024,2\n01/04/2024,3\n');
    expect(columns[0]).toMatchObject({ kind: 'date', isAmbiguous: true });
  });

  it('in a zone with daylight saving keep their rhythm: hours in one zone, midnights by the wall clock', async () => {
    const hours = 'd,y\n2024-03-31T00:00+01:00,1\n2024-03-31T01:00+01:00,2\n2024-03-31T03:00+02:00,3\n';
    expect(await columnOf(hours, 'd')).toEqual(['2024-03-31T00:00', '2024-03-31T01:00', '2024-03-31T02:00']);
    const days = 'd,y\n2024-03-30T00:00+01:00,1\n2024-03-31T00:00+01:00,2\n2024-04-01T00:00+02:00,3\n';
    expect(await columnOf(days, 'd')).toEqual(['2024-03-30T00:00', '2024-03-31T00:00', '2024-04-01T00:00']);
  });
});

describe('a head that misleads', () => {
  const head = Array.from({ length: 30_000 }, (_, i) => i);

  it('is corrected for a column that turns to text', async () => {
    const rows = [
      ...head.map((i) => `${i},5`),
      ...head.map((i) => `${i},word ${i % 7}`),
      ...head.map((i) => `${i},more`),
    ];
    const { columns } = await read(`y,a\n${rows.join('\n')}\n`);
    expect(columns[1]).toMatchObject({ kind: 'text', missing: 0 });
    expect(cellsOf(columns[1])[89_999]).toBe('more');
  });

  it('is corrected for days that turn out to come first', async () => {
    const rows = head.map((i) => `${i < 29_000 ? '01' : '25'}/02/2024 ${String(i % 24).padStart(2, '0')}:00,1`);
    const dates = await columnOf(`d,y\n${rows.join('\n')}\n`, 'd');
    expect([dates[0], dates[29_999]]).toEqual(['2024-02-01T00:00', '2024-02-25T23:00']);
  });

  it('is corrected for marks that turn out to group', async () => {
    const rows = head.map((i) => `${i}\t${i < 29_000 ? '1.234' : '1.234.567'}`);
    expect((await columnOf(`y\ta\n${rows.join('\n')}\n`, 'a'))[0]).toBe(1234);
  });

  it('is corrected for a column that begins empty', async () => {
    const rows = head.map((i) => `${i},${i < 20_000 ? '' : '2024-01-01'}`);
    expect((await columnOf(`y,a\n${rows.join('\n')}\n`, 'a'))[29_999]).toBe('2024-01-01T00:00');
  });

  it('is corrected for an encoding that shows late', async () => {
    const ascii = new TextEncoder().encode(`y,a\n${head.map((i) => `${i},Bonn             `).join('\n')}\n`);
    const latin = Uint8Array.from([...'5,K', '\xf6', 'ln\n'].join(''), (character) => character.charCodeAt(0));
    const table = await read(new Blob([ascii, latin]));
    expect(table.dialect.encoding).toBe('windows-1252');
    expect(cellsOf(table.columns[1]).at(-1)).toBe('Köln');
  });
});

describe('problems', () => {
  const name = 'file.csv';

  it.each<[string, BlobPart, TableProblem]>([
    ['an empty file', '', { code: 'empty-file', params: { name } }],
    ['a blank file', ' \n\n\t\n', { code: 'empty-file', params: { name } }],
    ['only a header', 'date,sales\n', { code: 'header-only', params: { name } }],
    ['a page', '<!DOCTYPE html>\n<html></html>', { code: 'not-a-table', params: { name } }],
    ['a JSON text', '{\n  "a": {"b": [1, 2]}\n}', { code: 'not-a-table', params: { name } }],
    ['a JSON array', '[1, 2,\n3]', { code: 'not-a-table', params: { name } }],
    [
      'a letter',
      'Dear Ann,\nI hope, as ever, that you are well.\nHere it rains a lot, and I read books.\nYours, Ben',
      { code: 'not-a-table', params: { name } },
    ],
    [
      'Chinese prose',
      '今天的天气很好，我们一起去公园散步吧，好不好呢？\n明天可能会下雨，所以记得带上你的雨伞，不要忘记。',
      { code: 'not-a-table', params: { name } },
    ],
    ['one column of words', 'name\nann\nben\n', { code: 'one-column', params: { name, column: 'name' } }],
    ['one column of dates', 'date\n2024-01-01\n2024-01-02\n', { code: 'one-column', params: { name, column: 'date' } }],
  ])('%s', async (_, content, problem) => {
    expect(await problemOf(content)).toMatchObject(problem);
  });

  it('takes a table without a column of numbers, which is for others to refuse', async () => {
    const read = await readTable(new Blob(['name,city\nann,Bonn\nben,Ulm\n']), name);
    expect(read).toMatchObject({ ok: true, value: { rowCount: 2, columns: [{ kind: 'text' }, { kind: 'text' }] } });
  });

  it.each<[string, string, string, string]>([
    ['a PNG', 'file.csv', '\x89PNG\r\n\x1a\n\0\0', 'image'],
    ['a JPEG', 'file.csv', '\xff\xd8\xff\xe0', 'image'],
    ['a PDF', 'file.csv', '%PDF-1.7\n', 'pdf'],
    ['a workbook', 'file.csv', 'PK\x03\x04\x14\0\0\0\0\0 [Content_Types].xml', 'excel'],
    ['a workbook by name', 'a.xlsx', 'PK\x03\x04\x14\0\0\0\0\0', 'excel'],
    ['an old workbook', 'a.xls', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'excel'],
    ['a zip', 'a.zip', 'PK\x03\x04\x14\0\0\0\0\0 notes.txt', 'archive'],
    ['a gzip', 'a.gz', '\x1f\x8b\x08\0', 'archive'],
    ['random bytes', 'file.csv', '\x01\x02\x03\x04\0\0\x05\x9f\xfe\x07\x08\x0e\x0f', 'binary'],
  ])('%s', async (_, file, bytes, looksLike) => {
    const content = Uint8Array.from(bytes, (character) => character.charCodeAt(0));
    expect(await problemOf(content, file)).toMatchObject({ code: 'binary-file', params: { name: file, looksLike } });
  });

  it('a file that cannot be read any more', async () => {
    const blob = new Blob(['a,b\n1,2\n']);
    vi.spyOn(blob, 'slice').mockImplementation(() => {
      throw new DOMException('gone', 'NotReadableError');
    });
    const result = await readTable(blob, name);
    expect(result).toEqual({ ok: false, problem: { code: 'file-unreadable', params: { name, reason: 'changed' } } });
  });
});

describe('progress and cancelling', () => {
  const blob = new Blob([`d,y\n${'2024-01-01,5\n'.repeat(500_000)}`]);

  it('counts bytes up to the last', async () => {
    const seen: { bytesRead: number; bytesTotal: number; rows: number }[] = [];
    await readTable(blob, 'a.csv', { onProgress: (progress) => seen.push(progress) });
    expect(seen.length).toBeGreaterThan(10);
    expect(seen.at(-1)).toEqual({ bytesRead: blob.size, bytesTotal: blob.size, rows: 500_000 });
    expect(seen.every(({ bytesRead }, i) => i === 0 || bytesRead > seen[i - 1].bytesRead)).toBe(true);
  });

  it('stops when told', async () => {
    const controller = new AbortController();
    const reading = readTable(blob, 'a.csv', { signal: controller.signal, onProgress: () => controller.abort() });
    await expect(reading).rejects.toThrow(/abort/i);
  });
});

describe('any table, written in any dialect', () => {
  const dialects = fc.record({
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    newline: fc.constantFrom('\n' as const, '\r\n' as const),
    quotes: fc.boolean(),
    decimalMark: fc.constantFrom('.', ','),
    order: fc.constantFrom('ymd', 'dmy', 'mdy'),
    encoding: fc.constantFrom('utf-8', 'utf-8 with mark', 'utf-16le'),
    finalNewline: fc.boolean(),
  });
  const row = fc.record({
    day: fc.integer({ min: 0, max: 20_000 }),
    cents: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
    label: fc.constantFrom('Bonn', 'Köln, West', 'say "hi"', '北京', 'two\nlines', 'a;b|c', ''),
  });

  function writeDay(days: number, order: string): string {
    const [year, month, day] = new Date(days * 86_400_000).toISOString().slice(0, 10).split('-');
    if (order === 'ymd') return `${year}-${month}-${day}`;
    return order === 'dmy' ? `${day}/${month}/${year}` : `${month}/${day}/${year}`;
  }

  function encode(text: string, encoding: string): Uint8Array {
    if (encoding === 'utf-8') return new TextEncoder().encode(text);
    if (encoding === 'utf-8 with mark') return new TextEncoder().encode(`\ufeff${text}`);
    return new Uint8Array(Uint16Array.from(`\ufeff${text}`, (character) => character.charCodeAt(0)).buffer);
  }

  it('comes back with the values it had', async () => {
    await fc.assert(
      fc.asyncProperty(dialects, fc.array(row, { minLength: 3, maxLength: 60 }), async (dialect, rows) => {
        // A day above 12, and a value with one digit behind the mark, settle what the dialect leaves open.
        const all = [...rows, { day: 19_770, cents: 150, label: 'Bonn' }];
        const written = all.map(({ day, cents, label }) => [
          writeDay(day, dialect.order),
          (cents / 100).toFixed(2).replace('.', dialect.decimalMark),
          label,
        ]);
        const text = Papa.unparse([['date', 'amount', 'place'], ...written], dialect);
        const content = encode(text + (dialect.finalNewline ? dialect.newline : ''), dialect.encoding);
        const table = await read(new Blob([content as Uint8Array<ArrayBuffer>]));
        expect(table.dialect).toMatchObject({ delimiter: dialect.delimiter, hasHeader: true });
        const [date, amount, place] = table.columns;
        expect(Array.from((date as { values: Float64Array }).values)).toEqual(all.map(({ day }) => day * 86_400_000));
        expect(cellsOf(amount)).toEqual(all.map(({ cents }) => cents / 100));
        expect(cellsOf(place)).toEqual(all.map(({ label }) => label || null));
        expect(table.raggedRows).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});

it('a column of a sheet that hardly a row fills makes no row too short', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => [
    new Date(Date.UTC(2024, 0, 1 + i)),
    10 + (i % 7),
    20 + (i % 5),
    ...(i === 30 ? ['stock take'] : []),
  ]);
  const sheet = { name: 'Data', rows: [['Date', 'In', 'Out', 'Comment'], ...rows] };
  const bytes = await writeXlsx({ sheets: [sheet] });
  const table = await read(new Uint8Array(bytes), 'throughput.xlsx');
  expect(table.columns.map(({ name }) => name)).toEqual(['Date', 'In', 'Out', 'Comment']);
  expect(table).toMatchObject({ rowCount: 60, raggedRows: 0 });
});
