/** Whether one model's forecasts are better than another's, or the difference is noise. */

/** Regularised incomplete beta function I_x(a, b) by Lentz's continued fraction (Press et al. 2007, 6.4). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / Math.max(tiny, 1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 300; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d || tiny);
    c = 1 + even / c || tiny;
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d || tiny);
    c = 1 + odd / c || tiny;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-12) break;
  }
  return (Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x)) * fraction) / a;
}

/** Natural logarithm of the gamma function (Lanczos 1964, g = 7), for x > 0. */
function logGamma(x: number): number {
  const coefficients = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  const base = x + 6.5;
  const series = coefficients.reduce((sum, value, at) => sum + value / (x + at), 0.9999999999998099);
  return (x - 0.5) * Math.log(base) - base + Math.log(Math.sqrt(2 * Math.PI) * series);
}

/** Probability that Student's t with so many degrees of freedom lies further from zero than `t`. */
export function measureStudentTails(t: number, degrees: number): number {
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
}

/**
 * The test of Diebold and Mariano 1995 for equal accuracy, with the correction for short samples of Harvey, Leybourne and
 * Newbold 1997, two-sided.
 *
 * @param first [points] losses of one model, absolute errors say, in time order
 * @param second [points] losses of the other at the same points
 * @param horizonSteps forecasts of so many steps have errors correlated over one step less
 * @returns probability of a difference at least this large between equally good models; null where it cannot be told
 */
export function compareLosses(first: Float64Array, second: Float64Array, horizonSteps: number): number | null {
  const points = first.length;
  const lags = Math.min(horizonSteps - 1, Math.floor(points / 3));
  if (points < 4) return null;
  const differences = first.map((loss, at) => loss - second[at]);
  const mean = differences.reduce((sum, value) => sum + value, 0) / points;
  const covarianceAt = (lag: number) => {
    let sum = 0;
    for (let at = lag; at < points; at += 1) sum += (differences[at] - mean) * (differences[at - lag] - mean);
    return sum / points;
  };
  let variance = covarianceAt(0);
  // Bartlett's weights keep the variance from turning negative (Newey and West 1987).
  for (let lag = 1; lag <= lags; lag += 1) variance += 2 * (1 - lag / (lags + 1)) * covarianceAt(lag);
  if (!(variance > 0)) return mean === 0 ? 1 : null;
  const span = lags + 1;
  const correction = Math.sqrt(Math.max(0, (points + 1 - 2 * span + (span * (span - 1)) / points) / points));
  return measureStudentTails((correction * mean) / Math.sqrt(variance / points), points - 1);
}
