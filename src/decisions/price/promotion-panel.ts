/** What the promotions of all items of a file brought, each against what its item sold around it. */
import { medianOf } from '../../statistics/median.ts';
import { fitRobust } from '../../statistics/robust-regression.ts';
import type { Estimate } from './elasticity.ts';
import { seasonOf } from './judge-panel.ts';
import { type PricePanel, pointsOf } from './price-panel.ts';
import { measurePromotions } from './promotion-effect.ts';

/** Promotions of all items after one another: [promotions] each. */
export type PromotionRuns = {
  item: Int32Array;
  /** Date of the file on which it began, and points it lasted. */
  date: Int32Array;
  steps: Int32Array;
  /** Price in it, and before it. */
  price: Float64Array;
  usual: Float64Array;
  /** Units sold, what would have been sold, and units fewer (below 0) in the points after it. */
  units: Float64Array;
  baseline: Float64Array;
  dip: Float64Array;
  /** Standard error of what it brought, dip included. */
  error: Float64Array;
};

export type JudgedPromotions = {
  runs: PromotionRuns;
  /** Units that others of the group sold more (below 0: fewer) for each that a promotion brought; null where there is no group. */
  neighbours: Estimate | null;
};

/** Points around a promotion that say how much is sold without: of days four weeks, of others eight. */
const nearby = (stepDays: number) => (stepDays < 6 ? Math.round(28 / stepDays) : 8);
const fewestValues = 16;
const dipSteps = 2;

type Baseline = {
  first: number;
  units: Float64Array;
  baseline: Float64Array;
  price: Float64Array;
  promoted: Float64Array;
};

/** Trend and season by points without a promotion, set to the level of those nearby. */
function baselineOf(panel: PricePanel, item: number): Baseline | null {
  const { dates, promotion, stepDays } = panel;
  const { from, to } = pointsOf(panel, item);
  if (!promotion || from === to) return null;
  const first = dates[from];
  const length = dates[to - 1] - first + 1;
  const units = new Float64Array(length).fill(Number.NaN);
  const price = new Float64Array(length).fill(Number.NaN);
  const promoted = new Float64Array(length);
  for (let at = from; at < to; at += 1) {
    units[dates[at] - first] = panel.units[at];
    price[dates[at] - first] = panel.price[at];
    promoted[dates[at] - first] = promotion[at];
  }
  // What is bought ahead lacks in the points after.
  const isTouched = (at: number) =>
    promoted[at] === 1 || Array.from({ length: dipSteps }, (_, k) => promoted[at - k - 1]).includes(1);
  const clear = [...units.keys()].filter((at) => Number.isFinite(units[at]) && !isTouched(at));
  const sold = clear.filter((at) => units[at] > 0);
  if (sold.length < fewestValues) return null;
  const season = seasonOf(stepDays);
  const hasSeason = season > 2 && sold.length >= 1.5 * season;
  const rowAt = (at: number) =>
    Float64Array.of(
      1,
      at / length - 0.5,
      ...(hasSeason
        ? [1, 2, 3]
            .filter((k) => 2 * k < season)
            .flatMap((k) => [Math.sin((2 * Math.PI * k * at) / season), Math.cos((2 * Math.PI * k * at) / season)])
        : []),
    );
  const fit = fitRobust(
    sold.map(rowAt),
    Float64Array.from(sold, (at) => Math.log(units[at])),
  );
  if (!fit) return null;
  const shape = units.map((_, at) => Math.exp(rowAt(at).reduce((sum, each, i) => sum + each * fit.coefficients[i], 0)));
  const reach = nearby(stepDays);
  const baseline = new Float64Array(length);
  let low = 0;
  for (let at = 0; at < length; at += 1) {
    while (low < clear.length && clear[low] < at) low += 1;
    const around = clear.slice(Math.max(0, low - reach), low + reach).filter((other) => other !== at);
    const [had, expected] = around.reduce(([a, b], other) => [a + units[other], b + shape[other]], [0, 0]);
    baseline[at] = expected > 0 ? (shape[at] * had) / expected : Number.NaN;
  }
  for (const at of units.keys()) if (!Number.isFinite(units[at])) units[at] = baseline[at];
  return { first, units, baseline, price, promoted };
}

