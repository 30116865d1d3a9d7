/** Ways of ordering replayed side by side on the demand that came, by forecasts that had not seen it. */
import { describeLeadTime } from '../../../decisions/lead-demand.ts';
import type { DemandPaths } from '../../../decisions/paths.ts';
import {
  findNormalLevel,
  orderByNormal,
  orderByPaths,
  orderWhatSold,
  type Replay,
  type ReplayPolicy,
  replayPolicy,
} from '../../../decisions/replay.ts';
import { isIntermittent } from '../../../series/traits.ts';
import { type GivenItems, type Policy, type ReplayedWay, type ReplayPart, type ReplayTotals, replayed } from './job.ts';
import { errorsOf, historyOf, makePaths } from './make-paths.ts';
import { stepsFor, stockItemOf } from './stock-item.ts';

/** Fewer would make the replay quick and its quantiles shake. */
const pathCount = 300;
/** Of the past before it that the formula looks back on. */
const leastBefore = 8;

const noTotals = (): ReplayTotals => ({
  asked: 0,
  met: 0,
  askedSeldom: 0,
  metSeldom: 0,
  stock: 0,
  stockSeldom: 0,
  orders: 0,
  lost: 0,
  cost: 0,
});

type Origin = { step: number; paths: DemandPaths };

/**
 * The forecasts of the backtest as paths: around each what other dates were off by, none of them of the same days.
 *
 * @param first place in the history of the first date
 */
function originsOf(items: GivenItems, at: number, history: Float64Array, first: number, steps: number): Origin[] {
  const { horizonSteps, datesBeforeEnd, lags, numbers, seasonLength, isWhole } = items;
  const errors = errorsOf(items, at);
  const end = history.length + lags[at];
  return datesBeforeEnd.flatMap((before, date): Origin[] => {
    const place = end - before;
    const own = errors[date];
    if (place < first || !own.every(Number.isFinite) || place + horizonSteps > history.length) return [];
    const mean = own.map((error, step) => history[place + step] - error);
    const others = errors.filter(
      (path, other) => Math.abs(datesBeforeEnd[other] - before) >= horizonSteps && path.every(Number.isFinite),
    );
    const outlook = {
      history: history.subarray(0, place),
      mean,
      quantiles: null,
      errors: others.length > 0 ? others : errors.filter((path) => path !== own && path.every(Number.isFinite)),
      seasonLength,
      isWhole: isWhole[at] === 1,
    };
    const paths = makePaths(outlook, steps, numbers[at] + 7919 * date, pathCount);
    return paths.ok ? [{ step: place - first, paths: paths.value }] : [];
  });
}

/** @param pauseAt called now and then; true where it was called off */
export async function replayItems(
  items: GivenItems,
  policy: Policy,
  pauseAt: (done: number) => Promise<boolean>,
): Promise<ReplayPart> {
  const part: ReplayPart = {
    kind: 'replay',
    items: 0,
    seldom: 0,
    steps: 0,
    totals: { paths: noTotals(), normal: noTotals(), 'last-sold': noTotals() },
  };
  for (let at = 0; at < items.numbers.length; at += 1) {
    if (await pauseAt(at)) break;
    replayItem(items, at, policy, part);
  }
  return part;
}

function replayItem(items: GivenItems, at: number, policy: Policy, part: ReplayPart): void {
  const { horizonSteps, datesBeforeEnd, lags } = items;
  const history = historyOf(items, at);
  const errors = errorsOf(items, at);
  const date = errors.findIndex((own) => own.every(Number.isFinite));
  if (date < 0) return;
  const first = history.length + lags[at] - datesBeforeEnd[date];
  if (first < leastBefore || first >= history.length) return;
  const before = history.subarray(0, first);
  const perStep = before.reduce((sum, value) => sum + Math.max(0, value), 0) / before.length;
  const item = stockItemOf(items, at, policy, perStep);
  const { longest } = describeLeadTime(item.leadTime);
  // From the last origin on the end of the file is as far as its horizon.
  const steps = stepsFor(item, horizonSteps) + horizonSteps;
  const origins = originsOf(items, at, history, first, steps);
  if (origins.length === 0 || origins[0].step !== 0) return;
  const actual = history.subarray(first);
  if (longest + item.review >= actual.length) return;
  const cost = item.cost ?? 1;
  const margin = item.price === null ? 1 : Math.max(0, item.price - (item.cost ?? 0));
  const start = findNormalLevel(before, item);
  if (!start.ok) return;
  const given: Replay = {
    before,
    actual,
    origins,
    item,
    unmet: 'lost',
    start: start.value,
    costs: { holding: cost * policy.holdingRate, order: policy.orderCost, missing: 0, expired: cost },
  };
  const ways: Record<ReplayedWay, ReplayPolicy> = {
    paths: orderByPaths(item),
    normal: orderByNormal(item),
    'last-sold': orderWhatSold,
  };
  const outcomes = replayed.map((way) => [way, replayPolicy(given, ways[way])] as const);
  if (!outcomes.every(([, outcome]) => outcome.ok)) return;
  const isSeldom = isIntermittent(before);
  part.items += 1;
  part.seldom += isSeldom ? 1 : 0;
  for (const [way, outcome] of outcomes) {
    if (!outcome.ok) continue;
    const { asked, met, stock, orders, cost: spent, steps: counted } = outcome.value;
    const totals = part.totals[way];
    totals.asked += asked;
    totals.met += met;
    totals.stock += stock * cost;
    totals.orders += orders;
    totals.lost += margin * (asked - met);
    totals.cost += spent;
    if (isSeldom) {
      totals.askedSeldom += asked;
      totals.metSeldom += met;
      totals.stockSeldom += stock * cost;
    }
    if (way === 'paths') part.steps += counted;
  }
}
