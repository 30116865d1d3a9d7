import fc from 'fast-check';
import { expect, it } from 'vitest';
import { civilFromDays, dayMs, daysFromCivil, daysInMonth } from './civil.ts';

it('agrees with Date on every day', () => {
  fc.assert(
    fc.property(fc.integer({ min: -400_000, max: 400_000 }), (days) => {
      const date = new Date(days * dayMs);
      const civil = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
      expect(civilFromDays(days)).toEqual(civil);
      expect(daysFromCivil(civil.year, civil.month, civil.day)).toBe(days);
    }),
    { numRuns: 5000 },
  );
});

it('knows the length of months', () => {
  expect([1, 2, 4, 12].map((month) => daysInMonth(2023, month))).toEqual([31, 28, 30, 31]);
  expect([1900, 2000, 2023, 2024].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29]);
  expect(daysInMonth(2024, 13)).toBe(0);
});
