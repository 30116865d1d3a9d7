/** Files that once kept the reader busy for minutes, found by `fuzz.test.ts`. */
import { expect, it } from 'vitest';
import { readTable } from './read-table.ts';

const mostMs = 2000;

async function timeReading(text: string): Promise<{ rows: number; tookMs: number }> {
  const startMs = performance.now();
  const result = await readTable(new Blob([text]), 'a.csv');
  return { rows: result.ok ? result.value.rowCount : 0, tookMs: performance.now() - startMs };
}

const day = (i: number) => `2024-01-${String(i + 1).padStart(2, '0')}`;
const rowsWith = (cell: string) => Array.from({ length: 28 }, (_, i) => `${i === 9 ? cell : day(i)},${i}`);

// The pattern for a weekday behind a date tried each of the spaces as its beginning.
it('does not hang on a date cell of many spaces', async () => {
  const { rows, tookMs } = await timeReading(`day,sales\n${rowsWith(`${day(9)}${' '.repeat(150_000)}x`).join('\n')}\n`);
  expect(rows).toBe(28);
  expect(tookMs).toBeLessThan(mostMs);
});

// The pattern for what stands behind a number tried each of the spaces as its beginning.
it('does not hang on a number cell of many spaces', async () => {
  const cells = Array.from({ length: 28 }, (_, i) => `${day(i)},${i === 9 ? `1${' '.repeat(150_000)}x` : `${i} kg`}`);
  const { rows, tookMs } = await timeReading(`day,sales\n${cells.join('\n')}\n`);
  expect(rows).toBe(28);
  expect(tookMs).toBeLessThan(mostMs);
});
