/** What is to be decided, cut into jobs: of each item its forecast, what that was off by, and what holds for its stock. */
import { classifyValue, valueClasses } from '../../../planning/classify-value.ts';
import { type AllSeriesOffer, offeredStages } from '../../../session/offers.ts';
import type { PlannedJob } from '../../analysis.ts';
import { type GivenItems, noReason, type Policy, type StockJob } from '../jobs/job.ts';
import type { Orders } from './orders.ts';
import type { ResolvedItems } from './resolve-items.ts';
import type { StockSettings } from './stock-settings.ts';

/** A certainty is no target: no stock could be enough. */
export const mostShare = 0.999;

const itemsAtOnce = 48;

/** Items of which there is a forecast. */
export function itemsWithForecast({ stage }: AllSeriesOffer): number[] {
  return [...stage.keys()].filter(
    (number) => stage[number] === offeredStages.looked || stage[number] === offeredStages.tested,
  );
}

/** [series] A, B or C by the value of what is forecast, by its amount where the file knows no money. */
export function classesOf({ mean, horizonSteps, names }: AllSeriesOffer, { price }: ResolvedItems): Uint8Array {
  const hasMoney = price.values.some(Number.isFinite);
  const worths = Float64Array.from(names, (_, number) => {
    let sum = 0;
    for (let step = 0; step < horizonSteps; step += 1) sum += mean[number * horizonSteps + step];
    const each = hasMoney ? price.values[number] : 1;
    return Number.isFinite(sum * each) ? Math.abs(sum * each) : 0;
  });
  return classifyValue(worths);
}

/** What holds for all. @param stepDays days of a step */
export function policyOf({ target, leadSpread, holdingRate, orderCost }: StockSettings, stepDays: number): Policy {
  return { target, leadSpread: leadSpread / stepDays, holdingRate: (holdingRate * stepDays) / 365.25, orderCost };
}

function targetsOf(
  numbers: readonly number[],
  { cost, price }: ResolvedItems,
  settings: StockSettings,
  classes: Uint8Array,
): Float64Array {
  const { target, shares, byClass, missingMargins } = settings;
  return Float64Array.from(numbers, (number) => {
    if (target === 'cost') {
      const margin = Math.max(0, price.values[number] - cost.values[number]);
      return Number.isFinite(margin) ? margin * missingMargins : Number.NaN;
    }
    return Math.min(mostShare, byClass ? shares[valueClasses[classes[number]]] : shares.a);
  });
}

/** Copies of the rows of some series. */
function pick<Values extends Float64Array | Float32Array>(
  values: Values,
  numbers: readonly number[],
  width: number,
): Values {
  const Kind = values.constructor as new (length: number) => Values;
  const picked = new Kind(numbers.length * width);
  for (const [at, number] of numbers.entries())
    picked.set(values.subarray(number * width, (number + 1) * width), at * width);
  return picked;
}

/** @param settings by which items are resolved too */
export function giveItems(
  offer: AllSeriesOffer,
  resolved: ResolvedItems,
  settings: StockSettings,
  classes: Uint8Array,
  numbers: readonly number[],
): GivenItems {
  const { horizonSteps, seasonLength, datesBeforeEnd, starts, history } = offer;
  const width = horizonSteps;
  const own = new Float64Array(numbers.length + 1);
  for (const [at, number] of numbers.entries()) own[at + 1] = own[at] + starts[number + 1] - starts[number];
  const packed = new Float64Array(own[numbers.length]);
  for (const [at, number] of numbers.entries())
    packed.set(history.subarray(starts[number], starts[number + 1]), own[at]);
  const { stepDays } = resolved;
  const plain = ({ values }: { values: Float64Array }) => pick(values, numbers, 1);
  const inSteps = (field: { values: Float64Array }) => plain(field).map((days) => days / stepDays);
  return {
    numbers: Int32Array.from(numbers),
    horizonSteps,
    seasonLength,
    mean: pick(offer.mean, numbers, width),
    low80: pick(offer.low80, numbers, width),
    high80: pick(offer.high80, numbers, width),
    low95: pick(offer.low95, numbers, width),
    high95: pick(offer.high95, numbers, width),
    errors: pick(offer.errors, numbers, width * datesBeforeEnd.length),
    datesBeforeEnd,
    history: packed,
    starts: own,
    lags: Int32Array.from(numbers, (number) => offer.lags[number]),
    isWhole: Uint8Array.from(numbers, (number) => offer.isWhole[number]),
    onHand: plain(resolved.onHand),
    onOrder: plain(resolved.onOrder),
    leadTime: inSteps(resolved.leadTime),
    review: inSteps(resolved.review),
    packSize: plain(resolved.packSize),
    minimumOrder: plain(resolved.minimumOrder),
    price: plain(resolved.price),
    cost: plain(resolved.cost),
    shelfLife: inSteps(resolved.shelfLife),
    target: targetsOf(numbers, resolved, settings, classes),
  };
}

/** A job for each supplier that something is ordered from, for less than is delivered. */
export function planTogether(
  { order, reason }: Orders,
  { suppliers, cost }: ResolvedItems,
  minimum: number,
  give: (numbers: readonly number[]) => GivenItems,
  policy: Policy,
): PlannedJob<StockJob>[] {
  const bySupplier = new Map<number, number[]>();
  for (const [number, code] of suppliers?.codes.entries() ?? []) {
    if (code < 0 || reason[number] === noReason) continue;
    bySupplier.set(code, [...(bySupplier.get(code) ?? []), number]);
  }
  const sizeOf = (number: number) => (cost.values[number] > 0 ? cost.values[number] : 1);
  return [...bySupplier].flatMap(([code, numbers]): PlannedJob<StockJob>[] => {
    const total = numbers.reduce((sum, number) => sum + order[number] * sizeOf(number), 0);
    if (total === 0 || total >= minimum) return [];
    const orders = pick(order, numbers, 1);
    const job: StockJob = { kind: 'together', items: give(numbers), policy, minimum, orders };
    return [{ id: `together ${code}`, job, trains: false, seconds: 0, hasParts: false }];
  });
}

/** Jobs of one kind over all items, in chunks that workers share. */
export function planJobs(
  kind: 'orders' | 'replay',
  numbers: readonly number[],
  give: (numbers: readonly number[]) => GivenItems,
  policy: Policy,
): PlannedJob<StockJob>[] {
  const jobs: PlannedJob<StockJob>[] = [];
  for (let from = 0; from < numbers.length; from += itemsAtOnce) {
    const items = give(numbers.slice(from, from + itemsAtOnce));
    jobs.push({ id: `${kind} ${from}`, job: { kind, items, policy }, trains: false, seconds: 0, hasParts: false });
  }
  return jobs;
}
