import { expect, it } from 'vitest';
import { readTable } from '../read-table.ts';

const days = Array.from({ length: 40 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10));

async function filledIn(lines: string[]) {
  const table = await readTable(new Blob([lines.join('\n')]), 'a.csv');
  if (!table.ok) throw new Error(table.problem.code);
  return table.value.notes.filledDown ?? [];
}

it('fills blank cells of the first columns where the next one comes round below each label', async () => {
  const rows = days.flatMap((date, i) => [`${date},Bonn,${i}`, `,Ulm,${i + 5}`, `,Kiel,${i + 9}`]);
  expect(await filledIn(['date,shop,sales', ...rows])).toEqual([{ column: 'date', cells: 80 }]);
});

it.each([
  ['holidays beside days', days.map((date, i) => `${i % 13 === 0 ? `holiday ${i}` : ''},${date},${i}`)],
  [
    'promotions of some shops',
    days.flatMap((date, i) => ['A', 'B'].map((shop, s) => `${i % 7 === s ? `p${i}` : ''},${shop},${date},${i}`)),
  ],
  ['customers that nobody noted', days.map((date, i) => `${i % 3 === 0 ? `c${i % 4}` : ''},${date},${i}`)],
])('leaves blank cells of %s', async (_, rows) => {
  const head = rows[0].split(',').length === 4 ? 'note,shop,date,sales' : 'note,date,sales';
  expect(await filledIn([head, ...rows])).toEqual([]);
});
