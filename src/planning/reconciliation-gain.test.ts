import { expect, test } from 'vitest';
import { buildHierarchy } from './hierarchy.ts';
import { reconcile } from './reconcile.ts';
import { measureGain } from './reconciliation-gain.ts';
import { missIndependently, nestedHierarchy } from './testing/made-panel.ts';

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);

test('independent errors: each level gains what weighing by variances gives', () => {
  const hierarchy = buildHierarchy([], [{ columns: [] }], 4);
  const { errors, actual } = missIndependently(hierarchy, [4, 1, 2, 2, 3], 1500, 1);
  const [total, leaves] = measureGain(hierarchy, { errors, actual, origins: range(100, 1600) });
  const ofSum = 1 + 4 + 4 + 9;
  const variance = (16 * ofSum) / (16 + ofSum);
  expect(total.base.rmse).toBeCloseTo(4, 0);
  expect(total.bottomUp.rmse).toBeCloseTo(Math.sqrt(ofSum), 0);
  expect(Math.abs((total.reconciled.rmse as number) / Math.sqrt(variance) - 1)).toBeLessThan(0.05);
  // Var(ỹ_i) = v_i - v_i² / (v_total + Σv), of the one constraint.
  const after = [1, 4, 4, 9].reduce((sum, v) => sum + v - v ** 2 / (16 + ofSum), 0) / 4;
  expect(Math.abs((leaves.reconciled.rmse as number) / Math.sqrt(after) - 1)).toBeLessThan(0.05);
});

test('nothing that comes after an origin tells how its forecasts are reconciled', () => {
  const hierarchy = nestedHierarchy(6, 2);
  const { errors, actual } = missIndependently(hierarchy, [4, 3, 3, 1, 1, 2, 2, 3, 3], 30, 2);
  const measure = (change: (error: number, node: number) => number) => {
    const values = errors.values.map((error, at) => (at % 30 < 20 ? error : change(error, Math.floor(at / 30))));
    return measureGain(hierarchy, { errors: { ...errors, values }, actual, origins: range(50, 80) });
  };
  const without = measure(() => Number.NaN);
  // Without the errors of the totals the last ten points are not compared; those of the leaves are there to be learnt from.
  const beside = measure((error, node) => (node < 3 ? Number.NaN : 1000 * error));
  expect(beside).toEqual(without);
  expect(measure((error) => error)).not.toEqual(without);
});

test('its errors are those of reconciled forecasts, top-down too', () => {
  const hierarchy = nestedHierarchy(6, 2);
  const { errors, actual } = missIndependently(hierarchy, [4, 3, 3, 1, 1, 2, 2, 3, 3], 1, 3);
  const base = actual.map((value, node) => value - errors.values[node]);
  for (const method of ['structural', 'top-down', 'bottom-up'] as const) {
    const { values } = reconcile(hierarchy, base, { method });
    const gains = measureGain(hierarchy, { errors, actual, origins: [50], method });
    expect(gains[0].reconciled.rmse).toBeCloseTo(Math.abs(actual[0] - values[0]), 9);
    const missed = values.subarray(3).reduce((sum, value, leaf) => sum + Math.abs(actual[3 + leaf] - value), 0);
    expect(gains[2].reconciled.wape).toBeCloseTo(missed / actual[0], 9);
    expect(gains[0].base.wape).toBeCloseTo(Math.abs(errors.values[0]) / actual[0], 12);
  }
});

test('a new leaf without errors does not stop the comparison, many do', () => {
  const hierarchy = nestedHierarchy(20, 2);
  const values = new Float64Array(23 * 4).fill(1);
  values.fill(Number.NaN, 3 * 4, 4 * 4);
  const errors = { nodes: 23, origins: 4, horizon: 1, values };
  const given = { actual: values.map(() => 10), origins: [10, 11, 12, 13] };
  const gains = measureGain(hierarchy, { errors, ...given });
  expect(gains.map(({ base }) => base.wape)).toEqual([0.1, 0.1, 0.1]);
  values.fill(Number.NaN, 3 * 4, 10 * 4);
  expect(measureGain(hierarchy, { errors, ...given })[0]).toMatchObject({ base: { wape: null, rmse: null } });
});
