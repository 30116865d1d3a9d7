import { expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import type { Series } from '../series/series.ts';
import { replaySeries, summariseReplay } from './replay-file.ts';

const options = {
  leadTime: 2,
  review: 1,
  target: { kind: 'fill', share: 0.9 },
  steps: 40,
  seasonLength: 1,
  unmet: 'waits',
} as const;

function seriesOf(y: Float64Array): Series {
  return { uniqueId: 'a', step: { unit: 'week', every: 1 }, firstMs: 0, y, filled: new Uint8Array(y.length) };
}

test('each policy is replayed on what came after its forecasts', async () => {
  const random = createRandom(2);
  const seldom = seriesOf(
    Float64Array.from({ length: 160 }, () => (random() < 0.2 ? 1 + Math.floor(5 * random()) : 0)),
  );
  const even = seriesOf(new Float64Array(160).fill(20));
  const [one, two] = [await replaySeries(seldom, options), await replaySeries(even, options)];
  if (!one || !two) throw new Error('too short');
  expect([one.isIntermittent, two.isIntermittent]).toEqual([true, false]);
  expect(two.outcomes.paths).toMatchObject({ asked: 740, met: 666, fill: 0.9 });
  const summary = summariseReplay([one, two]);
  expect(summary.series).toBe(2);
  expect(summary.asked).toBe(740 + one.outcomes.paths.asked);
  expect(summary.paths.fill).toBeCloseTo((666 + one.outcomes.paths.met) / summary.asked, 12);
});

test('nothing is ordered by what is asked for later', async () => {
  const random = createRandom(3);
  const y = Float64Array.from({ length: 140 }, () => Math.round(20 + 10 * random()));
  const later = y.slice();
  later[139] = 500;
  const [one, two] = [await replaySeries(seriesOf(y), options), await replaySeries(seriesOf(later), options)];
  if (!one || !two) throw new Error('too short');
  for (const policy of ['paths', 'normal', 'last-sold'] as const) {
    expect(two.outcomes[policy].ordered).toBe(one.outcomes[policy].ordered);
    expect(two.outcomes[policy].asked).toBeGreaterThan(one.outcomes[policy].asked);
  }
  expect(await replaySeries(seriesOf(y.slice(0, 60)), options)).toBeNull();
});
