import { describe, expect, it } from 'vitest';
import { makeForecast, makeResult } from '../../evaluation/testing/make-result.ts';
import { cutPiece } from '../../series/pieces.ts';
import { wholeOf } from '../../series/testing/points-of.ts';
import { actualLine, bandsOf, chartLines, pointsToDraw, rangeOf, valueAt, valueExtent } from './chart-lines.ts';

const split = { length: 10, trainEnd: 6, validationEnd: 7 };
const y = Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
const result = makeResult('lstm', {
  test: [makeForecast(7, 70, 80), makeForecast(9, 90)],
  forecast: Float64Array.from([11, 12]),
});

describe('chartLines', () => {
  const lines = chartLines(wholeOf({ y, filled: new Uint8Array(10) }), [result], split);

  it('puts each origin’s forecast where it belongs, and the forecast beyond the end', () => {
    const [test, forecast, actual] = lines;
    expect(test && [6, 7, 8, 9, 10].map((index) => valueAt(test, index))).toEqual([undefined, 70, 80, 90, undefined]);
    expect(forecast && [9, 10, 11, 12].map((index) => valueAt(forecast, index))).toEqual([
      undefined,
      11,
      12,
      undefined,
    ]);
    expect(actual?.kind).toBe('actual');
  });

  it('draws of each line the points in the range, and where it goes on the next one to either side', () => {
    const range = { from: 8, to: 11 };
    expect(lines.map((line) => pointsToDraw(line, range, 100))).toEqual([
      [70, 80, 90].map((value, at) => ({ at: 7 + at, value })),
      [11, 12].map((value, at) => ({ at: 10 + at, value })),
      [8, 9, 10].map((value, at) => ({ at: 7 + at, value })),
    ]);
    expect(lines.map((line) => pointsToDraw(line, { from: 0, to: 3 }, 100).length)).toEqual([0, 0, 5]);
  });

  it('keeps a prediction gone astray from pressing the actual values flat', () => {
    expect(valueExtent(lines, [], { from: 0, to: 11 })).toEqual({ low: 1, high: 19 });
  });

  it('leaves room for the band around the forecast, as far as that does not press the actual values flat', () => {
    const around = (width: number) => ({
      low: result.forecast.map((value) => value - width),
      high: result.forecast.map((value) => value + width),
    });
    const bands = bandsOf(
      {
        ...result,
        intervals: [
          { level: 80, ...around(2) },
          { level: 95, ...around(3) },
        ],
      },
      split,
    );
    expect(bands.map(({ level, start }) => [level, start])).toEqual([
      [95, 10],
      [80, 10],
    ]);
    const withoutTest = lines.filter(({ kind }) => kind !== 'test');
    expect(valueExtent(withoutTest, bands, { from: 0, to: 11 })).toEqual({ low: 1, high: 15 });
    const wide = bandsOf({ ...result, intervals: [{ level: 95, ...around(400) }] }, split);
    expect(valueExtent(withoutTest, wide, { from: 0, to: 11 })).toEqual({ low: -8, high: 19 });
  });
});

describe('pointsToDraw', () => {
  it('draws 100,000 points with at most four a pixel', () => {
    const long = Float64Array.from(
      { length: 100_000 },
      (_, index) => Math.sin(index / 50) + (index === 54_321 ? 9 : 0),
    );
    const piece = cutPiece({ y: long, filled: new Uint8Array(100_000) }, {}, 0, 100_000);
    for (const actual of [{ from: 0, at: null, y: long }, piece]) {
      const points = pointsToDraw(actualLine(actual), { from: 0, to: 100_023 }, 900);
      expect(points.length).toBeLessThanOrEqual(3600);
      expect(points.find(({ at }) => at === 54_321)?.value).toBe(long[54_321]);
    }
    const split = { length: 100_000, trainEnd: 70_000, validationEnd: 80_000 };
    const lines = [{ from: 0, at: null, y: long }, piece].map((actual) => chartLines(actual, [], split));
    const [whole, thinned] = lines.map((of) => valueExtent(of, [], { from: 0, to: 100_023 }));
    expect(thinned).toEqual(whole);
  });

  it('draws a thinned line through a range that holds none of its points', () => {
    const actual = actualLine({ from: 0, at: Uint32Array.of(0, 10, 20), y: Float64Array.of(0, 5, Number.NaN) });
    expect(pointsToDraw(actual, { from: 3, to: 7 }, 100)).toEqual([
      { at: 0, value: 0 },
      { at: 10, value: 5 },
    ]);
    expect(valueAt(actual, 4)).toBeUndefined();
  });
});

describe('rangeOf', () => {
  it('leaves room for the forecast', () => {
    expect(rangeOf('all', split, 2)).toEqual({ from: 0, to: 11 });
    expect(rangeOf('test', split, 2)).toEqual({ from: 7, to: 11 });
  });

  it('gives a recent forecast a third of the width, and one of few steps some values before it', () => {
    const long = { length: 144, trainEnd: 100, validationEnd: 115 };
    for (let horizon = 3; horizon < 60; horizon += 1) {
      const { from, to } = rangeOf('recent', long, horizon);
      const share = (to - (long.length - 0.5)) / (to - from);
      expect(share).toBeGreaterThanOrEqual(1 / 3);
      expect(share).toBeLessThan(0.4);
    }
    expect(rangeOf('recent', long, 1)).toEqual({ from: 139, to: 144 });
  });
});
