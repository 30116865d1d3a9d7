import { expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import { defaultSettings } from '../forecasters/settings.ts';
import { offerEvents } from '../series/offer-events.ts';
import type { Series } from '../series/series.ts';
import { createForecaster } from './create-forecaster.ts';
import { rankOffers } from './event-impact.ts';

const step = { unit: 'day', every: 1 } as const;
const context = { signal: new AbortController().signal, createForecaster };

/** @param errors values by their places */
function makeSeries(length: number, errors: Record<number, number>): Series {
  const random = createRandom(3);
  const y = Float64Array.from(
    { length },
    (_, at) => errors[at] ?? [80, 80, 90, 100, 130, 150, 70][at % 7] * (1 + 0.1 * (random() - 0.5)),
  );
  return { uniqueId: 'one', step, firstMs: Date.UTC(2025, 0, 1), y, filled: new Uint8Array(length) };
}

test('first stands what changes the error most, not what is farthest away', async () => {
  const series = makeSeries(300, { 20: 2000, 270: 1500 });
  const settings = defaultSettings(step, 300);
  const offers = offerEvents(series, 7);
  expect(offers.map(({ from }) => from)).toEqual([20, 270]);
  const ranked = await rankOffers(series, settings, offers, context);
  expect(ranked.map(({ from }) => from)).toEqual([270, 20]);
  expect(ranked[0].impact?.error).toBeLessThan(-0.3);
  expect(Math.abs(ranked[1].impact?.error ?? 1)).toBeLessThan(0.01);
});

test('of a long series what lies far back is not tried', async () => {
  const series = makeSeries(3400, { 100: 2000 });
  const ranked = await rankOffers(series, defaultSettings(step, 3400), offerEvents(series, 7), context);
  expect(ranked).toMatchObject([{ from: 100, impact: null }]);
});
