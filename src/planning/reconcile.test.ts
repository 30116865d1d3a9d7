import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { shrunkCovariance, structuralCovariance } from './error-covariance.ts';
import { buildHierarchy, type Hierarchy, type Level } from './hierarchy.ts';
import type { NodeErrors } from './node-errors.ts';
import oracle from './oracle/reconciliation.json';
import { createProjection } from './projection.ts';
import { chooseMethod, createReconciler, reconcile, reconcileMethods } from './reconcile.ts';
import { columnOf, nestedHierarchy } from './testing/made-panel.ts';

function errorsOf(rows: readonly (readonly number[])[]): NodeErrors {
  return { nodes: rows.length, origins: rows[0].length, horizon: 1, values: Float64Array.from(rows.flat()) };
}

function readCase(name: keyof typeof oracle) {
  const { codes, levels, errors, base, ...expected } = oracle[name];
  const columns = codes[0].map((_, place) =>
    columnOf(
      `column ${place}`,
      codes.map((row) => row[place]),
    ),
  );
  const hierarchy = buildHierarchy(
    columns,
    (levels as number[][]).map((level): Level => ({ columns: level })),
    codes.length,
  );
  return { hierarchy, errors: errorsOf(errors), base: Float64Array.from(base.flat()), expected };
}

function expectClose(found: Float64Array, expected: readonly number[], relative: number) {
  expect(found.length).toBe(expected.length);
  const scale = Math.max(...expected.map(Math.abs));
  for (const [at, value] of expected.entries()) expect(Math.abs(found[at] - value)).toBeLessThan(relative * scale);
}

/** The largest difference between a total and the sum of its leaves, over the largest value. */
function incoherence({ totals, starts, members }: Hierarchy, values: Float64Array, horizon: number): number {
  let worst = 0;
  for (let step = 0; step < horizon; step++) {
    for (let total = 0; total < totals; total++) {
      let sum = 0;
      for (let at = starts[total]; at < starts[total + 1]; at++) sum += values[(totals + members[at]) * horizon + step];
      worst = Math.max(worst, Math.abs(values[total * horizon + step] - sum));
    }
  }
  return worst / values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-300);
}

/** Errors of leaves that share a part, and of totals that are not their sums. */
function drawErrors(hierarchy: Hierarchy, times: number, seed: number): NodeErrors {
  const random = createRandom(seed);
  const nodes = hierarchy.totals + hierarchy.leaves;
  const shared = Array.from({ length: times }, () => drawNormal(random));
  const values = Float64Array.from(
    { length: nodes * times },
    (_, at) => (1 + (Math.floor(at / times) % 7)) * (drawNormal(random) + 0.5 * shared[at % times]),
  );
  return { nodes, origins: times, horizon: 1, values };
}

for (const name of ['nested', 'crossed'] as const) {
  test(`a ${name} hierarchy is reconciled as by the dense formula in R`, () => {
    const { hierarchy, errors, base, expected } = readCase(name);
    const mint = reconcile(hierarchy, base, { method: 'mint', errors });
    expect(mint.shrinkage).toBeCloseTo(expected.lambda, 12);
    expectClose(mint.values, expected.mint.flat(), 1e-10);
    expectClose(reconcile(hierarchy, base, { method: 'structural' }).values, expected.structural.flat(), 1e-11);
  });

  test(`a ${name} hierarchy solved step by step comes to the same`, () => {
    const { hierarchy, errors, base, expected } = readCase(name);
    const nodes = hierarchy.totals + hierarchy.leaves;
    const first = Float64Array.from({ length: nodes }, (_, node) => base[node * 2]);
    const projected = createProjection(hierarchy, shrunkCovariance(errors), undefined, 0)(first);
    expectClose(
      projected,
      expected.mint.map(([value]) => value),
      1e-9,
    );
  });
}

