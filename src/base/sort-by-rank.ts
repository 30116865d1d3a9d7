/** The order of many rows by a number each, without a comparison in JavaScript: a table of 50,000 rows is put in order as results come in. */

/** The first place of a sorted list, of `count` values, whose value is not below. */
function firstFrom(sorted: Float64Array, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Rows by their ranks; those of one rank stay in the order in which they came, those without one, NaN, come last whichever way.
 *
 * @param rows places in `ranks`
 */
export function sortByRank(rows: readonly number[], ranks: Float64Array, isDescending: boolean): number[] {
  const sign = isDescending ? -1 : 1;
  // Native sorting puts what is not a number last.
  const sorted = Float64Array.from(rows, (row) => sign * ranks[row]).sort();
  let known = sorted.length;
  while (known > 0 && Number.isNaN(sorted[known - 1])) known -= 1;
  const placed = new Uint32Array(known);
  const ordered = new Array<number>(rows.length);
  let unknown = known;
  for (const row of rows) {
    const rank = sign * ranks[row];
    if (Number.isNaN(rank)) {
      ordered[unknown] = row;
      unknown += 1;
      continue;
    }
    const first = firstFrom(sorted, known, rank);
    ordered[first + placed[first]] = row;
    placed[first] += 1;
  }
  return ordered;
}
