/** Which series the table shows, in which order and groups: pure, over the columns of the file and of what is known. */
import { fold } from '../../../base/fold.ts';
import { sortByRank } from '../../../base/sort-by-rank.ts';
import { valueClasses } from '../../../planning/classify-value.ts';
import type { FileBrief, Grouping } from '../inputs.ts';
import { attentionBits, bitOf, errorLines, type Trust, trusts } from '../judge-series.ts';
import { classFilters, type FilterId, flagFilters, type SortKey, type TableView } from './all-series-store.ts';
import { weightsOf } from './plan-run.ts';
import { type Results, stages } from './results.ts';

export type ErrorClass = 'x' | 'y' | 'z';

/** What the recent past of each series weighs, which stays as it is while results come in. */
const pasts = new WeakMap<FileBrief, { horizonSteps: number; weights: Float64Array }>();

function pastOf(file: FileBrief, horizonSteps: number): Float64Array {
  const known = pasts.get(file);
  if (known?.horizonSteps === horizonSteps) return known.weights;
  const weights = weightsOf(file, horizonSteps);
  pasts.set(file, { horizonSteps, weights });
  return weights;
}

/** What each series weighs: of the forecast where there is one, else of the recent past; money where that is known. */
export function worthsOf(file: FileBrief, { sum, horizonSteps }: Results): Float64Array {
  const past = pastOf(file, horizonSteps);
  const worths = new Float64Array(past.length);
  for (let number = 0; number < worths.length; number += 1) {
    if (Number.isNaN(sum[number])) worths[number] = file.noForecast[number] ? 0 : past[number];
    else {
      const each = file.worth ? file.worth.perUnit[number] : 1;
      worths[number] = Number.isFinite(each) ? Math.abs(sum[number]) * each : 0;
    }
  }
  return worths;
}

/** The class of a series by its typical miss, the season being no part of that; null where it is not known. */
export function errorClass(miss: number): ErrorClass | null {
  if (Number.isNaN(miss)) return null;
  if (miss <= errorLines.x) return 'x';
  return miss <= errorLines.y ? 'y' : 'z';
}

const textsKnown = new WeakMap<FileBrief, string[]>();

/** What each series is searched by, its name and everything it belongs to: made when something is first searched. */
function searchTexts(file: FileBrief): string[] {
  const known = textsKnown.get(file);
  if (known) return known;
  const { names, groupings } = file;
  const folded = groupings.map(({ labels }) => labels.map(fold));
  const texts = names.map((name, number) =>
    [fold(name), ...groupings.map(({ codes }, at) => folded[at][codes[number]] ?? '')].join('\n'),
  );
  textsKnown.set(file, texts);
  return texts;
}

const trustOf = ({ trust }: Results, number: number): Trust => trusts[trust[number]];

/** Whether a filter holds a series, by its number. */
function testOf(filter: FilterId, { results, classes, file }: TableData): (number: number) => boolean {
  const { flags, stage, miss } = results;
  switch (filter) {
    case 'none':
      return (number) => stage[number] === stages.none && file.noForecast[number] !== null;
    case 'good':
    case 'fair':
    case 'poor':
      return (number) => trustOf(results, number) === filter;
    case 'a':
    case 'b':
    case 'c': {
      const own = valueClasses.indexOf(filter);
      return (number) => classes[number] === own && stage[number] !== stages.none;
    }
    case 'x':
    case 'y':
    case 'z':
      return (number) => errorClass(miss[number]) === filter;
    default: {
      const bits = filter === 'attention' ? attentionBits : bitOf(filter);
      return (number) => (flags[number] & bits) !== 0;
    }
  }
}

/** What the table is made of at one moment. */
export type TableData = {
  file: FileBrief;
  results: Results;
  worths: Float64Array;
  classes: Uint8Array;
};

function countFilter(data: TableData, filter: FilterId): number {
  const holds = testOf(filter, data);
  let count = 0;
  for (let number = 0; number < data.file.names.length; number += 1) if (holds(number)) count += 1;
  return count;
}

/** A forecast over the same time a year before; NaN where either is not known. */
export function changeOf({ sum, lastYear }: Results, number: number): number {
  return lastYear[number] > 0 ? sum[number] / lastYear[number] - 1 : Number.NaN;
}

/** What is at stake where a series is wrong: its worth times its typical miss; a miss not known counts as a large one. */
function stakeOf({ worths, results }: TableData, number: number): number {
  const miss = results.miss[number];
  return worths[number] * (Number.isNaN(miss) ? errorLines.y : Math.min(2, miss));
}

