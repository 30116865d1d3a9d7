import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTicks, niceTicks, rowTicks, timeTicks } from './ticks.ts';

describe('niceTicks', () => {
  it('spans the range with round numbers', () => {
    expect(niceTicks(104, 622, 6)).toEqual([0, 200, 400, 600, 800]);
    expect(niceTicks(0, 1, 6)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(niceTicks(-5, 5, 3)).toEqual([-5, 0, 5]);
  });

  it('has a span even for a constant', () => {
    expect(niceTicks(7, 7, 4).length).toBeGreaterThan(1);
    expect(niceTicks(0, 0, 4).length).toBeGreaterThan(1);
  });

  it('always covers the range in order', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
        fc.integer({ min: 3, max: 9 }),
        (low, span, wanted) => {
          const ticks = niceTicks(low, low + span, wanted);
          const slack = span * 1e-6 + 1e-6;
          expect(ticks[0]).toBeLessThanOrEqual(low + slack);
          expect(ticks.at(-1)).toBeGreaterThanOrEqual(low + span - slack);
          expect(ticks.length).toBeLessThanOrEqual(wanted * 2 + 2);
        },
      ),
    );
  });
});

describe('timeTicks', () => {
  const hour = 3_600_000;

  it('marks whole years of a monthly series', () => {
    const timeOf = (index: number) => Date.UTC(1949, index);
    const ticks = timeTicks(0, 143, 14, timeOf);
    expect(ticks.map(({ index }) => index)).toEqual([0, 12, 24, 36, 48, 60, 72, 84, 96, 108, 120, 132]);
    expect(ticks[0]?.unit).toBe('year');
  });

  it('marks midnights of an hourly series', () => {
    const start = Date.UTC(2001, 0, 1, 5);
    const ticks = timeTicks(0, 71, 4, (index) => start + index * hour);
    expect(ticks.map(({ index }) => index)).toEqual([19, 43, 67]);
    expect(ticks.every(({ unit }) => unit === 'day')).toBe(true);
  });

  it('begins weeks on Mondays', () => {
    const start = Date.UTC(2001, 0, 1);
    const ticks = timeTicks(0, 60, 10, (index) => start + index * 24 * hour);
    expect(ticks.every(({ ms }) => new Date(ms).getUTCDay() === 1)).toBe(true);
  });

  it('never gives more than asked for, nor one twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 2, max: 12 }),
        fc.constantFrom(60_000, hour, 24 * hour, 7 * 24 * hour),
        (length, most, step) => {
          const ticks = timeTicks(0, length, most, (index) => Date.UTC(1999, 4, 17) + index * step);
          expect(ticks.length).toBeLessThanOrEqual(most + 1);
          expect(new Set(ticks.map(({ index }) => index)).size).toBe(ticks.length);
        },
      ),
    );
  });
});

describe('rowTicks', () => {
  it('marks round rows', () => {
    expect(rowTicks(0, 99, 5, (index) => index + 1)).toEqual([24, 49, 74, 99]);
  });
});

describe('countTicks', () => {
  it('marks every count where there is room, else round ones', () => {
    expect(countTicks(5, 8)).toEqual([1, 2, 3, 4, 5]);
    expect(countTicks(12, 8)).toEqual([2, 4, 6, 8, 10, 12]);
    expect(countTicks(24, 8)).toEqual([5, 10, 15, 20]);
    expect(countTicks(60, 8)).toEqual([10, 20, 30, 40, 50, 60]);
    expect(countTicks(1000, 8)).toEqual([200, 400, 600, 800, 1000]);
  });
});
