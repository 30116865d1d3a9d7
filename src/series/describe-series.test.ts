import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeSeries } from './describe-series.ts';

test('agrees with what is counted one by one', () => {
  const anyValue = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(Number.NaN));
  fc.assert(
    fc.property(fc.array(anyValue), (values) => {
      const known = values.filter((value) => !Number.isNaN(value));
      const facts = describeSeries(Float64Array.from(values));
      expect(facts).toEqual({
        length: values.length,
        known: known.length,
        demands: known.filter((value) => value !== 0).length,
        isPositive: known.every((value) => value > 0),
        smallest: Math.min(...known),
        largest: Math.max(...known),
        mean: expect.any(Number),
        last: known.at(-1) ?? Number.NaN,
      });
      const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
      if (known.length > 0) expect(facts.mean).toBeCloseTo(mean, 12);
      else expect(facts.mean).toBeNaN();
    }),
  );
});
