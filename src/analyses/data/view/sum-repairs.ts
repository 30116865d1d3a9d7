/** The repairs of all series of a file together. */
import type { CountedRepair } from '../../../series/panel.ts';

/** A repair as it was done in several series: `count` points or rows in all of them. */
export type SummedRepair = CountedRepair & { series: number };

/** Those that changed something come first, the most frequent of them foremost. */
export function sumRepairs(summaries: readonly { repairs: readonly CountedRepair[] }[]): SummedRepair[] {
  const sums = new Map<string, SummedRepair>();
  for (const { repairs } of summaries) {
    for (const { kind, isApplied, rule, count } of repairs) {
      const key = `${kind} ${isApplied} ${rule}`;
      const sum = sums.get(key) ?? { kind, isApplied, rule, count: 0, series: 0 };
      sum.count += count;
      sum.series += 1;
      sums.set(key, sum);
    }
  }
  return [...sums.values()].sort((a, b) => Number(b.isApplied) - Number(a.isApplied) || b.count - a.count);
}

/** How many series there are of each status, in the order of `statuses`; none of those that no series has. */
export function countStatuses<Status extends string>(
  series: readonly { status: Status }[],
  statuses: readonly Status[],
): { status: Status; count: number }[] {
  const counts = new Map<Status, number>();
  for (const { status } of series) counts.set(status, (counts.get(status) ?? 0) + 1);
  return statuses.flatMap((status) => {
    const count = counts.get(status);
    return count === undefined ? [] : [{ status, count }];
  });
}