/** What wants a look comes first, the most at stake before the least; series without a forecast last. */
export function importanceOf(data: TableData, number: number): number {
  const { results, file } = data;
  if (file.noForecast[number]) return -1;
  const isUrgent = (results.flags[number] & attentionBits) !== 0;
  const stake = stakeOf(data, number);
  return isUrgent ? 1 + stake : stake / (1 + stake);
}

const statusOrder = ['active', 'new', 'sparse', 'inactive', 'too-short', 'empty'];

/** [series] what is compared; NaN comes last whichever way. */
function ranksOf(data: TableData, key: SortKey, language: string): Float64Array {
  const { file, results } = data;
  const each = (rank: (number: number) => number) => {
    const ranks = new Float64Array(file.names.length);
    for (let number = 0; number < ranks.length; number += 1) ranks[number] = rank(number);
    return ranks;
  };
  switch (key) {
    case 'importance':
      return each((number) => importanceOf(data, number));
    case 'file':
      return each((number) => number);
    case 'name': {
      const { compare } = new Intl.Collator(language, { numeric: true });
      const order = [...file.names.keys()].sort((a, b) => compare(file.names[a], file.names[b]));
      const ranks = new Float64Array(order.length);
      for (const [rank, number] of order.entries()) ranks[number] = rank;
      return ranks;
    }
    case 'status':
      return each((number) => statusOrder.indexOf(file.statuses[number]));
    case 'total':
      return results.sum;
    case 'low':
      return results.sumLow80;
    case 'high':
      return results.sumHigh80;
    case 'change':
      return each((number) => changeOf(results, number));
    case 'model':
      return each((number) => (results.stage[number] === stages.none ? Number.NaN : results.model[number]));
    case 'miss':
      return results.miss;
    case 'trust':
      return each((number) => results.trust[number]);
  }
}

/** Whether a series, or a total, belongs to all that a path names. */
function isBelow({ groupings }: FileBrief, number: number, path: TableView['path']): boolean {
  return path.every(({ column, label }) => {
    const grouping = groupings.find((one) => one.column === column);
    return grouping !== undefined && grouping.labels[grouping.codes[number]] === label;
  });
}

/** The series that search, path and filters leave, in order. */
export function selectRows(data: TableData, view: TableView, language: string): number[] {
  const words = fold(view.search).split(/\s+/).filter(Boolean);
  const texts = words.length > 0 ? searchTexts(data.file) : [];
  const asked = [view.filter, view.classes].flatMap((filter) => (filter ? [testOf(filter, data)] : []));
  const rows: number[] = [];
  for (let number = 0; number < data.file.names.length; number += 1) {
    if (!asked.every((holds) => holds(number))) continue;
    if (!isBelow(data.file, number, view.path)) continue;
    if (!words.every((word) => texts[number].includes(word))) continue;
    rows.push(number);
  }
  return sortByRank(rows, ranksOf(data, view.sort.key, language), view.sort.isDescending);
}

/** A line of the table: a series, or the head of a group. */
export type TableLine =
  | { kind: 'series'; number: number }
  | { kind: 'group'; label: string; count: number; total: number };

/** Lines as they are asked for: of many thousands a window is drawn. */
export type TableLines = { length: number; at(index: number): TableLine };

/** Rows under the heads of their groups, the largest group first; each group keeps the order of its rows. */
export function groupRows(rows: readonly number[], grouping: Grouping | null, results: Results): TableLines {
  if (!grouping) return { length: rows.length, at: (index) => ({ kind: 'series', number: rows[index] }) };
  const lines = listGroups(rows, grouping, results);
  return { length: lines.length, at: (index) => lines[index] };
}

function listGroups(rows: readonly number[], grouping: Grouping, { sum }: Results): TableLine[] {
  const groups = new Map<number, number[]>();
  for (const number of rows) {
    const code = grouping.codes[number];
    const group = groups.get(code);
    if (group) group.push(number);
    else groups.set(code, [number]);
  }
  const totalOf = (numbers: readonly number[]) =>
    numbers.reduce((total, number) => total + (Number.isNaN(sum[number]) ? 0 : sum[number]), 0);
  return [...groups]
    .map(([code, numbers]) => ({ label: grouping.labels[code] ?? '', numbers, total: totalOf(numbers) }))
    .sort((a, b) => b.total - a.total)
    .flatMap(({ label, numbers, total }): TableLine[] => [
      { kind: 'group', label, count: numbers.length, total },
      ...numbers.map((number): TableLine => ({ kind: 'series', number })),
    ]);
}

/** Filters in the order in which they are offered, with how many series each holds. */
export function countFilters(data: TableData): { flags: [FilterId, number][]; classes: [FilterId, number][] } {
  const count = (filter: FilterId): [FilterId, number] => [filter, countFilter(data, filter)];
  return {
    flags: flagFilters.map(count),
    classes: classFilters.map(count),
  };
}
