import { expect, it } from 'vitest';
import { readTable } from '../table/read-table.ts';
import { guessPanel } from './guess-panel.ts';
import { usualRules } from './panel.ts';
import { readPanel } from './read-panel.ts';

/** Three shops by month; each has the last of its values in the last month of the file but for the one that closed. */
async function lengthsOf(last: number[]) {
  const rows = ['shop,month,sales'];
  for (const [n, shop] of ['Ash', 'Birch', 'Cedar'].entries()) {
    for (let i = 0; i < 24; i++) {
      const value = i === 23 ? last[n] : 1000 * (n + 1) + 50 * ((i * 7) % 5);
      rows.push(`${shop},${2022 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')},${value}`);
    }
  }
  for (let i = 0; i < 12; i++)
    rows.push(`Closed,2022-${String(i + 1).padStart(2, '0')},${i === 11 ? 90 : 500 + (i % 3)}`);
  const table = await readTable(new Blob([rows.join('\n')]), 'a.csv');
  if (!table.ok) throw new Error(table.problem.code);
  const panel = readPanel(table.value, guessPanel(table.value), usualRules);
  if (!panel.ok) throw new Error(panel.problem.code);
  return panel.value.series.map(({ series, repairs }) => {
    const partial = repairs.find(({ kind }) => kind === 'trailing-partial');
    return [series.uniqueId, series.y.length, Boolean(partial)];
  });
}

it('one shop with a bad month keeps it: the month of the file is over', async () => {
  expect(await lengthsOf([1000, 300, 3000])).toEqual([
    ['Ash', 24, false],
    ['Birch', 24, false],
    ['Cedar', 24, false],
    ['Closed', 12, false],
  ]);
});

it('a month that is not over is left out of every shop that has it, and of no other', async () => {
  expect(await lengthsOf([300, 1900, 700])).toEqual([
    ['Ash', 23, true],
    ['Birch', 23, true],
    ['Cedar', 23, true],
    ['Closed', 12, false],
  ]);
});
