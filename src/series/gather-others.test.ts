import { expect, test } from 'vitest';
import { gatherOthers } from './gather-others.ts';
import type { PanelReading } from './panel.ts';
import type { Series } from './series.ts';

const day = { unit: 'day', every: 1 } as const;

function series(uniqueId: string, y: number[], change: Partial<Series> = {}): PanelReading['series'][number] {
  const made = { uniqueId, step: day, firstMs: 0, y: Float64Array.from(y), filled: new Uint8Array(y.length) };
  return { series: { ...made, ...change }, repairs: [] };
}

const shown = series('shown', [1, 2, 3]);
const reading: PanelReading = {
  step: day,
  series: [
    series('a', [4, 5], { filled: Uint8Array.of(0, 1) }),
    shown,
    series('weekly', [6, 7], { step: { unit: 'week', every: 1 } }),
    series('every other day', [6, 7], { step: { unit: 'day', every: 2 } }),
    series('open', [8, Number.NaN, 10], {
      covariates: [{ name: 'price', known: 'future', values: Float64Array.of(1, 2, 3, 4) }],
    }),
    series('begins with nothing', [Number.NaN, 10]),
  ],
  refused: [{ uniqueId: 'empty', problem: { code: 'target-empty', params: { column: 'empty' } } }],
};

test('takes every other series of the same rhythm, gaps closed, and counts the rest', () => {
  const others = gatherOthers(reading, shown.series);
  expect(others.series.map(({ uniqueId, y }) => [uniqueId, ...y])).toEqual([
    ['a', 4, 5],
    ['open', 8, 9, 10],
  ]);
  expect([...others.series[0].filled]).toEqual([0, 1]);
  expect([...(others.series[1].covariates?.[0].values ?? [])]).toEqual([1, 2, 3, 4]);
  expect(others.leftOut).toBe(4);
});

test('lays all values into one buffer, apart from those of the table', () => {
  const { series: packed } = gatherOthers(reading, shown.series);
  const buffers = packed.flatMap(({ y, covariates = [] }) => [
    y.buffer,
    ...covariates.map(({ values }) => values.buffer),
  ]);
  expect(new Set(buffers).size).toBe(1);
  expect(buffers[0].byteLength).toBe(8 * (2 + 3 + 4));
  expect(reading.series.some(({ series: { y } }) => y.buffer === buffers[0])).toBe(false);
});

test('takes no more than fits into memory', () => {
  const long = { y: new Float64Array(1_500_000), filled: new Uint8Array(1_500_000) };
  const many = [series('b', [], long), series('c', [], long), series('d', [], long), series('e', [1, 2])];
  const others = gatherOthers({ step: day, series: [shown, ...many], refused: [] }, shown.series);
  expect(others.series.map(({ uniqueId }) => uniqueId)).toEqual(['b', 'c', 'e']);
  expect(others.leftOut).toBe(1);
});
