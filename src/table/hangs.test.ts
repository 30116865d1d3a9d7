/**
 * Files that once kept the reader busy for minutes, found by `fuzz.test.ts`. A cell as long as these takes milliseconds where
 * each of its characters is met a few times, and longer than any test may take where each meets every other.
 */
import { expect, it } from 'vitest';
import { readTable } from './read-table.ts';

const spaces = ' '.repeat(1_000_000);
const day = (i: number) => `2024-01-${String(i + 1).padStart(2, '0')}`;

async function countRows(text: string): Promise<number> {
  const result = await readTable(new Blob([text]), 'a.csv');
  return result.ok ? result.value.rowCount : 0;
}

// The pattern for a weekday behind a date tried each of the spaces as its beginning.
it('does not hang on a date cell of many spaces', async () => {
  const rows = Array.from({ length: 28 }, (_, i) => `${i === 9 ? `${day(9)}${spaces}x` : day(i)},${i}`);
  expect(await countRows(`day,sales\n${rows.join('\n')}\n`)).toBe(28);
});

// The pattern for what stands behind a number tried each of the spaces as its beginning.
it('does not hang on a number cell of many spaces', async () => {
  const rows = Array.from({ length: 28 }, (_, i) => `${day(i)},${i === 9 ? `1${spaces}x` : `${i} kg`}`);
  expect(await countRows(`day,sales\n${rows.join('\n')}\n`)).toBe(28);
});
