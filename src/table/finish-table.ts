/** Columns to the table that the rest of the app sees, or why there is none. */

import { fail, ok, type Result } from '../base/result.ts';
import type { FilledColumns } from './columns/fill-columns.ts';
import { keepRows } from './columns/keep-rows.ts';
import { addComposedDates } from './dates/compose-dates.ts';
import { readDatevDates } from './formats/datev.ts';
import { findTotals } from './layout/find-totals.ts';
import type { RowLayout } from './layout/layout.ts';
import { meltPeriods } from './layout/melt-periods.ts';
import type { Column, DateColumn, Dialect, LeftOut, ReadChoices, Table, TableProblem } from './table.ts';

export type ReadProgress = { bytesRead: number; bytesTotal: number; rows: number };

/** A file to be read, and how. */
export type TableInput = {
  blob: Blob;
  name: string;
  choices: ReadChoices;
  signal?: AbortSignal;
  onProgress?: (progress: ReadProgress) => void;
};

export function finishTable(
  { name, choices }: TableInput,
  layout: RowLayout,
  { columns: filled, hints, counts, renamedColumns, isCut }: FilledColumns,
  dialect: Partial<Dialect>,
): Result<Table, TableProblem> {
  const { rowCount, raggedRows } = counts;
  const hasNumbers = filled.some(
    ({ kind, missing, unreadable }) => kind === 'number' && missing + unreadable < rowCount,
  );
  if (!hasNumbers) {
    const [only] = filled;
    if (filled.length <= 1) return fail({ code: 'one-column', params: { name, column: only?.name ?? '' } });
    const columns = filled.map((column) => column.name).join(', ');
    return fail({ code: 'no-number-column', params: { name, columns } });
  }
  const { headerRows, skippedRows } = layout;
  const { mendedRows, commentRows, repeatedHeaders, footerRows, rowsBelow } = counts;
  const sieve = new RowSieve(rowCount);
  const read = sieve.leaveOutTotals(readDatevDates(filled, layout.titles), null);
  const texts = [...layout.titles, dialect.sheet ?? '', name];
  const evidence = { texts, asked: choices.firstYear };
  const melted =
    choices.timeAcross === false
      ? null
      : meltPeriods(read, sieve.rowCount, evidence, choices.decimalMark ?? hints.decimalMark);
  const made = melted ?? addComposedDates(read, sieve.rowCount, evidence);
  const { firstYear } = made;
  const columns = melted ? melted.columns : sieve.leaveOutTotals(made.columns, likeliestTime(made.columns));
  return ok({
    name,
    dialect: {
      encoding: 'utf-8',
      delimiter: ',',
      decimalMark: hints.decimalMark,
      hasHeader: headerRows > 0,
      headerRows,
      skippedRows,
      ...dialect,
    },
    rowCount: melted?.rowCount ?? sieve.rowCount,
    columns,
    raggedRows,
    notes: {
      mendedRows,
      commentRows,
      repeatedHeaders,
      footerRows: footerRows + sieve.totals.rows,
      rowsBelow,
      renamedColumns,
      isCut,
      periodColumns: melted?.periodColumns ?? 0,
      firstYear,
      leftOut: listLeftOut(counts, sieve.totals),
    },
  });
}

/** The column of dates with the most of them that differ, what was put together first. */
function likeliestTime(columns: Column[]): DateColumn | null {
  const dates = columns.filter((column) => column.kind === 'date');
  return dates.findLast(({ madeFrom }) => madeFrom !== null) ?? dates[0] ?? null;
}

/** Takes rows out of columns, and keeps account of them. */
class RowSieve {
  rowCount: number;
  readonly totals: { rows: number; names: string[] } = { rows: 0, names: [] };

  constructor(rowCount: number) {
    this.rowCount = rowCount;
  }

  /** Rows with dates are compared by these, those of a table without any by their order. */
  leaveOutTotals(columns: Column[], time: DateColumn | null): Column[] {
    const isDated = columns.some(({ kind }) => kind === 'date');
    if (isDated !== (time !== null)) return columns;
    const { rows, names } = findTotals(columns, this.rowCount, time);
    if (rows.length === 0 || rows.length >= this.rowCount) return columns;
    const isTotal = new Set(rows);
    const kept = Uint32Array.from(
      Array.from({ length: this.rowCount }, (_, row) => row).filter((row) => !isTotal.has(row)),
    );
    this.rowCount = kept.length;
    this.totals.rows += rows.length;
    this.totals.names.push(...names);
    return columns.map((column) => keepRows(column, kept));
  }
}

function listLeftOut(counts: FilledColumns['counts'], totals: { rows: number; names: string[] }): LeftOut[] {
  const all: LeftOut[] = [
    { reason: 'comments', rows: counts.commentRows, names: [] },
    { reason: 'repeated-headers', rows: counts.repeatedHeaders, names: [] },
    {
      reason: 'totals',
      rows: counts.totalRows + totals.rows,
      names: [...new Set([...counts.totalNames, ...totals.names])],
    },
    { reason: 'footnotes', rows: counts.footerRows - counts.totalRows, names: [] },
    { reason: 'tables-below', rows: counts.rowsBelow, names: [] },
  ];
  return all.filter(({ rows }) => rows > 0);
}
