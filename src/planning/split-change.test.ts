import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ItemSales, splitChange } from './split-change.ts';

const item = (q0: number, p0: number, q1: number, p1: number): ItemSales => {
  return { units: [q0, q1], money: [q0 * p0, q1 * p1] };
};
/** Nothing, or what somebody may sell. */
const amounts = fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 1e4, noNaN: true }));

describe('splitChange', () => {
  it('gives price, volume and mix their own, worked out by hand', () => {
    expect(splitChange([item(10, 2, 10, 3), item(5, 4, 5, 4)])).toMatchObject({ price: 10, volume: 0, mix: 0 });
    expect(splitChange([item(10, 2, 20, 2), item(5, 2, 10, 2)])).toMatchObject({ price: 0, volume: 30, mix: 0 });
    // Five units move from what costs 2 to what costs 4: as many are sold, for 10 more.
    expect(splitChange([item(10, 2, 5, 2), item(5, 4, 10, 4)])).toMatchObject({ price: 0, volume: 0, mix: 10 });
    // Bennet: (10 + 14) / 2 * (5 - 4) = 12 by price, (4 + 5) / 2 * (14 - 10) = 18 by quantity, of 30 in all.
    expect(splitChange([item(10, 4, 14, 5)])).toEqual({
      before: 40,
      now: 70,
      price: 12,
      volume: 18,
      mix: 0,
      added: 0,
      gone: 0,
    });
    expect(splitChange([item(0, 0, 3, 5), item(4, 2, 0, 0)])).toMatchObject({ added: 15, gone: -8, price: 0, mix: 0 });
  });

  it('adds up to the change, and is turned round by turning time round', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(amounts, amounts, amounts, amounts), { maxLength: 20 }), (drawn) => {
        const items = drawn.map(([q0, p0, q1, p1]) => item(q0, p0, q1, p1));
        const { before, now, price, volume, mix, added, gone } = splitChange(items);
        // What is added up and taken off again is as large as all units at all prices.
        const sum = (places: readonly [0 | 1 | 2 | 3, 0 | 1 | 2 | 3]) =>
          drawn.reduce((total, one) => total + one[places[0]] + one[places[1]], 0);
        const size = 1e-12 * (1 + sum([0, 2]) * sum([1, 3]));
        expect(Math.abs(price + volume + mix + added + gone - (now - before))).toBeLessThan(size);
        const back = splitChange(drawn.map(([q0, p0, q1, p1]) => item(q1, p1, q0, p0)));
        expect(Math.abs(back.price + price)).toBeLessThan(size);
        expect(Math.abs(back.mix + mix)).toBeLessThan(size);
      }),
      { numRuns: 200 },
    );
  });
});
