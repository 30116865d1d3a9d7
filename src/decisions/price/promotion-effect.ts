/** What promotions brought, against what would have been sold without. */
import { normalQuantile } from '../../statistics/normal.ts';

export type PromotionCase = {
  /** [time] units sold, and what is expected without a promotion (a forecast or fit that has not seen the promoted steps). */
  units: Float64Array;
  baseline: Float64Array;
  /** [time] 1 where promoted. */
  promoted: Float64Array;
  /** Neighbours' units and baselines, of which promotions may take; none where absent. */
  neighbours?: readonly { units: Float64Array; baseline: Float64Array }[];
  /** Steps after a promotion in which less may be sold, as people have stocked up. */
  dipSteps: number;
};

export type PromotionRun = {
  /** First step and the one after the last. */
  from: number;
  to: number;
  /** Units beyond the baseline while it ran, in the steps after it, and of the neighbours while it ran. */
  uplift: number;
  dip: number;
  neighbours: number;
  /** All of that. */
  net: number;
  /** Standard error of the net, from what the baseline is off by in other steps; steps by themselves. */
  error: number;
  /** Whether the net lies beyond 95 % of what chance makes. */
  isSure: boolean;
};

/** Each promotion of an item by itself. */
export function measurePromotions({
  units,
  baseline,
  promoted,
  neighbours = [],
  dipSteps,
}: PromotionCase): PromotionRun[] {
  const runs: { from: number; to: number; end: number }[] = [];
  for (let at = 0; at < promoted.length; at += 1) {
    if (promoted[at] !== 1 || promoted[at - 1] === 1) continue;
    let to = at;
    while (promoted[to] === 1) to += 1;
    let end = to;
    while (end < units.length && end - to < dipSteps && promoted[end] !== 1) end += 1;
    runs.push({ from: at, to, end });
  }
  const isTouched = new Uint8Array(units.length);
  for (const { from, end } of runs) isTouched.fill(1, from, end);
  const spreadOf = (own: { units: Float64Array; baseline: Float64Array }) => {
    let squares = 0;
    let count = 0;
    for (let at = 0; at < units.length; at += 1) {
      if (isTouched[at] === 1) continue;
      squares += (own.units[at] - own.baseline[at]) ** 2;
      count += 1;
    }
    return count > 1 ? squares / count : Number.NaN;
  };
  const ownSpread = spreadOf({ units, baseline });
  const otherSpread = neighbours.reduce((sum, each) => sum + spreadOf(each), 0);
  const beyond = (own: { units: Float64Array; baseline: Float64Array }, from: number, to: number) => {
    let sum = 0;
    for (let at = from; at < to; at += 1) sum += own.units[at] - own.baseline[at];
    return sum;
  };
  return runs.map(({ from, to, end }) => {
    const uplift = beyond({ units, baseline }, from, to);
    const dip = beyond({ units, baseline }, to, end);
    const taken = neighbours.reduce((sum, each) => sum + beyond(each, from, to), 0);
    const error = Math.sqrt((end - from) * ownSpread + (to - from) * otherSpread);
    const net = uplift + dip + taken;
    return {
      from,
      to,
      uplift,
      dip,
      neighbours: taken,
      net,
      error,
      isSure: Math.abs(net) > normalQuantile(0.975) * error,
    };
  });
}
