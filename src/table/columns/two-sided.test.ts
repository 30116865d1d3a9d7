import { expect, it } from 'vitest';
import { readTable } from '../read-table.ts';

async function sidesOf(head: string) {
  const lines = Array.from(
    { length: 30 },
    (_, i) => `2024-01-${String(i + 1).padStart(2, '0')},${i % 3 ? `${i},` : `,${i}`}`,
  );
  const table = await readTable(new Blob([[head, ...lines].join('\n')]), 'a.csv');
  if (!table.ok) throw new Error(table.problem.code);
  return {
    sides: table.value.notes.twoSided?.map(({ columns }) => columns) ?? [],
    missing: table.value.columns[1].missing,
  };
}

it('reads empty cells as zero where each row has a debit or a credit', async () => {
  expect(await sidesOf('date,Paid In,Paid Out')).toEqual({ sides: [['Paid In', 'Paid Out']], missing: 0 });
  expect(await sidesOf('日付,借方金額,貸方金額')).toEqual({ sides: [['借方金額', '貸方金額']], missing: 0 });
});

it('leaves two sensors that are read in turn as they are', async () => {
  expect(await sidesOf('date,kitchen,cellar')).toEqual({ sides: [], missing: 10 });
});
