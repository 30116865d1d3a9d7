import { describe, expect, it } from 'vitest';
import { describeMeasure, unitOfHeading } from './measure.ts';
import { describeTarget } from './merge-rows.ts';

it('the unit is what stands in brackets at the end of a heading', () => {
  expect(unitOfHeading('Load (kWh)')).toBe('kWh');
  expect(unitOfHeading('Temp [°C]')).toBe('°C');
  expect(unitOfHeading('销量（件）')).toBe('件');
  expect(unitOfHeading('Sales')).toBeNull();
  expect(unitOfHeading('Sales (2024)')).toBeNull();
  expect(unitOfHeading('Sales (of all shops together)')).toBeNull();
  expect(unitOfHeading('(net) sales')).toBeNull();
});

describe('what a series measures', () => {
  const of = (
    name: string,
    values: number[],
    change: { how?: 'sum' | 'mean'; isPercent?: boolean; filled?: number[] } = {},
  ) =>
    describeMeasure(
      describeTarget({
        kind: 'number',
        name,
        values: Float64Array.from(values),
        ...(change.isPercent && { isPercent: true }),
      } as Parameters<typeof describeTarget>[0]),
      { y: Float64Array.from(values), filled: Uint8Array.from(change.filled ?? values.map(() => 0)) },
      { resample: change.how ? { step: { unit: 'week', every: 1 }, how: change.how } : null },
    );

  it('is an amount that adds up, or a level', () => {
    expect(of('Sales (pcs)', [3, 9, 1])).toEqual({ isLevel: false, isWhole: true, unit: 'pcs', isPercent: false });
    expect(of('Price', [3, 9, 1]).isLevel).toBe(true);
    expect(of('Temperature', [3, 9, 1]).isLevel).toBe(true);
    expect(of('Sales', [3, 9, 1], { how: 'mean' }).isLevel).toBe(true);
    expect(of('Sales', [3, 9, 1], { how: 'sum' }).isLevel).toBe(false);
  });

  it('is whole where all values of the file are', () => {
    expect(of('Sales', [3, 2.5, 1]).isWhole).toBe(false);
    expect(of('Sales', [3, 2.5, 1], { filled: [0, 1, 0] }).isWhole).toBe(true);
  });

  it('is in percent where the cells or the heading say so', () => {
    expect(of('Share', [3, 9, 1], { isPercent: true })).toMatchObject({ isPercent: true, unit: null });
    expect(of('Share (%)', [3, 9, 1])).toMatchObject({ isPercent: true, unit: null });
  });
});
