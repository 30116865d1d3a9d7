/** The paths of one item, and what its stock would be along them. */
import { decideOrder } from '../../../decisions/decide-order.ts';
import { describeLeadTime } from '../../../decisions/lead-demand.ts';
import type { DemandPaths } from '../../../decisions/paths.ts';
import type { PathsJob, PathsPart } from './job.ts';
import { makePaths, outlookOf } from './make-paths.ts';
import { stepsFor, stockItemOf } from './stock-item.ts';

/** Paths drawn one by one. */
const shown = 12;
const shares = [0.1, 0.5, 0.9] as const;

/** @returns [shares][steps] stock at the end of each step, where what cannot be met is lost */
function followStock(
  { count, steps, values }: DemandPaths,
  start: number,
  arrivals: readonly { step: number; units: number }[],
): Float64Array[] {
  const left = new Float64Array(count).fill(start);
  const bands = shares.map(() => new Float64Array(steps));
  for (let step = 0; step < steps; step += 1) {
    const come = arrivals.reduce((sum, one) => sum + (one.step === step ? one.units : 0), 0);
    for (let path = 0; path < count; path += 1) {
      const after = left[path] + come - values[path * steps + step];
      // Units that are owed from before stay owed until something comes.
      left[path] = Math.max(Math.min(0, left[path] + come), after);
    }
    const sorted = left.slice().sort();
    for (const [at, share] of shares.entries()) bands[at][step] = sorted[Math.floor(share * (count - 1))];
  }
  return bands;
}

/** @param items the one */
export function drawItem({ items, policy, order }: PathsJob): PathsPart | null {
  const outlook = outlookOf(items, 0);
  if (!outlook) return null;
  const { horizonSteps, numbers } = items;
  const perStep = outlook.mean.reduce((sum, value) => sum + Math.max(0, value), 0) / outlook.mean.length;
  const item = stockItemOf(items, 0, policy, perStep);
  const steps = stepsFor(item, horizonSteps);
  const paths = makePaths(outlook, steps, numbers[0] + 1);
  if (!paths.ok) return null;
  const decision = decideOrder(paths.value, item);
  if (!decision.ok) return null;
  const arrival = Math.min(steps, Math.ceil(describeLeadTime(item.leadTime).mean - 1e-9));
  const coming = { step: Math.floor(arrival / 2), units: item.onOrder };
  const [low, middle, high] = followStock(paths.value, item.onHand, [
    coming,
    { step: arrival, units: order ?? decision.value.order },
  ]);
  const [, without] = followStock(paths.value, item.onHand, [coming]);
  return {
    kind: 'paths',
    steps,
    demand: paths.value.values.slice(0, shown * steps),
    withOrder: [low, middle, high],
    without,
  };
}
