/** From where the series of one file are tested: the same dates for all of them, so that their errors lie side by side. */
import { usualOriginsOf } from '../../forecasters/backtest-settings.ts';

/**
 * Those of any test without a word from the user (`usualOriginsOf`), counted back from the end of the file.
 *
 * @param length points of the series
 * @param lag points of the file after its last
 * @returns places in the series, in order, at each of which at least one value followed; none where it is too short
 */
export function planOrigins(
  length: number,
  lag: number,
  lengths: { horizonSteps: number; seasonLength: number },
): number[] {
  return usualOriginsOf(length + lag, lengths).filter((origin) => origin < length);
}

/** How many horizons the test spans, each of its points counted once. */
export function horizonsSpanned(origins: readonly number[], horizonSteps: number): number {
  if (origins.length === 0) return 0;
  return (origins[origins.length - 1] - origins[0] + horizonSteps) / horizonSteps;
}
