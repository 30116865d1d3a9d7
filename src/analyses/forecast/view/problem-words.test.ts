import { describe, expect, it } from 'vitest';
import { englishWords as words } from '../../../i18n/load-words.ts';
import { sayForecastProblem } from './problem-words.ts';

describe('sayForecastProblem', () => {
  it('offers what fits a series that is too short, or says that nothing does', () => {
    const params = { length: 20, needed: 60, lookBackSteps: 24, horizonSteps: 12 };
    const fits = { lookBackSteps: 4, horizonSteps: 2, testSteps: null };
    expect(sayForecastProblem(words, { code: 'series-too-short', params, fits }, true)).toBe(
      'The series has 20 points; look-back 24 and horizon 12 need 60. Shorter ones fit:',
    );
    expect(sayForecastProblem(words, { code: 'series-too-short', params, fits: null }, true)).toContain(
      'add more history',
    );
  });

  it('tells whole numbers from others', () => {
    const params = { setting: 'horizonSteps', low: 1, high: 1000 } as const;
    expect(sayForecastProblem(words, { code: 'setting-out-of-range', params }, true)).toBe(
      'Horizon must be a whole number between 1 and 1,000.',
    );
  });
});
