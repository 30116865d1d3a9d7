/** Panels whose elasticities are known. */
import { createRandom, drawNormal } from '../../../base/random.ts';
import type { PricePanel } from '../price-panel.ts';

export type Planted = {
  items: number;
  weeks: number;
  /** Of each item, and the factor of a promotion beside its price. */
  elasticity: (item: number) => number;
  promotion: number;
  /** The price of an item at a week before a promotion's cut, and that cut. */
  priceAt: (item: number, week: number, random: () => number) => number;
  cut: number;
  noise: number;
  seed: number;
};

const dayMs = 86_400_000;

/** Weekly sales of items in two groups: season, trend, promotions every tenth week or so, prices as said. */
export function plantPanel({ items, weeks, elasticity, promotion, priceAt, cut, noise, seed }: Planted): PricePanel {
  const random = createRandom(seed);
  const points = items * weeks;
  const panel: PricePanel = {
    names: Array.from({ length: items }, (_, item) => `item ${item}`),
    times: Float64Array.from({ length: weeks }, (_, week) => 7 * week * dayMs),
    stepDays: 7,
    starts: Uint32Array.from({ length: items + 1 }, (_, item) => item * weeks),
    dates: Int32Array.from({ length: points }, (_, at) => at % weeks),
    units: new Float64Array(points),
    price: new Float64Array(points),
    promotion: new Uint8Array(points),
    cost: null,
    rival: null,
    group: {
      column: 'group',
      labels: ['even', 'odd'],
      codes: Int32Array.from({ length: items }, (_, item) => item % 2),
    },
    leftOut: { withoutPrice: 0, returns: 0 },
  };
  for (let item = 0; item < items; item += 1) {
    for (let week = 0; week < weeks; week += 1) {
      const at = item * weeks + week;
      const isOn = random() < 0.1;
      const price = priceAt(item, week, random) * (isOn ? 1 - cut : 1);
      const season = 0.3 * Math.sin((2 * Math.PI * week) / 52);
      const log = Math.log(200) + season + elasticity(item) * Math.log(price / 5) + (isOn ? Math.log(promotion) : 0);
      panel.price[at] = price;
      if (isOn && panel.promotion) panel.promotion[at] = 1;
      panel.units[at] = Math.exp(log + noise * drawNormal(random));
    }
  }
  return panel;
}

/** What a generator comes to. */
export function finish<Value>(steps: Generator<unknown, Value>): Value {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
