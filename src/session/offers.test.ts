import { expect, it } from 'vitest';
import { usualRules } from '../series/panel.ts';
import { createOffers, type ForecastOffer, isOfSameSeries } from './offers.ts';
import type { Candidate } from './shown.ts';

const candidate = (blob: Blob, change: Partial<Candidate> = {}) =>
  ({
    source: { name: 'sales.csv', blob },
    choice: { timeColumn: 0, idColumns: [1], targetColumns: [2], covariateColumns: [] },
    rules: usualRules,
    uniqueId: null,
    ...change,
  }) as Candidate;

it('tells whoever listens of what is given and taken away, and of nothing else', () => {
  const offers = createOffers(async () => false);
  const heard: (string | null)[] = [];
  const others: unknown[] = [];
  const stop = offers.subscribe('forecast', (value) => heard.push(value?.best ?? null));
  offers.subscribe('all-series', (value) => others.push(value));
  const one = { best: 'ets' } as ForecastOffer;
  expect(offers.get('forecast')).toBeNull();
  offers.give('forecast', null);
  offers.give('forecast', one);
  offers.give('forecast', one);
  expect(offers.get('forecast')).toBe(one);
  offers.give('forecast', { best: 'theta' } as ForecastOffer);
  stop();
  offers.give('forecast', null);
  expect(heard).toEqual(['ets', 'theta']);
  expect(others).toEqual([]);
  expect(offers.get('forecast')).toBeNull();
});

it('knows the same file by its columns and repairs, not by the series in front', () => {
  const [blob, other] = [new Blob(['a']), new Blob(['a'])];
  expect(isOfSameSeries(candidate(blob), candidate(blob, { uniqueId: 'tea' }))).toBe(true);
  expect(isOfSameSeries(candidate(blob), candidate(other))).toBe(false);
  expect(isOfSameSeries(candidate(blob), candidate(blob, { rules: { ...usualRules, points: { tea: {} } } }))).toBe(
    false,
  );
});
