import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parquetMetadata } from 'hyparquet';
import { expect, it } from 'vitest';
import { readTable } from '../read-table.ts';
import type { ReadChoices } from '../table.ts';

const rows = 40_000_000;

/** A number as a Parquet file's metadata writes it: Thrift's compact form, zigzag and seven bits a byte. */
function writeCompact(value: number): number[] {
  const bytes: number[] = [];
  for (let left = 2 * value; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left];
    bytes.push((left % 128) + 128);
  }
}

/** The fixture's bytes, saying that it has forty million rows, of which no more is there than it has. */
function claimRows(): Uint8Array<ArrayBuffer> {
  const bytes = readFileSync(join(import.meta.dirname, '../fixtures/parquet-dates.parquet'));
  const metadata = parquetMetadata(Uint8Array.from(bytes).buffer);
  const wanted = { ...metadata, num_rows: BigInt(rows) };
  const metadataStart = bytes.length - 8 - metadata.metadata_length;
  const written = writeCompact(Number(metadata.num_rows));
  // Where the number of rows stands shows when it alone has changed.
  for (let at = metadataStart; at < bytes.length - 8; at += 1) {
    if (written.some((byte, i) => bytes[at + i] !== byte)) continue;
    const footer = [
      ...bytes.subarray(metadataStart, at),
      ...writeCompact(rows),
      ...bytes.subarray(at + written.length, -8),
    ];
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    const claim = Uint8Array.from([...bytes.subarray(0, metadataStart), ...footer, ...length, ...bytes.subarray(-4)]);
    try {
      const read = { ...parquetMetadata(claim.buffer), metadata_length: metadata.metadata_length };
      if (isDeepStrictEqual(read, wanted)) return claim;
    } catch {
      // That number was another one.
    }
  }
  throw new Error('the number of rows was not found');
}

const bytes = claimRows();

function read(choices: ReadChoices) {
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
