import { expect, it } from 'vitest';
import { findPeak } from './find-peak.ts';

it('tells places of a season apart as the analysis of variance of R does, and names the largest', () => {
  // AirPassengers 1949-1951: anova(lm(y ~ month)) has F = 1.6223 and p = 0.1553.
  const y = Float64Array.from(
    [
      [112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118],
      [115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140],
      [145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166],
    ].flat(),
  );
  const plain = findPeak(y, 12, 0);
  expect(plain?.chance).toBeCloseTo(0.1553, 4);
  expect(plain?.place).toBe(6);
  const mean = y.reduce((sum, value) => sum + value, 0) / 36;
  expect(plain?.above).toBeCloseTo((148 + 170 + 199) / 3 - mean, 9);
  // Without its growth the season stands out.
  expect(findPeak(y, 12, 1.875)?.chance).toBeLessThan(1e-6);
  expect(findPeak(new Float64Array(36).fill(4), 12, 0)).toBeNull();
});
