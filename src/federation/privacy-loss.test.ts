import { describe, expect, it } from 'vitest';
import { epsilonOfGaussian, epsilonOfShop } from './privacy-loss.ts';

/** By its continued fraction, below 0.5 by the series. */
function erfc(x: number): number {
  if (x < 0.5) return 1 - erfBySeries(x);
  let fraction = 0;
  for (let term = 400; term > 0; term -= 1) fraction = term / 2 / (x + fraction);
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
}

function erfBySeries(x: number): number {
  let term = x;
  let sum = x;
  for (let at = 1; at < 200; at += 1) {
    term *= (-x * x) / at;
    sum += term / (2 * at + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** The least delta of one Gaussian mechanism (Balle and Wang 2018, theorem 8). */
function exactDelta(epsilon: number, ratio: number): number {
  const below = (x: number) => erfc(-x / Math.SQRT2) / 2;
  return below(1 / (2 * ratio) - epsilon * ratio) - Math.exp(epsilon) * below(-1 / (2 * ratio) - epsilon * ratio);
}

describe('epsilon of Gaussian noise', () => {
  it('is what Google’s dp_accounting has for the noise that gives 1 at a delta of 1e-6', () => {
    // rdp_privacy_accountant_test.py, test_compute_epsilon_delta_gaussian
    expect(epsilonOfGaussian(4.530877117, 1, 1e-6)).toBeCloseTo(1, 6);
  });

  // privacy_loss_mechanism_test.py of the same, test_gaussian_get_delta_for_epsilon
  it.each([
    [1, 1, 0.12693674],
    [1 / 3, 1, 0.78760074],
    [1, 2, 0.02092364],
    [0.344, 16, 1e-5],
  ])('at a ratio of %d is no lower than the exact %d at a delta of %d', (ratio, epsilon, delta) => {
    expect(Math.abs(exactDelta(epsilon, ratio) / delta - 1)).toBeLessThan(0.02);
    expect(epsilonOfGaussian(ratio, 1, delta)).toBeGreaterThanOrEqual(0.999 * epsilon);
  });

  it.each([
    [0.5, 3],
    [2, 5],
    [10, 20],
  ])('of ratio %d and %d rounds lies between the exact one and the plain bound of Mironov', (ratio, rounds) => {
    const delta = 1e-5;
    const found = epsilonOfGaussian(ratio, rounds, delta);
    // Several are as one with less noise.
    const asOne = ratio / Math.sqrt(rounds);
    expect(exactDelta(found, asOne)).toBeLessThanOrEqual(delta);
    expect(exactDelta(0.8 * found, asOne)).toBeGreaterThan(delta);
    const plain = rounds / (2 * ratio ** 2) + Math.sqrt(2 * rounds * Math.log(1 / delta)) / ratio;
    expect(found).toBeLessThan(plain);
    expect(found).toBeCloseTo(epsilonOfGaussian(asOne, 1, delta), 4);
  });

  it('has no bound without noise, and an update can turn to its opposite, which is twice its norm', () => {
    expect(epsilonOfShop(0, 3)).toBe(Number.POSITIVE_INFINITY);
    expect(epsilonOfShop(2 * 4.530877117, 1, 1e-6)).toBeCloseTo(1, 6);
  });
});
