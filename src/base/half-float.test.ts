import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromHalf, toHalf } from './half-float.ts';

it('gives the bits of the tables of IEEE 754', () => {
  const known: [number, number][] = [
    [0, 0x0000],
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    [65520, 0x7c00],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    [2 ** -25, 0x0000],
    [1 / 3, 0x3555],
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    [Number.POSITIVE_INFINITY, 0x7c00],
  ];
  for (const [value, bits] of known) expect(toHalf(value), String(value)).toBe(bits);
});

it('finds the nearest of all numbers of 16 bits, and each of them again', () => {
  const all = Array.from({ length: 0x7c00 }, (_, bits) => fromHalf(bits));
  for (const [bits, value] of all.entries()) expect(toHalf(value)).toBe(bits);
  fc.assert(
    fc.property(fc.float({ min: 0, max: Math.fround(65000), noNaN: true }), (value) => {
      const near = fromHalf(toHalf(value));
      const at = toHalf(value);
      const others = [all[at - 1], all[at + 1]].filter((other) => other !== undefined);
      expect(others.every((other) => Math.abs(other - value) >= Math.abs(near - value))).toBe(true);
    }),
  );
});
