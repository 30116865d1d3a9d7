/**
 * Digits after the point with which a column of numbers lines up and its largest has the given significant digits.
 */
export function columnDigits(values: readonly number[], significant: number): number {
  if (values.every(Number.isInteger)) return 0;
  const largest = values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
  if (largest === 0) return 0;
  return Math.min(10, Math.max(0, significant - 1 - Math.floor(Math.log10(largest))));
}

/** Where the data are whole and not few, nothing stands after the point either. */
const leastWhole = 20;

/** The same for what a series is forecast to be. @param isWhole whether the values of the series are whole */
export function forecastDigits(values: readonly number[], isWhole: boolean): number {
  const isMany = values.some((value) => Math.abs(value) >= leastWhole);
  return isWhole && isMany ? 0 : columnDigits(values, 5);
}
