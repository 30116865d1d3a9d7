/**
 * The shortest run about a place that holds enough: it grows to whichever side holds more next to it.
 *
 * @param weights [places] none below zero
 * @returns its first and last place
 */
export function growRun(weights: Float64Array, at: number, enough: number): { from: number; to: number } {
  let [from, to, held] = [at, at, weights[at]];
  while (held < enough && (from > 0 || to < weights.length - 1)) {
    const [below, above] = [weights[from - 1] ?? -1, weights[to + 1] ?? -1];
    if (below >= above) from -= 1;
    else to += 1;
    held += Math.max(below, above);
  }
  return { from, to };
}
