import { expect, it } from 'vitest';
import { trustForecast } from './trust.ts';

const record = { miss: 0.18, ratio: 0.8, origins: 4, signal: 1, lean: 0.1, lastOutside: false };

it('a forecast is trusted by what its test came to', () => {
  expect(trustForecast(record)).toBe('good');
  for (const change of [{ miss: 0.4 }, { origins: 2 }, { signal: 5, lean: -0.8 }, { lastOutside: true }])
    expect(trustForecast({ ...record, ...change }), JSON.stringify(change)).toBe('fair');
  for (const change of [{ miss: 0.7 }, { miss: Number.NaN }, { ratio: 1.01 }, { origins: 1 }])
    expect(trustForecast({ ...record, ...change }), JSON.stringify(change)).toBe('poor');
  expect(trustForecast({ ...record, ratio: 1 })).toBe('good');
  // In a long test a signal alone is often chance.
  expect(trustForecast({ ...record, signal: 9, lean: 0.2 })).toBe('good');
});
