/** What promotions brought by how deep they were, and when the next ones would be. */
import { medianOf } from '../../../statistics/median.ts';
import type { PricePart, PromotionRuns } from '../jobs/job.ts';
import { type Costs, costOf } from './price-offers.ts';

/** Shares of the price that classes of depth begin with. */
export const depths = [0, 0.05, 0.15, 0.25, 0.4] as const;

export type DepthRow = {
  /** Place in `depths`; null for all. */
  depth: number | null;
  runs: number;
  /** Units sold over those expected without; and what was lost after, as a share of what was brought. */
  factor: number;
  dipShare: number;
  /** Money beyond what would have been earned without: margin where costs are known, else revenue. */
  money: number;
  /** Promotions that earned more than they gave away. */
  paid: number;
  /** Promotions of which money can be counted. */
  counted: number;
  isMargin: boolean;
};

function depthOf({ price, usual }: PromotionRuns, run: number): number {
  const cut = 1 - price[run] / usual[run];
  return depths.findLastIndex((from) => cut >= from - 1e-9);
}

/** Money that a promotion earned beyond what would have been without it. */
function moneyOf(
  part: PricePart,
  runs: PromotionRuns,
  costs: Costs,
  run: number,
): { money: number; isMargin: boolean } {
  const item = runs.item[run];
  const cost = costOf(costs, part.names[item], part.judged.items[item]);
  const each = cost ?? 0;
  const [units, baseline, dip] = [runs.units[run], runs.baseline[run], runs.dip[run]];
  const money = units * (runs.price[run] - each) - (baseline - dip) * (runs.usual[run] - each);
  return { money, isMargin: cost !== null };
}

/** All promotions first, then by depth. Empty where there are none. */
export function sumPromotions(part: PricePart, costs: Costs): DepthRow[] {
  const { runs } = part.promotions ?? {};
  if (!runs || runs.item.length === 0) return [];
  const byDepth = new Map<number | null, number[]>([[null, []]]);
  for (const run of runs.item.keys()) {
    byDepth.get(null)?.push(run);
    const depth = depthOf(runs, run);
    if (depth >= 0) byDepth.set(depth, [...(byDepth.get(depth) ?? []), run]);
  }
  return [...byDepth]
    .sort(([one], [other]) => (one ?? -1) - (other ?? -1))
    .map(([depth, own]) => {
      const row: DepthRow = {
        depth,
        runs: own.length,
        factor: 0,
        dipShare: 0,
        money: 0,
        paid: 0,
        counted: 0,
        isMargin: true,
      };
      let [units, baseline, dip] = [0, 0, 0];
      for (const run of own) {
        if (!Number.isFinite(runs.baseline[run])) continue;
        units += runs.units[run];
        baseline += runs.baseline[run];
        dip += Number.isFinite(runs.dip[run]) ? runs.dip[run] : 0;
        const { money, isMargin } = moneyOf(part, runs, costs, run);
        if (!Number.isFinite(money)) continue;
        row.money += money;
        row.counted += 1;
        row.paid += money > 0 ? 1 : 0;
        if (!isMargin) row.isMargin = false;
      }
      row.factor = units / baseline;
      row.dipShare = dip / (units - baseline);
      return row;
    });
}

export type NextPromotion = { item: number; ms: number; steps: number; price: number; units: number; usual: number };

const dayMs = 86_400_000;
const fewestRuns = 3;

/**
 * If promotions go on at their usual distance: the next one of each item after the end of the file, as long and as cheap as the usual one,
 * with the units it would sell.
 *
 * @param unitsOf units a step at today's price
 */
export function nextPromotions(part: PricePart, unitsOf: (item: number) => number): NextPromotion[] {
  const { runs } = part.promotions ?? {};
  if (!runs) return [];
  const { times, stepDays } = part;
  const byItem = new Map<number, number[]>();
  for (const [run, item] of runs.item.entries()) {
    const own = byItem.get(item);
    if (own) own.push(run);
    else byItem.set(item, [run]);
  }
  const end = times[times.length - 1];
  const found: NextPromotion[] = [];
  for (const [item, own] of byItem) {
    if (own.length < fewestRuns) continue;
    const begins = own.map((run) => times[runs.date[run]]);
    const gap = medianOf(begins.slice(1).map((ms, at) => ms - begins[at]));
    const first = end + stepDays * dayMs;
    let ms = (begins.at(-1) ?? end) + gap;
    if (!(gap > 0)) continue;
    if (ms < first) ms = first;
    const steps = Math.max(1, Math.round(medianOf(own.map((run) => runs.steps[run]))));
    const factor = medianOf(own.map((run) => runs.units[run] / runs.baseline[run]).filter(Number.isFinite));
    const cut = medianOf(own.map((run) => runs.price[run] / runs.usual[run]).filter(Number.isFinite));
    const usual = unitsOf(item) * steps;
    // On a date of the rhythm of the file.
    const at = first + Math.round((ms - first) / (stepDays * dayMs)) * stepDays * dayMs;
    found.push({ item, ms: at, steps, price: part.judged.items[item].today * cut, units: usual * factor, usual });
  }
  return found.sort((one, other) => one.ms - other.ms || other.units - one.units);
}
