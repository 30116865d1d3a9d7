import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readTable } from '../table/read-table.ts';
import { accountPanel } from './account-panel.ts';
import { guessPanel } from './guess-panel.ts';
import { type RepairRules, usualRules } from './panel.ts';
import { readPanel } from './read-panel.ts';

async function account(lines: string[], rules: Partial<RepairRules> = {}) {
  const read = await readTable(new Blob([lines.join('\n')]), 'a.csv');
  if (!read.ok) throw new Error(read.problem.code);
  const choice = guessPanel(read.value);
  return accountPanel(read.value, choice, readPanel(read.value, choice, { ...usualRules, ...rules }), 1000);
}

const day = (i: number) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);

type Case = {
  ids: string[];
  days: number;
  values: number[];
  holes: number[];
  undated: boolean;
  total: boolean;
  note: boolean;
};

const cases: fc.Arbitrary<Case> = fc.record({
  ids: fc.uniqueArray(fc.stringMatching(/^(?:0?\d{2,12}|[A-Z][a-z]{2,6}|Total [A-Z][a-z]{2,4})$/), {
    minLength: 2,
    maxLength: 5,
  }),
  days: fc.integer({ min: 10, max: 40 }),
  values: fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 7, maxLength: 40 }),
  holes: fc.array(fc.nat(150), { maxLength: 6 }),
  undated: fc.boolean(),
  total: fc.boolean(),
  note: fc.boolean(),
});

/** A file in which every row and every amount is known. */
function write({ ids, days, values, holes, undated, total, note }: Case) {
  const lines = ['code,date,units'];
  let sum = 0;
  let empty = 0;
  for (const [n, id] of ids.entries()) {
    for (let i = 0; i < days; i++) {
      const value = values[(n * days + i) % values.length] + n * 100_000;
      const isHole = holes.includes(n * days + i);
      if (isHole) empty++;
      else sum += value;
      lines.push(`${id},${day(i)},${isHole ? '' : value}`);
    }
  }
  if (undated) lines.splice(3, 0, `${ids[0]},,5`);
  if (total) lines.push(`Total,,${sum}`);
  if (note) lines.push('Source: till');
  return { lines, sum, empty, left: Number(undated) + Number(total) + Number(note) };
}

it('every row is used or left out for a reason, and every amount is in a series', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async (made) => {
      const { lines, sum, empty, left } = write(made);
      const { rowsRead, rowsUsed, leftOut, seriesCount, sample, sums } = await account(lines);
      expect(rowsRead).toBe(lines.length - 1);
      expect(leftOut.reduce((all, { rows }) => all + rows, 0)).toBe(rowsRead - rowsUsed);
      expect(rowsRead - rowsUsed).toBe(left + empty);
      expect(seriesCount).toBe(made.ids.length);
      expect(sample.reduce((all, series) => all + series.sum, 0)).toBe(sum);
      // An undated row of a product called Total is left out before the table, as a total.
      const undated = made.undated && !made.ids[0].startsWith('Total') ? [{ reason: 'undated', rows: 1, sum: 5 }] : [];
      const inFile = sum + undated.length * 5;
      expect(sums).toEqual([{ column: 'units', inFile, inSeries: sum, leftOut: undated, changed: [] }]);
    }),
    { numRuns: 150 },
  );
});

const repairing: fc.Arbitrary<Partial<RepairRules>> = fc.record({
  duplicates: fc.constantFrom('auto', 'sum', 'mean', 'net', 'last'),
  gaps: fc.constantFrom('auto', 'zero', 'linear', 'leave'),
  leadingZeros: fc.constantFrom('keep', 'drop'),
  trailingPartial: fc.constantFrom('keep', 'drop'),
  cumulative: fc.constantFrom('keep', 'differences'),
});
const amounts = fc.array(fc.record({ on: fc.nat(40), value: fc.integer({ min: 0, max: 999 }) }), {
  minLength: 60,
  maxLength: 120,
});

