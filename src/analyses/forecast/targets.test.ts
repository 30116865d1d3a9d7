/** Targets of a file as the data worker gives them. */
import { expect, test } from 'vitest';
import { type PanelChoice, usualRules } from '../../series/panel.ts';
import { indexPanel } from '../../series/panel-index.ts';
import { readTable } from '../../table/read-table.ts';
import type { TargetReading, TargetSeries } from './inputs.ts';
import { tableSide } from './table-side.ts';

const context = { signal: new AbortController().signal, report: () => {} };

/** Two shops with sales, returns that begin later, and a price that never changes. */
const text = [
  'date,shop,sales,returns,price,name',
  ...Array.from({ length: 60 }, (_, at) => {
    const date = new Date(Date.UTC(2025, 0, 1 + at)).toISOString().slice(0, 10);
    return ['a', 'b'].map((shop) => `${date},${shop},${100 + (at % 7)},${at < 20 ? '' : at % 5},9.5,x`).join('\n');
  }),
].join('\n');

async function prepare(uniqueId: string, over: Partial<PanelChoice> = {}) {
  const read = await readTable(new Blob([text]), 'shop.csv', {});
  if (!read.ok) throw new Error(read.problem.code);
  const table = read.value;
  const choice = { timeColumn: 0, idColumns: [1], targetColumns: [2, 3, 4], covariateColumns: [], ...over };
  const held = { table, panelOf: (wanted: PanelChoice) => indexPanel(table, wanted) };
  const prepared = await tableSide.prepare(held, { choice, rules: usualRules, uniqueId, step: null }, context);
  if (!prepared.ok) throw new Error(prepared.problem.code);
  return prepared.value.input;
}

test('targets are those of the same rows, in the order of the columns, each told why where it cannot be made', async () => {
  const input = await prepare('b · returns');
  const { value } = await tableSide.give(input, { kind: 'target-readings', columns: [2, 3, 4] }, context);
  const readings = value as TargetReading[];
  expect(readings.map(({ uniqueId, name, problem }) => [uniqueId, name, problem?.code ?? null])).toEqual([
    ['b · sales', 'sales', null],
    ['b · returns', 'returns', null],
    ['b · price', 'price', 'constant-series'],
  ]);
  expect(readings.map(({ reading }) => reading?.series.length ?? null)).toEqual([60, 40, null]);
});

test('a job is given the series of those that can be made', async () => {
  const input = await prepare('a · sales');
  const { value } = await tableSide.give(input, { kind: 'targets', columns: [2, 3, 4, 5] }, context);
  const { names, series } = value as TargetSeries;
  expect(names).toEqual(['sales', 'returns']);
  expect(series.map(({ uniqueId }) => uniqueId)).toEqual(['a · sales', 'a · returns']);
  expect(series[1].firstMs).toBe(Date.UTC(2025, 0, 21));
  const alone = await tableSide.give(input, { kind: 'targets', columns: [3] }, context);
  expect((alone.value as TargetSeries).names).toEqual(['returns']);
});
