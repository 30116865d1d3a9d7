import { expect, test } from 'vitest';
import oracle from '../forecasters/classical/oracle/r-forecast.json' with { type: 'json' };
import { autocorrelate } from './autocorrelation.ts';

test.each([oracle.air, oracle.nottingham, oracle.nile])('is that of R’s acf', ({ y, acf }) => {
  const ours = [...autocorrelate(y, acf.length)].slice(1);
  for (const [at, value] of acf.entries()) expect(ours[at]).toBeCloseTo(value, 9);
});

test('a constant series is like nothing, however large', () => {
  expect([...autocorrelate(new Float64Array(20).fill(1e9 + 0.1), 3)]).toEqual([1, 0, 0, 0]);
});
