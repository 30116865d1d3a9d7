import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileMetaData } from 'hyparquet';
import { expect, it, vi } from 'vitest';
import { readTable } from '../read-table.ts';
import type { ReadChoices } from '../table.ts';

const rows = 40_000_000;

/** A file that says it has forty million rows, of which no more is there than a fixture has. */
vi.mock('hyparquet', async (load) => {
  const real = await load<typeof import('hyparquet')>();
  const parquetMetadataAsync: typeof real.parquetMetadataAsync = async (file) => {
    return { ...(await real.parquetMetadataAsync(file)), num_rows: BigInt(rows) } satisfies FileMetaData;
  };
  return { ...real, parquetMetadataAsync };
});

function read(choices: ReadChoices) {
  const bytes = readFileSync(join(import.meta.dirname, '../fixtures/parquet-dates.parquet'));
  return readTable(new Blob([bytes]), 'a.parquet', { choices });
}

it('offers the first rows or some columns of a file with too many cells, before it reads them', async () => {
  const result = await read({});
  if (result.ok || result.problem.detail?.code !== 'too-large') throw new Error(JSON.stringify(result));
  const { columns, rowsThatFit, rows: all } = result.problem.detail;
  expect(all).toBe(rows);
  expect(columns.length).toBeGreaterThan(1);
  expect(rowsThatFit * columns.length).toBeLessThanOrEqual(15_000_000);
});

it('reads the first rows and the columns that were chosen', async () => {
  const whole = await read({ maxRows: 3 });
  if (!whole.ok) throw new Error(JSON.stringify(whole.problem));
  expect(whole.value).toMatchObject({ rowCount: 3, notes: { isCut: true } });
  const names = whole.value.columns.map(({ name }) => name);
  const numbers = whole.value.columns.filter(({ kind }) => kind === 'number').map(({ name }) => name);
  const some = await read({ maxRows: 3, onlyColumns: numbers.slice(0, 1) });
  expect(names.length).toBeGreaterThan(1);
  expect(some.ok && some.value.columns.map(({ name }) => name)).toEqual(numbers.slice(0, 1));
});
