/** What lies at the ends of a series: zeros before a launch, a last period that is not over. */

/** Fewer zeros than this at the beginning may be chance. */
const fewestZeros = 3;
/** Steps to compare the last one with. */
const fewestShares = 3;

/** The number of zeros before the first other value; 0 where they are few, or zeros are common later too. */
export function countLeadingZeros(y: Float64Array): number {
  const start = y.findIndex((value) => value !== 0 && !Number.isNaN(value));
  if (start < fewestZeros) return 0;
  let later = 0;
  for (let i = start; i < y.length; i++) if (y[i] === 0) later++;
  return later > (y.length - start) * 0.2 ? 0 : start;
}

/**
 * Whether the last point looks like a period that is not over: far fewer rows than in the periods before, or a value far
 * below all that the series has ever fallen to within a step.
 *
 * @param rowCounts rows of each point where points are sums of several rows; null else
 */
export function isLastPartial(y: Float64Array, rowCounts: Uint32Array | null, isLongStep: boolean): boolean {
  const length = y.length;
  if (length < 8) return false;
  if (rowCounts) {
    const before = rowCounts.slice(0, length - 1).sort();
    const usual = before[before.length >> 1];
    return usual >= 4 && rowCounts[length - 1] < usual * 0.75;
  }
  if (!isLongStep) return false;
  for (let at = 0; at < length; at++) if (y[at] < 0) return false;
  const last = shareOfUsual(y, length - 1);
  if (!(last < 0.7)) return false;
  let lowest = Number.POSITIVE_INFINITY;
  let known = 0;
  for (let at = 4; at < length - 1; at++) {
    const share = shareOfUsual(y, at);
    if (Number.isNaN(share)) continue;
    known++;
    lowest = Math.min(lowest, share);
  }
  return known >= fewestShares && last < lowest * 0.75;
}

/** A value as a share of the usual one of the four before it; NaN beside a gap, or where nothing is usual. */
function shareOfUsual(y: Float64Array, at: number): number {
  const [a, b, c, d] = [y[at - 4], y[at - 3], y[at - 2], y[at - 1]];
  if (Number.isNaN(a) || Number.isNaN(b) || Number.isNaN(c) || Number.isNaN(d)) return Number.NaN;
  // The two in the middle of all four: the higher of the pairs' lower ones, and the lower of their higher ones.
  const inner = Math.max(Math.min(a, b), Math.min(c, d));
  const outer = Math.min(Math.max(a, b), Math.max(c, d));
  return y[at] / ((inner + outer) / 2);
}
