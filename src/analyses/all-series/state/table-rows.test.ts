import { expect, it } from 'vitest';
import { classifyValue } from '../../../planning/classify-value.ts';
import type { FileBrief } from '../inputs.ts';
import { bitOf } from '../judge-series.ts';
import type { TableView } from './all-series-store.ts';
import { createResults, stages } from './results.ts';
import { changeOf, errorClass, groupRows, selectRows, type TableLines, worthsOf } from './table-rows.ts';

const names = ['Köln · tea', 'Köln · milk', 'Bonn · tea', 'Bonn · milk'];

const file: FileBrief = {
  names,
  groupings: [
    { column: 'town', labels: ['Köln', 'Bonn'], codes: Int32Array.of(0, 0, 1, 1), isId: true, moved: [] },
    { column: 'kind', labels: ['drinks', 'dairy'], codes: Int32Array.of(0, 1, 0, 1), isId: false, moved: [] },
  ],
  changing: [],
  statuses: ['active', 'active', 'inactive', 'new'],
  noForecast: [null, null, { code: 'ended' }, null],
  endsMs: new Float64Array(4),
  lags: new Int32Array(4),
  lengths: Int32Array.of(2, 2, 2, 2),
  history: Float64Array.of(1, 1, 5, 5, 9, 9, 2, 2),
  starts: Float64Array.of(0, 2, 4, 6, 8),
  worth: null,
  beside: [],
  totalsBy: null,
  isWhole: new Uint8Array(4).fill(1),
  isLevel: false,
  step: { unit: 'month', every: 1 },
  endMs: 0,
  horizonSteps: 1,
  seasonLength: 12,
};

const view: TableView = {
  search: '',
  filter: null,
  classes: null,
  sort: { key: 'file', isDescending: false },
  group: null,
  columns: [],
  path: [],
};

function make() {
  const results = createResults(file, 1);
  results.sum.set([100, 40, Number.NaN, 20]);
  results.miss.set([0.1, 0.8, Number.NaN, 0.4]);
  results.lastYear.set([80, 0, Number.NaN, 40]);
  results.stage.fill(stages.tested);
  results.stage[2] = stages.none;
  results.flags[3] |= bitOf('loses');
  const worths = worthsOf(file, results);
  return { file, results, worths, classes: classifyValue(worths) };
}

const rowsBy = (change: Partial<TableView>) => selectRows(make(), { ...view, ...change }, 'en');

it('puts what wants a look first, then what is most at stake, then what has no forecast', () => {
  // At stake: 100 x 0.1, 40 x 0.8; the last wants a look.
  expect(rowsBy({ sort: { key: 'importance', isDescending: true } })).toEqual([3, 1, 0, 2]);
});

it('sorts by what is asked for, what is not known last either way', () => {
  expect(rowsBy({ sort: { key: 'total', isDescending: true } })).toEqual([0, 1, 3, 2]);
  expect(rowsBy({ sort: { key: 'total', isDescending: false } })).toEqual([3, 1, 0, 2]);
  expect(rowsBy({ sort: { key: 'change', isDescending: true } })).toEqual([0, 3, 1, 2]);
  expect(rowsBy({ sort: { key: 'name', isDescending: false } })).toEqual([3, 2, 1, 0]);
});

it('searches names and groups in any case, with or without accents, every word of it', () => {
  expect(rowsBy({ search: 'koln' })).toEqual([0, 1]);
  expect(rowsBy({ search: 'DAIRY bonn' })).toEqual([3]);
  expect(rowsBy({ search: 'nothing' })).toEqual([]);
});

it('filters by flags and classes together', () => {
  expect(rowsBy({ filter: 'attention' })).toEqual([3]);
  expect(rowsBy({ filter: 'ended' })).toEqual([2]);
  expect(rowsBy({ filter: 'none' })).toEqual([2]);
  expect(rowsBy({ classes: 'z' })).toEqual([1]);
  expect(rowsBy({ filter: 'attention', classes: 'z' })).toEqual([]);
});

it('changes are against last year, where that is known and not zero', () => {
  const { results } = make();
  expect(changeOf(results, 0)).toBeCloseTo(0.25);
  expect(changeOf(results, 1)).toBeNaN();
  expect(changeOf(results, 3)).toBeCloseTo(-0.5);
});

it('classes of error by the typical miss', () => {
  expect([0.3, 0.31, 0.6, 0.61, Number.NaN].map(errorClass)).toEqual(['x', 'y', 'y', 'z', null]);
});

it('groups rows under heads with their totals, the largest first', () => {
  const { results } = make();
  const list = (lines: TableLines) => Array.from({ length: lines.length }, (_, index) => lines.at(index));
  expect(list(groupRows([2, 0], null, results))).toEqual([
    { kind: 'series', number: 2 },
    { kind: 'series', number: 0 },
  ]);
  expect(list(groupRows([0, 1, 2, 3], file.groupings[0], results))).toEqual([
    { kind: 'group', label: 'Köln', count: 2, total: 140 },
    { kind: 'series', number: 0 },
    { kind: 'series', number: 1 },
    { kind: 'group', label: 'Bonn', count: 2, total: 20 },
    { kind: 'series', number: 2 },
    { kind: 'series', number: 3 },
  ]);
});
