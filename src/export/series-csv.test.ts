import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { Repair } from '../series/panel.ts';
import type { Series } from '../series/series.ts';
import { writeSeriesCsv } from './series-csv.ts';

const series: Series = {
  uniqueId: 'sales',
  step: { unit: 'month', every: 1 },
  firstMs: Date.UTC(2000, 0, 1),
  y: Float64Array.from([1, 2, Number.NaN, 90]),
  filled: Uint8Array.from([0, 1, 1, 0]),
};
const repair = (kind: Repair['kind'], rule: string | null, points: number[]): Repair => ({
  kind,
  rule,
  points,
  count: points.length,
  isApplied: true,
  rows: [],
});
const parse = (text: string) => Papa.parse<string[]>(text.trimEnd()).data;

describe('writeSeriesCsv', () => {
  it('has a row a point and says what was done to it', () => {
    const repairs = [repair('gaps', 'seasonal', [1]), repair('duplicates', 'sum', [3]), repair('outliers', null, [3])];
    expect(parse(writeSeriesCsv(series, repairs))).toEqual([
      ['unique_id', 'ds', 'y', 'repair'],
      ['sales', '2000-01-01', '1', ''],
      ['sales', '2000-02-01', '2', 'filled: seasonal'],
      ['sales', '2000-03-01', '', 'left empty'],
      ['sales', '2000-04-01', '90', 'merged: sum; outlier, unchanged'],
    ]);
  });

  it('says what was done by hand', () => {
    const [, ...rows] = parse(writeSeriesCsv(series, [repair('by-hand', null, [1, 2])]));
    expect(rows.map(([, , , what]) => what)).toEqual(['', 'set to the usual by hand', 'left out by hand', '']);
  });

  it('says of every point that it was resampled', () => {
    const [, ...rows] = parse(writeSeriesCsv(series, [repair('resampled', 'mean', [])]));
    expect(rows.every(([, , , what]) => what?.includes('resampled: mean'))).toBe(true);
  });
});
