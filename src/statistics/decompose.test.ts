import { expect, test } from 'vitest';
import oracle from '../forecasters/classical/oracle/r-forecast.json' with { type: 'json' };
import { findSeasonFigure, removeSeason, restoreSeason } from './decompose.ts';

test.each([oracle.air, oracle.gas])('the season is that of R’s decompose', ({ y, seasonLength, decomposition }) => {
  const figure = [...(findSeasonFigure(Float64Array.from(y), seasonLength, 'multiplicative') ?? [])];
  for (const [at, value] of decomposition.entries()) expect(figure[at]).toBeCloseTo(value, 8);
});

test.each(['additive', 'multiplicative'] as const)('%s: what is taken out can be put back', (kind) => {
  const y = Float64Array.from(oracle.air.y);
  const figure = findSeasonFigure(y, 12, kind) as Float64Array;
  const back = restoreSeason(removeSeason(y, figure, kind).subarray(5), figure, kind, 5);
  for (const [at, value] of back.entries()) expect(value).toBeCloseTo(y[at + 5], 9);
});

test('there is none in less than two seasons', () => {
  expect(findSeasonFigure(new Float64Array(23).fill(1), 12, 'additive')).toBeNull();
});
