import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import oracle from '../forecasters/classical/oracle/r-forecast.json' with { type: 'json' };
import { findBreaks, partitionOptimally, spreadOfBreak } from './find-breaks.ts';
import { fitLine, meanOf } from './moments.ts';
import { measureNoise } from './robust-noise.ts';
import { createSegmentCost, type SegmentKind } from './segment-cost.ts';

const nile = Float64Array.from(oracle.nile.y);

test('the Nile has one break, at the dam of Aswan, whatever the penalty of the usual ones', () => {
  const { sigma } = measureNoise(nile);
  for (const times of [2, 3, 5]) {
    expect(findBreaks(nile, 'level', { penalty: times * sigma ** 2 * Math.log(nile.length), least: 2 })).toEqual([28]);
  }
  expect(meanOf(nile.subarray(0, 28))).toBeCloseTo(1097.75, 2);
  expect(meanOf(nile.subarray(28))).toBeCloseTo(849.97, 2);
  // strucchange in R says 25 to 32 at 95 %.
  const spread = spreadOfBreak(createSegmentCost(nile, 'level'), { from: 0, at: 28, end: 100 }, 127 ** 2);
  expect(spread.from).toBeGreaterThanOrEqual(25);
  expect(spread.to).toBeLessThanOrEqual(32);
});

const kinds: SegmentKind[] = ['level', 'trend', 'variance'];

test('sums give the cost that a plain fit has', () => {
  const values = Float64Array.from([3, 9, 1e3, 5, -7, 2, 8, 1]);
  const part = values.subarray(2, 7);
  const { start, slope } = fitLine(part);
  const squaresOf = (of: (at: number) => number) => part.reduce((sum, value, at) => sum + (value - of(at)) ** 2, 0);
  expect(createSegmentCost(values, 'level')(2, 7)).toBeCloseTo(
    squaresOf(() => meanOf(part)),
    6,
  );
  expect(createSegmentCost(values, 'trend')(2, 7)).toBeCloseTo(
    squaresOf((at) => start + slope * at),
    6,
  );
  expect(createSegmentCost(values, 'variance')(2, 7)).toBeCloseTo(5 * (Math.log(squaresOf(() => 0) / 5) + 1), 6);
});

test('forgetting starts changes nothing of what comes out', () => {
  const series = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 4, maxLength: 60 });
  const options = fc.record({
    penalty: fc.double({ min: 0.1, max: 30, noNaN: true }),
    least: fc.integer({ min: 2, max: 9 }),
  });
  fc.assert(
    fc.property(series, options, fc.constantFrom(...kinds), (list, chosen, kind) => {
      const values = Float64Array.from(list);
      const cost = createSegmentCost(values, kind);
      const places = Int32Array.from({ length: values.length + 1 }, (_, at) => at);
      const sumOf = (breaks: number[]) =>
        [...breaks, values.length].reduce(
          (sum, end, index) => sum + cost(breaks[index - 1] ?? 0, end) + chosen.penalty,
          0,
        );
      const pruned = partitionOptimally(cost, places, chosen);
      const whole = partitionOptimally(cost, places, chosen, false);
      expect(sumOf(pruned)).toBeCloseTo(sumOf(whole), 6);
      for (const [index, at] of [...pruned, values.length].entries()) {
        if (pruned.length > 0) expect(at - (pruned[index - 1] ?? 0)).toBeGreaterThanOrEqual(chosen.least);
      }
    }),
  );
});

test('a long series is cut on a grid, and its breaks lie at the point all the same', () => {
  const random = createRandom(5);
  const values = Float64Array.from({ length: 200_000 }, (_, at) => drawNormal(random) + (at >= 70_003 ? 4 : 0));
  const penalty = 3 * Math.log(values.length);
  const [found, ...others] = findBreaks(values, 'level', { penalty, least: 24 });
  expect(others).toEqual([]);
  expect(Math.abs(found - 70_003)).toBeLessThanOrEqual(1);
  expect(findBreaks(values.subarray(0, 3), 'level', { penalty, least: 2 })).toEqual([]);
});
