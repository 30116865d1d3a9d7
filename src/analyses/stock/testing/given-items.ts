/** Three items: one with an empty shelf, one with far too much, one that was never sold. */
import { createRandom, drawNormal } from '../../../base/random.ts';
import type { GivenItems, StockJob } from '../jobs/job.ts';

const horizon = 4;
const dates = 6;
const length = 60;
const count = 3;

export const jobContext = { signal: new AbortController().signal, report: () => {} } as never;

function givenItems(): GivenItems {
  const random = createRandom(1);
  const each = (value: number) => new Float64Array(count).fill(value);
  const steps = (value: number) =>
    Float64Array.from({ length: count * horizon }, (_, at) => (at < 2 * horizon ? value : 0));
  const history = Float64Array.from({ length: count * length }, (_, at) =>
    at < 2 * length ? Math.max(0, Math.round(10 + 2 * drawNormal(random))) : 0,
  );
  const datesBeforeEnd = Array.from({ length: dates }, (_, date) => horizon + (dates - 1 - date) * 2);
  const errors = Float32Array.from({ length: count * dates * horizon }, (_, at) => {
    const item = Math.floor(at / (dates * horizon));
    const date = Math.floor(at / horizon) % dates;
    return history[item * length + length - datesBeforeEnd[date] + (at % horizon)] - (item < 2 ? 10 : 0);
  });
  return {
    numbers: Int32Array.of(0, 1, 2),
    horizonSteps: horizon,
    seasonLength: 1,
    mean: steps(10),
    low80: steps(7.4),
    high80: steps(12.6),
    low95: steps(6),
    high95: steps(14),
    errors,
    datesBeforeEnd,
    history,
    starts: Float64Array.from({ length: count + 1 }, (_, at) => at * length),
    lags: new Int32Array(count),
    isWhole: new Uint8Array(count).fill(1),
    onHand: Float64Array.of(0, 500, 7),
    onOrder: each(0),
    leadTime: each(1),
    review: each(1),
    packSize: each(Number.NaN),
    minimumOrder: each(Number.NaN),
    price: each(5),
    cost: each(3),
    shelfLife: each(Number.NaN),
    target: each(0.95),
  };
}

export function job(kind: Exclude<StockJob['kind'], 'together'>, change: Partial<GivenItems>): StockJob {
  const policy = { target: 'fill' as const, leadSpread: 0, holdingRate: 0.004, orderCost: 0 };
  return { kind, items: { ...givenItems(), ...change }, policy };
}
