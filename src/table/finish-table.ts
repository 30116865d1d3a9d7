/** Columns to the table that the rest of the app sees, or why there is none. */

import { fail, ok, type Result } from '../base/result.ts';
import type { FilledColumns } from './columns/fill-columns.ts';
import { addComposedDates } from './dates/compose-dates.ts';
import { readDatevDates } from './formats/datev.ts';
import type { RowLayout } from './layout/layout.ts';
import { meltPeriods } from './layout/melt-periods.ts';
import type { Dialect, ReadChoices, Table, TableProblem } from './table.ts';

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
  const [only] = filled;
  if (!hasNumbers && filled.length <= 1)
    return fail({ code: 'one-column', params: { name, column: only?.name ?? '' } });
  const { headerRows, skippedRows } = layout;
  const { mendedRows, commentRows, repeatedHeaders, footerRows, rowsBelow } = counts;
  const read = readDatevDates(filled, layout.titles);
  const texts = [...layout.titles, dialect.sheet ?? '', name];
  const evidence = { texts, asked: choices.firstYear };
  const melted =
    choices.timeAcross === false
      ? null
      : meltPeriods(read, rowCount, evidence, choices.decimalMark ?? hints.decimalMark);
  const { columns, firstYear } = melted ?? addComposedDates(read, rowCount, evidence);
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
    rowCount: melted?.rowCount ?? rowCount,
    columns,
    raggedRows,
    notes: {
      mendedRows,
      commentRows,
      repeatedHeaders,
      footerRows,
      rowsBelow,
      renamedColumns,
      isCut,
      periodColumns: melted?.periodColumns ?? 0,
      firstYear,
    },
  });
}
