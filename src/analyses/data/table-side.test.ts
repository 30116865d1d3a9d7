import { describe, expect, it } from 'vitest';
import { usualRules } from '../../series/panel.ts';
import { indexPanel } from '../../series/panel-index.ts';
import { readTable } from '../../table/read-table.ts';
import { tableSide } from './table-side.ts';

const context = { signal: new AbortController().signal, report: () => {} };

async function look(text: string, choice: { timeColumn: number | null; targetColumns: number[] }) {
  const read = await readTable(new Blob([text]), 'a.csv');
  if (!read.ok) throw new Error(read.problem.code);
  const table = read.value;
  const request = { choice: { idColumns: [], covariateColumns: [], ...choice }, rules: usualRules };
  const held = { table, panelOf: (chosen: typeof request.choice) => indexPanel(table, chosen) };
  const prepared = await tableSide.prepare(held, request, context);
  if (!prepared.ok) throw new Error(prepared.problem.code);
  return prepared.value.brief.value;
}

async function lookForOnly(...of: Parameters<typeof look>) {
  return (await look(...of)).only;
}

const days = (values: readonly (number | string)[]) =>
  `day,y,z\n${values.map((value, i) => `2024-01-${String(i + 1).padStart(2, '0')},${value},1`).join('\n')}\n`;

describe('looking at a file', () => {
  it('draws every column, once for a table', async () => {
    const { pictures } = await look('day,y,item\n2024-01-01,1,tea\n2024-01-02,3,milk\n', {
      timeColumn: null,
      targetColumns: [],
    });
    expect(pictures).toMatchObject([
      { kind: 'date', bars: [{ count: 1 }, { count: 1 }], distinct: { count: 2, isMore: false } },
      { kind: 'number', mean: 2, bars: [{ count: 1 }, { count: 0 }, { count: 1 }] },
      { kind: 'text', distinct: { count: 2, isMore: false } },
    ]);
  });

  it('sums up the one series that there is', async () => {
    const brief = await lookForOnly(days([1, 2, 3, 4, 5, 6, 7, 8, 9, 12]), { timeColumn: 0, targetColumns: [1] });
    expect(brief?.summary).toMatchObject({ uniqueId: 'y', length: 10, smallest: 1, largest: 12, status: 'active' });
    expect(brief?.step).toMatchObject({ unit: 'day', every: 1 });
  });

  it('says why there is none instead of refusing the file', async () => {
    const brief = await lookForOnly(days([1, 2, 3]), { timeColumn: 0, targetColumns: [1] });
    expect(brief?.refused).toMatchObject({ uniqueId: 'y', problem: { code: 'too-few-values' } });
  });

  it('leaves several series to the list of all, and finds none in a table without numbers', async () => {
    expect(await lookForOnly(days([1, 2, 3, 4, 5, 6, 7, 8]), { timeColumn: 0, targetColumns: [1, 2] })).toBeNull();
    expect(await lookForOnly('order,item\nA1,tea\nA2,milk\n', { timeColumn: null, targetColumns: [] })).toBeNull();
  });
});
