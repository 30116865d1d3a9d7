import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statusOf } from './series-status.ts';

const day = { unit: 'day', every: 1 } as const;
const week = { unit: 'week', every: 1 } as const;
const range = (from: number, to: number, every = 1) =>
  Array.from({ length: Math.ceil((to - from) / every) }, (_, i) => from + i * every);
const all = (points: number[]) => ({ known: points, active: points });

describe('the status of a series by the end of its file', () => {
  it.each([
    ['no value', all([]), 'empty'],
    ['four values', all(range(0, 4)), 'too-short'],
    ['values up to the end', all(range(0, 200)), 'active'],
    ['values up to three points before the end', all(range(0, 197)), 'active'],
    ['none for the last five points', all(range(0, 195)), 'inactive'],
    ['zeros alone for the last five points', { known: range(0, 200), active: range(0, 195) }, 'inactive'],
    ['one value in three points, as usual', all(range(0, 200, 3)), 'sparse'],
    ['one value in three points, and none for thirteen', all(range(0, 187, 3)), 'inactive'],
    ['zeros alone', { known: range(0, 200), active: [] }, 'active'],
    ['begun twelve days before the end', all(range(188, 200)), 'new'],
    ['begun forty days before the end', all(range(160, 200)), 'active'],
  ])('%s', (_, life, status) => {
    expect(statusOf(life, 200, day)).toBe(status);
  });

  it('years among months are not sparse, nor are quarters', () => {
    expect(statusOf(all(range(0, 120, 12)), 120, { unit: 'year', every: 1 })).toBe('active');
    expect(statusOf(all(range(0, 120, 3)), 120, { unit: 'quarter', every: 1 })).toBe('active');
    expect(statusOf(all(range(0, 120, 3)), 120, { unit: 'month', every: 1 })).toBe('sparse');
  });

  it('a year of weeks has to be seen before a series is not new any more', () => {
    expect(statusOf(all(range(160, 200)), 200, week)).toBe('new');
    expect(statusOf(all(range(140, 200)), 200, week)).toBe('active');
  });

  it('a series that has a value at every point of the file is active, however long it is', () => {
    fc.assert(fc.property(fc.integer({ min: 5, max: 2000 }), (n) => statusOf(all(range(0, n)), n, day) === 'active'));
  });
});
