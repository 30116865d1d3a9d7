import { expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { type CoherentErrors, drawSample, measureSpread, reconcileErrors } from './coherent-spread.ts';
import type { NodeErrors } from './node-errors.ts';
import { createReconciler } from './reconcile.ts';
import { nestedHierarchy } from './testing/made-panel.ts';

const hierarchy = nestedHierarchy(4, 2);
const nodes = 7;

/** Errors of leaves with a correlation of `shared`² , totals their sums. */
function drawErrors(origins: number, horizon: number, shared: number, seed = 3): NodeErrors {
  const random = createRandom(seed);
  const columns = origins * horizon;
  const values = new Float64Array(nodes * columns);
  for (let column = 0; column < columns; column++) {
    const common = drawNormal(random);
    for (let leaf = 0; leaf < 4; leaf++) {
      const error = shared * common + Math.sqrt(1 - shared ** 2) * drawNormal(random);
      for (const node of [0, 1 + (leaf % 2), 3 + leaf]) values[node * columns + column] += error;
    }
  }
  return { nodes, origins, horizon, values };
}

function coherent(errors: NodeErrors): CoherentErrors {
  const made = reconcileErrors(errors, createReconciler(hierarchy, { method: 'mint', errors }).project);
  if (!made) throw new Error('no errors');
  return made;
}

const forecast = Float64Array.from({ length: nodes * 2 }, (_, at) => [400, 400, 200, 200, 200, 200][at] ?? 100);
const options = { levels: [80, 95], seed: 1 };

test('the interval of a total is as wide as the errors go together: √n alone, n as one', () => {
  const widthOf = (shared: number) => {
    const { intervals } = measureSpread(hierarchy, forecast, coherent(drawErrors(800, 2, shared)), options);
    const [{ low, high }] = intervals;
    return { total: high[0] - low[0], leaf: high[3 * 2] - low[3 * 2] };
  };
  const apart = widthOf(0);
  const together = widthOf(1);
  // 80 % of a standard normal is 2 x 1.2816 wide.
  expect(apart.leaf).toBeGreaterThan(2.563 * 0.85);
  expect(apart.leaf).toBeLessThan(2.563 * 1.15);
  expect(apart.total / apart.leaf).toBeGreaterThan(1.7);
  expect(apart.total / apart.leaf).toBeLessThan(2.3);
  expect(together.total / together.leaf).toBeCloseTo(4, 6);
});

test('errors that add up already stay as they are', () => {
  const errors = drawErrors(30, 2, 0.5);
  const { values } = coherent(errors);
  for (const [at, error] of errors.values.entries()) expect(values[at]).toBeCloseTo(error, 9);
});

test('samples add up, none below zero where nothing may be', () => {
  const errors = coherent(drawErrors(30, 2, 0.5));
  const low = forecast.map(() => 0.5);
  for (let seed = 0; seed < 20; seed++) {
    const sample = drawSample(hierarchy, low, errors, { seed, nonNegative: true });
    for (const step of [0, 1]) {
      const leaves = [3, 4, 5, 6].map((node) => sample[node * 2 + step]);
      expect(sample[step]).toBeCloseTo(leaves[0] + leaves[1] + leaves[2] + leaves[3], 12);
      expect(Math.min(...leaves)).toBeGreaterThanOrEqual(0);
    }
  }
  const { intervals } = measureSpread(hierarchy, low, errors, { ...options, nonNegative: true });
  expect(Math.min(...intervals.flatMap((one) => [...one.low]))).toBe(0);
});

test('the sum over the horizon has an interval of its own, by whole ways', () => {
  const errors = drawErrors(400, 2, 0.5);
  // Both steps of an origin err alike: the sum is twice as uncertain.
  const columns = 800;
  for (let node = 0; node < nodes; node++) {
    for (let origin = 0; origin < 400; origin++) {
      errors.values[node * columns + 2 * origin + 1] = errors.values[node * columns + 2 * origin];
    }
  }
  const { intervals } = measureSpread(hierarchy, forecast, coherent(errors), options);
  const [{ low, high, sumLow, sumHigh }] = intervals;
  expect((sumHigh[3] - sumLow[3]) / (high[6] - low[6])).toBeCloseTo(2, 6);
});

test('few origins: steps beside one another serve', () => {
  const errors = coherent(drawErrors(2, 13, 0.5));
  const { intervals } = measureSpread(
    hierarchy,
    Float64Array.from({ length: nodes * 13 }, () => 100),
    errors,
    options,
  );
  const [{ low }] = intervals;
  const different = new Set(low.subarray(3 * 13, 4 * 13));
  expect(different.size).toBeGreaterThan(1);
});

test('where errors are missing others of the series stand in; without any there is no spread', () => {
  const errors = drawErrors(30, 2, 0.5);
  errors.values.fill(Number.NaN, 3 * 60, 3 * 60 + 50);
  const { values } = coherent(errors);
  expect(values.every(Number.isFinite)).toBe(true);
  const own = values.subarray(3 * 60, 3 * 60 + 50);
  expect(own.some((error) => Math.abs(error) > 0.1)).toBe(true);
  const none = { ...errors, values: errors.values.map(() => Number.NaN) };
  expect(reconcileErrors(none, (column) => column)).toBeNull();
});

test('errors that all lie to one side still leave the forecast within its intervals', () => {
  const errors = drawErrors(6, 2, 0.5);
  const biased = coherent({ ...errors, values: errors.values.map((error) => Math.abs(error) + 0.5) });
  const { intervals } = measureSpread(hierarchy, forecast, biased, options);
  for (const { low, high } of intervals) {
    for (const [at, value] of forecast.entries()) {
      expect(low[at]).toBeLessThan(value);
      expect(high[at]).toBeGreaterThan(value);
    }
  }
});

test('the same seed draws the same', () => {
  const errors = coherent(drawErrors(30, 2, 0.5));
  const draw = (seed: number) => drawSample(hierarchy, forecast, errors, { seed });
  expect(draw(4)).toEqual(draw(4));
  expect(draw(4)).not.toEqual(draw(5));
});
