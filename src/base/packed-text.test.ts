import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packText, unpackText } from './packed-text.ts';

it('gives back what was packed, in letters that an address may have', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      const text = await packText(value);
      expect(text).toMatch(/^[\w-]+$/);
      // JSON knows no negative zero.
      expect(await unpackText(text, 1e6)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 30 },
  );
});

it('gives nothing for what was cut, written by something else, or inflates to more than is allowed', async () => {
  const whole = await packText(Array.from({ length: 300 }, (_, at) => at * 0.37));
  expect(await unpackText(whole.slice(0, -9), 1e6)).toBeUndefined();
  expect(await unpackText('äöü', 1e6)).toBeUndefined();
  expect(await unpackText('', 1e6)).toBeUndefined();
  const bomb = await packText('x'.repeat(5e6));
  expect(bomb.length).toBeLessThan(10_000);
  expect(await unpackText(bomb, 1e5)).toBeUndefined();
});
