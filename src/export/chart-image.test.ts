import { describe, expect, it } from 'vitest';
import { placeLegend } from './chart-image.ts';

const entries = ['Actual', 'ETS', 'Filled (3)'].map((label) => ({ kind: 'line', label, color: 'black' }) as const);

describe('placeLegend', () => {
  it('puts the entries side by side where there is room', () => {
    expect(placeLegend(entries, [40, 20, 60], 800).map(({ x, row }) => [x, row])).toEqual([
      [0, 0],
      [94, 0],
      [168, 0],
    ]);
  });

  it('goes on below where there is none', () => {
    expect(placeLegend(entries, [40, 20, 60], 200).map(({ x, row }) => [x, row])).toEqual([
      [0, 0],
      [94, 0],
      [0, 1],
    ]);
  });

  it('lets an entry wider than the chart have a row of its own', () => {
    expect(placeLegend(entries, [400, 20, 60], 200).map(({ row }) => row)).toEqual([0, 1, 1]);
  });
});
