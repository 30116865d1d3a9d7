import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '../table/read-table.ts';
import { guessPanel } from './guess-panel.ts';
import { listPanel } from './list-panel.ts';
import { usualRules } from './panel.ts';
import { indexPanel } from './panel-index.ts';

const dayOf = (i: number) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);

type Sale = { shop: string; day: number; value: number | null };

async function statusesOf(sales: readonly Sale[]): Promise<Record<string, string>> {
  const lines = sales.map(({ shop, day, value }) => `${shop},${dayOf(day)},${value ?? ''}`);
  const read = await readTable(new Blob([`shop,day,sales\n${lines.join('\n')}\n`]), 'shops.csv');
  if (!read.ok) throw new Error(read.problem.code);
  const choice = { ...guessPanel(read.value), timeColumn: 1, idColumns: [0], targetColumns: [2], covariateColumns: [] };
  const index = indexPanel(read.value, choice);
  if (!index.ok) throw new Error(index.problem.code);
  const steps = listPanel(index.value, usualRules);
  let step = steps.next();
  while (!step.done) step = steps.next();
  if (!step.value.ok) throw new Error(step.value.problem.code);
  const { series, refused } = step.value.value;
  return Object.fromEntries([...series, ...refused].map(({ uniqueId, status }) => [uniqueId, status]));
}

const from = (
  shop: string,
  first: number,
  end: number,
  value: (day: number) => number | null = (day) => 5 + (day % 7),
) => Array.from({ length: end - first }, (_, i) => ({ shop, day: first + i, value: value(first + i) }));

describe('the status of a series', () => {
  it('is told by the end of the file, not by its own', async () => {
    const sales = [
      ...from('always', 0, 100),
      ...from('closed', 0, 60),
      ...from('sold out', 0, 100, (day) => (day < 60 ? 5 + (day % 7) : 0)),
      ...from('opened', 90, 100),
      ...from('now and then', 0, 100, (day) => (day % 5 === 0 ? 3 + (day % 2) : 0)),
      ...from('hardly', 96, 100),
      ...from('nothing', 0, 20, () => null),
    ];
    expect(await statusesOf(sales)).toEqual({
      always: 'active',
      closed: 'inactive',
      'sold out': 'inactive',
      opened: 'new',
      'now and then': 'sparse',
      hardly: 'too-short',
      nothing: 'empty',
    });
  });

  it('does not depend on the order of the rows', async () => {
    const sales = [...from('always', 0, 60), ...from('closed', 0, 30), ...from('opened', 48, 60)];
    const sorted = await statusesOf(sales);
    const shuffled = fc.shuffledSubarray(sales, { minLength: sales.length });
    await fc.assert(
      fc.asyncProperty(shuffled, async (rows) => {
        expect(await statusesOf(rows)).toEqual(sorted);
      }),
      { numRuns: 30 },
    );
  });

  it('calls nothing inactive where the rows have no dates', async () => {
    const text = `y,z\n${Array.from({ length: 30 }, (_, i) => `${i % 4},${i < 12 ? i % 3 : ''}`).join('\n')}\n`;
    const read = await readTable(new Blob([text]), 'rows.csv');
    if (!read.ok) throw new Error(read.problem.code);
    const choice = { timeColumn: null, idColumns: [], targetColumns: [0, 1], covariateColumns: [] };
    const index = indexPanel(read.value, choice);
    if (!index.ok) throw new Error(index.problem.code);
    const steps = listPanel(index.value, usualRules);
    let step = steps.next();
    while (!step.done) step = steps.next();
    expect(step.value.ok && step.value.value.series.map(({ status }) => status)).toEqual(['active', 'active']);
  });
});
