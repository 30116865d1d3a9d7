import { expect, test } from 'vitest';
import { createRandom, drawNormal } from '../base/random.ts';
import { createPoissonDemand } from './demand.ts';
import { sumOverLeadTime } from './lead-demand.ts';
import { costOfOrderUpTo } from './order-up-to.ts';
import { type DemandPaths, drawIntermittentPaths } from './paths.ts';
import { orderByNormal, orderByPaths, orderUpTo, orderWhatSold, type Replay, replayPolicy } from './replay.ts';
import { findLevel, measureFill, type Target } from './target.ts';
import { take } from './testing/take.ts';

const free = { holding: 0, order: 0, missing: 0, expired: 0 };
const nothing: DemandPaths = { count: 1, steps: 0, values: new Float64Array(0) };
const plain: Replay = {
  before: Float64Array.of(5, 5, 5),
  actual: Float64Array.of(5, 5, 5, 5, 5, 5),
  origins: [{ step: 0, paths: nothing }],
  item: { leadTime: 1, review: 1, packSize: 0, minimumOrder: 0, shelfLife: null },
  unmet: 'lost',
  start: 10,
  costs: free,
  warmUp: 0,
};

test('counted by hand: what comes, what is met, what it costs', () => {
  const costs = { holding: 1, order: 10, missing: 3, expired: 0 };
  // Each step begins with what came, ends with 5 less; filled up to 10: 0, 5, 5, ...
  const { steps, asked, met, fill, stock, orders, ordered, cost } = take(
    replayPolicy({ ...plain, costs }, orderUpTo(10)),
  );
  expect({ steps, asked, met, fill }).toEqual({ steps: 6, asked: 30, met: 30, fill: 1 });
  expect({ orders, ordered }).toEqual({ orders: 5, ordered: 25 });
  // 10 to 5, then 5 to 0 five times.
  expect(stock).toBeCloseTo((7.5 + 5 * 2.5) / 6, 12);
  expect(cost).toBeCloseTo(50 + 20, 12);
});

test('what waits is met late and counts as missed once; what is lost is lost', () => {
  const dry = { ...plain, start: 0, costs: { ...free, missing: 1 } };
  // Lost, every other order is too late; waiting, each is a step behind.
  const lost = take(replayPolicy(dry, orderUpTo(5)));
  const waits = take(replayPolicy({ ...dry, unmet: 'waits' }, orderUpTo(5)));
  expect(lost).toMatchObject({ met: 15, cost: 15, ordered: 15 });
  expect(waits).toMatchObject({ met: 0, cost: 30, ordered: 30 });
});

test('what expired is thrown away, the oldest is sold first', () => {
  const item = { ...plain.item, shelfLife: 2 };
  const outcome = take(replayPolicy({ ...plain, item, start: 30, costs: { ...free, expired: 1 } }, () => 0));
  expect(outcome).toMatchObject({ met: 10, expired: 20, cost: 20 });
});

test('what came back is in stock', () => {
  const outcome = take(replayPolicy({ ...plain, actual: Float64Array.of(-4, 4), start: 0 }, () => 0));
  expect(outcome).toMatchObject({ asked: 4, met: 4, fill: 1 });
});

test('ordering what sold keeps what there was', () => {
  expect(
    take(replayPolicy({ ...plain, start: 5, actual: Float64Array.of(5, 0, 5, 0, 5) }, orderWhatSold)),
  ).toMatchObject({ ordered: 10, met: 15 });
});

const target: Target = { kind: 'fill', share: 0.93 };

const poisson = createPoissonDemand(4);

/** Demand of one kind, and paths of the same. */
const kinds: [string, () => (random: () => number) => number][] = [
  ['normal', () => (random) => Math.max(0, 100 + 30 * drawNormal(random))],
  ['Poisson', () => (random) => poisson.quantile(random())],
  ['intermittent', () => (random) => (random() < 0.15 ? 1 + Math.floor(12 * random() ** 3) : 0)],
  ['skewed', () => (random) => -20 * Math.log(1 - random())],
];

