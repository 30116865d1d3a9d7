import { expect, test } from 'vitest';
import { measureStudentTails, studentQuantile } from './student.ts';

// Two-sided critical values as printed in tables of Student's t.
test.each([
  [12.706, 1, 0.05],
  [4.303, 2, 0.05],
  [2.228, 10, 0.05],
  [2.845, 20, 0.01],
  [1.697, 30, 0.1],
  [1.96, 100_000, 0.05],
])('t = %f with %i degrees of freedom has tails of %f', (t, degrees, tails) => {
  expect(measureStudentTails(t, degrees)).toBeCloseTo(tails, 3);
  expect(measureStudentTails(-t, degrees)).toBeCloseTo(tails, 3);
});

// R 4: qt.
test.each([
  [0.95, 1, 6.313751515],
  [0.975, 5, 2.570581836],
  [0.999, 10, 4.143700494],
  [0.9995, 51, 3.491765864],
  [0.75, 100, 0.676951043],
  [0.999999, 199_998, 4.75356451],
])('probability %f with %i degrees of freedom lies below %f', (probability, degrees, t) => {
  expect(studentQuantile(probability, degrees)).toBeCloseTo(t, 6);
});
