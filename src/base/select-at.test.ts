import { expect, it } from 'vitest';
import { createRandom } from './random.ts';
import { selectAt } from './select-at.ts';

it('finds the value that sorting would put at a place, ties among them', () => {
  const random = createRandom(3);
  for (const count of [1, 2, 3, 10, 101]) {
    const values = Float64Array.from({ length: count }, () => Math.round(20 * random()) - 5);
    const sorted = values.toSorted();
    for (let place = 0; place < count; place += 1) expect(selectAt(values.slice(), place)).toBe(sorted[place]);
  }
});
