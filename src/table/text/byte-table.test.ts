import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ByteTable } from './byte-table.ts';

const encoder = new TextEncoder();

it('keeps numbers by bytes as a map keeps them by texts', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 12 }), { maxLength: 2000, size: 'max' }), (texts) => {
      const table = new ByteTable(Number.POSITIVE_INFINITY);
      const map = new Map<string, number>();
      for (const text of texts) {
        // Somewhere in more bytes than its own.
        const bytes = encoder.encode(`,${text},`);
        const found = table.get(bytes, 1, bytes.length - 1, -1);
        expect(found).toBe(map.get(text) ?? -1);
        if (found >= 0) continue;
        table.add(bytes, 1, bytes.length - 1, map.size);
        map.set(text, map.size);
      }
    }),
    { numRuns: 5 },
  );
});

it('keeps no more than it may', () => {
  const table = new ByteTable(2);
  const bytes = encoder.encode('abc');
  for (const at of [0, 1, 2]) table.add(bytes, at, at + 1, at);
  expect([0, 1, 2].map((at) => table.get(bytes, at, at + 1, -1))).toEqual([0, 1, -1]);
});
