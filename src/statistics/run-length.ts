/** Since when a series behaves as it does now. */
import { growRun } from './grow-run.ts';
import { medianOf } from './median.ts';
import { logGamma } from './student.ts';

export type RunLengthOptions = {
  /** Steps after which a change is to be expected. */
  expected: number;
  /** What is known of the mean and the spread of a run before it is seen: a normal-gamma distribution. */
  prior: { mean: number; kappa: number; alpha: number; beta: number };
};

/** Runs less likely than this are forgotten. */
const negligible = 1e-9;
/** No more runs are followed at once: the likeliest. */
const mostRuns = 600;

/**
 * How likely each start of the run that goes on at the end is, by Bayesian online change point detection (Adams and MacKay 2007):
 * normal values with a mean and a spread of their own in each run, and a change at each step as likely as at any other.
 *
 * @param values [length] finite and independent of each other within a run
 * @returns [length] probability that the run that holds the last value begins at that place
 */
export function findRunStarts(values: Float64Array, { expected, prior }: RunLengthOptions): Float64Array {
  const { length } = values;
  const hazard = 1 / Math.max(2, expected);
  type Run = { start: number; weight: number; mean: number; kappa: number; alpha: number; beta: number };
  let runs: Run[] = [];
  for (let at = 0; at < length; at += 1) {
    const value = values[at];
    // The run that begins here was not seen yet; at the first place there is no other.
    const mass = runs.reduce((sum, { weight }) => sum + weight, 0);
    for (const run of runs) run.weight *= 1 - hazard;
    runs.push({ start: at, weight: at === 0 ? 1 : mass * hazard, ...prior });
    let total = 0;
    for (const run of runs) {
      const { mean, kappa, alpha, beta } = run;
      const scale = (beta * (kappa + 1)) / (alpha * kappa);
      const t = (value - mean) ** 2 / scale;
      const density = Math.exp(
        logGamma(alpha + 0.5) -
          logGamma(alpha) -
          0.5 * Math.log(2 * alpha * Math.PI * scale) -
          (alpha + 0.5) * Math.log1p(t / (2 * alpha)),
      );
      run.weight *= density;
      total += run.weight;
      run.beta = beta + (kappa * (value - mean) ** 2) / (2 * (kappa + 1));
      run.mean = (kappa * mean + value) / (kappa + 1);
      run.kappa = kappa + 1;
      run.alpha = alpha + 0.5;
    }
    if (!(total > 0)) {
      // Nothing explains a value so far away: whatever went before is over.
      runs = [{ start: at, weight: 1, ...prior }];
      continue;
    }
    for (const run of runs) run.weight /= total;
    runs = runs.filter(({ weight }) => weight > negligible);
    if (runs.length > mostRuns) runs = runs.sort((a, b) => b.weight - a.weight).slice(0, mostRuns);
  }
  const starts = new Float64Array(length);
  for (const { start, weight } of runs) starts[start] += weight;
  return starts;
}

export type Since = {
  /** The likeliest start. */
  at: number;
  /** The shortest run of starts about it that holds nine in ten. */
  from: number;
  to: number;
  /** Probability that it began anywhere behind the first value. */
  chance: number;
};

/** Values looked back upon. */
const mostValues = 1000;

/**
 * Since when the level of a series is what it is at its end.
 *
 * @param values [length] finite, without season and trend
 * @param correlation of neighbours, which is taken out
 * @param sigma of the noise
 * @returns null for fewer than five values or without noise
 */
export function findSince(
  values: Float64Array,
  { correlation, sigma }: { correlation: number; sigma: number },
): Since | null {
  if (values.length < 5 || !(sigma > 0)) return null;
  const first = Math.max(1, values.length - mostValues);
  const own = sigma * Math.sqrt(1 - correlation ** 2);
  const rest = values.subarray(first).map((value, at) => (value - correlation * values[first + at - 1]) / own);
  const prior = { mean: medianOf(rest), kappa: 0.05, alpha: 3, beta: 3 };
  const starts = findRunStarts(rest, { expected: rest.length, prior });
  let at = 0;
  for (const [place, weight] of starts.entries()) if (weight > starts[at]) at = place;
  const { from, to } = growRun(starts, at, 0.9);
  return { at: first + at, from: first + from, to: first + to, chance: 1 - starts[0] };
}
