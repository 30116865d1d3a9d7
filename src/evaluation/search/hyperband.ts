/** How many candidates are tried how thoroughly: successive halving, in brackets. Pure counting. */

/** So many candidates, each tried with so much effort, in units of the least. */
export type Rung = { candidates: number; effort: number };

/**
 * The brackets of Hyperband (Li et al. 2018, algorithm 1), from many candidates tried briefly to few tried in full. Within a
 * bracket each rung keeps one of `eta` candidates and tries it `eta` times as thoroughly: successive halving (Jamieson and
 * Talwalkar 2016).
 *
 * @param most effort of a full trial, a power of `eta`
 * @returns brackets of rungs, the most daring bracket first
 */
export function planBrackets(most: number, eta: number): Rung[][] {
  const deepest = Math.round(Math.log(most) / Math.log(eta));
  return Array.from({ length: deepest + 1 }, (_, bracket) => {
    const rungs = deepest - bracket + 1;
    const first = Math.ceil(((deepest + 1) * eta ** (rungs - 1)) / rungs);
    return Array.from({ length: rungs }, (__, rung) => ({
      candidates: Math.floor(first / eta ** rung),
      effort: most / eta ** (rungs - 1 - rung),
    }));
  });
}

/** The `count` with the least error, best first and equals in their order; those without an error are never kept. */
export function keepBest<Candidate>(
  candidates: readonly Candidate[],
  errorOf: (candidate: Candidate) => number | null,
  count: number,
): Candidate[] {
  const scored = candidates.flatMap((candidate) => {
    const error = errorOf(candidate);
    return error === null ? [] : [{ candidate, error }];
  });
  return scored
    .sort((a, b) => a.error - b.error)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}
