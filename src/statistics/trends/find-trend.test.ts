import { describe, expect, it } from 'vitest';
import { createRandom, drawNormal } from '../../base/random.ts';
import { findTrend } from './find-trend.ts';

const airPassengers = Float64Array.from(
  [
    [112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118],
    [115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140],
    [145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166],
  ].flat(),
);

describe('findTrend', () => {
  it('has score, variance, slope and chance of R where neighbours have nothing in common', () => {
    // cor.test(x, 1:14, method = "kendall", exact = FALSE, continuity = TRUE): p = 0.01269118215; two ties of two and one of three.
    const found = findTrend(Float64Array.of(5, 3, 6, 4, 7, 4, 8, 5, 9, 6, 9, 7, 10, 7), 1);
    expect(found).toMatchObject({ score: 46, variance: 326, inflation: 1, memory: 0 });
    expect(found?.slope).toBeCloseTo(0.375, 12);
    expect(found?.chance).toBeCloseTo(0.01269118215, 9);
  });

  it('compares the same time of different years only', () => {
    // The same by loops over months in R.
    expect(findTrend(airPassengers, 12)).toMatchObject({ score: 36, variance: 44, slope: 1.875 });
    // A season that is far larger than the trend, without noise: the trend of 0.5 exactly, and no other.
    const wave = Float64Array.from({ length: 48 }, (_, at) => 100 * Math.sin((at * Math.PI) / 6) + 0.5 * at);
    const found = findTrend(wave, 12);
    expect(found?.slope).toBeCloseTo(0.5, 9);
    expect(found?.low).toBeCloseTo(0.5, 9);
  });

  it('has the interval of Sen', () => {
    // scipy.stats.theilslopes of the same values at 95 %: 0.1111 to 0.5.
    const y = Float64Array.of(5, 3, 6, 4, 7, 4, 8, 5, 9, 6, 9, 7, 10, 7);
    const found = findTrend(y, 1);
    expect(found?.low).toBeCloseTo(1 / 9, 12);
    expect(found?.high).toBeCloseTo(0.5, 12);
  });

  it('calls noise that remembers a trend about as seldom as it says', () => {
    const random = createRandom(7, 3);
    const draws = 400;
    let [called, plain] = [0, 0];
    for (let draw = 0; draw < draws; draw += 1) {
      let before = drawNormal(random);
      const y = Float64Array.from({ length: 39 }, () => {
        before = 0.6 * before + 0.8 * drawNormal(random);
        return before;
      });
      const found = findTrend(y, 13);
      if (!found) continue;
      if (found.chance < 0.05) called += 1;
      if (Math.abs(found.score) - 1 > 1.96 * Math.sqrt(found.variance)) plain += 1;
    }
    expect(called / draws).toBeLessThan(0.08);
    // Without the correction it is far more.
    expect(plain / draws).toBeGreaterThan(0.12);
  });

  it('says nothing of too few years, or of values that are all the same', () => {
    expect(findTrend(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8), 4)).toBeNull();
    expect(findTrend(new Float64Array(40).fill(3), 4)).toBeNull();
  });
});
