import { expect, it } from 'vitest';
import { bitsOfDrivers, driversIn } from './driver-bits.ts';

const many = Array.from({ length: 40 }, (_, at) => `column ${at}`);

it.each([
  { covariates: [], year: false },
  { covariates: [], year: true },
  { covariates: ['column 0', 'column 29'], year: true },
])('columns and the time of year come back as they went in: %j', ({ covariates, year }) => {
  const bits = Uint32Array.of(bitsOfDrivers({ covariates, year }, many))[0];
  expect(driversIn(bits, many)).toEqual({ columns: covariates, year, more: false });
});

it('columns beyond those told apart are told as others', () => {
  const bits = Uint32Array.of(
    bitsOfDrivers({ covariates: ['column 1', 'column 30', 'column 39'], year: false }, many),
  )[0];
  expect(driversIn(bits, many)).toEqual({ columns: ['column 1'], year: false, more: true });
});
