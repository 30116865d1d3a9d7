/** Least squares whose standard errors hold where errors go on from step to step, or spread unevenly. */
import { factorCholesky, solveCholesky } from './cholesky.ts';
import { sumProducts } from './sum-products.ts';

export type RobustFit = {
  /** [features] */
  coefficients: Float64Array;
  /** [features] standard errors. */
  errors: Float64Array;
  /** [rows] */
  residuals: Float64Array;
  /** Rows less features. */
  freedom: number;
  /** Standard errors on either side of a coefficient that make its 95 % interval. */
  critical: number;
};

/**
 * Least squares of rows in the order of time whose errors go on: fitted plainly, then again with what the errors keep from step to step
 * taken out of rows and targets (Prais and Winsten 1954). Standard errors are those of Newey and West (1987) with residuals over
 * 1 - leverage (HC3: MacKinnon and White 1985), and the critical values of a fixed bandwidth (Kiefer and Vogelsang 2005).
 *
 * @param rows [rows][features] a constant among them where one is wanted
 * @returns null where the features cannot be told apart, or there are hardly more rows than features
 */
export function fitRobust(rows: readonly Float64Array[], targets: Float64Array): RobustFit | null {
  const plain = fitLeast(rows, targets);
  if (!plain) return null;
  const kept = measureKept(plain.residuals, rows[0].length);
  if (kept === 0) return plain;
  const first = Math.sqrt(1 - kept ** 2);
  const whitened = fitLeast(
    rows.map((row, at) => row.map((each, i) => (at === 0 ? first * each : each - kept * rows[at - 1][i]))),
    targets.map((target, at) => (at === 0 ? first * target : target - kept * targets[at - 1])),
  );
  return whitened && { ...whitened, residuals: plain.residuals };
}

/** Share of an error that is still there a step later, with what fitting takes from it put back (Marriott and Pope 1954); 0-0.9. */
function measureKept(residuals: Float64Array, features: number): number {
  let crossed = 0;
  let squares = 0;
  for (let at = 0; at < residuals.length; at += 1) {
    squares += residuals[at] ** 2;
    if (at > 0) crossed += residuals[at] * residuals[at - 1];
  }
  if (squares === 0) return 0;
  const found = crossed / squares;
  return Math.min(0.9, Math.max(0, found + (1 + 3 * found + features / 2) / residuals.length));
}

function fitLeast(rows: readonly Float64Array[], targets: Float64Array): RobustFit | null {
  const count = rows.length;
  const size = rows[0]?.length ?? 0;
  const freedom = count - size;
  if (size === 0 || freedom < 3) return null;
  const { gram, products } = sumProducts(rows, targets);
  // Features of one size, so that what is told apart is told apart in any unit.
  const scale = Float64Array.from({ length: size }, (_, i) => Math.sqrt(gram[i * size + i]));
  if (scale.some((each) => !(each > 0))) return null;
  const lower = factorCholesky(
    gram.map((each, at) => each / (scale[Math.floor(at / size)] * scale[at % size])),
    size,
  );
  if (!lower) return null;
  for (let i = 0; i < size; i += 1) if (lower[i * size + i] < 1e-6) return null;
  const solve = (right: Float64Array) =>
    solveCholesky(
      lower,
      right.map((each, i) => each / scale[i]),
    ).map((each, i) => each / scale[i]);
  const coefficients = solve(products);
  const residuals = targets.map((target, at) => {
    let fitted = 0;
    for (let i = 0; i < size; i += 1) fitted += rows[at][i] * coefficients[i];
    return target - fitted;
  });
  const lag = Math.min(count - 1, 1 + Math.floor(4 * (count / 100) ** (2 / 9)));
  const bandwidth = lag / count;
  const critical = 1.96 + 2.9694 * bandwidth + 0.416 * bandwidth ** 2 - 0.5324 * bandwidth ** 3;
  const opened = residuals.map((residual, at) => {
    const solved = solve(rows[at]);
    let leverage = 0;
    for (let i = 0; i < size; i += 1) leverage += rows[at][i] * solved[i];
    return residual / Math.max(0.05, 1 - leverage);
  });
  const errors = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const unit = new Float64Array(size);
    unit[i] = 1;
    const direction = solve(unit);
    const scores = opened.map((residual, at) => {
      let along = 0;
      for (let j = 0; j < size; j += 1) along += rows[at][j] * direction[j];
      return along * residual;
    });
    let variance = 0;
    for (let away = 0; away < lag; away += 1) {
      let sum = 0;
      for (let at = away; at < count; at += 1) sum += scores[at] * scores[at - away];
      variance += (away === 0 ? 1 : 2 * (1 - away / lag)) * sum;
    }
    errors[i] = Math.sqrt(Math.max(0, variance));
  }
  return { coefficients, errors, residuals, freedom, critical };
}
