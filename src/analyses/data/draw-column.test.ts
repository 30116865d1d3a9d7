import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from '../../table/table.ts';
import { drawColumn } from './draw-column.ts';

const whole = { name: 'a', missing: 0, unreadable: 0, unreadableExamples: [] };
const numbers = (values: number[]): Column => ({ ...whole, kind: 'number', values: Float64Array.from(values) });
const dates = (values: number[]): Column => ({
  ...whole,
  kind: 'date',
  values: Float64Array.from(values),
  format: 'yyyy-MM-dd',
  isAmbiguous: false,
  question: null,
  madeFrom: null,
});

function picture<Kind extends 'number' | 'date'>(column: Column, kind: Kind) {
  const drawn = drawColumn(column);
  if (drawn.kind !== kind) throw new Error(`drawn as ${drawn.kind}`);
  return drawn as Extract<typeof drawn, { kind: Kind }>;
}

describe('a column of numbers', () => {
  it('has a bar for each whole number where these are few', () => {
    const { bars, mean, distinct } = picture(numbers([3, 1, 3, Number.NaN, 3]), 'number');
    expect(bars).toEqual([
      { from: 1, to: 1, count: 1 },
      { from: 2, to: 2, count: 0 },
      { from: 3, to: 3, count: 3 },
    ]);
    expect(mean).toBe(2.5);
    expect(distinct).toEqual({ count: 2, isMore: false });
  });

  it('has one bar where all values are the same, and none where there is none', () => {
    expect(picture(numbers([0.5, 0.5]), 'number').bars).toEqual([{ from: 0.5, to: 0.5, count: 2 }]);
    expect(picture(numbers([Number.NaN]), 'number')).toMatchObject({ bars: [], mean: null });
  });

  it('counts every value once, in the bar that it lies in', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6 }), { minLength: 1 }), (values) => {
        const known = values.filter((value) => !Number.isNaN(value));
        const { bars } = picture(numbers(values), 'number');
        expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(known.length);
        const slack = 1e-6;
        for (const { from, to, count } of bars) {
          const inside = known.filter((value) => value >= from - slack && value <= to + slack).length;
          expect(inside).toBeGreaterThanOrEqual(count);
        }
      }),
    );
  });

  it('stops to count different values at ten thousand', () => {
    const values = Array.from({ length: 20_000 }, (_, i) => i / 7);
    expect(picture(numbers(values), 'number').distinct).toEqual({ count: 10_000, isMore: true });
    expect(picture(numbers(values.slice(0, 10_000)), 'number').distinct).toEqual({ count: 10_000, isMore: false });
  });
});

describe('a column of dates', () => {
  const at = (text: string) => Date.parse(`${text}Z`);

  it('is counted by the month over two years of days', () => {
    const days = Array.from({ length: 731 }, (_, i) => at('2023-01-01T00:00') + i * 86_400_000);
    const { bars, distinct } = picture(dates(days), 'date');
    expect(bars).toHaveLength(24);
    expect(bars.map(({ count }) => count).slice(0, 3)).toEqual([31, 28, 31]);
    expect(bars[0]).toMatchObject({ from: at('2023-01-01T00:00'), to: at('2023-02-01T00:00') });
    expect(bars[13].count).toBe(29);
    expect(distinct).toEqual({ count: 731, isMore: false });
  });

  it('has a bar for each month where the dates are months', () => {
    const months = ['2024-01-01T00:00', '2024-02-01T00:00', '2024-03-01T00:00', '2024-05-01T00:00'].map(at);
    const [spring, whole] = [months.slice(0, 3), months].map((some) => picture(dates(some), 'date').bars);
    expect(spring.map(({ from, count }) => [from, count])).toEqual(months.slice(0, 3).map((ms) => [ms, 1]));
    expect(whole.map(({ count }) => count)).toEqual([3, 1]);
  });

  it('is counted by the week from Mondays on, and keeps a week without a row', () => {
    const hours = Array.from({ length: 12 }, (_, i) => at('2024-01-08T00:00') + i * 3_600_000);
    const days = [at('2024-01-01T00:00'), at('2024-01-07T12:00'), ...hours, at('2024-03-20T00:00')];
    const { bars } = picture(dates(days), 'date');
    expect(bars[0]).toEqual({ from: at('2024-01-01T00:00'), to: at('2024-01-08T00:00'), count: 2 });
    expect(bars.slice(1, 3).map(({ count }) => count)).toEqual([12, 0]);
  });

  it('counts every date in the period that holds it, back to years before 1900', () => {
    const anyDate = fc.integer({ min: at('1700-01-01T00:00'), max: at('2200-01-01T00:00') });
    fc.assert(
      fc.property(fc.array(anyDate, { minLength: 1, maxLength: 50 }), (times) => {
        const { bars } = picture(dates(times), 'date');
        expect(bars.length).toBeLessThanOrEqual(48);
        for (const { from, to, count } of bars) {
          expect(times.filter((ms) => ms >= from && ms < to)).toHaveLength(count);
        }
        expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(times.length);
      }),
    );
  });
});
