/** Which series of a file hold most of its value: A, B and C. */
import { sortByRank } from '../base/sort-by-rank.ts';

export const valueClasses = ['a', 'b', 'c'] as const;
export type ValueClass = (typeof valueClasses)[number];

/** Shares of all value that A, and A and B together, hold. */
const valueLines = { a: 0.8, b: 0.95 } as const;

/** [series] places in `valueClasses`: the largest until A holds its share of all value, then B, the rest C (Pareto's rule). */
export function classifyValue(worths: Float64Array): Uint8Array {
  const order = sortByRank([...worths.keys()], worths, true);
  let total = 0;
  for (const worth of worths) total += worth;
  const classes = new Uint8Array(worths.length).fill(2);
  let before = 0;
  for (const number of order) {
    if (worths[number] > 0) classes[number] = before < valueLines.a * total ? 0 : before < valueLines.b * total ? 1 : 2;
    before += worths[number];
  }
  return classes;
}
