import { factorCholesky, solveCholesky } from '../cholesky.ts';
import { sumProducts } from '../sum-products.ts';

/** Waves a year has: enough for a summer and a Christmas, too few for a jump. */
const waves = 3;
export const yearParameters = 2 * waves;

/**
 * The smooth course of a year in a series of several, beside a line of least squares: what a season of broken length, or one seen but
 * twice, leaves.
 *
 * @param values [length] finite
 * @param year steps of a year, whole or not
 * @returns [length] about zero; null for fewer than two years
 */
export function fitYear(values: Float64Array, year: number): Float64Array | null {
  const { length } = values;
  if (length < 2 * year) return null;
  const size = 2 + 2 * waves;
  const rowAt = (at: number): Float64Array => {
    const row = new Float64Array(size);
    row[0] = 1;
    row[1] = at / length - 0.5;
    for (let wave = 1; wave <= waves; wave += 1) {
      const angle = (2 * Math.PI * wave * at) / year;
      row[2 * wave] = Math.sin(angle);
      row[2 * wave + 1] = Math.cos(angle);
    }
    return row;
  };
  const rows = Array.from({ length }, (_, at) => rowAt(at));
  const { gram, products } = sumProducts(rows, values);
  const lower = factorCholesky(gram, size);
  if (!lower) return null;
  const coefficients = solveCholesky(lower, products);
  return values.map((_, at) => {
    let sum = 0;
    for (let i = 2; i < size; i += 1) sum += rows[at][i] * coefficients[i];
    return sum;
  });
}
