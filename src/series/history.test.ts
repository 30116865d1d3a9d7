import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timeAt } from './calendar.ts';
import { countBefore, historyBefore } from './history.ts';
import { filledAlone, filledFromAround } from './series.ts';
import type { Step } from './step.ts';

const y = Float64Array.from([1, 2, 3, 4, 5]);

test('is what came before the origin', () => {
  expect([...historyBefore({ y, filled: new Uint8Array(5) }, 3)]).toEqual([1, 2, 3]);
});

test('carries the last known value into a gap that reaches the origin, and leaves other gaps filled', () => {
  const filled = Uint8Array.from([0, 1, 0, 1, 1]);
  expect([...historyBefore({ y, filled }, 4)]).toEqual([1, 2, 3, 3]);
  expect([...historyBefore({ y, filled }, 3)]).toEqual([1, 2, 3]);
  expect([...y]).toEqual([1, 2, 3, 4, 5]);
});

test('keeps the zeros of closed days, which no later value has made', () => {
  const shop = Float64Array.from([5, 6, 0, 7, 6.5, 0]);
  const filled = Uint8Array.from([0, 0, filledAlone, 0, filledFromAround, filledAlone]);
  expect([...historyBefore({ y: shop, filled }, 3)]).toEqual([5, 6, 0]);
  expect([...historyBefore({ y: shop, filled }, 5)]).toEqual([5, 6, 0, 7, 7]);
  expect([...historyBefore({ y: shop, filled }, 6)]).toEqual([5, 6, 0, 7, 6.5, 0]);
});

test('counts the points before a time in every rhythm, as looking at each of them does', () => {
  const units = ['row', 'hour', 'day', 'business-day', 'week', 'month', 'quarter', 'year'] as const;
  const step = fc.record({ unit: fc.constantFrom(...units), every: fc.integer({ min: 1, max: 3 }) });
  const date = fc.integer({ min: 0, max: 400 }).map((days) => Date.UTC(2023, 0, 2 + days));
  fc.assert(
    fc.property(step, date, date, fc.boolean(), (rhythm: Step, first, at, isAtPoint) => {
      const isWeekend = (ms: number) => rhythm.unit === 'business-day' && [0, 6].includes(new Date(ms).getUTCDay());
      fc.pre(!isWeekend(first));
      const firstMs = rhythm.unit === 'row' ? 1 : first;
      const points = Array.from(y, (_, point) => timeAt(firstMs, rhythm, point));
      const timeMs = isAtPoint ? points[3] : rhythm.unit === 'row' ? 4.5 : at;
      const before = points.filter((ms) => ms < timeMs).length;
      expect(countBefore({ firstMs, step: rhythm, y }, timeMs)).toBe(before);
    }),
  );
});
