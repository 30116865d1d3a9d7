/** Whether a series comes back to its mean or its trend, or wanders. */
import { factorCholesky, solveCholesky } from './cholesky.ts';
import { measureKpss } from './stationarity.ts';

export type UnitRootTest = { statistic: number; limit: number; isRejected: boolean };

/** 5 % points by sample size (MacKinnon 2010, table 2): constant alone, and with a trend. */
const surfaces = {
  constant: [-2.86154, -2.8903, -4.234, -40.04],
  trend: [-3.41049, -4.3904, -9.036, -45.374],
} as const;

/** The 5 % point of the test of Dickey and Fuller. */
export function dickeyFullerLimit(points: number, around: 'constant' | 'trend'): number {
  return surfaces[around].reduce((sum, each, power) => sum + each / points ** power, 0);
}

/**
 * The augmented test of Dickey and Fuller (Said and Dickey 1984): the t value of the level in a regression of the changes on it, on
 * earlier changes, and on a constant or a trend.
 *
 * @param lags earlier changes that take part
 * @returns null where there are too few values, or no changes
 */
export function testUnitRoot(values: Float64Array, around: 'constant' | 'trend', lags: number): UnitRootTest | null {
  const size = lags + (around === 'trend' ? 3 : 2);
  const count = values.length - 1 - lags;
  if (count < size + 3) return null;
  // In units of their own, so that no column of the regression drowns another.
  const [low, high] = [Math.min(...extremes(values)), Math.max(...extremes(values))];
  if (!(high > low)) return null;
  const scaled = values.map((value) => (value - low) / (high - low) - 0.5);
  const rowOf = (at: number): Float64Array => {
    const row = new Float64Array(size);
    row[0] = scaled[at];
    row[1] = 1;
    for (let lag = 1; lag <= lags; lag += 1) row[1 + lag] = scaled[at + 1 - lag] - scaled[at - lag];
    if (around === 'trend') row[size - 1] = at / values.length - 0.5;
    return row;
  };
  const gram = new Float64Array(size * size);
  const right = new Float64Array(size);
  for (let at = lags; at < values.length - 1; at += 1) {
    const row = rowOf(at);
    const change = scaled[at + 1] - scaled[at];
    for (let i = 0; i < size; i += 1) {
      right[i] += row[i] * change;
      for (let j = 0; j < size; j += 1) gram[i * size + j] += row[i] * row[j];
    }
  }
  const lower = factorCholesky(gram, size);
  if (!lower) return null;
  const coefficients = solveCholesky(lower, right);
  let squares = 0;
  for (let at = lags; at < values.length - 1; at += 1) {
    const row = rowOf(at);
    let expected = 0;
    for (let i = 0; i < size; i += 1) expected += row[i] * coefficients[i];
    squares += (scaled[at + 1] - scaled[at] - expected) ** 2;
  }
  const unit = new Float64Array(size);
  unit[0] = 1;
  const error = Math.sqrt((squares / (count - size)) * solveCholesky(lower, unit)[0]);
  if (!(error > 0)) return null;
  const statistic = coefficients[0] / error;
  const limit = dickeyFullerLimit(count, around);
  return { statistic, limit, isRejected: statistic < limit };
}

function extremes(values: Float64Array): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/** 5 % point of the KPSS statistic of a level. */
const kpssLimit = 0.463;

/** What both tests together come to: each takes for given what the other doubts. */
export type Stationarity = 'stationary' | 'wanders' | 'unclear' | 'around-trend';

export type StationarityReading = { kind: Stationarity; adf: UnitRootTest; kpss: UnitRootTest };

/** Values at the end that are read. */
const mostValues = 5000;

/**
 * The test of Dickey and Fuller and that of Kwiatkowski and others read together, at 5 %. Lags as R's `adf.test` and `kpss.test` have
 * them where they are to be long enough.
 *
 * @param values without season
 * @returns null where there are too few values to tell, or none differs
 */
export function readStationarity(values: Float64Array): StationarityReading | null {
  const last = values.subarray(-mostValues);
  const lags = Math.trunc(Math.cbrt(last.length - 1));
  const level = testUnitRoot(last, 'constant', lags);
  const trend = testUnitRoot(last, 'trend', lags);
  if (!level || !trend) return null;
  const statistic = measureKpss(last, Math.trunc(12 * (last.length / 100) ** 0.25));
  const kpss = { statistic, limit: kpssLimit, isRejected: statistic > kpssLimit };
  if (level.isRejected && !kpss.isRejected) return { kind: 'stationary', adf: level, kpss };
  if (kpss.isRejected && trend.isRejected) return { kind: 'around-trend', adf: trend, kpss };
  if (kpss.isRejected) return { kind: 'wanders', adf: trend, kpss };
  return { kind: 'unclear', adf: level, kpss };
}
