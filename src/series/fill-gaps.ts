import { filledAlone, filledFromAround, type Series } from './series.ts';

/** Replaces NaN between values by the straight line through its neighbours, in place; the result marks what was filled. */
function fillLinearly(values: Float64Array): Uint8Array {
  const filled = new Uint8Array(values.length);
  let last = 0;
  for (let i = 1; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    for (let between = last + 1; between < i; between++) {
      const weight = (between - last) / (i - last);
      values[between] = values[last] * (1 - weight) + values[i] * weight;
      filled[between] = filledFromAround;
    }
    last = i;
  }
  return filled;
}

export type GapRule = 'linear' | 'zero' | 'carry' | 'seasonal' | 'leave';

/**
 * Fills NaN between values by a rule, in place; the result marks what was not there, which `leave` keeps as NaN.
 *
 * @param seasonLength points of a season, for `seasonal`: the mean of the same point of the neighbouring seasons, and the
 *   straight line where neither of them is known
 */
export function fillGaps(values: Float64Array, rule: GapRule, seasonLength: number): Uint8Array {
  if (rule === 'linear') return fillLinearly(values);
  const filled = new Uint8Array(values.length);
  if (rule === 'leave') return filled.map((_, i) => (Number.isNaN(values[i]) ? filledFromAround : 0));
  const known = values.slice();
  let last = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(known[i])) {
      last = known[i];
      continue;
    }
    const value = rule === 'zero' ? 0 : rule === 'carry' ? last : meanOfNeighbours(known, i, seasonLength);
    if (Number.isNaN(value)) continue;
    values[i] = value;
    filled[i] = rule === 'zero' ? filledAlone : filledFromAround;
  }
  if (rule === 'seasonal')
    for (const [i, flag] of fillLinearly(values).entries()) if (flag) filled[i] = filledFromAround;
  return filled;
}

function meanOfNeighbours(values: Float64Array, i: number, seasonLength: number): number {
  if (seasonLength < 2) return Number.NaN;
  const known = [values[i - seasonLength], values[i + seasonLength]].filter((value) => Number.isFinite(value));
  return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** The series with what was left open filled on straight lines, for models, which need a value at every point. */
export function closeGaps(series: Series): Series {
  if (!series.y.some(Number.isNaN)) return series;
  const y = series.y.slice();
  fillLinearly(y);
  return { ...series, y };
}
