import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '../table/read-table.ts';
import type { Table } from '../table/table.ts';
import { day } from './calendar-cases.ts';
import { guessChoice } from './guess-choice.ts';
import { readSeries } from './read-series.ts';
import type { SeriesChoice, SeriesProblem, SeriesReading } from './series.ts';

async function tableOf(text: string): Promise<Table> {
  const table = await readTable(new Blob([text]), 'a.csv');
  if (!table.ok) throw new Error(JSON.stringify(table.problem));
  return table.value;
}

async function read(rows: string[], header = 'date,sales', choice?: SeriesChoice): Promise<SeriesReading> {
  const table = await tableOf([header, ...rows].join('\n'));
  const reading = readSeries(table, choice ?? guessChoice(table));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  return reading.value;
}

async function problemOf(rows: string[], header = 'date,sales', choice?: SeriesChoice): Promise<SeriesProblem> {
  const table = await tableOf([header, ...rows].join('\n'));
  const reading = readSeries(table, choice ?? guessChoice(table));
  if (reading.ok) throw new Error('was read');
  return reading.problem;
}

/** `2024-01-01,1`, `2024-01-02,2` and so on. */
function dailyRows(count: number, valueAt: (i: number) => number | string = (i) => i + 1): string[] {
  return Array.from({ length: count }, (_, i) => {
    return `${new Date(day('2024-01-01') + i * 86_400_000).toISOString().slice(0, 10)},${valueAt(i)}`;
  });
}

