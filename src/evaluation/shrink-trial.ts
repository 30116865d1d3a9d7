/** What came of making a trained network smaller. */

export type ShrunkRow<Way> = {
  way: Way;
  /** In the test, in the unit of the series. */
  mae: number;
  /** All forecasts of the test at once, in ms: the middle of several times. */
  forecastMs: number;
};

export type ShrinkTrial<Way> = {
  rows: readonly ShrunkRow<Way>[];
  /** Mean absolute errors in the test, of the same network from other seeds. */
  seedMaes: readonly number[];
};

/** Standard deviation of the seeds' errors: what is within it may as well be luck. */
export function noiseOf(seedMaes: readonly number[]): number {
  const mean = seedMaes.reduce((sum, mae) => sum + mae, 0) / seedMaes.length;
  const squares = seedMaes.reduce((sum, mae) => sum + (mae - mean) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, seedMaes.length - 1));
}