test('whatever the hierarchy and the errors: it adds up, and what adds up already stays', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(3), fc.nat(4)), { minLength: 2, maxLength: 25 }),
      fc.constantFrom(...reconcileMethods),
      fc.integer({ min: 2, max: 40 }),
      fc.nat(1000),
      (cells, method, times, seed) => {
        const columns = [0, 1].map((place) =>
          columnOf(
            `c${place}`,
            cells.map((cell) => cell[place]),
          ),
        );
        const levels = [{ columns: [] }, { columns: [0] }, { columns: [1] }];
        const hierarchy = buildHierarchy(columns, levels, cells.length);
        const nodes = hierarchy.totals + hierarchy.leaves;
        const random = createRandom(seed, 3);
        const base = Float64Array.from({ length: nodes * 2 }, () => 100 * random());
        const options = { method, errors: drawErrors(hierarchy, times, seed) };
        const { values } = reconcile(hierarchy, base, options);
        expect(incoherence(hierarchy, values, 2)).toBeLessThan(1e-12);
        expectClose(reconcile(hierarchy, values, options).values, [...values], 1e-9);
      },
    ),
    { numRuns: 150 },
  );
});

test('what is unbiased stays so: reconciling is a projection', () => {
  const { hierarchy, errors } = readCase('crossed');
  const { project } = createReconciler(hierarchy, { method: 'mint', errors });
  const random = createRandom(5);
  const values = Float64Array.from({ length: hierarchy.totals + hierarchy.leaves }, () => 10 * random());
  expectClose(project(project(values)), [...project(values)], 1e-11);
});

test('top-down hands each total down in the shares of the forecasts below it', () => {
  const hierarchy = nestedHierarchy(4, 2);
  // Total 100; groups 30 and 50; leaves 1, 5 of group 0 (0 and 2) and 4, 5 of group 1 (1 and 3).
  const base = Float64Array.of(100, 30, 50, 1, 4, 5, 5);
  const { values } = reconcile(hierarchy, base, { method: 'top-down' });
  expectClose(values, [100, 37.5, 62.5, 6.25, (62.5 * 4) / 9, 31.25, (62.5 * 5) / 9], 1e-14);
});

test('top-down shares evenly where the forecasts below a total are zero', () => {
  const { values } = reconcile(nestedHierarchy(4, 2), Float64Array.of(8, 2, 2, 0, 0, 0, 0), { method: 'top-down' });
  expectClose(values, [8, 4, 4, 2, 2, 2, 2], 1e-14);
});

test('nothing is below zero, and a series that was raised leaves the total nearer to where it was than raising alone', () => {
  const hierarchy = nestedHierarchy(4, 2);
  const errors = drawErrors(hierarchy, 30, 2);
  const base = Float64Array.of(20, 2, 18, 1, 9, 4, 8);
  const free = reconcile(hierarchy, Float64Array.of(5, 0, 6, 1, 9, 0.5, 1), { method: 'mint', errors });
  expect(Math.min(...free.values)).toBeLessThan(0);
  const held = reconcile(hierarchy, Float64Array.of(5, 0, 6, 1, 9, 0.5, 1), {
    method: 'mint',
    errors,
    nonNegative: true,
  });
  expect(Math.min(...held.values)).toBe(0);
  expect(held.raised).toBeGreaterThan(0);
  expect(incoherence(hierarchy, held.values, 1)).toBeLessThan(1e-12);
  const raisedAlone = free.values.subarray(3).reduce((sum, value) => sum + Math.max(0, value), 0);
  expect(Math.abs(held.values[0] - free.values[0])).toBeLessThan(raisedAlone - free.values[0]);
  expect(reconcile(hierarchy, base, { method: 'mint', errors, nonNegative: true }).raised).toBe(0);
});

