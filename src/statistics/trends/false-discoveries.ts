/**
 * The share of false discoveries that each finding brings with it, where many are tested at once (Benjamini and Hochberg 1995;
 * R's `p.adjust` with the method `BH`). Calling true what is at most 0.05 holds the expected share of false ones among those called
 * true at 5 %, also where the tests depend on each other positively.
 *
 * @param chances [tests] p-values, 0-1
 * @returns [tests] in the order of `chances`
 */
export function falseDiscoveryRates(chances: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: chances.length }, (_, at) => at).sort((a, b) => chances[b] - chances[a]);
  const rates = new Float64Array(chances.length);
  let least = 1;
  order.forEach((at, place) => {
    const rank = chances.length - place;
    least = Math.min(least, (chances[at] * chances.length) / rank);
    rates[at] = least;
  });
  return rates;
}
