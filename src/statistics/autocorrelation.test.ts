import { expect, test } from 'vitest';
import oracle from '../forecasters/classical/oracle/r-forecast.json' with { type: 'json' };
import { autocorrelate, autocorrelatePartially } from './autocorrelation.ts';

test.each([oracle.air, oracle.nottingham, oracle.nile])('is that of R’s acf', ({ y, acf }) => {
  const ours = [...autocorrelate(y, acf.length)].slice(1);
  for (const [at, value] of acf.entries()) expect(ours[at]).toBeCloseTo(value, 9);
});

test('a constant series is like nothing, however large', () => {
  expect([...autocorrelate(new Float64Array(20).fill(1e9 + 0.1), 3)]).toEqual([1, 0, 0, 0]);
});

test('what shorter shifts leave is that of R: pacf(Nile)', () => {
  const partial = autocorrelatePartially(autocorrelate(oracle.nile.y, 6));
  const expected = [1, 0.4984081841, 0.1811710054, 0.1108969931, 0.0061756361, 0.0650249278, 0.0706442795];
  for (const [lag, value] of expected.entries()) expect(partial[lag]).toBeCloseTo(value, 8);
  expect([...autocorrelatePartially(autocorrelate(new Float64Array(9).fill(2), 3))]).toEqual([1, 0, 0, 0]);
});
