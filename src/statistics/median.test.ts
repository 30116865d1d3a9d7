import { expect, it } from 'vitest';
import { createRandom } from '../base/random.ts';
import { medianOf, selectAt } from './median.ts';

it('finds the value that sorting would put at a place, ties among them', () => {
  const random = createRandom(3);
  for (const count of [1, 2, 3, 10, 101]) {
    const values = Float64Array.from({ length: count }, () => Math.round(20 * random()) - 5);
    const sorted = values.toSorted();
    for (let place = 0; place < count; place += 1) expect(selectAt(values.slice(), place)).toBe(sorted[place]);
    expect(medianOf(values)).toBe(sorted[count >> 1]);
  }
});

it('puts what is not a number behind all others', () => {
  expect(medianOf([Number.NaN, 1, 2])).toBe(2);
  expect(medianOf([Number.NaN, Number.NaN, 2])).toBeNaN();
  expect(medianOf([])).toBeNaN();
});
