import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ettStarts, readEtt, repeatLast, scoreEtt } from './ett.ts';
import { readZip } from './read-zip.ts';

const archive = '../shared/data/ETT-small.zip';

// LTSF-Linear's README gives these for "Repeat".
test.skipIf(!existsSync(archive)).each([
  ['ETTh1', 1.294, 0.713],
  ['ETTh2', 0.432, 0.422],
] as const)('repeating the last value at horizon 96 has %s’s published errors', async (set, mse, mae) => {
  const files = await readZip(new Blob([await readFile(archive)]));
  const data = readEtt(files.get(`ETT-small/${set}.csv`) as string, set);
  const lengths = { lookBackSteps: 96, horizonSteps: 96 };
  const score = await scoreEtt(data, 'test', lengths, repeatLast(data, lengths));
  expect(score.windows).toBe(2785);
  expect(score.mse).toBeCloseTo(mse, 3);
  expect(score.mae).toBeCloseTo(mae, 3);
});

/** Twenty months of two channels: the row's number, and twice that. */
function madeUp(): string {
  const rows = Array.from({ length: 20 * 720 + 5 }, (_, row) => `2016-07-01,${row},${2 * row}`);
  return ['date,a,b', ...rows].join('\n');
}

test('channels are standardised by their training part alone, and later parts borrow their first look-back', () => {
  const data = readEtt(madeUp(), 'ETTh1');
  const train = data.values.subarray(0, 8640);
  expect(train.reduce((sum, value) => sum + value, 0) / 8640).toBeCloseTo(0, 4);
  expect(train.reduce((sum, value) => sum + value ** 2, 0) / 8640).toBeCloseTo(1, 4);
  expect(data.values[data.rows + 100]).toBeCloseTo(data.values[100], 5);
  const starts = ettStarts(data, 'test', { lookBackSteps: 336, horizonSteps: 96 });
  expect(starts).toHaveLength(2 * 2785);
  expect(starts[0]).toBe(11520 - 336);
  expect(starts[2785]).toBe(data.rows + 11520 - 336);
  expect(starts[2784] + 336 + 96).toBe(14400);
});

test('a file that is too short is refused with the numbers', () => {
  expect(() => readEtt('date,a\n2016,1', 'ETTh2')).toThrow('ETTh2 needs 14400 rows, but has 1');
});
