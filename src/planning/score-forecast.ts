/** How a forecast did, once some of what it was of has come. */

/** One series: [steps] each, NaN where nothing is known. */
export type CameTrue = {
  actual: Float64Array;
  yhat: Float64Array;
  /** The bounds that were to hold 80 and 95 of 100 values; null where there were none. */
  band80: { low: Float64Array; high: Float64Array } | null;
  band95: { low: Float64Array; high: Float64Array } | null;
};

export type ForecastScore = {
  /** Values that were forecast and have come. */
  points: number;
  /** Σ|error| / Σ|actual|, as everywhere on the page; null where that is undefined. */
  miss: number | null;
  /** Σ(actual - forecast) / Σ|actual|: above zero where the forecast was too low. */
  lean: number | null;
  /** Values within the bounds, of so many that had any. */
  inside80: number;
  inside95: number;
  banded: number;
};

/** Each series counts by how much came of it. */
export function scoreForecasts(all: Iterable<CameTrue>): ForecastScore {
  let [points, error, off, size, inside80, inside95, banded] = [0, 0, 0, 0, 0, 0, 0];
  for (const { actual, yhat, band80, band95 } of all) {
    for (const [step, value] of actual.entries()) {
      const forecast = yhat[step];
      if (!Number.isFinite(value) || forecast === undefined || !Number.isFinite(forecast)) continue;
      points += 1;
      error += Math.abs(value - forecast);
      off += value - forecast;
      size += Math.abs(value);
      if (!band80 || !band95 || !Number.isFinite(band80.low[step])) continue;
      banded += 1;
      const isIn = ({ low, high }: { low: Float64Array; high: Float64Array }) =>
        value >= (low[step] as number) && value <= (high[step] as number);
      inside80 += Number(isIn(band80));
      inside95 += Number(isIn(band95));
    }
  }
  const share = (sum: number) => (size > 0 ? sum / size : null);
  return { points, miss: share(error), lean: share(off), inside80, inside95, banded };
}
