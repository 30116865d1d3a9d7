import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostBuckets, type ThinSeries, thinRange, thinSeries } from './thin-series.ts';

const anyValue = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(Number.NaN));
const anySeries = fc.array(anyValue, { minLength: 1, maxLength: 600 }).map((values) => Float64Array.from(values));

/** The extremes of the values that are there, by sorting them. */
function extremesOf(values: Iterable<number>): number[] {
  const known = [...values].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return known.length === 0 ? [] : [known[0], known[known.length - 1]];
}

function within({ indices, values }: ThinSeries, from: number, to: number): number[] {
  return [...values].filter((_, at) => indices[at] >= from && indices[at] < to);
}

describe('thinSeries', () => {
  it('keeps a series that is no longer than a screen is wide', () => {
    const y = Float64Array.of(3, Number.NaN, 5);
    expect(thinSeries(y, 1)).toEqual({ length: 3, indices: Uint32Array.of(0, 1, 2), values: y });
    expect(thinSeries(y, 1).values.buffer).not.toBe(y.buffer);
  });

  it('keeps first, last, lowest and highest of each bucket', () => {
    const thin = thinSeries(Float64Array.of(3, 9, 1, 4, 5, 5, 2, 8, 7, 6), 2);
    expect([...thin.indices]).toEqual([0, 1, 2, 4, 5, 6, 7, 9]);
    expect([...thin.values]).toEqual([3, 9, 1, 5, 5, 2, 8, 6]);
  });

  it('keeps the extremes and the ends of every bucket, each point once and as it is', () => {
    fc.assert(
      fc.property(anySeries, fc.integer({ min: 1, max: 40 }), (y, buckets) => {
        const thin = thinSeries(y, buckets);
        expect(thin.length).toBe(y.length);
        expect(thin.indices.length).toBeLessThanOrEqual(Math.max(4 * buckets, 0));
        expect([...thin.indices]).toEqual([...new Set(thin.indices)].sort((a, b) => a - b));
        expect([...thin.values]).toEqual([...thin.indices].map((at) => y[at]));
        for (let bucket = 0; bucket < buckets; bucket++) {
          const start = Math.floor((bucket * y.length) / buckets);
          const end = Math.floor(((bucket + 1) * y.length) / buckets);
          if (start === end) continue;
          expect([...thin.indices]).toEqual(expect.arrayContaining([start, end - 1]));
          expect(extremesOf(within(thin, start, end))).toEqual(extremesOf(y.subarray(start, end)));
        }
      }),
    );
  });

  it('is exact when thinned again: buckets of whole buckets have the extremes of all their points', () => {
    fc.assert(
      fc.property(anySeries, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 5 }), (y, few, times) => {
        const once = thinSeries(y, few * times);
        const again = thinRange(once, 0, y.length, few);
        expect(again.indices.length).toBeLessThanOrEqual(4 * few);
        expect([...again.values]).toEqual([...again.indices].map((at) => y[at]));
        for (let bucket = 0; bucket < few; bucket++) {
          const start = Math.floor((bucket * y.length) / few);
          const end = Math.floor(((bucket + 1) * y.length) / few);
          expect(extremesOf(within(again, start, end))).toEqual(extremesOf(y.subarray(start, end)));
        }
      }),
    );
  });

  it('takes a range out of the middle, and nothing beside it', () => {
    const y = Float64Array.from({ length: 1000 }, (_, at) => Math.sin(at / 7));
    const part = thinRange(thinSeries(y, 250), 200, 400, 20);
    expect(part.length).toBe(1000);
    expect([part.indices[0], part.indices.at(-1)]).toEqual([200, 399]);
    expect(extremesOf(part.values)).toEqual(extremesOf(y.subarray(200, 400)));
  });

  it('makes of a million points what a screen can show', () => {
    const y = Float64Array.from({ length: 1_000_000 }, (_, at) => (at * 7919) % 10_007);
    y[654_321] = 1e6;
    y[123_456] = -1e6;
    const thin = thinSeries(y);
    expect(thin.indices.length).toBeLessThanOrEqual(4 * mostBuckets);
    expect(extremesOf(thinRange(thin, 0, y.length, 900).values)).toEqual([-1e6, 1e6]);
  });
});
