import { describe, expect, it } from 'vitest';
import { readTable } from '../table/read-table.ts';
import type { Table } from '../table/table.ts';
import { guessTarget, guessTime } from './guess-choice.ts';

async function tableOf(text: string): Promise<Table> {
  const table = await readTable(new Blob([text]), 'a.csv');
  if (!table.ok) throw new Error(JSON.stringify(table.problem));
  return table.value;
}

describe('guessTime and guessTarget', () => {
  async function guess(header: string, row: (i: number) => string): Promise<(string | null)[]> {
    const table = await tableOf([header, ...Array.from({ length: 20 }, (_, i) => row(i))].join('\n'));
    const timeColumn = guessTime(table);
    const targetColumn = guessTarget(table, timeColumn);
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

  it('takes the first of two that are sold, though a few of its cells are empty', async () => {
    expect(await guess('Datum,Umsatz (€),Menge', (i) => `${date(i)},${i === 7 ? '' : i * 9 + 1},${i * 2 + 3}`)).toEqual(
      ['Datum', 'Umsatz (€)'],
    );
  });

  it('takes how many were sold, though mostly one or two, before the price of each', async () => {
    const row = (i: number) => `${1000 + i},${date(i)},${(i % 5) + 2}.5,${1 + (i % 2)}`;
    expect(await guess('Order,Date,Price,Quantity', row)).toEqual(['Date', 'Quantity']);
  });

  it('takes what ends before the prices planned for the time to come', async () => {
    const sold = (i: number) => (i < 15 ? `${i * 9 + 1}` : '');
    expect(await guess('Datum,Menge,Preis', (i) => `${date(i)},${sold(i)},${(i * 7) % 5}`)).toEqual(['Datum', 'Menge']);
    // Each of two shops ends with its own plan.
    const shop = (i: number) => `${date(i % 10)},${i < 10 ? 'A' : 'B'},${i % 10 < 7 ? i * 9 + 1 : ''},${(i * 7) % 5}`;
    expect(await guess('Date,Shop,Units sold,Price', shop)).toEqual(['Date', 'Units sold']);
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
