import { expect, it } from 'vitest';
import { createRandom, drawNormal } from '../../base/random.ts';
import { quantileLevels } from '../../forecasters/forecaster.ts';
import { normalQuantile } from '../../statistics/normal.ts';
import { measurePathCorrelation, sumQuantiles } from './sum-band.ts';

const steps = 13;
const ends = [0.025, 0.1, 0.9, 0.975];
const noFloor = Number.NEGATIVE_INFINITY;

/** Normal margins around `centre` with these deviations. */
function normalQuantiles(deviations: readonly number[], centre = 100): Float64Array[] {
  return quantileLevels.map((level) =>
    Float64Array.from(deviations, (deviation) => centre + deviation * normalQuantile(level)),
  );
}

/** [paths][steps] errors of a simulated process, whose sum has a deviation known in closed form. */
function simulate(kind: 'white' | 'walk' | 'autoregressive', count: number): Float64Array[] {
  const random = createRandom(7);
  return Array.from({ length: count }, () => {
    let level = 0;
    return Float64Array.from({ length: steps }, () => {
      const shock = drawNormal(random);
      level = kind === 'white' ? shock : (kind === 'walk' ? 1 : 0.6) * level + shock;
      return level;
    });
  });
}

/** Of the errors of a linear process with these weights of past shocks: deviations of the steps and of their sum. */
function truthOf(weightAt: (lag: number) => number): { each: number[]; sum: number } {
  const weights = Array.from({ length: steps }, (_, lag) => weightAt(lag));
  const each = weights.map((_, step) =>
    Math.sqrt(weights.slice(0, step + 1).reduce((sum, weight) => sum + weight ** 2, 0)),
  );
  // The shock of a step is in that step and in all later ones, by the weights of its age.
  const shares = weights.map((_, step) => weights.slice(0, steps - step).reduce((sum, weight) => sum + weight, 0));
  return { each, sum: Math.sqrt(shares.reduce((sum, share) => sum + share ** 2, 0)) };
}

it.each([
  ['white', (lag: number) => (lag === 0 ? 1 : 0)],
  ['walk', () => 1],
  ['autoregressive', (lag: number) => 0.6 ** lag],
] as const)('the band of a sum is that of the true process: %s', (kind, weightAt) => {
  const { each, sum } = truthOf(weightAt);
  const correlation = measurePathCorrelation(simulate(kind, 4000), 4000);
  const found = sumQuantiles(normalQuantiles(each), correlation, noFloor, ends);
  for (const [at, level] of ends.entries()) {
    const expected = steps * 100 + sum * normalQuantile(level);
    expect(Math.abs(found[at] - expected), `${level}`).toBeLessThan(0.08 * sum * Math.abs(normalQuantile(level)));
  }
});

it('adding up the quantiles of the steps would make the band of independent errors several times too wide', () => {
  const { each } = truthOf((lag) => (lag === 0 ? 1 : 0));
  const quantiles = normalQuantiles(each);
  const [low, high] = sumQuantiles(
    quantiles,
    measurePathCorrelation(simulate('white', 4000), 4000),
    noFloor,
    [0.1, 0.9],
  );
  const added =
    quantiles[5].reduce((sum, value) => sum + value, 0) - quantiles[1].reduce((sum, value) => sum + value, 0);
  expect(added / (high - low)).toBeGreaterThan(3);
});

it('errors that are all one add up as quantiles do', () => {
  const quantiles = normalQuantiles(Array.from({ length: steps }, () => 1));
  const paths = [Float64Array.from({ length: steps }, () => 2), Float64Array.from({ length: steps }, () => -2)];
  const [, high] = sumQuantiles(quantiles, measurePathCorrelation(paths, 1000), noFloor, [0.1, 0.9]);
  expect(high).toBeCloseTo(steps * (100 + normalQuantile(0.9)), -1);
});

it('few errors are drawn towards what is usual, paths with gaps do not count, and nothing falls below the floor', () => {
  const alternating = Float64Array.from({ length: steps }, (_, step) => (step % 2 === 0 ? 1 : -1));
  expect(measurePathCorrelation([], 0)).toBe(0.25);
  expect(measurePathCorrelation([alternating.map(() => Number.NaN)], 1)).toBe(0.25);
  expect(measurePathCorrelation([alternating], 1)).toBeGreaterThan(0.1);
  expect(measurePathCorrelation([alternating], 1000)).toBeLessThan(0.01);
  const [low] = sumQuantiles(normalQuantiles(Array.from({ length: steps }, () => 500)), 0.9, 0, [0.025]);
  expect(low).toBeGreaterThanOrEqual(0);
});
