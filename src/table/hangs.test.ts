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

// The pattern for a time of day gave the spaces behind it to each of four optional parts, in every way.
it('does not hang on a time of many spaces', async () => {
  const hour = (i: number) => `01.04.2024 ${String(i).padStart(2, '0')}:00`;
  const rows = Array.from(
    { length: 24 },
    (_, i) => `${i === 9 ? `${hour(9)}${spaces.slice(0, 100_000)}x` : hour(i)},${i}`,
  );
  expect(await countRows(`time,load\n${rows.join('\n')}\n`)).toBe(24);
});

// The pattern for a word without digits tried each of its letters as the one that has to be there.
it('does not hang on a word of many letters that ends with a digit', async () => {
  const rows = Array.from({ length: 28 }, (_, i) => `${day(i)},${i === 9 ? `${'年'.repeat(200_000)}9` : i}`);
  expect(await countRows(`day,sales\n${rows.join('\n')}\n`)).toBe(28);
});

// The pattern for lengths of time tried each digit behind each letter.
it('does not hang on a text of many digits', async () => {
  const rows = Array.from({ length: 28 }, (_, i) => `${day(i)},${i},Bonn${i === 9 ? '0'.repeat(200_000) : ''}`);
  expect(await countRows(`day,sales,shop\n${rows.join('\n')}\n`)).toBe(28);
});
