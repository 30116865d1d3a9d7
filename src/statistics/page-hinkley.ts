/** How the test is set: as MOA and CapyMOA set it. */
const usual = { delta: 0.005, lambda: 50, alpha: 0.9999, fewest: 30 } as const;

/**
 * Where the mean of a stream has risen, by the Page-Hinkley test (Page 1954; Mouss et al. 2004) in the form of MOA: each time the sum
 * of what lies above the mean so far, less `delta` each, passes `lambda`, and it begins anew behind that.
 *
 * @param values in time order; errors in units of their usual size
 * @returns places at which a change is seen
 */
export function findRises(values: Iterable<number>): number[] {
  const { delta, lambda, alpha, fewest } = usual;
  const found: number[] = [];
  let [count, mean, sum, at] = [0, 0, 0, 0];
  for (const value of values) {
    count += 1;
    mean += (value - mean) / count;
    sum = alpha * sum + (value - mean - delta);
    if (count >= fewest - 1 && sum > lambda) {
      found.push(at);
      [count, mean, sum] = [0, 0, 0];
    }
    at += 1;
  }
  return found;
}
