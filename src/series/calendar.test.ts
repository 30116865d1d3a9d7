import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexAt, timeAt } from './calendar.ts';
import type { Step } from './step.ts';
import { day, everyStep } from './testing/calendar-cases.ts';

function days(first: string, step: Step, indices: number[]): string[] {
  return indices.map((i) => new Date(timeAt(day(first), step, i)).toISOString().slice(0, 10));
}

describe('timeAt', () => {
  it('keeps to the last day of the month', () => {
    const step: Step = { unit: 'month', every: 1 };
    expect(days('2024-01-31', step, [0, 1, 2, 3])).toEqual(['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30']);
    expect(days('2023-02-28', step, [1, 12])).toEqual(['2023-03-31', '2024-02-29']);
  });

  it('keeps to a day of the month where told', () => {
    const step: Step = { unit: 'month', every: 1, dayOfMonth: 28 };
    expect(days('2023-02-28', step, [1, 12])).toEqual(['2023-03-28', '2024-02-28']);
    const thirtieth: Step = { unit: 'month', every: 1, dayOfMonth: 30 };
    expect(days('2023-01-30', thirtieth, [1, 2])).toEqual(['2023-02-28', '2023-03-30']);
  });

  it('counts quarters, years and weeks', () => {
    expect(days('2023-12-31', { unit: 'quarter', every: 1 }, [1, 2])).toEqual(['2024-03-31', '2024-06-30']);
    expect(days('2024-02-29', { unit: 'year', every: 1 }, [1, 4])).toEqual(['2025-02-28', '2028-02-29']);
    expect(days('2024-02-28', { unit: 'week', every: 2 }, [1, -1])).toEqual(['2024-03-13', '2024-02-14']);
  });

  it('passes over weekends', () => {
    const step: Step = { unit: 'business-day', every: 1 };
    expect(days('2024-01-05', step, [-5, 0, 1, 5, 6])).toEqual([
      '2023-12-29',
      '2024-01-05',
      '2024-01-08',
      '2024-01-12',
      '2024-01-15',
    ]);
  });

  it('keeps the time of day', () => {
    expect(timeAt(day('2024-01-31') + 5000, { unit: 'month', every: 1 }, 1)).toBe(day('2024-02-29') + 5000);
  });

  it('numbers rows', () => {
    expect(timeAt(1, { unit: 'row', every: 1 }, 9)).toBe(10);
  });
});

describe('indexAt', () => {
  it('turns timeAt round', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...everyStep),
        fc.integer({ min: -20_000, max: 40_000 }),
        fc.integer({ min: -500, max: 500 }),
        (step, date, i) => {
          // The first point must lie on the rhythm itself: business days begin on no weekend.
          const firstMs = timeAt(date * 86_400_000, step, 0);
          const ms = timeAt(firstMs, step, i);
          expect(indexAt(firstMs, step, ms)).toBe(i);
          expect(timeAt(firstMs, step, i + 1)).toBeGreaterThan(ms);
          expect(indexAt(firstMs, step, ms - 1)).toBe(i - 1);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