describe('readSeries', () => {
  it('reads a clean file as it is', async () => {
    const { series, repairs } = await read(dailyRows(10));
    expect(series).toEqual({
      uniqueId: 'sales',
      step: { unit: 'day', every: 1 },
      firstMs: day('2024-01-01'),
      y: Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
      filled: new Uint8Array(10),
    });
    expect(repairs).toEqual({
      rowsRead: 10,
      undatedRows: 0,
      wasSorted: true,
      movedDates: 0,
      duplicates: 0,
      duplicateRule: 'mean',
      gaps: 0,
      emptyCells: 0,
      unreadableCells: 0,
      fillRule: 'linear',
      trimmed: 0,
    });
  });

  it('gives the same series for rows in any order', async () => {
    const rows = dailyRows(30, (i) => i ** 2);
    const { series } = await read(rows);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: 30 }), async (shuffled) => {
        expect((await read(shuffled)).series).toEqual(series);
      }),
      { numRuns: 50 },
    );
    expect((await read(rows.toReversed())).repairs.wasSorted).toBe(false);
  });

  it('fills gaps and empty cells by straight lines and marks them', async () => {
    const rows = dailyRows(12, (i) => (i === 3 ? '' : i === 4 ? 'n/a' : i * 10));
    rows.splice(7, 1);
    const { series, repairs } = await read(rows);
    expect(Array.from(series.y)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110]);
    expect(Array.from(series.filled)).toEqual([0, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0]);
    expect(repairs).toMatchObject({ gaps: 1, emptyCells: 2, unreadableCells: 0, trimmed: 0 });
  });

  it('cuts empty ends off', async () => {
    const { series, repairs } = await read(dailyRows(14, (i) => (i < 2 || i > 11 ? '' : i)));
    expect(series.firstMs).toBe(day('2024-01-03'));
    expect(series.y).toHaveLength(10);
    expect(repairs.trimmed).toBe(4);
  });

  it('leaves out rows without a date and counts them', async () => {
    const { repairs } = await read([',99', ...dailyRows(20), 'Total,500']);
    expect(repairs).toMatchObject({ rowsRead: 21, undatedRows: 1 });
  });

  it('takes the mean of a few dates noted twice', async () => {
    const { series, repairs } = await read([...dailyRows(30), '2024-01-02,4']);
    expect(series.y[1]).toBe(3);
    expect(repairs).toMatchObject({ duplicates: 1, duplicateRule: 'mean', wasSorted: false });
  });

  it('adds up the rows of dates that are listed in parts, but not prices', async () => {
    const rows = dailyRows(12).flatMap((row) => [row, row, row]);
    const sales = await read(rows);
    expect(sales.repairs).toMatchObject({ duplicates: 24, duplicateRule: 'sum' });
    expect(sales.series.y[1]).toBe(6);
    const price = await read(rows, 'date,unit_price');
    expect(price.repairs).toMatchObject({ duplicates: 24, duplicateRule: 'mean' });
    expect(price.series.y[1]).toBe(2);
  });

  it('numbers the rows where there is no date', async () => {
    const { series } = await read(['3', '1', '4', '1', '5', '9', '2', '6'], 'y');
    expect(series).toMatchObject({ step: { unit: 'row', every: 1 }, firstMs: 1 });
    expect(Array.from(series.y)).toEqual([3, 1, 4, 1, 5, 9, 2, 6]);
  });

  it('stays on last days of months when its beginning is cut off', async () => {
    const ends = ['01-31', '02-29', '03-31', '04-30', '05-31', '06-30', '07-31', '08-31', '09-30', '10-31', '11-30'];
    const { series } = await read(ends.map((end, i) => `2024-${end},${i === 0 ? '' : i}`));
    expect(series).toMatchObject({ step: { unit: 'month', every: 1 }, firstMs: day('2024-02-29') });
  });

  it('loses no value and invents none: every value of the file is in the series, the rest is marked', async () => {
    const cells = fc.array(fc.option(fc.integer({ min: -999, max: 999 }), { freq: 5, nil: null }), {
      minLength: 20,
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(cells, async (values) => {
        fc.pre(new Set(values.filter((value) => value !== null)).size > 8);
        const { series, repairs } = await read(dailyRows(values.length, (i) => values[i] ?? ''));
        const start = values.findIndex((value) => value !== null);
        expect(series.y.length + repairs.trimmed).toBe(values.length);
        for (const [i, y] of series.y.entries()) {
          expect(series.filled[i]).toBe(values[start + i] === null ? 1 : 0);
          expect(Number.isFinite(y)).toBe(true);
          if (!series.filled[i]) expect(y).toBe(values[start + i]);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('problems', () => {
  it.each<[string, string[], string, SeriesChoice, SeriesProblem]>([
    [
      'a target of words',
      dailyRows(10).map((row) => `${row},a`),
      'date,sales,shop',
      { timeColumn: 0, targetColumn: 2 },
      { code: 'target-not-numeric', params: { column: 'shop' } },
    ],
    [
      'an empty target',
      dailyRows(10).map((row) => `${row},`),
      'date,sales,cost',
      { timeColumn: 0, targetColumn: 2 },
      { code: 'target-empty', params: { column: 'cost' } },
    ],
    [
      'too few values',
      dailyRows(5),
      'date,sales',
      { timeColumn: 0, targetColumn: 1 },
      { code: 'too-few-values', params: { values: 5, needed: 8 } },
    ],
    [
      'one value for ever',
      dailyRows(10, () => 7),
      'date,sales',
      { timeColumn: 0, targetColumn: 1 },
      { code: 'constant-series', params: { column: 'sales', value: 7 } },
    ],
  ])('%s', async (_, rows, header, choice, problem) => {
    expect(await problemOf(rows, header, choice)).toEqual(problem);
  });

  it('dates without a rhythm, with one of them', async () => {
    const days = [1, 2, 5, 11, 12, 20, 21, 29, 33, 47, 48, 60];
    const rows = days.map((i) => `${new Date(day('2024-01-01T07:11:13') + i * 81_234_567).toISOString()},${i}`);
    const problem = await problemOf(rows);
    expect(problem).toMatchObject({ code: 'irregular-dates', params: { column: 'date' } });
    const { example } = problem.params as { example: string };
    expect(rows.some((row) => row.replace('T', ' ').startsWith(example))).toBe(true);
  });

  it('more gaps than values', async () => {
    const rows = dailyRows(100).filter((_, i) => i < 10 || i % 10 === 0);
    expect(await problemOf(rows)).toEqual({
      code: 'too-many-gaps',
      params: { gaps: 72, length: 91, step: { unit: 'day', every: 1 } },
    });
  });
});

describe('guessChoice', () => {
  async function guess(header: string, row: (i: number) => string): Promise<(string | null)[]> {
    const table = await tableOf([header, ...Array.from({ length: 20 }, (_, i) => row(i))].join('\n'));
    const { timeColumn, targetColumn } = guessChoice(table);
    return [timeColumn === null ? null : table.columns[timeColumn].name, table.columns[targetColumn].name];
  }
  const date = (i: number) => `2024-01-${String(i + 1).padStart(2, '0')}`;

  it('prefers what is sold or measured to ids, counters and constants', async () => {
    expect(await guess('id,date,store_id,sales', (i) => `${i},${date(i)},${i % 3},${i * 7}`)).toEqual([
      'date',
      'sales',
    ]);
    expect(await guess(',day,year,constant,x', (i) => `${i},${date(i)},2024,5,${(i * 7) % 5}`)).toEqual(['day', 'x']);
    expect(await guess('日期,编号,销量', (i) => `${date(i)},${1000 + i * 3},${i % 4}`)).toEqual(['日期', '销量']);
    expect(await guess('unique_id,ds,y', (i) => `A,${date(i)},${i % 7}`)).toEqual(['ds', 'y']);
    expect(
      await guess('Date,Open,High,Low,Close,Volume', (i) => `${date(i)},1${i},2${i},${i % 3},4${i},${i * i}`),
    ).toEqual(['Date', 'Close']);
  });

  it('prefers the date column in order', async () => {
    expect(await guess('born,date,y', (i) => `19${50 + ((i * 7) % 20)}-01-01,${date(i)},${i % 3}`)).toEqual([
      'date',
      'y',
    ]);
  });

  it('does without dates', async () => {
    expect(await guess('x,y', (i) => `${(i * 7) % 5},${(i * 3) % 7}`)).toEqual([null, 'y']);
  });
});
