import { expect, it } from 'vitest';
import { createRandom } from './random.ts';
import { sortByRank } from './sort-by-rank.ts';

/** By comparing each with each, ties in the order in which they came. */
function compareAll(rows: readonly number[], ranks: Float64Array, isDescending: boolean): number[] {
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [one, other] = [ranks[a], ranks[b]];
    if (Number.isNaN(one) || Number.isNaN(other)) return Number(Number.isNaN(one)) - Number(Number.isNaN(other));
    return sign * (one - other);
  });
}

it('is the order that comparing gives, with ties, zeros of both signs and numbers that are not known', () => {
  const random = createRandom(1);
  for (const count of [0, 1, 2, 7, 500]) {
    const few = [Number.NaN, 0, -0, 1, -3, 1e9, Number.POSITIVE_INFINITY];
    const ranks = Float64Array.from({ length: count }, () =>
      random() < 0.5 ? few[Math.floor(random() * few.length)] : random() - 0.5,
    );
    const rows = [...ranks.keys()].filter(() => random() < 0.8);
    for (const isDescending of [true, false]) {
      expect(sortByRank(rows, ranks, isDescending)).toEqual(compareAll(rows, ranks, isDescending));
    }
  }
});
