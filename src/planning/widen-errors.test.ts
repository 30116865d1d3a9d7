import { expect, it } from 'vitest';
import { normalQuantile } from '../statistics/normal.ts';
import { widenErrors } from './widen-errors.ts';

const deviationsOf80 = 2 * normalQuantile(0.9);

it('stretches errors to the spread of the interval, and never narrows them', () => {
  // Root mean squares 5, 1, 2 and 4; of the last a step is not known.
  const values = Float64Array.of(5, -5, 1, -1, 2, 2, 4, Number.NaN);
  const errors = { nodes: 4, origins: 2, horizon: 1, values };
  const widths = Float64Array.of(10 * deviationsOf80, 0.5 * deviationsOf80, Number.NaN, 100 * deviationsOf80);
  const widened = widenErrors(errors, widths);
  const expected = [10, -10, 1, -1, 2, 2, 12, Number.NaN];
  for (const [at, value] of expected.entries()) expect(widened.values[at]).toBeCloseTo(value, 12);
  expect(errors.values).toBe(values);
  expect([...values].slice(0, 2)).toEqual([5, -5]);
});
