import { expect, test } from 'vitest';
import { reportTrials } from './auto-report.ts';

const trials = {
  names: ['naive', 'ets', 'broken'],
  errors: [4, 2, null],
  passedOver: [null, null, 'failed' as const],
  members: [{ name: 'ets', weight: 1 }],
  origins: 3,
  scale: 2,
  tooSlow: ['arima'],
};

test('the best first, with errors scaled as MASE is, and why others have none', () => {
  expect(reportTrials(trials)).toEqual({
    origins: 3,
    models: [
      { name: 'ets', error: 1, weight: 1, passedOver: null },
      { name: 'naive', error: 2, weight: 0, passedOver: null },
      { name: 'broken', error: null, weight: 0, passedOver: 'failed' },
      { name: 'arima', error: null, weight: 0, passedOver: 'too-slow' },
    ],
  });
});

test('nothing tried, no errors', () => {
  const { origins, models } = reportTrials({
    ...trials,
    origins: 0,
    errors: [null, null, null],
    passedOver: [null, null, null],
  });
  expect(origins).toBe(0);
  expect(models.map(({ error }) => error)).toEqual([null, null, null, null]);
  expect(models.slice(0, 3).every(({ passedOver }) => passedOver === null)).toBe(true);
});
