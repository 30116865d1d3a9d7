import { expect, test } from 'vitest';
import { readTable } from '../table/read-table.ts';
import { accountPanel } from './account-panel.ts';
import { guessPanel } from './guess-panel.ts';
import { usualRules } from './panel.ts';
import { readPanel } from './read-panel.ts';

const dayMs = 86_400_000;
const firstMs = Date.UTC(2024, 0, 1);

/** A hundred days, nothing sold on four of them. */
function shortOfStock(): string {
  const lines = Array.from({ length: 100 }, (_, day) => {
    const date = new Date(firstMs + day * dayMs).toISOString().slice(0, 10);
    return `${date},${day >= 50 && day < 54 ? (day === 53 ? 3 : 0) : 20 + (day % 7)}`;
  });
  return `date,sales\n${lines.join('\n')}\n`;
}

test('the sum account says what was taken out for a stock-out, and what demand was put in its place', async () => {
  const table = await readTable(new Blob([shortOfStock()]), 'a.csv');
  if (!table.ok) throw new Error(table.problem.code);
  const choice = guessPanel(table.value);
  const span = { fromMs: firstMs + 50 * dayMs, toMs: firstMs + 54 * dayMs - 1 };
  const rules = { ...usualRules, events: [{ name: 'Out', kind: 'stock-out' as const, spans: [span] }] };
  const reading = readPanel(table.value, choice, rules);
  const { sums, rowsUsed } = accountPanel(table.value, choice, reading, 1);
  expect(rowsUsed).toBe(100);
  const [{ inFile, inSeries, leftOut, changed }] = sums;
  expect(leftOut).toEqual([]);
  expect(changed).toEqual([{ by: 'events', sum: 3, put: expect.closeTo(21 + 22 + 23 + 24, 6) }]);
  expect(inFile).toBe(inSeries + 3);
  const repairs = reading.ok ? reading.value.series[0].repairs : [];
  expect(repairs.find(({ kind }) => kind === 'events')).toMatchObject({ count: 4, points: [50, 51, 52, 53] });
});