const fewestDates = 30;

/** For each date of a group what promotions brought and what those without one sold beyond their baselines, as a share of these. */
class Neighbourhood {
  readonly brought: Float64Array;
  readonly others: Float64Array;
  readonly base: Float64Array;
  constructor(readonly dates: number) {
    this.brought = new Float64Array(dates);
    this.others = new Float64Array(dates);
    this.base = new Float64Array(dates);
  }
  add({ first, units, baseline, promoted }: Baseline): void {
    for (const at of units.keys()) {
      const date = first + at;
      if (promoted[at] === 1) this.brought[date] += units[at] - baseline[at];
      else {
        this.others[date] += units[at] - baseline[at];
        this.base[date] += baseline[at];
      }
    }
  }
  rows(): { x: number; y: number }[] {
    return [...this.base.keys()].flatMap((date) =>
      this.base[date] > 0 ? [{ x: this.brought[date] / this.base[date], y: this.others[date] / this.base[date] }] : [],
    );
  }
}

function regress(rows: readonly { x: number; y: number }[]): Estimate | null {
  if (rows.length < fewestDates) return null;
  const fit = fitRobust(
    rows.map(({ x }) => Float64Array.of(1, x)),
    Float64Array.from(rows, ({ y }) => y),
  );
  if (!fit) return null;
  const [value, error] = [fit.coefficients[1], fit.errors[1]];
  return { value, low: value - 1.96 * error, high: value + 1.96 * error, error };
}

/**
 * Each promotion against a baseline that has not seen it (`measurePromotions`), and what neighbours lose, by regression of what they
 * sold beyond their baselines on what the promotions of their group brought, date by date.
 *
 * @yields after each item
 */
export function* judgePromotions(panel: PricePanel): Generator<{ done: number; total: number }, JudgedPromotions> {
  const of: Record<keyof PromotionRuns, number[]> = {
    item: [],
    date: [],
    steps: [],
    price: [],
    usual: [],
    units: [],
    baseline: [],
    dip: [],
    error: [],
  };
  const total = panel.names.length;
  const { group, times } = panel;
  const around = group && total > 1 ? group.labels.map(() => new Neighbourhood(times.length)) : [];
  for (const item of panel.names.keys()) {
    const made = baselineOf(panel, item);
    if (made) {
      around[group?.codes[item] ?? -1]?.add(made);
      for (const { from, to, dip, error } of measurePromotions({ ...made, dipSteps })) {
        const before = made.price.subarray(0, from).filter((price, at) => price > 0 && made.promoted[at] !== 1);
        const after = made.price.subarray(to).filter((price, at) => price > 0 && made.promoted[to + at] !== 1);
        const inside = made.price.subarray(from, to).filter((price) => price > 0);
        const sum = (values: Float64Array) => values.subarray(from, to).reduce((all, each) => all + each, 0);
        of.item.push(item);
        of.date.push(made.first + from);
        of.steps.push(to - from);
        of.price.push(inside.length > 0 ? medianOf(inside) : Number.NaN);
        of.usual.push(before.at(-1) ?? after[0] ?? Number.NaN);
        of.units.push(sum(made.units));
        of.baseline.push(sum(made.baseline));
        of.dip.push(dip);
        of.error.push(error);
      }
    }
    yield { done: item + 1, total };
  }
  return {
    runs: {
      item: Int32Array.from(of.item),
      date: Int32Array.from(of.date),
      steps: Int32Array.from(of.steps),
      price: Float64Array.from(of.price),
      usual: Float64Array.from(of.usual),
      units: Float64Array.from(of.units),
      baseline: Float64Array.from(of.baseline),
      dip: Float64Array.from(of.dip),
      error: Float64Array.from(of.error),
    },
    neighbours: regress(around.flatMap((one) => one.rows())),
  };
}
