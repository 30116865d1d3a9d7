import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planOrigins } from './origins.ts';

test('origins one step apart that end a horizon before the end', () => {
  expect(planOrigins(100, { horizonSteps: 12, least: 24, most: 3, stepSteps: 12 })).toEqual([64, 76, 88]);
});

test('each leaves a whole horizon to be judged and enough to learn from', () => {
  const plans = fc.record({
    horizonSteps: fc.integer({ min: 1, max: 30 }),
    least: fc.integer({ min: 1, max: 50 }),
    most: fc.integer({ min: 1, max: 10 }),
    stepSteps: fc.integer({ min: 1, max: 30 }),
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), plans, (length, plan) => {
      const origins = planOrigins(length, plan);
      expect(origins.length > 0).toBe(length - plan.horizonSteps >= plan.least);
      expect(origins.length).toBeLessThanOrEqual(plan.most);
      for (const origin of origins) {
        expect(origin).toBeGreaterThanOrEqual(plan.least);
        expect(origin + plan.horizonSteps).toBeLessThanOrEqual(length);
      }
      expect(new Set(origins).size).toBe(origins.length);
    }),
  );
});
