import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeTraits } from './traits.ts';

it('counts what is known', () => {
  const value = fc.oneof(fc.constant(Number.NaN), fc.constant(0), fc.integer({ min: -2, max: 9 }));
  fc.assert(
    fc.property(fc.array(value), (values) => {
      const known = values.filter((each) => !Number.isNaN(each));
      expect(describeTraits(Float64Array.from(values))).toEqual({
        length: values.length,
        demands: known.filter((each) => each !== 0).length,
        isPositive: known.every((each) => each > 0),
      });
    }),
  );
});
