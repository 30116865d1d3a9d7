import fc from 'fast-check';
import { expect, test } from 'vitest';
import { thinOut, windowStarts } from './window-starts.ts';

const lengths = fc.record({
  from: fc.nat(60),
  size: fc.nat(60),
  lookBack: fc.integer({ min: 1, max: 30 }),
  horizon: fc.integer({ min: 1, max: 30 }),
});

test('every window is judged within its part and reaches no further, and none is missing', () => {
  fc.assert(
    fc.property(lengths, ({ from, size, lookBack, horizon }) => {
      const to = from + size;
      const shape = { span: lookBack + horizon, judgedFrom: lookBack };
      const found = new Set(windowStarts({ from, to }, shape));
      for (let start = 0; start < to; start += 1) {
        const belongs = start + lookBack >= from && start + lookBack + horizon <= to;
        expect(found.has(start)).toBe(belongs);
      }
    }),
  );
});

test('thinning keeps at most so many, in order, beginning with the first', () => {
  expect([...thinOut(Int32Array.from([3, 4, 5, 6, 7]), 2)]).toEqual([3, 5]);
  expect([...thinOut(Int32Array.from([3, 4]), 5)]).toEqual([3, 4]);
});
