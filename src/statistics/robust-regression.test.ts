import { expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { fitLine } from './moments.ts';
import { fitRobust } from './robust-regression.ts';

test('without anything that errors keep it is the line of least squares', () => {
  // Errors that turn round at each step keep nothing.
  const values = Float64Array.from({ length: 40 }, (_, at) => 3 + 0.5 * at + (at % 2 ? 1 : -1));
  const fit = fitRobust(
    Array.from(values, (_, at) => Float64Array.of(1, at)),
    values,
  );
  const { start, slope } = fitLine(values);
  expect(fit?.coefficients[0]).toBeCloseTo(start, 9);
  expect(fit?.coefficients[1]).toBeCloseTo(slope, 9);
  expect(fit?.freedom).toBe(38);
});

test('intervals hold where errors and what they go with keep to themselves', () => {
  const runs = 200;
  let held = 0;
  let heldPlainly = 0;
  for (let seed = 0; seed < runs; seed += 1) {
    const random = createRandom(seed);
    let [error, feature] = [0, 0];
    const rows: Float64Array[] = [];
    const targets = Float64Array.from({ length: 100 }, () => {
      error = 0.6 * error + drawNormal(random);
      feature = 0.8 * feature + drawNormal(random);
      rows.push(Float64Array.of(1, feature));
      return 2 * feature + error;
    });
    const fit = fitRobust(rows, targets);
    if (!fit) throw new Error('no fit');
    if (Math.abs(fit.coefficients[1] - 2) <= fit.critical * fit.errors[1]) held += 1;
    // The textbook's error, of rows that do not know each other.
    const spread = rows.reduce((sum, row) => sum + row[1] ** 2, 0);
    const plain = Math.sqrt(fit.residuals.reduce((sum, each) => sum + each ** 2, 0) / 98 / spread);
    const line = rows.reduce((sum, row, at) => sum + row[1] * targets[at], 0) / spread;
    if (Math.abs(line - 2) <= 1.984 * plain) heldPlainly += 1;
  }
  expect(held / runs).toBeGreaterThan(0.9);
  expect(held / runs).toBeLessThan(0.99);
  expect(heldPlainly / runs).toBeLessThan(0.85);
});

test('features that cannot be told apart, and too few rows, have no fit', () => {
  const rows = Array.from({ length: 10 }, (_, at) => Float64Array.of(1, at, 2 * at));
  expect(fitRobust(rows, new Float64Array(10))).toBeNull();
  expect(
    fitRobust(
      rows.slice(0, 4).map((row) => row.slice(0, 2)),
      new Float64Array(4),
    ),
  ).toBeNull();
});
