import { expect, test } from 'vitest';
import { createRandom, drawNormal } from '../../base/random.ts';
import { quantileLevels } from '../forecaster.ts';
import { fitPiecewise, forecastPiecewise } from './piecewise-trend.ts';

const [before, after] = [0.5, -1];
const horizonSteps = 24;

/** A line that bends once, half-way, with a season of 12 and noise. */
function truthAt(at: number): number {
  return 100 + before * Math.min(at, 60) + after * Math.max(0, at - 60) + 8 * Math.sin((2 * Math.PI * at) / 12);
}

function observe(seed: number, from: number, to: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: to - from }, (_, at) => truthAt(from + at) + 2 * drawNormal(random));
}

test('finds the one bend, the slope after it, the season and the noise that were put in', () => {
  const fit = fitPiecewise(observe(3, 0, 120), [12]);
  if (!fit) throw new Error('no fit');
  const { plan, unit, coefficients, sigma } = fit;
  const bends = plan.bends.map((at, index) => ({ at, size: (unit * coefficients[2 + index]) / 120 }));
  const sharp = bends.filter(({ size }) => Math.abs(size) > 0.1);
  expect(sharp.length).toBeLessThanOrEqual(4);
  for (const { at } of sharp) expect(Math.abs(at - 60)).toBeLessThanOrEqual(10);
  const slope = (unit * coefficients[1]) / 120 + bends.reduce((sum, { size }) => sum + size, 0);
  expect(Math.abs(slope - after)).toBeLessThan(0.1);
  expect(unit * sigma).toBeGreaterThan(1.5);
  expect(unit * sigma).toBeLessThan(2.5);
});

test('forecasts near the truth, with intervals that hold what they promise', () => {
  let held = 0;
  let error = 0;
  const rounds = 20;
  for (let round = 1; round <= rounds; round += 1) {
    const fit = fitPiecewise(observe(round, 0, 120), [12]);
    if (!fit) throw new Error('no fit');
    const { yhat, quantiles } = forecastPiecewise(fit, horizonSteps);
    const [low, high] = ([0.1, 0.9] as const).map(
      (level) => (quantiles as Float64Array[])[quantileLevels.indexOf(level)],
    );
    observe(100 + round, 120, 120 + horizonSteps).forEach((actual, step) => {
      error += Math.abs(yhat[step] - truthAt(120 + step)) / rounds / horizonSteps;
      if (actual >= low[step] && actual <= high[step]) held += 1 / rounds / horizonSteps;
    });
  }
  expect(error).toBeLessThan(3);
  expect(held).toBeGreaterThan(0.74);
  expect(held).toBeLessThan(0.97);
});

test('a history of zeros or of a few points has no fit', () => {
  expect(fitPiecewise(new Float64Array(50), [12])).toBeNull();
  expect(fitPiecewise(Float64Array.of(1, 2, 3), [])).toBeNull();
});
