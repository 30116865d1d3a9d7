import { expect, test } from 'vitest';
import { readTable } from '../table/read-table.ts';
import { guessPanel } from './guess-panel.ts';
import { type RepairRules, usualRules } from './panel.ts';
import { readPanel } from './read-panel.ts';

type Point = { date: string; year: number };

/** Months, of a year that begins with month `first` (1 for January), from January 2019 on. */
const months = (count: number, first = 1): Point[] =>
  Array.from({ length: count }, (_, i) => {
    const date = new Date(Date.UTC(2019, i, 1));
    const year = date.getUTCMonth() + 1 >= first ? date.getUTCFullYear() : date.getUTCFullYear() - 1;
    return { date: date.toISOString().slice(0, 10), year };
  });

const spaced = (count: number, days: number): Point[] =>
  Array.from({ length: count }, (_, i) => {
    const date = new Date(Date.UTC(2021, 0, 4 + i * days)).toISOString().slice(0, 10);
    return { date, year: Number(date.slice(0, 4)) };
  });

/** Uneven amounts of each period. */
const amount = (i: number) => 400 + ((i * 137) % 211);

/** The amounts since the beginning of each point's year. */
function toDate(points: readonly Point[], amounts: readonly number[]): number[] {
  let sum = 0;
  return points.map(({ year }, i) => {
    sum = (points[i - 1]?.year === year ? sum : 0) + amounts[i];
    return sum;
  });
}

async function read(
  name: string,
  points: readonly Point[],
  values: readonly (number | '')[],
  rules: Partial<RepairRules> = {},
) {
  const lines = [`date,${name}`, ...points.map(({ date }, i) => `${date},${values[i]}`)];
  const table = await readTable(new Blob([lines.join('\n')]), 'a.csv');
  if (!table.ok) throw new Error(table.problem.code);
  const panel = readPanel(table.value, guessPanel(table.value), { ...usualRules, ...rules });
  if (!panel.ok) throw new Error(panel.problem.code);
  return panel.value.series[0];
}

const differences = { cumulative: 'differences' } as const;

test.each([
  ['months of calendar years', 'revenue', months(40), 0],
  ['months of years from April on', 'revenue', months(40, 4), 1],
  ['months of years from October on', 'revenue', months(30, 10), 1],
  ['quarters', 'revenue', months(60).filter((_, i) => i % 3 === 0), 0],
  ['weeks', 'revenue', spaced(130, 7), 0],
  ['days', 'revenue', spaced(900, 1), 1],
  ['months of two years, by name', 'revenue YTD', months(24), 0],
])(
  'finds that amounts begin again with each year, and has those of each period back: %s',
  async (_, name, points, from) => {
    const amounts = points.map((__, i) => amount(i));
    const values = toDate(points, amounts);
    const kept = await read(name, points, values);
    expect([...kept.series.y]).toEqual(values);
    expect(kept.series.isYearToDate).toBe(true);
    expect(kept.series.isCumulative).toBeUndefined();
    expect(kept.repairs).toMatchObject([{ kind: 'year-to-date', count: values.length, isApplied: false, rule: null }]);
    const { series, repairs } = await read(name, points, values, differences);
    // What came on in the first period is known where the file begins with a year.
    expect(points.length - series.y.length).toBe(from);
    expect([...series.y]).toEqual(amounts.slice(from));
    expect(repairs.filter(({ kind }) => kind !== 'outliers')).toMatchObject([
      { kind: 'year-to-date', isApplied: true, rule: 'differences' },
    ]);
  },
);

test('a gap takes from its own year alone, and what came before a year is open at its end', async () => {
  const points = months(36);
  const amounts = points.map((_, i) => amount(i));
  const values: (number | '')[] = toDate(points, amounts);
  // January and February of the second year; December of it.
  for (const at of [12, 13, 23]) values[at] = '';
  const { series } = await read('revenue YTD', points, values, differences);
  const third = (amounts[12] + amounts[13] + amounts[14]) / 3;
  expect([...series.y.slice(12, 15)]).toEqual([third, third, third].map((value) => expect.closeTo(value, 9)));
  expect([...series.filled.slice(11, 16)]).toEqual([0, 1, 1, 1, 0]);
  expect(series.y[23]).toBeCloseTo((amounts[22] + amounts[24]) / 2, 9);
  expect(series.filled[23]).toBe(1);
  const open = await read('revenue YTD', points, values, { ...differences, gaps: 'leave' });
  expect([...open.series.y.slice(12, 15), open.series.y[23]]).toEqual(Array(4).fill(Number.NaN));
});

test('losses within a year are read where the name says what it is', async () => {
  const points = months(36);
  const amounts = points.map((_, i) => (i % 7 === 3 ? -120 : amount(i)));
  const values = toDate(points, amounts);
  expect([...(await read('profit year to date', points, values, differences)).series.y]).toEqual(amounts);
  expect((await read('profit', points, values)).series.isYearToDate).toBeUndefined();
});

test.each([
  ['sales that rise to each Christmas', (i: number) => 100 + 9 * (i % 12) + ((i * 7) % 5)],
  ['a low season', (i: number) => 20 + Math.round(80 * Math.sin((Math.PI * (i % 12)) / 11)) + (i % 3)],
  ['the number of the month', (i: number) => 1 + (i % 12)],
  ['what begins again twice a year', (i: number) => [300, 710, 1130, 1490, 1960, 2350][i % 6]],
  ['noise', (i: number) => (i * 7919) % 1009],
])('leaves as it is: %s', async (_, value) => {
  const points = months(48);
  const values = points.map((__, i) => value(i));
  const { series, repairs } = await read('amount', points, values, differences);
  expect(series.isYearToDate).toBeUndefined();
  expect(repairs.map(({ kind }) => kind)).not.toContain('year-to-date');
  expect([...series.y]).toEqual(values);
});

test('quarters that rise to each Christmas are no amounts since the year began', async () => {
  const points = months(60).filter((_, i) => i % 3 === 0);
  const values = points.map((_, i) => [100, 110, 120, 200][i % 4] + i);
  expect((await read('amount', points, values)).series.isYearToDate).toBeUndefined();
});

test('a last value that begins a year is not taken for a period that is not over', async () => {
  const points = months(37);
  const values = toDate(
    points,
    points.map((_, i) => amount(i)),
  );
  const { series } = await read('revenue', points, values);
  expect(series.y.length).toBe(37);
});
