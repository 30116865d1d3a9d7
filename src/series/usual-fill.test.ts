import { describe, expect, it } from 'vitest';
import { readTable } from '../table/read-table.ts';
import { guessPanel } from './guess-panel.ts';
import { type RepairRules, usualRules } from './panel.ts';
import { readPanel } from './read-panel.ts';

const weeks = 60;
const dayOf = (week: number) => new Date(Date.UTC(2024, 0, 1 + 7 * week)).toISOString().slice(0, 10);

/** Articles of two shops; the second is missing in three weeks, the third in all but every fifth. */
async function read(column: string, amountAt: (week: number) => number, rules: Partial<RepairRules> = {}) {
  const isThere = [
    () => true,
    (week: number) => ![20, 21, 40].includes(week),
    (week: number) => week % 5 === 0 || week === 7,
  ];
  const rows = isThere.flatMap((holds, article) =>
    Array.from({ length: weeks }, (_, week) => week).flatMap((week) =>
      holds(week) ? [`${dayOf(week)},A${article},${amountAt(week)}`] : [],
    ),
  );
  const table = await readTable(new Blob([[`week,article,${column}`, ...rows].join('\n')]), 'a.csv');
  if (!table.ok) throw new Error(table.problem.code);
  const panel = readPanel(table.value, guessPanel(table.value), { ...usualRules, ...rules });
  if (!panel.ok) throw new Error(panel.problem.code);
  return panel.value;
}

const sold = (week: number) => (week % 10 === 0 ? 0 : 5 + (week % 7));
const never = (week: number) => 5 + (week % 7);

describe('what is missing in series of several', () => {
  it('is zero where amounts are zero now and then, and no series is refused for it', async () => {
    const { series, refused } = await read('sold', sold);
    expect(refused).toEqual([]);
    expect(Array.from(series[1].series.y.slice(19, 23))).toEqual([sold(19), 0, 0, sold(22)]);
    const sparse = series[2].series;
    expect(sparse.step).toEqual({ unit: 'week', every: 1 });
    expect(Array.from(sparse.y.slice(4, 9))).toEqual([0, sold(5), 0, sold(7), 0]);
  });

  it('lies on a line where amounts never are zero', async () => {
    const { series, refused } = await read('sold', never);
    const [from, to] = [never(19), never(22)];
    expect(series[1].series.y[20]).toBeCloseTo(from + (to - from) / 3, 9);
    expect(refused.map(({ problem }) => problem.code)).toEqual(['too-many-gaps']);
  });

  it('is the value before where it is a price', async () => {
    const { series } = await read('price', never);
    expect(series[1].series.y[20]).toBe(never(19));
    expect(series[1].series.y[21]).toBe(never(19));
  });

  it('is what the user says for all of them, also where most is missing', async () => {
    const { series, refused } = await read('sold', never, { gaps: 'carry' });
    expect(refused).toEqual([]);
    expect(series[2].series.y[9]).toBe(never(7));
  });
});
