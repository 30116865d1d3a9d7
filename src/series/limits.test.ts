import { expect, test } from 'vitest';
import { readTable } from '../table/read-table.ts';
import { guessPanel } from './guess-panel.ts';
import { isCumulative } from './limits.ts';
import { usualRules } from './panel.ts';
import { readPanel } from './read-panel.ts';

async function seriesOf(name: string, values: (string | number)[]) {
  const rows = values.map((value, i) => `${new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10)},${value}`);
  const table = await readTable(new Blob([[`date,${name}`, ...rows].join('\n')]), 'a.csv');
  if (!table.ok) throw new Error(table.problem.code);
  const panel = readPanel(table.value, guessPanel(table.value), usualRules);
  if (!panel.ok) throw new Error(panel.problem.code);
  return panel.value.series[0].series;
}

const twenty = Array.from({ length: 20 }, (_, i) => i);

test('shares have limits, whether percent signs or their name say so', async () => {
  expect(
    (
      await seriesOf(
        'Hotel',
        twenty.map((i) => `${80 + i}.5%`),
      )
    ).limits,
  ).toEqual({ low: 0, high: 100 });
  expect(
    (
      await seriesOf(
        'Occupancy',
        twenty.map((i) => 0.4 + i / 40),
      )
    ).limits,
  ).toEqual({ low: 0, high: 1 });
  expect(
    (
      await seriesOf(
        'humidity',
        twenty.map((i) => 40 + i),
      )
    ).limits,
  ).toEqual({ low: 0, high: 100 });
  expect(
    (
      await seriesOf(
        '入住率',
        twenty.map((i) => 40 + i),
      )
    ).limits,
  ).toEqual({ low: 0, high: 100 });
});

test('growth beyond all, losses and amounts have none', async () => {
  expect(
    (
      await seriesOf(
        'Growth',
        twenty.map((i) => `${90 + i}%`),
      )
    ).limits,
  ).toBeUndefined();
  expect(
    (
      await seriesOf(
        'Change',
        twenty.map((i) => `${i - 5}%`),
      )
    ).limits,
  ).toBeUndefined();
  expect(
    (
      await seriesOf(
        'visitors',
        twenty.map((i) => 40 + i),
      )
    ).limits,
  ).toBeUndefined();
});

test('what never falls counts up where its name says so, or it is long', async () => {
  expect(
    (
      await seriesOf(
        'cumulative_cases',
        twenty.map((i) => i * i),
      )
    ).isCumulative,
  ).toBe(true);
  expect(
    (
      await seriesOf(
        'cases',
        twenty.map((i) => i * i),
      )
    ).isCumulative,
  ).toBeUndefined();
  const long = Float64Array.from({ length: 100 }, (_, i) => Math.floor(i / 2) + i);
  expect(isCumulative('meter', long)).toBe(true);
  expect(
    isCumulative(
      'meter',
      long.map((value, i) => (i === 50 ? value - 5 : value)),
    ),
  ).toBe(false);
  expect(
    isCumulative(
      'signups',
      Float64Array.from(long, (_, i) => 500 + 3 * i),
    ),
  ).toBe(false);
  expect(
    isCumulative(
      'signups to date',
      Float64Array.from(long, (_, i) => 500 + 3 * i),
    ),
  ).toBe(true);
  expect(isCumulative('price index', long)).toBe(false);
  // A quote of a share that rises in every month, by what differs, from 2,000 to 3,200.
  const quote = Float64Array.from(long, (_, i) => 2000 + 12 * i + 8 * Math.sin(i) * Math.cos(i / 3));
  expect(quote.every((value, i) => i === 0 || value > quote[i - 1])).toBe(true);
  expect(isCumulative('P', quote)).toBe(false);
  expect(
    isCumulative(
      'P',
      quote.map((value) => value - 1990),
    ),
  ).toBe(true);
  expect(isCumulative('Zählerstand kWh', quote)).toBe(true);
  expect(isCumulative('stock', new Float64Array(100).fill(7))).toBe(false);
});

test('a total of cases counts up however slowly it rises, and from whatever it begins; a total of sales does not by its name', () => {
  const slow = Float64Array.from({ length: 120 }, (_, i) => 1000 + Math.floor(i / 7));
  expect(isCumulative('total_cases', slow)).toBe(true);
  expect(isCumulative('Total deaths', slow)).toBe(true);
  expect(isCumulative('total sales', slow)).toBe(false);
  expect(isCumulative('total_cases', slow.subarray(0, 40))).toBe(false);
  expect(
    isCumulative(
      'total_cases',
      slow.map((value, i) => (i === 60 ? value - 9 : value)),
    ),
  ).toBe(false);
});
