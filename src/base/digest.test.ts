import { expect, it } from 'vitest';
import { digestOf } from './digest.ts';

it('is the same for the same parts, wherever they lie', () => {
  const numbers = Float32Array.of(7, 1, 2, 3);
  expect(digestOf(['a', numbers.subarray(1)])).toBe(digestOf(['a', Float32Array.of(1, 2, 3)]));
});

it('is another for a change of a single bit, of the order, or of where a part ends', () => {
  const values = Float64Array.from({ length: 64 }, (_, at) => Math.sin(at));
  const changed = Array.from({ length: 64 }, (_, at) => {
    const other = values.slice();
    new Uint32Array(other.buffer)[2 * at] ^= 1;
    return digestOf([other]);
  });
  const others = [['ab', 'c'], ['a', 'bc'], ['c', 'ab'], ['abc'], []].map(digestOf);
  expect(new Set([...changed, ...others, digestOf([values])]).size).toBe(64 + 5 + 1);
});
