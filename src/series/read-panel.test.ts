import { describe, expect, it } from 'vitest';
import { readTable } from '../table/read-table.ts';
import type { Table } from '../table/table.ts';
import { guessPanel } from './guess-panel.ts';
import { usualRules } from './panel.ts';
import { readPanel } from './read-panel.ts';
import { summariseSeries } from './summarise-series.ts';

async function tableOf(text: string): Promise<Table> {
  const table = await readTable(new Blob([text]), 'a.csv');
  if (!table.ok) throw new Error(JSON.stringify(table.problem));
  return table.value;
}

const day = (i: number) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);

async function guessNames(text: string) {
  const table = await tableOf(text);
  const { timeColumn, idColumns, targetColumns, covariateColumns, shape } = guessPanel(table);
  const name = (index: number) => table.columns[index].name;
  return {
    shape,
    time: timeColumn === null ? null : name(timeColumn),
    ids: idColumns.map(name),
    targets: targetColumns.map(name),
    covariates: covariateColumns.map(name),
  };
}

function cross(ids: string[], header: string, row: (id: string, i: number, n: number) => string, days = 30): string {
  return [header, ...ids.flatMap((id, n) => Array.from({ length: days }, (_, i) => row(id, i, n)))].join('\n');
}

describe('guessPanel', () => {
  it('knows the columns of Nixtla', async () => {
    const text = cross(['a', 'b'], 'unique_id,ds,y', (id, i, n) => `${id},${day(i)},${(i * 7 + n) % 11}`);
    expect(await guessNames(text)).toEqual({
      shape: 'long',
      time: 'ds',
      ids: ['unique_id'],
      targets: ['y'],
      covariates: [],
    });
  });

  it('knows them where ds counts the points, however little there is to tell ids by', async () => {
    expect(await guessNames('unique_id,ds,y\na,1,4\na,2,5\nb,1,6\nb,2,7')).toEqual({
      shape: 'long',
      time: 'ds',
      ids: ['unique_id'],
      targets: ['y'],
      covariates: [],
    });
  });

  it('finds ids by what tells rows of a date apart, several where one is not enough', async () => {
    const pairs = ['1,A', '1,B', '2,A', '2,B', '3,A', '3,B'];
    const text = cross(pairs, 'date,store,item,color,sales,price', (pair, i, n) => {
      return `${day(i)},${pair},red,${(i * 5 + n) % 13},${10 + (i % 4)}.5`;
    });
    expect(await guessNames(text)).toMatchObject({
      shape: 'long',
      ids: ['store', 'item'],
      targets: ['sales'],
      covariates: ['price'],
    });
  });

  it('takes several like columns for several series', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${day(i)},${(i * 7) % 11},${(i * 5) % 13},${(i * 3) % 7}`);
    expect(await guessNames(['date,Bonn,Ulm,Mainz', ...rows].join('\n'))).toMatchObject({
      shape: 'wide',
      targets: ['Bonn', 'Ulm', 'Mainz'],
      ids: [],
    });
  });

  it('takes prices, weather and flags beside a target for covariates', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${day(i)},${(i * 7) % 11},${20 + (i % 5)},${i % 2},${i % 9}`);
    expect(await guessNames(['date,sales,temperature,promo,visits per clerk', ...rows].join('\n'))).toMatchObject({
      shape: 'mixed',
      targets: expect.arrayContaining(['sales']),
      covariates: expect.arrayContaining(['temperature', 'promo']),
    });
  });

  it('knows series that ran across the columns, with dates and without', async () => {
    const months = Array.from({ length: 12 }, (_, i) => `2024-${String(i + 1).padStart(2, '0')}`);
    const steps = months.map((_, i) => `d_${i + 1}`);
    const rows = ['Bonn', 'Ulm'].map((shop, s) => [shop, ...months.map((_, i) => s * 50 + ((i * 7) % 5))].join(','));
    const expected = { shape: 'across', ids: ['shop'], targets: ['value'], covariates: [] };
    expect(await guessNames([`shop,${months.join()}`, ...rows].join('\n'))).toEqual({ ...expected, time: 'date' });
    expect(await guessNames([`shop,${steps.join()}`, ...rows].join('\n'))).toEqual({ ...expected, time: null });
  });

  it('wants no part of a date', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${2022 + Math.floor(i / 52)};${(i % 52) + 1};${(i * 7) % 5}`);
    const guess = await guessNames(['Jahr;KW;Absatz', ...rows].join('\n'));
    expect(guess).toMatchObject({ time: 'Jahr + KW', targets: ['Absatz'] });
  });

  it('finds stores where a tenth of their rows share a date: returns, and rows sent twice', async () => {
    const rows = ['North,1', 'South,0'].flatMap((store, n) =>
      Array.from({ length: 60 }, (_, i) => {
        const row = `${store},${day(i)},${40 + n * 30 + ((i * 7) % 11)},${i % 5 === 0 ? 1 : 0}`;
        if (i % 20 === 3) return [row, row];
        return i % 20 === 9 ? [row, `${store},${day(i)},-3,0`] : [row];
      }).flat(),
    );
    expect(await guessNames(['store,new,date,units_sold,promo_flag', ...rows].join('\n'))).toMatchObject({
      shape: 'long',
      ids: ['store'],
      targets: ['units_sold'],
      covariates: expect.arrayContaining(['promo_flag']),
    });
  });

  it('names series by codes as the file has them, and by names where it has both', async () => {
    const sales = (id: string) =>
      cross(['0017', '0101'], `store_id${id},date,units`, (code, i, n) => {
        return `${code}${id === '' ? '' : `,Store ${code}`},${day(i)},${(i * 5 + n) % 9}`;
      });
    const codes = await tableOf(sales(''));
    const panel = readPanel(codes, guessPanel(codes), usualRules);
    if (!panel.ok) throw new Error(panel.problem.code);
    expect(panel.value.series.map(({ series }) => series.uniqueId)).toEqual(['0017', '0101']);
    expect(await guessNames(sales(',store_name'))).toMatchObject({ ids: ['store_name'], covariates: [] });
  });

  it('takes part numbers for ids, though they are numbers', async () => {
    const text = cross(['4000123', '4000124', '10029931'], 'part_no,plant,date,qty', (part, i, n) => {
      return `${part},1100,${day(i)},${(i * 5 + n) % 4}`;
    });
    expect(await guessNames(text)).toMatchObject({ shape: 'long', ids: ['part_no'], targets: ['qty'] });
  });

  it('takes no column of a list of sales for an id where rows of a date stay alike', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => `${day(i >> 2)},${['cash', 'card'][i % 2]},${(i * 7) % 50}`);
    expect(await guessNames(['date,payment,amount', ...rows].join('\n'))).toMatchObject({ ids: [], shape: 'wide' });
  });
});

describe('readPanel', () => {
  it('puts numbers that count in order and on their points, and refuses a series of few', async () => {
    const numbers = [3, 1, 2, 4, 5, 7, 8, 9, 10];
    const table = await tableOf(['unique_id,ds,y', ...numbers.map((n) => `a,${n},${2 * n}`), 'b,1,5'].join('\n'));
    const reading = readPanel(table, guessPanel(table), usualRules);
    if (!reading.ok) throw new Error(reading.problem.code);
    const [{ series, repairs }] = reading.value.series;
    expect(series).toMatchObject({ firstMs: 1, step: { unit: 'row', every: 1 } });
    expect([...series.y]).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
    expect(repairs.map(({ kind, count }) => [kind, count])).toEqual([
      ['sorted', 9],
      ['gaps', 1],
    ]);
    expect(reading.value.refused.map(({ uniqueId }) => uniqueId)).toEqual(['b']);
  });

  it('lets a series of coarser steps than the first keep its own', async () => {
    const at = (months: number) => `${2020 + Math.floor(months / 12)}-${String(1 + (months % 12)).padStart(2, '0')}-01`;
    const rows = Array.from({ length: 12 }, (_, i) => [`a,${at(i)},${i}`, `b,${at(3 * i)},${i}`]).flat();
    const table = await tableOf(['unique_id,ds,y', ...rows].join('\n'));
    const reading = readPanel(table, guessPanel(table), usualRules);
    if (!reading.ok) throw new Error(reading.problem.code);
    expect(reading.value.series.map(({ series }) => series.step.unit)).toEqual(['month', 'quarter']);
  });

  it('gives each series its own rows, in any order of the file', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${i % 2 ? 'odd' : 'even'},${day(i >> 1)},${i}`).reverse();
    const table = await tableOf(['unique_id,ds,y', ...rows].join('\n'));
    const panel = readPanel(table, guessPanel(table), usualRules);
    if (!panel.ok) throw new Error(panel.problem.code);
    const bySeries = Object.fromEntries(
      panel.value.series.map(({ series }) => [series.uniqueId, Array.from(series.y)]),
    );
    expect(bySeries).toEqual({
      even: Array.from({ length: 30 }, (_, i) => i * 2),
      odd: Array.from({ length: 30 }, (_, i) => i * 2 + 1),
    });
  });

  it('reads the others where one series is too short', async () => {
    const text = `${cross(['a', 'b'], 'unique_id,ds,y', (id, i) => `${id},${day(i)},${i % 7}`)}\nc,${day(0)},5`;
    const table = await tableOf(text);
    const panel = readPanel(table, guessPanel(table), usualRules);
    if (!panel.ok) throw new Error(panel.problem.code);
    expect(panel.value.series).toHaveLength(2);
    expect(panel.value.refused).toEqual([
      { uniqueId: 'c', problem: { code: 'too-few-values', params: { values: 1, needed: 5 } } },
    ]);
  });

  it('names series of several targets and ids after all of them', async () => {
    const text = cross(['a', 'b'], 'unique_id,ds,y,z', (id, i) => `${id},${day(i)},${i % 7},${i % 5}`);
    const table = await tableOf(text);
    const choice = { ...guessPanel(table), targetColumns: [2, 3] };
    const panel = readPanel(table, choice, usualRules);
    if (!panel.ok) throw new Error(panel.problem.code);
    expect(panel.value.series.map(({ series }) => series.uniqueId)).toEqual(['a · y', 'b · y', 'a · z', 'b · z']);
  });

  it('reads 5,000 series of 200 points', async () => {
    const lines = ['unique_id,ds,y'];
    const days = Array.from({ length: 200 }, (_, i) => day(i));
    for (let id = 0; id < 5000; id++)
      for (let i = 0; i < 200; i++) lines.push(`s${id},${days[i]},${(id * 31 + i * 7) % 97}`);
    const table = await tableOf(lines.join('\n'));
    const panel = readPanel(table, guessPanel(table), usualRules);
    if (!panel.ok) throw new Error(panel.problem.code);
    const summaries = panel.value.series.map(summariseSeries);
    expect(summaries).toHaveLength(5000);
    expect(summaries[7]).toMatchObject({ uniqueId: 's7', length: 200, spark: expect.any(Array) });
  });
});
