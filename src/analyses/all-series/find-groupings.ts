/** Columns that are the same in all rows of each series: those that name it, and what it belongs to. */
import type { PanelChoice } from '../../series/panel.ts';
import type { Column, Table } from '../../table/table.ts';
import type { Grouping } from './inputs.ts';

/** The text of a cell by number, and what each number stands for. */
type Coded = { codeOf: (row: number) => number; labels: string[] };

function codeColumn(column: Column): Coded {
  if (column.kind === 'text') return { codeOf: (row) => column.codes[row], labels: column.labels };
  const labels: string[] = [];
  const known = new Map<number, number>();
  return {
    labels,
    codeOf(row) {
      const value = column.values[row];
      if (Number.isNaN(value)) return -1;
      const code = known.get(value) ?? labels.length;
      if (code === labels.length) {
        known.set(value, code);
        labels.push(column.kind === 'date' ? new Date(value).toISOString().slice(0, 10) : String(value));
      }
      return code;
    },
  };
}

/** Numbers tell series apart where they are part of the name; elsewhere they are measured. */
function mayGroup(column: Column, isId: boolean): boolean {
  return column.kind === 'text' || isId;
}

/** @returns [series] codes; null where a series has several */
function codesOf({ codeOf }: Coded, series: readonly Uint32Array[]): Int32Array | null {
  const codes = new Int32Array(series.length).fill(-1);
  for (const [number, rows] of series.entries()) {
    for (const row of rows) {
      const code = codeOf(row);
      if (code < 0 || code === codes[number]) continue;
      if (codes[number] >= 0) return null;
      codes[number] = code;
    }
  }
  return codes;
}

/** @param series [series] rows of each */
export function findGroupings(
  { columns }: Table,
  { idColumns, targetColumns, timeColumn }: PanelChoice,
  series: readonly Uint32Array[],
): Grouping[] {
  return [...columns.entries()].flatMap(([place, column]): Grouping[] => {
    const isId = idColumns.includes(place);
    if (targetColumns.includes(place) || place === timeColumn || !mayGroup(column, isId)) return [];
    const coded = codeColumn(column);
    const codes = codesOf(coded, series);
    if (!codes?.some((code) => code >= 0)) return [];
    const used = new Set(codes);
    // What is the same throughout the file groups nothing.
    if (used.size < 2) return [];
    return [{ column: column.name, labels: coded.labels, codes, isId }];
  });
}
