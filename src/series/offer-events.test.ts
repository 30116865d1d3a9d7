import { describe, expect, test } from 'vitest';
import { dayMs } from '../base/civil.ts';
import { createRandom } from '../base/random.ts';
import { placeEvent } from './events.ts';
import { offerEvents, takeOffer } from './offer-events.ts';
import type { Series } from './series.ts';
import { easterOf } from './yearly-return.ts';

const firstMs = Date.UTC(2022, 0, 1);
const length = 3 * 365 + 200;
const at = (year: number, month: number, day: number) => (Date.UTC(year, month - 1, day) - firstMs) / dayMs;

function makeSeries(change: (y: Float64Array) => void, zeroShare = 0): Series {
  const random = createRandom(5);
  const y = Float64Array.from({ length }, (_, point) => {
    const value = Math.round([80, 80, 90, 100, 130, 150, 70][point % 7] * (1 + 0.2 * (random() - 0.5)));
    return random() < zeroShare ? 0 : value;
  });
  change(y);
  return { uniqueId: 'one', step: { unit: 'day', every: 1 }, firstMs, y, filled: new Uint8Array(length) };
}

const short = (series: Series) =>
  offerEvents(series, 7).map(({ kind, from, to }) => [
    kind,
    ...[from, to].map((point) => new Date(firstMs + point * dayMs).toISOString().slice(0, 10)),
  ]);

test('Easter falls on the days that almanacs give', () => {
  const iso = (year: number) => new Date(easterOf(year) * dayMs).toISOString().slice(0, 10);
  // Meeus 1991, Astronomical Algorithms, ch. 8.
  expect([1991, 1992, 1993, 1954, 2000, 1818].map(iso)).toEqual([
    '1991-03-31',
    '1992-04-19',
    '1993-04-11',
    '1954-04-18',
    '2000-04-23',
    '1818-03-22',
  ]);
});

describe('events that are offered', () => {
  test('are a typing error, but no holidays and no Christmases, which come again', () => {
    const series = makeSeries((y) => {
      for (const year of [2022, 2023, 2024]) {
        y[at(year, 12, 25)] = 0;
        y[at(year, 12, 22)] = 400;
        y[easterOf(year) - firstMs / dayMs] = 0;
      }
      y[at(2024, 9, 10)] = 1000;
    });
    const offers = short(series);
    expect(offers[0]).toEqual(['usual', '2024-09-10', '2024-09-10']);
    expect(offers.slice(1).sort()).toEqual([
      ['recurring', '2024-03-31', '2024-03-31'],
      ['recurring', '2024-12-22', '2024-12-22'],
      ['recurring', '2024-12-25', '2024-12-25'],
    ]);
    const easter = offerEvents(series, 7).find(({ easterDays }) => easterDays === 0);
    const taken = easter && takeOffer(easter, 'recurring', series, 'a');
    const days = taken?.spans.slice(0, 4).map(({ fromMs }) => new Date(fromMs).toISOString().slice(0, 10));
    expect(days).toEqual(['2022-04-17', '2023-04-09', '2024-03-31', '2025-04-20']);
  });

  test('are runs of nothing amid demand, and none where nothing is sold often', () => {
    const out = (y: Float64Array) => y.fill(0, at(2023, 3, 6), at(2023, 3, 12));
    expect(short(makeSeries(out))).toEqual([['stock-out', '2023-03-06', '2023-03-11']]);
    expect(short(makeSeries(() => {}, 0.4))).toEqual([]);
    // A product that was given up is not out of stock.
    const ended = short(makeSeries((y) => y.fill(0, length - 20)));
    expect(ended.filter(([kind]) => kind === 'stock-out')).toEqual([]);
  });

  test('are none of what was filled in, or has no year to be compared with', () => {
    const series = makeSeries((y) => {
      y[300] = 1000;
    });
    series.filled[300] = 1;
    expect(short(series)).toEqual([]);
  });

  test('taken fall on the same points', () => {
    const series = makeSeries((y) => y.fill(0, 100, 104));
    const [offer] = offerEvents(series, 7);
    expect(placeEvent(takeOffer(offer, 'stock-out', series, 'a'), series, length).at).toEqual([100, 101, 102, 103]);
    const months = { ...series, firstMs: Date.UTC(2022, 0, 31), step: { unit: 'month', every: 1 } as const };
    expect(placeEvent(takeOffer({ from: 3, to: 4 }, 'usual', months, 'a'), months, 20).at).toEqual([3, 4]);
  });
});
