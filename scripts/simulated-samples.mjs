/**
 * Writes the samples that are simulated, as no real data of their kind have a clear licence: `node scripts/simulated-samples.mjs`.
 * The same numbers on every machine.
 */
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The generator of Park and Miller (1988). @param {number} seed */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state - 1) / 2_147_483_646;
  };
}

/** A Poisson number (Knuth 1969); from 60 on a normal one, rounded. @param {() => number} random @param {number} mean */
function drawCount(random, mean) {
  if (mean > 60) {
    const sum = Array.from({ length: 12 }, random).reduce((total, value) => total + value, -6);
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * sum));
  }
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}

const weekMs = 7 * 24 * 3600 * 1000;
/** @param {number} ms */
const dayOf = (ms) => new Date(ms).toISOString().slice(0, 10);

const groups = [
  { name: 'Drinks', price: 2.2, summer: 0.35, december: 0.15 },
  { name: 'Sweets', price: 3.1, summer: -0.2, december: 0.9 },
  { name: 'Household', price: 4.6, summer: 0, december: 0 },
  { name: 'Garden', price: 9.5, summer: 0.9, december: -0.5 },
];
const shops = [
  { name: 'Harbour', size: 1 },
  { name: 'Market Square', size: 1.7 },
];
const weeks = 130;
/** Weeks after the last sale whose prices and promotions are known. */
const planned = 8;
const articlesAGroup = 5;

/** Forty articles of two shops: sales a week with prices and promotions, those of the weeks to come too. */
export function simulateShops() {
  const random = createRandom(20);
  const firstMs = Date.UTC(2024, 3, 29);
  const rows = ['Week,Shop,Group,Article,Units sold,Price,Promotion'];
  for (const [groupAt, group] of groups.entries()) {
    for (let article = 1; article <= articlesAGroup; article += 1) {
      const name = `${group.name} ${groupAt + 1}0${article}`;
      const usual = 4 * 3 ** (2.6 * random());
      const price = group.price * (0.7 + random());
      const growth = 0.25 * (random() - 0.4);
      const lift = 1.3 + 0.8 * random();
      const promoted = Array.from({ length: weeks + planned }, () => random() < 0.09);
      for (const shop of shops) {
        // Some come later, some are given up.
        const starts = random() < 0.1 ? Math.floor(60 + 50 * random()) : 0;
        const ends = random() < 0.06 ? Math.floor(90 + 20 * random()) : weeks;
        for (let week = starts; week < weeks + planned; week += 1) {
          if (week >= ends && ends < weeks) break;
          const ms = firstMs + week * weekMs;
          const year = (week + 17) / 52.18;
          const season = 1 + group.summer * Math.cos(2 * Math.PI * (year - 0.53));
          const advent = /-12-(0[4-9]|1\d|2[0-3])/.test(dayOf(ms)) ? 1 + group.december : 1;
          const isPromoted = promoted[week];
          const asked = (price * (1 + 0.02 * Math.floor(week / 52)) * (isPromoted ? 0.8 : 1)).toFixed(2);
          const mean =
            usual *
            shop.size *
            Math.max(0.1, season) *
            advent *
            Math.exp((growth * week) / 52) *
            (isPromoted ? lift : 1);
          const sold = week < weeks ? drawCount(random, mean) : '';
          rows.push(`${dayOf(ms)},${shop.name},${group.name},${name},${sold},${asked},${isPromoted ? 'yes' : 'no'}`);
        }
      }
    }
  }
  return `${rows.join('\n')}\n`;
}

const goods = [
  {
    name: 'Coffee beans 1 kg',
    price: 18.9,
    share: 0.3,
    with: [
      ['Paper filters', 0.35],
      ['Oat milk 6 x 1 l', 0.2],
    ],
  },
  {
    name: 'Green tea 250 g',
    price: 12.5,
    share: 0.14,
    with: [
      ['Tea strainer', 0.25],
      ['Honey 500 g', 0.2],
    ],
  },
  { name: 'Espresso cups', price: 24, share: 0.06, with: [['Coffee beans 1 kg', 0.4]] },
  { name: 'Paper filters', price: 3.2, share: 0.08, with: [] },
  { name: 'Oat milk 6 x 1 l', price: 11.4, share: 0.15, with: [] },
  { name: 'Tea strainer', price: 7.9, share: 0.03, with: [] },
  { name: 'Honey 500 g', price: 8.5, share: 0.09, with: [] },
  { name: 'Dark chocolate', price: 4.2, share: 0.15, with: [['Coffee beans 1 kg', 0.15]] },
];

/** The good at a place between 0 and 1 of all that is sold. @param {number} place */
function pickGood(place) {
  let left = place;
  for (const good of goods) {
    left -= good.share;
    if (left < 0) return good;
  }
  return goods[0];
}

/** Orders of a web shop: a line each for an item of an order. */
export function simulateOrders() {
  const random = createRandom(7);
  const firstMs = Date.UTC(2025, 0, 1);
  const days = 400;
  const weekdays = [1.15, 1.1, 1, 0.95, 0.9, 0.75, 1.05];
  const rows = ['Order,Date,Customer,Item,Quantity,Price'];
  let order = 10_000;
  for (let day = 0; day < days; day += 1) {
    const date = dayOf(firstMs + (day * weekMs) / 7);
    const gifts = /-12-(0\d|1\d)/.test(date) ? 1.9 : 1;
    const mean = (3 + day / 130) * weekdays[(day + 2) % 7] * gifts;
    for (let count = drawCount(random, mean); count > 0; count -= 1) {
      order += 1;
      const customer = `C${String(1 + Math.floor(420 * random() ** 2)).padStart(4, '0')}`;
      const first = pickGood(random());
      const also = first.with.filter(([, chance]) => random() < Number(chance)).map(([name]) => name);
      for (const good of goods.filter(({ name }) => name === first.name || also.includes(name))) {
        const quantity = 1 + (random() < 0.2 ? 1 : 0);
        rows.push(`${order},${date},${customer},${good.name},${quantity},${good.price.toFixed(2)}`);
      }
    }
  }
  return `${rows.join('\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = join(dirname(fileURLToPath(import.meta.url)), '../public/samples');
  await writeFile(join(folder, 'shops-weekly.csv'), simulateShops());
  await writeFile(join(folder, 'web-shop-orders.csv'), simulateOrders());
}
