import { describe, expect, test } from 'vitest';
import { createRandom, drawNormal, type Random } from '../../base/random.ts';
import { take } from '../testing/take.ts';
import { estimateElasticity, type PricedHistory, shrinkToGroup } from './elasticity.ts';

type Planted = { own: number; promotion?: number; other?: number; left?: number; kept?: number; steps?: number };

/** An item whose price changes now and then, by planted effects, season and trend beside, errors that go on. */
function plant(
  random: Random,
  { own, promotion = 1, other = 0, left = 0.3, kept = 0.3, steps = 120 }: Planted,
): PricedHistory {
  const [units, price, promoted, otherPrice] = [0, 0, 0, 0].map(() => new Float64Array(steps));
  let list = 10;
  let rival = 10;
  let error = 0;
  for (let at = 0; at < steps; at += 1) {
    if (random() < 0.1) list = 8 + 4 * random();
    if (random() < 0.1) rival = 8 + 4 * random();
    promoted[at] = random() < 0.15 ? 1 : 0;
    price[at] = list * (promoted[at] ? 0.9 : 1);
    otherPrice[at] = rival;
    error = kept * error + Math.sqrt(1 - kept ** 2) * left * drawNormal(random);
    const season = 0.3 * Math.sin((2 * Math.PI * at) / 52);
    units[at] = Math.exp(
      4 +
        season +
        (0.2 * at) / steps +
        own * Math.log(price[at] / 10) +
        other * Math.log(rival / 10) +
        promoted[at] * Math.log(promotion) +
        error,
    );
  }
  return { units, price, promoted, otherPrice, seasonLength: 52 };
}

describe('a planted elasticity', () => {
  const runs = 100;
  test('lies within its interval as often as it says, own, other and promotion, by both ways', () => {
    const held = { own: 0, other: 0, promotion: 0, check: 0 };
    let mean = 0;
    for (let seed = 0; seed < runs; seed += 1) {
      const found = take(estimateElasticity(plant(createRandom(seed), { own: -1.8, promotion: 1.35, other: 0.5 })));
      const holds = (estimate: { low: number; high: number } | null, value: number) =>
        estimate !== null && estimate.low <= value && value <= estimate.high ? 1 : 0;
      held.own += holds(found.own, -1.8);
      held.other += holds(found.other, 0.5);
      held.promotion += holds(found.promotion, 1.35);
      held.check += holds(found.check, -1.8);
      mean += found.own.value / runs;
    }
    // 95 of 100, less three standard errors of so many runs.
    for (const count of [held.own, held.other, held.promotion]) expect(count / runs).toBeGreaterThan(0.88);
    // The check has to find out more by itself, and its intervals are a little short.
    expect(held.check / runs).toBeGreaterThan(0.8);
    expect(mean).toBeCloseTo(-1.8, 1);
  });
});

describe('nothing is said', () => {
  const history = plant(createRandom(1), { own: -1.5 });
  test('of a price that hardly varied', () => {
    const price = history.price.map((_, at) => 10 + 0.001 * (at % 2));
    const { promoted: _, ...plain } = history;
    expect(estimateElasticity({ ...plain, price })).toMatchObject({ problem: { code: 'price-hardly-varied' } });
    expect(estimateElasticity({ ...plain, price: price.fill(5) })).toMatchObject({
      problem: { code: 'price-hardly-varied' },
    });
  });

  test('of a price that changed with promotions alone', () => {
    const price = history.promoted?.map((flag) => (flag ? 8 : 10)) ?? history.price;
    expect(estimateElasticity({ ...history, price })).toMatchObject({ problem: { code: 'price-is-promotion' } });
  });

  test('of too little, of what is hardly ever sold, and without prices', () => {
    const short = { units: history.units.slice(0, 20), price: history.price.slice(0, 20), seasonLength: 52 };
    expect(estimateElasticity(short)).toMatchObject({ problem: { code: 'too-few-values', values: 20 } });
    const seldom = history.units.map((units, at) => (at % 3 === 0 ? units : 0));
    expect(estimateElasticity({ ...history, units: seldom })).toMatchObject({ problem: { code: 'often-zero' } });
    expect(estimateElasticity({ ...history, price: history.price.map(() => Number.NaN) })).toMatchObject({
      problem: { code: 'no-price' },
    });
  });
});

test('what confounds is named', () => {
  const random = createRandom(5);
  const history = plant(random, { own: -1.5, promotion: 1.5 });
  const promoted = history.units.map((_, at) => (at % 52 > 40 ? 1 : 0));
  const price = history.price.map((each, at) => (promoted[at] ? 0.6 : 1) * (10 + 0.02 * each));
  const { cautions } = take(
    estimateElasticity({ ...history, promoted, price: price.map((each) => each * (1 + 0.02 * drawNormal(random))) }),
  );
  expect(cautions).toContain('promotion-goes-with-price');
  expect(cautions).toContain('promotion-in-season');
  const dry = history.units.map((units, at) => (at % 20 === 0 ? 0 : units));
  expect(take(estimateElasticity({ ...history, units: dry }))).toMatchObject({
    zeros: 6,
    cautions: ['stock-outs-likely'],
  });
});

describe('drawn to its group', () => {
  const random = createRandom(11);
  const truth = Array.from({ length: 400 }, () => -1.5 + 0.3 * drawNormal(random));
  const items = truth.map((value) => {
    const error = 0.2 + 0.8 * random();
    const seen = value + error * drawNormal(random);
    return { value: seen, low: seen - 1.96 * error, high: seen + 1.96 * error, error };
  });
  const { mean, spread, items: shrunk } = shrinkToGroup(items);

  test('mean and spread of the group are found', () => {
    expect(mean.low).toBeLessThan(-1.5);
    expect(mean.high).toBeGreaterThan(-1.5);
    expect(Math.abs(spread - 0.3)).toBeLessThan(0.1);
  });

  test('items are nearer the truth, and within narrower intervals as often', () => {
    const off = (found: { value: number }[]) => found.reduce((sum, { value }, at) => sum + (value - truth[at]) ** 2, 0);
    expect(off(shrunk)).toBeLessThan(0.4 * off(items));
    const held = shrunk.filter(({ low, high }, at) => low <= truth[at] && truth[at] <= high).length / truth.length;
    expect(held).toBeGreaterThan(0.92);
    expect(held).toBeLessThan(0.98);
  });

  test('one item alone stays what it is', () => {
    expect(shrinkToGroup([items[0]]).items[0].value).toBeCloseTo(items[0].value, 9);
  });
});