test.each(kinds)('of %s demand the simulated fill rate is within a point of the target', (_, create) => {
  const draw = create();
  const [one, two] = [createRandom(1), createRandom(2)];
  const paths = { count: 6000, steps: 5, values: Float64Array.from({ length: 30_000 }, () => draw(one)) };
  const actual = Float64Array.from({ length: 12_000 }, () => draw(two));
  for (const [leadTime, review] of [
    [2, 1],
    [3, 2],
  ]) {
    const demand = take(sumOverLeadTime(paths, leadTime, review));
    const level = take(findLevel(demand, target));
    // A whole level can be enough for more.
    const promised = measureFill(demand, level);
    expect(promised).toBeGreaterThanOrEqual(target.share - 1e-9);
    if (!demand.ofCover.isWhole) expect(promised).toBeCloseTo(target.share, 6);
    const item = { ...plain.item, leadTime, review };
    const { fill } = take(replayPolicy({ ...plain, actual, item, unmet: 'waits', start: level }, orderUpTo(level)));
    expect(Math.abs((fill ?? 0) - promised)).toBeLessThan(0.01);
  }
});

test('costs are those of the exact formula', () => {
  const random = createRandom(7);
  const demand = createPoissonDemand(6);
  const actual = Float64Array.from({ length: 30_000 }, () => demand.quantile(random()));
  const item = { ...plain.item, leadTime: 0 };
  const outcome = take(
    replayPolicy({ ...plain, actual, item, unmet: 'waits', start: 10, costs: { ...free, order: 5 } }, ({ position }) =>
      position <= 4 ? 10 - position : 0,
    ),
  );
  const chances = Float64Array.from({ length: 40 }, (_, at) => demand.below(at) - demand.below(at - 1));
  // The formula with stock and shortage for next to nothing is the cost of the orders.
  const exact = take(costOfOrderUpTo({ chances, holding: 1e-9, shortage: 1e-9, fixed: 5 }, { reorder: 4, upTo: 10 }));
  expect(outcome.cost / outcome.steps / exact).toBeCloseTo(1, 2);
});

test('on intermittent demand paths meet the target, which the normal formula misses by far', () => {
  const [one, two] = [createRandom(3), createRandom(4)];
  const draw = (random: () => number) => (random() < 0.15 ? 1 + Math.floor(12 * random() ** 3) : 0);
  const before = Float64Array.from({ length: 300 }, () => draw(one));
  const actual = Float64Array.from({ length: 400 }, () => draw(two));
  const rule = { leadTime: 2, review: 1, target: { kind: 'fill', share: 0.95 } as const, batch: 0 };
  const paths = take(drawIntermittentPaths(before, 3, { count: 4000 }));
  const origins = Array.from({ length: 400 }, (_, step) => ({ step, paths }));
  const replay: Replay = {
    ...plain,
    before,
    actual,
    origins,
    item: { ...plain.item, leadTime: 2 },
    start: 15,
    unmet: 'waits',
  };
  const byPaths = take(replayPolicy(replay, orderByPaths(rule)));
  const byNormal = take(replayPolicy(replay, orderByNormal(rule, 300)));
  expect(byPaths.fill).toBeGreaterThan(0.95);
  expect(byNormal.fill).toBeLessThan(0.85);
});

test('refuses to replay nothing', () => {
  expect(replayPolicy({ ...plain, actual: new Float64Array(0) }, orderWhatSold)).toMatchObject({
    problem: { code: 'no-history' },
  });
  expect(replayPolicy({ ...plain, origins: [] }, orderWhatSold)).toMatchObject({ problem: { code: 'no-paths' } });
  expect(replayPolicy({ ...plain, costs: { ...free, holding: -1 } }, orderWhatSold)).toMatchObject({
    problem: { code: 'negative' },
  });
});
