/** Which columns of a file say what its series add up to, and which of them says all that another does. */

import type { PanelChoice } from '../series/panel.ts';
import type { PanelIndex } from '../series/panel-index.ts';
import { soundsLikeId } from '../table/columns/id-words.ts';
import type { Column, Table } from '../table/table.ts';
import { combineCodes, type LeafColumn, type Level } from './hierarchy.ts';

/** A column that groups series, and what is wrong with how it does. */
export type GroupColumn = LeafColumn & {
  /** Its place in the table; null for the name of the column that is forecast, where there are several. */
  column: number | null;
  /** Labels that a leaf has. */
  groups: number;
  /** Whether it is one of the columns that name the series. */
  isId: boolean;
  /** Leaves of which the file does not say it: they are added up on their own. */
  missing: readonly number[];
  /** Leaves that stood under more than one label; they are added up under the one they had last. */
  moved: readonly number[];
  /** Names of columns that say the same, such as a number beside a name. */
  twins: readonly string[];
};

export type LevelOffer = Level & {
  totals: number;
  /** Whether it is taken without a word from the user. */
  isTaken: boolean;
};

export type LevelGuess = {
  columns: readonly GroupColumn[];
  /** [a][b] whether each label of column a goes with one label of column b only, as an article does with its group. */
  determines: readonly (readonly boolean[])[];
  /** The total of all first, then by how many totals they have. */
  levels: readonly LevelOffer[];
};

/** A column that changes within more of the series than this share says what happened to them, not what they are. */
const mostMoved = 0.05;
/** Columns of one level. */
const mostTogether = 3;
/** A level with more totals than this share of the leaves hardly adds anything up. */
const mostTotals = 0.5;
/** Totals that are taken without being asked for. */
const mostTaken = 2000;

export type GroupReading = {
  columns: GroupColumn[];
  /** Names of columns that might have grouped the series, and change within too many of them. */
  changing: string[];
};

/**
 * Texts, what names the series, and numbers whose name says that they are one, as far as they tell series apart.
 *
 * @param leaves numbers of the series in the index; all where absent
 */
export function readGroupColumns(
  table: Table,
  index: PanelIndex,
  choice: PanelChoice,
  leaves: readonly number[] = Array.from({ length: index.count }, (_, number) => number),
): GroupReading {
  const skipped = new Set([...choice.targetColumns, ...(choice.timeColumn === null ? [] : [choice.timeColumn])]);
  const columns: GroupColumn[] = [];
  const changing: string[] = [];
  for (const [place, column] of table.columns.entries()) {
    const isId = choice.idColumns.includes(place);
    const mayGroup = isId || column.kind === 'text' || (column.kind === 'number' && soundsLikeId(column.name));
    if (skipped.has(place) || !mayGroup) continue;
    const group = readColumn(column, place, isId, index, leaves);
    const isSteady = isId || group.moved.length <= mostMoved * leaves.length;
    if (!isSteady) changing.push(column.name);
    // What is the same for all groups nothing.
    else if (group.groups + Math.min(1, group.missing.length) > 1) columns.push(group);
  }
  if (index.targets.length > 1) columns.push(targetsAsColumn(index, leaves));
  return { columns, changing };
}

function readColumn(
  column: Column,
  place: number,
  isId: boolean,
  { groups: { names, rows, starts }, times }: PanelIndex,
  leaves: readonly number[],
): GroupColumn {
  const codes = new Int32Array(leaves.length).fill(-1);
  const labels: string[] = [];
  const places = new Map<number, number>();
  const [missing, moved]: [number[], number[]] = [[], []];
  const cellAt = (row: number) => (column.kind === 'text' ? column.codes[row] : column.values[row]);
  const isThere = (cell: number) => (column.kind === 'text' ? cell >= 0 : !Number.isNaN(cell));
  const sayLabel = (cell: number) => {
    if (column.kind === 'text') return column.labels[cell];
    return column.kind === 'date' ? new Date(cell).toISOString().slice(0, 10) : String(cell);
  };
  for (const [leaf, number] of leaves.entries()) {
    const group = number % names.length;
    let last = Number.NaN;
    let lastTime = Number.NEGATIVE_INFINITY;
    let isMoved = false;
    for (let at = starts[group]; at < starts[group + 1]; at++) {
      const cell = cellAt(rows[at]);
      if (!isThere(cell)) continue;
      isMoved ||= !Number.isNaN(last) && cell !== last;
      const time = times?.[rows[at]] ?? at;
      if (Number.isNaN(last) || time >= lastTime) [last, lastTime] = [cell, time];
    }
    if (Number.isNaN(last)) missing.push(leaf);
    else {
      if (!places.has(last)) places.set(last, labels.push(sayLabel(last)) - 1);
      codes[leaf] = places.get(last) as number;
    }
    if (isMoved) moved.push(leaf);
  }
  return { name: column.name, column: place, codes, labels, groups: labels.length, isId, missing, moved, twins: [] };
}

