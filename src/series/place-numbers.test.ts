import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timeAt } from './calendar.ts';
import { placeNumbers } from './place-numbers.ts';

const counting = fc.record({
  first: fc.integer({ min: -1000, max: 1000 }),
  every: fc.integer({ min: 1, max: 50 }),
  // Of each two numbers the second may be left out.
  kept: fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }),
});

test('numbers that count lie on their points, few of them left out', () => {
  fc.assert(
    fc.property(counting, ({ first, every, kept }) => {
      const points = [0, 1, ...kept.flatMap((isKept, at) => (isKept ? [2 * at + 2, 2 * at + 3] : [2 * at + 2]))];
      const times = Float64Array.from(points, (point) => first + point * every);
      const placed = placeNumbers(times);
      expect([...placed.indices]).toEqual(points);
      expect(points.map((point) => timeAt(placed.firstMs, placed.step, point))).toEqual([...times]);
    }),
  );
});

test('numbers that count no even steps are a point each, and go on as far apart as the last two', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 60, max: 1000 }), { minLength: 2, maxLength: 20 }), (steps) => {
      const times = Float64Array.from([
        0,
        1,
        ...steps.map((_, at) => steps.slice(0, at + 1).reduce((a, b) => a + b, 1)),
      ]);
      const { indices, step, firstMs } = placeNumbers(times);
      expect([...indices]).toEqual([...times.keys()]);
      expect(timeAt(firstMs, step, times.length)).toBe(times[times.length - 1] + steps[steps.length - 1]);
    }),
  );
});
