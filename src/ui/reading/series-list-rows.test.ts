import { describe, expect, it } from 'vitest';
import type { SeriesSummary } from '../../series/panel.ts';
import {
  countRepairs,
  orderSeries,
  rowAfterKey,
  rowsAfterScroll,
  rowsInWindow,
  scrollToRow,
  searchSeries,
} from './series-list-rows.ts';

function summary(uniqueId: string, more: Partial<SeriesSummary> = {}): SeriesSummary {
  const values = { length: 10, firstMs: 0, lastMs: 0, smallest: 0, largest: 1, mean: 0.5, last: 1, spark: [] };
  return { uniqueId, ...values, repairs: [], status: 'active', ...more };
}

const refused = [
  { uniqueId: 'Aachen', problem: { code: 'target-empty' as const, params: { column: 'y' } }, status: 'empty' as const },
];
const ids = (rows: readonly { uniqueId: string }[]) => rows.map(({ uniqueId }) => uniqueId);

describe('orderSeries', () => {
  const series = [
    summary('shop 10', { mean: -9, length: 3 }),
    summary('shop 9', { mean: 2, length: 30 }),
    summary('Älter', { repairs: [{ kind: 'gaps', count: 4, isApplied: true, rule: null }] }),
  ];

  it('keeps the order of the file, with what could not be read behind', () => {
    expect(ids(orderSeries(series, refused, 'file', 'en'))).toEqual(['shop 10', 'shop 9', 'Älter', 'Aachen']);
  });

  it('orders names as people do', () => {
    expect(ids(orderSeries(series, refused, 'name', 'de'))).toEqual(['Älter', 'shop 9', 'shop 10', 'Aachen']);
  });

  it('orders by size, length and repairs, the most first', () => {
    expect(ids(orderSeries(series, [], 'largest', 'en'))).toEqual(['shop 10', 'shop 9', 'Älter']);
    expect(ids(orderSeries(series, [], 'longest', 'en'))).toEqual(['shop 9', 'Älter', 'shop 10']);
    expect(ids(orderSeries(series, [], 'repairs', 'en'))[0]).toBe('Älter');
  });

  it('puts first what most wants to be looked at', () => {
    const lived = (['active', 'new', 'sparse', 'inactive'] as const).map((status) => summary(status, { status }));
    expect(ids(orderSeries(lived, refused, 'status', 'en'))).toEqual(['inactive', 'sparse', 'new', 'active', 'Aachen']);
  });
});

describe('searchSeries', () => {
  const rows = orderSeries(
    [summary('Köln · Äpfel'), summary('Bonn · Birnen'), summary('北京 · 苹果')],
    [],
    'file',
    'en',
  );

  it('finds every word in any order, case and accent', () => {
    expect(ids(searchSeries(rows, 'apfel KOLN'))).toEqual(['Köln · Äpfel']);
    expect(ids(searchSeries(rows, '苹'))).toEqual(['北京 · 苹果']);
    expect(ids(searchSeries(rows, 'bonn apfel'))).toEqual([]);
  });

  it('finds all where nothing is searched', () => {
    expect(searchSeries(rows, '  ')).toHaveLength(3);
  });
});

describe('countRepairs', () => {
  it('counts points that were changed, not what was only found', () => {
    const repairs: SeriesSummary['repairs'] = [
      { kind: 'gaps', count: 3, isApplied: true, rule: null },
      { kind: 'duplicates', count: 2, isApplied: true, rule: null },
      { kind: 'sorted', count: 900, isApplied: true, rule: null },
      { kind: 'outliers', count: 5, isApplied: false, rule: null },
    ];
    expect(countRepairs(summary('a', { repairs }))).toBe(5);
  });
});

describe('rowsInWindow', () => {
  it('covers the window at every place of the scroll, with few rows', () => {
    for (const scrollTop of [0, 1, 55, 56, 9_999, 5000 * 56 - 400]) {
      const { first, end } = rowsInWindow(scrollTop, 400, 56, 5000);
      expect(first * 56).toBeLessThanOrEqual(scrollTop);
      expect(end * 56).toBeGreaterThanOrEqual(scrollTop + 400);
      expect(end - first).toBeLessThanOrEqual(26);
    }
  });

  it('stays within the list, also where it became shorter below the scroll', () => {
    expect(rowsInWindow(0, 400, 56, 3)).toEqual({ first: 0, end: 3 });
    expect(rowsInWindow(100_000, 400, 56, 3)).toEqual({ first: 3, end: 3 });
    expect(rowsInWindow(0, 400, 56, 0)).toEqual({ first: 0, end: 0 });
  });
});

it('a jump draws the rows that are seen, a scroll and a stay those beside them too', () => {
  const after = (drawn: { first: number; end: number }, row: number) => rowsAfterScroll(drawn, row * 50, 500, 50, 5000);
  const jumped = after({ first: 0, end: 18 }, 1000);
  expect(jumped).toEqual({ first: 1000, end: 1010 });
  expect(after(jumped, 1000)).toEqual(rowsInWindow(50_000, 500, 50, 5000));
  expect(after(jumped, 1005)).toEqual(rowsInWindow(50_250, 500, 50, 5000));
  expect(after(jumped, 900)).toEqual({ first: 900, end: 910 });
});

describe('scrollToRow', () => {
  it('scrolls no further than it has to', () => {
    expect(scrollToRow(5, 0, 400, 50)).toBe(0);
    expect(scrollToRow(8, 0, 400, 50)).toBe(50);
    expect(scrollToRow(2, 300, 400, 50)).toBe(100);
  });
});

describe('rowAfterKey', () => {
  it('moves by one, by a page and to the ends, never beyond', () => {
    expect(rowAfterKey('ArrowDown', 4, 10, 3)).toBe(5);
    expect(rowAfterKey('ArrowDown', 9, 10, 3)).toBe(9);
    expect(rowAfterKey('ArrowUp', 0, 10, 3)).toBe(0);
    expect(rowAfterKey('PageDown', 8, 10, 3)).toBe(9);
    expect(rowAfterKey('PageUp', 8, 10, 3)).toBe(5);
    expect(rowAfterKey('Home', 8, 10, 3)).toBe(0);
    expect(rowAfterKey('End', 0, 10, 3)).toBe(9);
  });

  it('leaves other keys and empty lists alone', () => {
    expect(rowAfterKey('a', 4, 10, 3)).toBeNull();
    expect(rowAfterKey('ArrowDown', 0, 0, 3)).toBeNull();
  });
});
