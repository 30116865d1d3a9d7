import { expect, test } from 'vitest';
import { readTable } from '../table/read-table.ts';
import { differenceCounts } from './difference-counts.ts';
import { guessPanel } from './guess-panel.ts';
import { type RepairRules, usualRules } from './panel.ts';
import { readPanel } from './read-panel.ts';

const { NaN: none } = Number;

async function read(name: string, values: (number | '')[], rules: Partial<RepairRules> = {}) {
  const rows = values.map((value, i) => `${new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10)},${value}`);
  const table = await readTable(new Blob([[`date,${name}`, ...rows].join('\n')]), 'a.csv');
  if (!table.ok) throw new Error(table.problem.code);
  const panel = readPanel(table.value, guessPanel(table.value), { ...usualRules, ...rules });
  if (!panel.ok) throw new Error(panel.problem.code);
  return panel.value.series[0];
}

const cases = [3, 4, 8, 8, 13, 20, 28, 40, 41, 60, 77, 90, 95, 120];

test('what counts up is said to, and stays as it is until it is asked for in differences', async () => {
  const { series, repairs } = await read('cumulative_cases', cases);
  expect([...series.y]).toEqual(cases);
  expect(series.isCumulative).toBe(true);
  expect(repairs).toMatchObject([{ kind: 'cumulative', count: 14, isApplied: false, rule: null }]);
});

test('differences and the first value add up to the last, and begin at the second point', async () => {
  const { series, repairs } = await read('cumulative_cases', cases, { cumulative: 'differences' });
  expect([...series.y]).toEqual([1, 4, 0, 5, 7, 8, 12, 1, 19, 17, 13, 5, 25]);
  expect(new Date(series.firstMs).toISOString().slice(0, 10)).toBe('2024-01-02');
  expect(series.isCumulative).toBeUndefined();
  expect(repairs).toContainEqual(expect.objectContaining({ kind: 'cumulative', isApplied: true, rule: 'differences' }));
  expect(repairs.map(({ kind }) => kind)).not.toContain('trimmed');
  expect(cases[0] + series.y.reduce((sum, value) => sum + value, 0)).toBe(120);
});

test('what came on within a gap is spread evenly and marked, or left open', async () => {
  const gaps = cases.map((value, at) => (at === 4 || at === 5 ? '' : value));
  const { series } = await read('cumulative_cases', gaps, { cumulative: 'differences' });
  expect([...series.y].slice(0, 7)).toEqual(
    [1, 4, 0, 20 / 3, 20 / 3, 20 / 3, 12].map((value) => expect.closeTo(value, 9)),
  );
  expect([...series.filled].slice(0, 7)).toEqual([0, 0, 0, 1, 1, 1, 0]);
  expect(3 + series.y.reduce((sum, value) => sum + value, 0)).toBeCloseTo(120, 9);
  const open = await read('cumulative_cases', gaps, { cumulative: 'differences', gaps: 'leave' });
  expect([...open.series.y].slice(2, 7)).toEqual([0, none, none, none, 12]);
  expect([...open.series.filled].slice(2, 7)).toEqual([0, 1, 1, 1, 0]);
});

test('nothing comes on where a business is closed', () => {
  const { values, filled } = differenceCounts(Float64Array.of(5, none, none, 9, 10), 'carry');
  expect([...values]).toEqual([none, 0, 0, 4, 1]);
  expect([...filled]).toEqual([0, 1, 1, 0, 0]);
});

test('a count without rows at weekends stands still there; zero would make it fall', async () => {
  const rows: string[] = [];
  let total = 0;
  for (let day = 0; day < 140; day++) {
    const date = new Date(Date.UTC(2024, 0, 1 + day));
    if (date.getUTCDay() === 0) continue;
    total += 3 + (day % 5);
    rows.push(`${date.toISOString().slice(0, 10)},${total}`);
  }
  const table = await readTable(new Blob([['date,units to date', ...rows].join('\n')]), 'a.csv');
  if (!table.ok) throw new Error(table.problem.code);
  const panel = readPanel(table.value, guessPanel(table.value), usualRules);
  if (!panel.ok) throw new Error(panel.problem.code);
  const [{ series }] = panel.value.series;
  expect(series.isCumulative).toBe(true);
  expect(series.y.every((value, at) => at === 0 || value >= series.y[at - 1])).toBe(true);
  expect(series.y[6]).toBe(series.y[5]);
});

test('what does not count up is not changed by the rule', async () => {
  const sales = [5, 4, 8, 8, 13, 2, 28, 40, 41, 60];
  expect([...(await read('sales', sales, { cumulative: 'differences' })).series.y]).toEqual(sales);
});
