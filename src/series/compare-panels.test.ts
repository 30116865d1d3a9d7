import { expect, test } from 'vitest';
import { readTable } from '../table/read-table.ts';
import { comparePanels } from './compare-panels.ts';
import { type PointRules, usualRules } from './panel.ts';
import { goesOn, type PanelComparison } from './panel-comparison.ts';
import { indexPanel } from './panel-index.ts';

const choice = { timeColumn: 0, idColumns: [1], targetColumns: [2], covariateColumns: [] };

/** Twelve months of each shop, one row changed or left out where that is said. */
function csv(shops: readonly string[], months: number, change: Record<string, number | null> = {}): string {
  const rows = shops.flatMap((shop, place) =>
    Array.from({ length: months }, (_, month) => {
      const date = `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
      const usual = 100 * (place + 1) + ((month * 7) % 11);
      const value = change[`${date} ${shop}`];
      return value === null ? [] : [`${date},${shop},${value ?? usual}`];
    }).flat(),
  );
  return `month,shop,sales\n${rows.join('\n')}\n`;
}

async function compare(one: string, other: string, byHand: PointRules = {}): Promise<PanelComparison | null> {
  const [earlier, later] = await Promise.all(
    [one, other].map(async (text) => {
      const table = await readTable(new Blob([text]), 'sales.csv');
      const index = table.ok ? indexPanel(table.value, choice) : table;
      if (!index.ok) throw new Error(index.problem.code);
      return { index: index.value, rules: { ...usualRules, gaps: 'linear' as const } };
    }),
  );
  const steps = comparePanels(earlier as never, later as never, byHand);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

const at = (year: number, month: number) => Date.UTC(year, month - 1, 1);

test('tells what is new, changed and gone, series by series and month by month', async () => {
  const found = await compare(
    csv(['Bonn', 'Köln', 'Ulm'], 20, { '2024-05-01 Köln': null }),
    csv(['Bonn', 'Köln', 'Wien'], 22, { '2024-03-01 Bonn': 999, '2024-04-01 Bonn': 102, '2024-06-01 Köln': null }),
  );
  expect(found).toMatchObject({
    shared: ['Bonn', 'Köln'],
    newSeries: { count: 1, names: ['Wien'] },
    goneSeries: { count: 1, names: ['Ulm'] },
    came: { values: 4, periods: 2, fromMs: at(2025, 9), toMs: at(2025, 10) },
    // Bonn has all 20 of both; of Köln's, May was not there before and June is not there now.
    compared: 38,
    added: 1,
    gone: 1,
    changed: { values: 2, series: 1 },
  });
  expect(Array.from(found?.earlierLengths ?? [])).toEqual([20, 20]);
  // The largest change first: 100 + 14 % 11 was 103; 100 + 21 % 11 was 110.
  expect(found?.changed.examples).toEqual([
    { uniqueId: 'Bonn', ms: at(2024, 3), before: 103, after: 999 },
    { uniqueId: 'Bonn', ms: at(2024, 4), before: 110, after: 102 },
  ]);
  expect(found && goesOn(found)).toBe(true);
});

test('a later state may begin later: its points are those of the same months', async () => {
  const whole = csv(['Bonn', 'Köln'], 20);
  const cut = whole.replace(/2024-0[123]-01,.*\n/g, '');
  const found = await compare(whole, cut);
  expect(Array.from(found?.shifts ?? [])).toEqual([3, 3]);
  expect(found).toMatchObject({ compared: 34, gone: 6, added: 0, came: { values: 0, periods: 0 } });
  expect(found?.changed.values).toBe(0);
});

test('a file of the same columns with other values is not the same file', async () => {
  const other = csv(['Bonn', 'Köln'], 20).replace(/(\d+)\n/g, (_, value) => `${Number(value) * 3}\n`);
  const found = await compare(csv(['Bonn', 'Köln'], 20), other);
  expect(found && goesOn(found)).toBe(false);
  const shops = await compare(csv(['Bonn', 'Köln'], 20), csv(['Wien', 'Ulm'], 20));
  expect(shops).toBeNull();
});

test('what was changed by hand holds where the file has the value that it was changed from', async () => {
  const rule = (...months: number[]) => Object.fromEntries(months.map((month) => [at(2024, month), 'usual' as const]));
  const found = await compare(
    csv(['Bonn', 'Köln', 'Ulm'], 20),
    csv(['Bonn', 'Köln'], 22, { '2024-03-01 Bonn': 999, '2024-06-01 Köln': null }),
    { Bonn: rule(3, 4), Köln: rule(6), Ulm: rule(5) },
  );
  expect(found?.byHand).toEqual({ held: { Bonn: rule(4) }, dropped: 3 });
});