/** Where several columns are forecast, each is a label of its series. */
function targetsAsColumn({ targets, groups: { names } }: PanelIndex, leaves: readonly number[]): GroupColumn {
  return {
    name: '',
    column: null,
    codes: Int32Array.from(leaves, (number) => Math.floor(number / names.length)),
    labels: targets.map(({ name }) => name),
    groups: targets.length,
    isId: true,
    missing: [],
    moved: [],
    twins: [],
  };
}

/** Levels that the columns offer, those that add up something worth seeing taken. */
export function guessLevels(read: readonly GroupColumn[], leaves: number): LevelGuess {
  const columns = joinTwins(read, leaves);
  const determines = columns.map((a) => columns.map((b) => a === b || saysAllOf(a, b, leaves)));
  const levels: Omit<LevelOffer, 'isTaken'>[] = [{ columns: [], totals: 1 }];
  const visit = (from: number, chosen: readonly number[]) => {
    for (let place = from; place < columns.length; place++) {
      if (chosen.some((other) => determines[other][place] || determines[place][other])) continue;
      const together = [...chosen, place];
      const { count } = combineCodes(
        together.map((at) => columns[at]),
        leaves,
      );
      if (count === leaves) continue;
      levels.push({ columns: together, totals: count });
      if (together.length < mostTogether) visit(place + 1, together);
    }
  };
  visit(0, []);
  levels.sort((a, b) => a.totals - b.totals || a.columns.length - b.columns.length);
  let taken = 0;
  return {
    columns,
    determines,
    levels: levels.map((level) => {
      const isTaken = level.totals <= Math.max(1, mostTotals * leaves) && taken + level.totals <= mostTaken;
      if (isTaken) taken += level.totals;
      return { ...level, isTaken };
    }),
  };
}

/** Whether leaves with the same label in column a have the same in column b. */
function saysAllOf(a: LeafColumn, b: LeafColumn, leaves: number): boolean {
  return combineCodes([a], leaves).count === combineCodes([a, b], leaves).count;
}

/** Columns that say the same as one, those that name the series and names rather than numbers before others. */
function joinTwins(read: readonly GroupColumn[], leaves: number): GroupColumn[] {
  const worth = (one: GroupColumn) => (one.isId ? 2 : 0) + (one.labels.every((label) => /^\d+$/.test(label)) ? 0 : 1);
  const ranked = read.toSorted((a, b) => worth(b) - worth(a));
  const kept: GroupColumn[] = [];
  for (const column of ranked) {
    const at = kept.findIndex((other) => saysAllOf(column, other, leaves) && saysAllOf(other, column, leaves));
    if (at < 0) kept.push(column);
    else kept[at] = { ...kept[at], twins: [...kept[at].twins, column.name] };
  }
  return kept.sort((a, b) => a.groups - b.groups);
}

/** A step into a panel: leaves that have this label in this column; null for those that have none. */
export type PathStep = { column: number; label: string | null };

/** Which leaves are below a path. @returns numbers of leaves */
export function leavesBelow(columns: readonly LeafColumn[], path: readonly PathStep[], leaves: number): number[] {
  const wanted = path.map(({ column, label }) => (label === null ? -1 : columns[column].labels.indexOf(label)));
  const found: number[] = [];
  for (let leaf = 0; leaf < leaves; leaf++) {
    if (path.every(({ column }, at) => columns[column].codes[leaf] === wanted[at])) found.push(leaf);
  }
  return found;
}

/** The groups of a column among leaves, the largest first. */
export function groupsBelow(
  { codes, labels }: LeafColumn,
  below: readonly number[],
): { label: string | null; leaves: number[] }[] {
  const groups = new Map<number, number[]>();
  for (const leaf of below) {
    const known = groups.get(codes[leaf]);
    if (known) known.push(leaf);
    else groups.set(codes[leaf], [leaf]);
  }
  return [...groups]
    .map(([code, leaves]) => ({ label: labels[code] ?? null, leaves }))
    .sort((a, b) => b.leaves.length - a.leaves.length);
}
