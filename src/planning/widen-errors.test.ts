import { expect, it } from 'vitest';
import { normalQuantile } from '../statistics/normal.ts';
import { buildHierarchy } from './hierarchy.ts';
import { widenErrors } from './widen-errors.ts';

const deviationsOf80 = 2 * normalQuantile(0.9);

it('stretches errors of series to the spread of their intervals, never narrows them, and adds them up again', () => {
  const hierarchy = buildHierarchy([], [{ columns: [] }], 4);
  // A total and four series, two origins of two steps, of the second of which one step is known. Root mean squares 5, 1, 2, 4.
  const leaves = [
    [5, -5, 5, 0],
    [1, -1, 1, 0],
    [2, 2, 2, 0],
    [4, -4, 4, 0],
  ];
  const total = [0, 1, 2, 3].map((at) => leaves.reduce((sum, own) => sum + own[at], 0));
  const values = Float64Array.from([total, ...leaves].flat());
  const errors = { nodes: 5, origins: 2, horizon: 2, values, drawn: [0], steps: [2, 1] };
  const widths = Float64Array.of(1, 10, 0.5, Number.NaN, 100).map((times) => times * deviationsOf80);
  const widened = widenErrors(hierarchy, errors, widths).values;
  const expected = [25, -21, 25, 0, 10, -10, 10, 0, 1, -1, 1, 0, 2, 2, 2, 0, 12, -12, 12, 0];
  for (const [at, value] of expected.entries()) expect(widened[at]).toBeCloseTo(value, 12);
  expect(values[4]).toBe(5);
});