it('the sum in the file is that of the series, what was left out and what repairs changed, by any rules', async () => {
  await fc.assert(
    fc.asyncProperty(amounts, repairing, async (rows, rules) => {
      const lines = ['date,units', ...rows.map(({ on, value }) => `${day(on)},${value}`)];
      const { sums, sample } = await account(lines, rules);
      const [{ inFile, inSeries, leftOut, changed }] = sums;
      const named = [...leftOut, ...changed].reduce((all, { sum }) => all + sum, 0);
      expect(inFile).toBe(rows.reduce((all, { value }) => all + value, 0));
      expect(inSeries + named).toBeCloseTo(inFile, 6);
      expect(inSeries).toBeCloseTo(sample[0].sum, 6);
      if (rules.duplicates === 'sum') expect(changed.filter(({ by }) => by === 'duplicates')).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

it('names what repairs changed in the sum of a column', async () => {
  const rows = Array.from({ length: 20 }, (_, i) => [`${day(i)},${i + 10}`, `${day(i)},${i + 12}`]).flat();
  const inFile = 20 * 22 + 380;
  const merged = await account(['date,level', ...rows], { duplicates: 'mean' });
  expect(merged.sums).toEqual([
    { column: 'level', inFile, inSeries: inFile / 2, leftOut: [], changed: [{ by: 'duplicates', sum: inFile / 2 }] },
  ]);
  const counting = Array.from({ length: 20 }, (_, i) => `${day(i)},${i * i + i}`);
  const counted = await account(['date,cumulative cases', ...counting], { cumulative: 'differences' });
  expect(counted.sums[0].changed).toEqual([{ by: 'differences', sum: 2660 - 380 }]);
});

it('rows of series that cannot be forecast are left out by name of their fault, and so are those that nothing dates', async () => {
  const long = Array.from({ length: 20 }, (_, i) => `North,${day(i)},${i + 5}`);
  const { rowsRead, rowsUsed, leftOut, sample } = await account([
    'shop,date,sales',
    ...long,
    `South,${day(0)},7`,
    `South,${day(1)},8`,
    'North,,5',
  ]);
  expect({ rowsRead, rowsUsed, leftOut }).toEqual({
    rowsRead: 23,
    rowsUsed: 20,
    leftOut: [
      { reason: 'undated', rows: 1 },
      { reason: 'too-few-values', rows: 2 },
    ],
  });
  expect(sample.map(({ uniqueId, points, sum, status }) => [uniqueId, points, sum, status])).toEqual([
    ['North', 20, 290, 'active'],
    ['South', 2, 15, 'too-short'],
  ]);
});

it('rows of values that are too large to compute with are left out by name of that fault', async () => {
  const huge = Array.from({ length: 20 }, (_, i) => `${day(i)},${i + 1}e300`);
  const { rowsRead, rowsUsed, leftOut } = await account(['date,sales', ...huge]);
  expect({ rowsRead, rowsUsed, leftOut }).toEqual({
    rowsRead: 20,
    rowsUsed: 0,
    leftOut: [{ reason: 'values-too-large', rows: 20 }],
  });
  const read = await readTable(new Blob([['date,sales', ...huge].join('\n')]), 'a.csv');
  if (!read.ok) throw new Error(read.problem.code);
  expect(readPanel(read.value, guessPanel(read.value), usualRules)).toMatchObject({
    ok: false,
    problem: { code: 'values-too-large', params: { column: 'sales' } },
  });
});

it('tells what has become of each series by the end of the file', async () => {
  const weeks = (id: string, from: number, to: number, value: (i: number) => number | '') =>
    Array.from({ length: to - from }, (_, i) => `${id},${day((from + i) * 7)},${value(i)}`);
  const { sample } = await account([
    'article,week,units',
    ...weeks('usual', 0, 120, (i) => 10 + (i % 5)),
    ...weeks('new', 100, 120, (i) => 20 + (i % 3)),
    ...weeks('dead', 0, 60, (i) => 30 + (i % 4)),
    ...weeks('zero at last', 0, 120, (i) => (i < 70 ? 40 + (i % 7) : 0)),
    ...weeks('rare', 0, 120, (i) => (i % 5 === 0 ? 3 : 0)),
    ...weeks('short', 116, 120, () => 2),
    ...weeks('none', 0, 120, () => ''),
  ]);
  expect(Object.fromEntries(sample.map(({ uniqueId, status }) => [uniqueId, status]))).toEqual({
    usual: 'active',
    new: 'new',
    dead: 'inactive',
    'zero at last': 'inactive',
    rare: 'sparse',
    short: 'too-short',
    none: 'empty',
  });
});

it('accounts for the rows beyond the ends of a series, and for those alone', async () => {
  const month = (i: number) => new Date(Date.UTC(2020, i, 1)).toISOString().slice(0, 10);
  const months = Array.from({ length: 40 }, (_, i) => `${month(i)},${i < 3 ? 0 : i === 39 ? 40 : 1000 + i}`);
  const lines = ['month,sales', ...months];
  const { rowsUsed, leftOut } = await account(lines);
  expect([rowsUsed, leftOut]).toEqual([39, [{ reason: 'unfinished', rows: 1 }]]);
  const kept = await account(lines, { trailingPartial: 'keep' });
  expect([kept.rowsUsed, kept.leftOut]).toEqual([40, []]);
  const launched = await account(lines, { trailingPartial: 'keep', leadingZeros: 'drop' });
  expect([launched.rowsUsed, launched.leftOut]).toEqual([37, [{ reason: 'cut-off', rows: 3 }]]);
  // The first difference is made of two values.
  const counts = Array.from({ length: 40 }, (_, i) => `${day(i)},${i * i}`);
  const differences = await account(['date,cumulative cases', ...counts], { cumulative: 'differences' });
  expect([differences.rowsUsed, differences.leftOut]).toEqual([40, []]);
  expect(differences.sample[0]).toMatchObject({ points: 39, sum: 39 * 39 });
});
