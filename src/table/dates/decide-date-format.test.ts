/** What may be asked of dates, and what becomes of the answers. */
import { describe, expect, it } from 'vitest';
import { readTable } from '../read-table.ts';
import type { DateColumn, ReadChoices, Table } from '../table.ts';
import { decideDateFormat } from './decide-date-format.ts';

async function read(text: string, choices: ReadChoices = {}): Promise<Table> {
  const result = await readTable(new Blob([text]), 'a.csv', { choices });
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

const csv = (head: string, cells: readonly string[], mark = ',') =>
  [head, ...cells.map((cell, i) => `${cell}${mark}${20 + (i % 7)}`)].join('\n');

function dateOf({ columns }: Table): DateColumn {
  const found = columns.findLast((column) => column.kind === 'date');
  if (found?.kind !== 'date') throw new Error('no dates');
  return found;
}

const days = (table: Table) => Array.from(dateOf(table).values, (ms) => new Date(ms).toISOString().slice(0, 10));

describe('the first month of a fiscal year', () => {
  const quarters = ['FY23', 'FY24'].flatMap((year) => [1, 2, 3, 4].map((quarter) => `Q${quarter} ${year}`));

  it('is asked, with what each month makes of a label', async () => {
    const { question } = dateOf(await read(csv('Quarter,Net', quarters)));
    expect(question).toMatchObject({ code: 'fiscal-start', column: 'Quarter', month: 1, example: 'Q1 FY23' });
    if (question?.code !== 'fiscal-start') throw new Error('not asked');
    expect(question.exampleMs[0]).toBe(Date.UTC(2023, 0, 1));
    expect(question.exampleMs[9]).toBe(Date.UTC(2022, 9, 1));
  });

  it('moves the periods of a year that is named by its end', async () => {
    const table = await read(csv('Quarter,Net', quarters), { fiscalStart: 10 });
    expect(days(table).slice(0, 5)).toEqual(['2022-10-01', '2023-01-01', '2023-04-01', '2023-07-01', '2023-10-01']);
  });

  it('moves those of years in a column of their own, and across', async () => {
    const cells = [2023, 2024].flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year},${quarter}`));
    const apart = await read(csv('Fiscal Year,Fiscal Quarter,Net', cells), { fiscalStart: 7 });
    expect(days(apart)[0]).toBe('2022-07-01');
    expect(dateOf(apart).question).toMatchObject({ code: 'fiscal-start', month: 7 });
    const across = await read(`Unit,${quarters.join(',')}\nA,1,2,3,4,5,6,7,8\nB,1,2,3,4,5,6,7,8\n`, { fiscalStart: 7 });
    expect(days(across).slice(0, 2)).toEqual(['2022-07-01', '2022-10-01']);
  });
});

describe('the place of the year', () => {
  it('is asked where day and year could change places', async () => {
    const cells = ['23-01-05', '24-01-06', '25-01-07'];
    const { question } = dateOf(await read(csv('day,qty', cells)));
    if (question?.code !== 'date-order') throw new Error('not asked');
    expect(question.readings.map(({ order }) => order)).toContain('yymd');
    const told = await read(csv('day,qty', cells), { columns: { day: { dateOrder: 'yymd' } } });
    expect(days(told)).toEqual(['2023-01-05', '2024-01-06', '2025-01-07']);
  });

  it('is settled where the last number changes from row to row', async () => {
    const cells = Array.from({ length: 12 }, (_, i) => `23-01-${String(i + 5).padStart(2, '0')}`);
    const table = await read(csv('day,qty', cells));
    expect(dateOf(table).question).toBeNull();
    expect(days(table)[11]).toBe('2023-01-16');
  });
});

describe('labels that nothing reads', () => {
  const terms = ['Lent-1', 'Lent-2', 'Easter-1', 'Easter-2', 'Summer-1'];

  it('get dates from a first day and a rhythm', async () => {
    const table = await read(csv('Term,Units', terms), { rowDates: { first: '2024-01-31', unit: 'month' } });
    expect(days(table)).toEqual(['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30', '2024-05-31']);
    expect(table.notes.unreadPeriods).toBe('Term');
  });

  it('are no question where there are dates, or nothing that could be periods', async () => {
    const dated = await read(csv('Date,Units', ['2024-01-01', '2024-01-02', '2024-01-03']));
    expect(dated.notes.unreadPeriods).toBeUndefined();
    const plain = await read(csv('Colour,Units', ['red', 'blue', 'green', 'red', 'red']));
    expect(plain.notes.unreadPeriods).toBeUndefined();
  });
});

describe('offsets', () => {
  const cells = [
    '2023-10-29T02:00:00+03:00',
    '2023-10-29T03:00:00+03:00',
    '2023-10-29T03:00:00+02:00',
    '2023-10-29T04:00:00+02:00',
  ];

  it('are each its own, and the clock of the file is known beside them', async () => {
    const column = dateOf(await read(csv('time,kwh', cells)));
    const [first = 0] = column.values;
    expect(Array.from(column.values, (ms) => (ms - first) / 3_600_000)).toEqual([0, 1, 2, 3]);
    expect(column.clockChanges).toEqual([{ fromMs: first + 2 * 3_600_000, shiftMs: -3_600_000 }]);
  });
});

describe('totals among periods', () => {
  it('are no rows of the table', async () => {
    const cells = [2023, 2024].flatMap((year) =>
      Array.from({ length: 13 }, (_, i) => `${year}${String(i + 1).padStart(2, '0')}`),
    );
    const table = await read(csv('YYYYMM,Value', cells));
    expect(table).toMatchObject({ rowCount: 24, notes: { periodTotals: 2 } });
    expect(dateOf(table).values.some(Number.isNaN)).toBe(false);
  });
});

describe('numbers near a hundred with a decimal', () => {
  it('are no years and months of the Minguo calendar', async () => {
    const prices = Array.from({ length: 12 }, (_, at) => `${100 + 7 * (at % 5)}.5`);
    const text = ['Day,Price', ...prices.map((price, at) => `2024-03-${String(at + 1).padStart(2, '0')},${price}`)];
    const { columns } = await read(text.join('\n'));
    expect(columns.map(({ kind }) => kind)).toEqual(['date', 'number']);
  });
});

describe('marks of footnotes', () => {
  it('leave what each first month makes of a label', async () => {
    const cells = ['FY21*', 'FY22', 'FY23', 'FY24 p/', 'FY25 (r)'];
    const { question } = dateOf(await read(csv('Fiscal year,Net', cells)));
    if (question?.code !== 'fiscal-start') throw new Error('not asked');
    expect(question).toMatchObject({ month: 1, example: 'FY21*' });
    expect(question.exampleMs.slice(0, 2)).toEqual([Date.UTC(2021, 0, 1), Date.UTC(2020, 1, 1)]);
  });

  it('leave periods of several lengths apart', async () => {
    const cells = [2021, 2022, 2023].flatMap((year) => [
      `${year}`,
      ...[1, 2, 3, 4].map((quarter) => `Q${quarter} ${year}`),
    ]);
    const marked = cells.map((cell, at) => (at > 9 ? `${cell}*` : cell));
    const kindsOf = async (periods: string[]) => dateOf(await read(csv('Period,Net', periods))).periodKinds?.codes;
    expect(Array.from((await kindsOf(marked)) ?? [])).toEqual(Array.from((await kindsOf(cells)) ?? []));
    expect(new Set(await kindsOf(marked)).size).toBe(2);
  });
});

describe('months in words that are numbers, and months taken together', () => {
  const context = { soundsLikeTime: true, isFirst: true, isKey: false, isNamed: true, usualOrder: 'mdy' } as const;
  const datesOf = (cells: string[]) => {
    const format = decideDateFormat(cells, context)?.format;
    return cells.map((cell) => (format ? new Date(format.read(cell)).toISOString().slice(0, 10) : null));
  };

  it.each([
    [
      ['thg 1 2023', 'thg 2 2023', 'thg 12 2023'],
      ['2023-01-01', '2023-02-01', '2023-12-01'],
    ],
    [
      ['Tháng 1/2023', 'Tháng 2/2023', 'Tháng 10 năm 2023'],
      ['2023-01-01', '2023-02-01', '2023-10-01'],
    ],
    [
      ['5 thg 1, 2023', '16 thg 2, 2023', '7 tháng 3 năm 2023'],
      ['2023-01-05', '2023-02-16', '2023-03-07'],
    ],
    [
      ['Jan-Feb 2015', 'Mar-Apr 2015', 'Nov–Dec 2015'],
      ['2015-01-01', '2015-03-01', '2015-11-01'],
    ],
  ])('%j', (cells, dates) => {
    expect(datesOf(cells)).toEqual(dates);
  });

  it('reads no month beyond the twelfth, and none together that go backwards', () => {
    expect(datesOf(['thg 13 2023', 'thg 14 2023'])).toEqual([null, null]);
    expect(datesOf(['Feb-Jan 2015', 'Dec-Mar 2015'])).toEqual([null, null]);
  });
});