test('leaves that are fixed keep their values, and a group of such alone is their sum', () => {
  const hierarchy = nestedHierarchy(6, 3);
  // Group 1 has died: its leaves are 1 and 4.
  const fixed = Uint8Array.of(0, 1, 0, 0, 1, 0);
  const errors = drawErrors(hierarchy, 20, 4);
  for (const node of [2, 5, 8]) errors.values.fill(0, node * 20, (node + 1) * 20);
  const base = Float64Array.of(30, 9, 3, 12, 4, 0, 6, 5, 0, 7);
  for (const method of reconcileMethods) {
    const { values } = reconcile(hierarchy, base, { method, errors, fixed });
    expect([values[5], values[8], values[2]]).toEqual([0, 0, 0]);
    expect(values.every(Number.isFinite)).toBe(true);
    expect(incoherence(hierarchy, values, 1)).toBeLessThan(1e-12);
  }
  const { values } = reconcile(hierarchy, base, { method: 'structural', fixed });
  // The other leaves have moved: fixing is not bottom-up.
  expect(values[4]).not.toBe(4);
});

test('all leaves fixed: the totals are their sums', () => {
  const hierarchy = nestedHierarchy(4, 2);
  const base = Float64Array.of(9, 9, 9, 1, 2, 3, 4);
  for (const method of reconcileMethods) {
    const { values } = reconcile(hierarchy, base, { method, fixed: new Uint8Array(4).fill(1) });
    expectClose(values, [10, 4, 6, 1, 2, 3, 4], 1e-14);
  }
});

test('errors that are all zero do not stop it', () => {
  const hierarchy = nestedHierarchy(4, 2);
  const errors = drawErrors(hierarchy, 20, 4);
  errors.values.fill(0, 3 * 20, 4 * 20);
  const { values } = reconcile(hierarchy, Float64Array.of(12, 5, 6, 1, 2, 3, 4), { method: 'mint', errors });
  expect(values.every(Number.isFinite)).toBe(true);
  // A leaf that never erred hardly moves.
  expect(values[3]).toBeCloseTo(1, 3);
  errors.values.fill(0);
  expect(incoherence(hierarchy, reconcile(hierarchy, values, { method: 'mint', errors }).values, 1)).toBeLessThan(
    1e-12,
  );
});

test('series of different lengths: each has the variance of the errors that it has', () => {
  const hierarchy = nestedHierarchy(4, 2);
  const errors = drawErrors(hierarchy, 30, 6);
  errors.values.fill(Number.NaN, 3 * 30, 3 * 30 + 25);
  const { diagonal, factor, columns } = shrunkCovariance(errors);
  const own = errors.values.subarray(3 * 30 + 25, 4 * 30);
  const variance = own.reduce((sum, error) => sum + error ** 2, 0) / own.length;
  const row = (factor as Float64Array).subarray(3 * columns, 4 * columns);
  expect(diagonal[3] + row.reduce((sum, value) => sum + value ** 2, 0)).toBeCloseTo(variance, 10);
});

test('a leaf without any error of its own goes on', () => {
  const hierarchy = nestedHierarchy(4, 2);
  const errors = drawErrors(hierarchy, 30, 6);
  errors.values.fill(Number.NaN, 3 * 30, 4 * 30);
  const { values } = reconcile(hierarchy, Float64Array.of(12, 5, 6, 1, 2, 3, 4), { method: 'mint', errors });
  expect(values.every(Number.isFinite)).toBe(true);
});

test('without errors enough it is by structure, and says so', () => {
  const hierarchy = nestedHierarchy(4, 2);
  const base = Float64Array.of(12, 5, 6, 1, 2, 3, 4);
  expect(chooseMethod(null)).toBe('structural');
  expect(chooseMethod(drawErrors(hierarchy, 2, 1))).toBe('structural');
  expect(chooseMethod(drawErrors(hierarchy, 30, 1))).toBe('mint');
  const asked = reconcile(hierarchy, base, { method: 'mint', errors: drawErrors(hierarchy, 1, 1) });
  expect(asked).toMatchObject({ method: 'structural', errorTimes: 0, shrinkage: null });
  expectClose(asked.values, [...reconcile(hierarchy, base, { method: 'structural' }).values], 1e-15);
});

test('by structure a node is as uncertain as it has leaves', () => {
  expect([...structuralCovariance(nestedHierarchy(5, 2)).diagonal]).toEqual([5, 3, 2, 1, 1, 1, 1, 1]);
});
