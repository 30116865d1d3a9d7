import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FirstSeen } from './first-seen.ts';

/** By a table of hashes alone. */
function numberByMap(values: readonly number[]) {
  const seen = new Map<number, number>();
  return values.map((value) => {
    const number = seen.get(value) ?? seen.size;
    seen.set(value, number);
    return number;
  });
}

function expectAsByMap(values: readonly number[]) {
  const seen = new FirstSeen();
  expect(values.map((value) => seen.numberOf(value))).toEqual(numberByMap(values));
  expect(seen.count).toBe(new Set(values).size);
  const distinct = [...new Set(values.filter((value) => !Number.isNaN(value)))];
  expect([...seen.inOrder()]).toEqual(distinct.sort((a, b) => a - b));
}

test.each([
  ['none', []],
  ['rising', [1, 2, 5, 9]],
  ['falling', [9, 5, 2, 1]],
  ['series by series', [1, 2, 3, 1, 2, 3, 2, 3, 4, 1]],
  ['a series that begins earlier than the first', [5, 6, 7, 3, 4, 5, 6, 7, 8, 3]],
  ['nothing first, and again', [Number.NaN, 3, Number.NaN, 2, 3]],
  ['nothing but nothing', [Number.NaN, Number.NaN]],
  ['zero of either sign', [0, 1, 0, -1, 0]],
])('%s', (_, values) => {
  expectAsByMap(values);
});

test('any values in any order', () => {
  const value = fc.oneof(fc.integer({ min: -8, max: 8 }), fc.constant(Number.NaN), fc.double({ noNaN: true }));
  fc.assert(fc.property(fc.array(value), (values) => expectAsByMap(values.map((one) => (one === 0 ? 0 : one)))));
});
