import { describe, expect, it } from 'vitest';
import { formatTimestamp } from './timestamp.ts';

describe('formatTimestamp', () => {
  it('is a date for days and longer', () => {
    expect(formatTimestamp(Date.UTC(1961, 0, 1), { unit: 'month', every: 1 })).toBe('1961-01-01');
  });

  it('has the time of day where the rhythm is finer', () => {
    expect(formatTimestamp(Date.UTC(2001, 0, 1), { unit: 'hour', every: 1 })).toBe('2001-01-01 00:00:00');
  });

  it('has the time of day where the dates have one', () => {
    expect(formatTimestamp(Date.UTC(2001, 0, 1, 9, 30), { unit: 'day', every: 1 })).toBe('2001-01-01 09:30:00');
  });

  it('is the row number where there are no dates', () => {
    expect(formatTimestamp(145, { unit: 'row', every: 1 })).toBe('145');
  });
});
