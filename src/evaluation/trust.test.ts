import { expect, it } from 'vitest';
import { doubtTest, type TestRecord, trustForecast } from './trust.ts';

const record = { miss: 0.18, ratio: 0.8, origins: 4, signal: 1, lean: 0.1, lastOutside: false, doubt: null };
const of = (change: Partial<TestRecord>) => trustForecast({ ...record, ...change });

it('a forecast is trusted by what its test came to, and says what keeps it from more', () => {
  expect(of({})).toEqual({ trust: 'good', why: null });
  expect(of({ ratio: 1 }).trust).toBe('good');
  // In a long test a signal alone is often chance.
  expect(of({ signal: 9, lean: 0.2 }).trust).toBe('good');
  expect(of({ miss: 0.4 })).toEqual({ trust: 'fair', why: 'off' });
  expect(of({ origins: 2 })).toEqual({ trust: 'fair', why: 'few-dates' });
  expect(of({ signal: 5, lean: -0.8 })).toEqual({ trust: 'fair', why: 'one-sided' });
  expect(of({ lastOutside: true })).toEqual({ trust: 'fair', why: 'last-outside' });
  expect(of({ miss: 0.7 })).toEqual({ trust: 'poor', why: 'far-off' });
  expect(of({ miss: Number.NaN })).toEqual({ trust: 'poor', why: 'unknown' });
  expect(of({ ratio: 1.01 })).toEqual({ trust: 'poor', why: 'loses' });
  expect(of({ doubt: 'few-points' })).toEqual({ trust: 'poor', why: 'doubt' });
  expect(of({ origins: 1 })).toEqual({ trust: 'poor', why: 'single-date' });
});

it('a test of few points, or before which no season lies, says too little', () => {
  expect(doubtTest(5, 12, 12)).toBeNull();
  expect(doubtTest(4, 12, 12)).toBe('few-points');
  expect(doubtTest(5, 11, 12)).toBe('short-season');
  expect(doubtTest(5, 4, 1)).toBeNull();
});
