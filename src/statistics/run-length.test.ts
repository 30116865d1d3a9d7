import { expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { findRunStarts, findSince } from './run-length.ts';
import { logGamma } from './student.ts';

const prior = { mean: 0.3, kappa: 0.5, alpha: 1.5, beta: 2 };

/** Logarithm of the marginal likelihood of values of one run in closed form (Murphy 2007, equation 95). */
function logMarginal(values: readonly number[]): number {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const kappa = prior.kappa + count;
  const alpha = prior.alpha + count / 2;
  const beta = prior.beta + squares / 2 + (prior.kappa * count * (mean - prior.mean) ** 2) / (2 * kappa);
  return (
    logGamma(alpha) -
    logGamma(prior.alpha) +
    prior.alpha * Math.log(prior.beta) -
    alpha * Math.log(beta) +
    0.5 * Math.log(prior.kappa / kappa) -
    (count / 2) * Math.log(2 * Math.PI)
  );
}

test('the start of the last run is as likely as all ways to cut the series make it', () => {
  const values = [0.1, -0.4, 0.2, 3.1, 2.7, 3.3, 2.9];
  const expected = 5;
  const weights = new Array<number>(values.length).fill(0);
  for (let cuts = 0; cuts < 2 ** (values.length - 1); cuts += 1) {
    let [weight, from] = [1, 0];
    for (let at = 1; at <= values.length; at += 1) {
      const isCut = at < values.length && ((cuts >> (at - 1)) & 1) === 1;
      if (at < values.length) weight *= isCut ? 1 / expected : 1 - 1 / expected;
      if (!isCut && at < values.length) continue;
      weight *= Math.exp(logMarginal(values.slice(from, at)));
      if (at < values.length) from = at;
    }
    weights[from] += weight;
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const starts = findRunStarts(Float64Array.from(values), { expected, prior });
  for (const [at, weight] of weights.entries()) expect(starts[at]).toBeCloseTo(weight / total, 8);
});

test('a level that rose is dated within an interval, and one that did not is old', () => {
  const random = createRandom(3);
  const noise = Float64Array.from({ length: 200 }, () => drawNormal(random));
  const risen = noise.map((value, at) => (at >= 170 ? value + 3 : value));
  const since = findSince(risen, { correlation: 0, sigma: 1 });
  expect(since?.chance).toBeGreaterThan(0.99);
  expect(since?.from).toBeLessThanOrEqual(170);
  expect(since?.to).toBeGreaterThanOrEqual(169);
  expect((since?.to ?? 0) - (since?.from ?? 0)).toBeLessThan(10);
  expect(findSince(noise, { correlation: 0, sigma: 1 })?.chance).toBeLessThan(0.5);
  expect(findSince(noise.subarray(0, 4), { correlation: 0, sigma: 1 })).toBeNull();
});
