import { expect, it } from 'vitest';
import type { NameColumn, StockBrief } from '../inputs.ts';
import { joinItems, valuesOf } from './join-items.ts';

function named(column: string, texts: readonly string[]): NameColumn {
  const labels = [...new Set(texts)];
  return { column, labels, codes: Int32Array.from(texts, (text) => labels.indexOf(text)) };
}

const file = (shops: string[], articles: string[]): StockBrief => ({
  kind: 'file',
  rowCount: shops.length,
  names: [named('Filiale', shops), named('Artikelnr.', articles)],
  idCount: 2,
  values: [],
});
const beside = (columns: NameColumn[]): StockBrief => ({
  kind: 'beside',
  rowCount: columns[0].codes.length,
  names: columns,
  idCount: 0,
  values: [],
});

const own = file(['A', 'A', 'B'], ['001', '002', '001']);
const names = ['A · 001', 'A · 002', 'B · 001'];

it('joins by both columns, whatever they are called, and says what fits nothing', () => {
  const other = beside([named('Artikel', ['002', '001', '777', '001']), named('filiale', ['A', 'A', 'A', 'A'])]);
  const joined = joinItems(own, names, other);
  expect(joined.keys).toEqual([
    { own: 'Filiale', other: 'filiale' },
    { own: 'Artikelnr.', other: 'Artikel' },
  ]);
  expect(joined.rowsOf).toEqual([[1, 3], [0], []]);
  expect(joined).toMatchObject({ matched: 2, withoutZeros: 0, missing: [] });
  expect(joined.series).toEqual({ count: 1, first: ['B · 001'] });
  expect(joined.rows).toEqual({ count: 1, first: ['A · 777'] });
  expect(joined.repeated).toEqual({ count: 1, first: ['A · 001'] });
  const stock = Float64Array.of(5, 10, 99, 4);
  expect([...valuesOf(joined, stock, true)]).toEqual([14, 5, Number.NaN]);
  expect([...valuesOf(joined, stock, false)]).toEqual([4, 5, Number.NaN]);
});

it('keeps zeros in front, and leaves them aside only where that is no matter of doubt', () => {
  const lost = beside([named('Filiale', ['A', 'A', 'B']), named('Artikelnr.', ['1', '2', '1'])]);
  expect(joinItems(own, names, lost)).toMatchObject({ matched: 3, withoutZeros: 3 });
  // The same item twice, once without its zeros.
  const both = beside([named('Filiale', ['A', 'A']), named('Artikelnr.', ['001', '1'])]);
  expect(joinItems(own, names, both)).toMatchObject({ matched: 1, repeated: { count: 1, first: ['A · 001'] } });
  const two = file(['A', 'A'], ['001', '0001']);
  const one = beside([named('Filiale', ['A']), named('Artikelnr.', ['1'])]);
  expect(joinItems(two, ['A · 001', 'A · 0001'], one)).toMatchObject({ matched: 0, withoutZeros: 0 });
  const exact = beside([named('Filiale', ['A']), named('Artikelnr.', ['0001'])]);
  expect(joinItems(two, ['A · 001', 'A · 0001'], exact).rowsOf).toEqual([[], [0]]);
});

it('uses no file that cannot tell the items apart', () => {
  const other = beside([named('Artikelnr.', ['001', '002'])]);
  expect(joinItems(own, names, other)).toMatchObject({ matched: 0, missing: ['Filiale'] });
  const strange = beside([named('Kunde', ['x', 'y'])]);
  expect(joinItems(own, names, strange)).toMatchObject({ matched: 0, keys: [] });
});
