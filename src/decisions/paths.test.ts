import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { meanOf, varianceOf } from '../statistics/moments.ts';
import { normalQuantile } from '../statistics/normal.ts';
import { sumOverLeadTime, sumUpTo } from './lead-demand.ts';
import {
  type DemandPaths,
  drawErrorPaths,
  drawIntermittentPaths,
  drawQuantilePaths,
  dropSteps,
  extendPaths,
} from './paths.ts';
import { take } from './testing/take.ts';

const sums = (paths: DemandPaths) =>
  Float64Array.from({ length: paths.count }, (_, path) => sumUpTo(paths, path, paths.steps));
const stepOf = ({ count, steps, values }: DemandPaths, step: number) =>
  Float64Array.from({ length: count }, (_, path) => values[path * steps + step]);

/** Errors that go on from step to step, as those of a level that is off do. */
function walkErrors(origins: number, steps: number): Float64Array[] {
  const random = createRandom(4);
  return Array.from({ length: origins }, () => {
    let off = 0;
    return Float64Array.from({ length: steps }, () => {
      off += 3 * drawNormal(random);
      return off;
    });
  });
}

test('errors are drawn whole: the sum spreads as sums of errors did, not as independent steps', () => {
  const errors = walkErrors(300, 6);
  const paths = take(drawErrorPaths(new Float64Array(6).fill(100), errors, { count: 3000 }));
  const seen = Math.sqrt(varianceOf(errors.map((own) => own.reduce((sum, error) => sum + error, 0))));
  expect(Math.sqrt(varianceOf(sums(paths))) / seen).toBeCloseTo(1, 1);
  const alone = Math.sqrt([0, 1, 2, 3, 4, 5].reduce((sum, step) => sum + varianceOf(stepOf(paths, step)), 0));
  expect(Math.sqrt(varianceOf(sums(paths)))).toBeGreaterThan(1.5 * alone);
});

test('by ranks each step keeps its own distribution, and the steps go together as errors did', () => {
  const levels = [0.1, 0.25, 0.5, 0.75, 0.9];
  const scores = levels.map(normalQuantile);
  // Of the same shape at each step: 100 and three times the root of the step.
  const values = scores.map((score) => [1, 2, 3, 4, 5, 6].map((step) => 100 + 3 * Math.sqrt(step) * score));
  const joined = take(drawQuantilePaths({ levels, values }, walkErrors(300, 6), { count: 3000 }));
  const apart = take(drawQuantilePaths({ levels, values }, 0, { count: 3000 }));
  for (const paths of [joined, apart]) {
    const last = stepOf(paths, 5).sort();
    expect(last[1500]).toBeCloseTo(100, 0);
    expect(last[2700]).toBeCloseTo(100 + 3 * Math.sqrt(6) * scores[4], 0);
  }
  // The variance of a sum of a random walk: 9 x (1 + 4 + ... + 36) against 9 x (1 + 2 + ... + 6).
  const ratio = Math.sqrt(varianceOf(sums(joined)) / varianceOf(sums(apart)));
  expect(ratio / Math.sqrt(91 / 21)).toBeCloseTo(1, 1);
});

test('few origins are joined by the usual correlation', () => {
  const levels = [0.1, 0.5, 0.9];
  const values = levels.map((level) => new Float64Array(8).fill(50 + 10 * normalQuantile(level)));
  const few = take(drawQuantilePaths({ levels, values }, walkErrors(3, 8)));
  expect(few).toEqual(take(drawQuantilePaths({ levels, values }, 0.25)));
});

test('intermittent demand comes as often and as much as it did', () => {
  const random = createRandom(9);
  const history = Float64Array.from({ length: 400 }, () => (random() < 0.2 ? 1 + Math.floor(random() * 8) : 0));
  const paths = take(drawIntermittentPaths(history, 10, { count: 4000 }));
  expect(meanOf(paths.values) / meanOf(history)).toBeCloseTo(1, 1);
  const shareOf = (values: Float64Array) => values.filter((value) => value > 0).length / values.length;
  expect(shareOf(paths.values) / shareOf(history)).toBeCloseTo(1, 1);
  const falling = take(drawIntermittentPaths(history, 10, { count: 4000, expected: meanOf(history) / 2 }));
  expect(meanOf(falling.values) / meanOf(history)).toBeCloseTo(0.5, 1);
  expect(paths.values.every(Number.isInteger)).toBe(true);
  // Sizes that were never seen are drawn too.
  expect(Math.max(...paths.values)).toBeGreaterThan(8);
});

test('runs of demand go on where they did', () => {
  const history = Float64Array.from({ length: 200 }, (_, at) => (at % 20 < 10 ? 5 : 0));
  const paths = take(drawIntermittentPaths(history.subarray(0, 190), 2, { count: 2000 }));
  expect(stepOf(paths, 0).filter((value) => value > 0).length / 2000).toBeGreaterThan(0.8);
});

test('nothing seen draws nothing, what came back counts as nothing', () => {
  expect(take(drawIntermittentPaths(new Float64Array(30), 4)).values.every((value) => value === 0)).toBe(true);
  const returned = take(drawIntermittentPaths(Float64Array.of(3, -2, 0, 4, -1, 0), 4));
  expect(returned.values.every((value) => value >= 0)).toBe(true);
  expect(drawIntermittentPaths(new Float64Array(0), 4)).toEqual({ ok: false, problem: { code: 'no-history' } });
  expect(drawErrorPaths(Float64Array.of(1), [Float64Array.of(Number.NaN)])).toEqual({
    ok: false,
    problem: { code: 'no-history' },
  });
});

test('paths go on beyond the forecast, and begin later', () => {
  const paths: DemandPaths = { count: 2, steps: 4, values: Float64Array.of(1, 2, 3, 4, 11, 12, 13, 14) };
  const longer = extendPaths(paths, 7, 2);
  expect(longer.steps).toBe(7);
  expect([...stepOf(longer, 2)]).toEqual([3, 13]);
  expect([...stepOf(longer, 4)].sort((a, b) => a - b)).toEqual([3, 13]);
  expect([...stepOf(longer, 6)].sort((a, b) => a - b)).toEqual([3, 13]);
  expect([...dropSteps(paths, 2).values]).toEqual([3, 4, 13, 14]);
});

test('a lead time that varies widens demand as the formula says', () => {
  const random = createRandom(5);
  const [count, steps] = [4000, 12];
  const values = Float64Array.from({ length: count * steps }, () => 50 + 8 * drawNormal(random));
  const leadTime = [
    { steps: 2, chance: 1 },
    { steps: 4, chance: 2 },
    { steps: 6, chance: 1 },
  ];
  const { ofLead } = take(sumOverLeadTime({ count, steps, values }, leadTime, 1));
  // Var = L x 8² + 50² x var(L), with L = 4 and var(L) = 2.
  expect(ofLead.deviation / Math.sqrt(4 * 64 + 2500 * 2)).toBeCloseTo(1, 1);
  expect(ofLead.mean / 200).toBeCloseTo(1, 1);
});

test('part of a step is part of its demand', () => {
  const paths: DemandPaths = { count: 1, steps: 3, values: Float64Array.of(10, 20, 30) };
  const { lead, cover } = take(sumOverLeadTime(paths, 0.5, 1));
  expect([lead[0], cover[0]]).toEqual([5, 20]);
  fc.assert(
    fc.property(fc.double({ min: 0, max: 3, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true }), (one, two) => {
      expect(sumUpTo(paths, 0, Math.max(one, two))).toBeGreaterThanOrEqual(
        sumUpTo(paths, 0, Math.min(one, two)) - 1e-9,
      );
    }),
  );
});
