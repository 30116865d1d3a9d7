/** Columns to the table that the rest of the app sees, or why there is none. */

import { fail, ok, type Result } from '../base/result.ts';
import type { FilledColumns } from './columns/fill-columns.ts';
import { addComposedDates } from './dates/compose-dates.ts';
import { readDurations } from './dates/durations.ts';
import { addPeriodKinds } from './dates/period-kinds.ts';
import { dateLabels, findUnreadPeriods } from './dates/unread-periods.ts';
import { readDatevDates } from './formats/datev.ts';
import { dropRows } from './layout/drop-rows.ts';
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
  { columns: asFilled, hints, counts, renamedColumns, isCut }: FilledColumns,
  dialect: Partial<Dialect>,
): Result<Table, TableProblem> {
  const { rowCount, raggedRows } = counts;
  const filled = readDurations(asFilled);
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
  const read = readDatevDates(filled, layout.titles);
  const texts = [...layout.titles, dialect.sheet ?? '', name];
  const evidence = { texts, asked: choices.firstYear, fiscalStart: choices.fiscalStart };
  const melted =
    choices.timeAcross === false
      ? null
      : meltPeriods(read, rowCount, evidence, choices.decimalMark ?? hints.decimalMark);
  const composed = melted ?? addComposedDates(read, rowCount, evidence);
  const { firstYear } = composed;
  const totals = new Set(
    composed.columns.flatMap((column) => (column.kind === 'date' ? (column.totalRows ?? []) : [])),
  );
  const found = addPeriodKinds(totals.size > 0 ? dropRows(composed.columns, totals) : composed.columns);
  const unreadPeriods = firstYear || melted ? null : findUnreadPeriods(found, rowCount);
  const asked = unreadPeriods !== null && choices.rowDates ? dateLabels(found, unreadPeriods, choices.rowDates) : null;
  const columns = asked ? [...found, asked] : found;
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
    rowCount: (melted?.rowCount ?? rowCount) - totals.size,
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
      ...(unreadPeriods !== null && { unreadPeriods }),
      ...(totals.size > 0 && { periodTotals: totals.size }),
      ...(melted && melted.totalColumns.length > 0 && { totalColumns: melted.totalColumns }),
    },
  });
}
