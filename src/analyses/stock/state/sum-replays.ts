import { type ReplayedWay, type ReplayPart, type ReplayTotals, replayed } from '../jobs/job.ts';

function addTotals(one: ReplayTotals, other: ReplayTotals): ReplayTotals {
  const names = Object.keys(one) as (keyof ReplayTotals)[];
  return Object.fromEntries(names.map((name) => [name, one[name] + other[name]])) as ReplayTotals;
}

/** What replays of some items come to together. @param parts one at least */
export function sumReplays([first, ...others]: readonly ReplayPart[]): ReplayPart {
  let sum = first;
  for (const part of others) {
    const totals = replayed.map((way) => [way, addTotals(sum.totals[way], part.totals[way])]);
    sum = {
      kind: 'replay',
      items: sum.items + part.items,
      seldom: sum.seldom + part.seldom,
      steps: sum.steps + part.steps,
      totals: Object.fromEntries(totals) as Record<ReplayedWay, ReplayTotals>,
    };
  }
  return sum;
}
