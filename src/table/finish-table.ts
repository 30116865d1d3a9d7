/** Columns to the table that the rest of the app sees, or why there is none. */

import { fail, ok, type Result } from '../base/result.ts';
import type { FilledColumns } from './columns/fill-columns.ts';
import { fillDown } from './columns/fill-down.ts';
import { keepRows } from './columns/keep-rows.ts';
import { mergeVariants } from './columns/label-variants.ts';
import { readMissingCodes } from './columns/missing-codes.ts';
import { signBySide } from './columns/side-column.ts';
import { readTwoSided } from './columns/two-sided.ts';
import { readZeroFilled } from './columns/zero-filled.ts';
import { addComposedDates } from './dates/compose-dates.ts';
import { readCountedLabels } from './dates/counted-labels.ts';
import { readDurations } from './dates/durations.ts';
import { addPeriodKinds } from './dates/period-kinds.ts';
import { dateLabels, findUnreadPeriods } from './dates/unread-periods.ts';
import { readDatevDates } from './formats/datev.ts';
import { findTotals } from './layout/find-totals.ts';
import type { RowLayout } from './layout/layout.ts';
import { meltPeriods } from './layout/melt-periods.ts';
import { findPlanRows } from './layout/plan-rows.ts';
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
  { columns: asFilled, hints, counts, renamedColumns, questions, dateFormats, closed, isCut }: FilledColumns,
  dialect: Partial<Dialect>,
): Result<Table, TableProblem> {
  const { rowCount, raggedRows } = counts;
  const filled = readDurations(asFilled);
  const hasNumbers = filled.some(
    ({ kind, missing, unreadable }) => kind === 'number' && missing + unreadable < rowCount,
  );
  const [only] = filled;
  if (!hasNumbers && filled.length <= 1)
    return fail({ code: 'one-column', params: { name, column: only?.name ?? '' } });
  const { headerRows, skippedRows } = layout;
  const { mendedRows, commentRows, repeatedHeaders, footerRows, rowsBelow } = counts;
  const sieve = new RowSieve(rowCount, choices);
  const { columns: labelled, filled: filledDown } = fillDown(sieve.leaveOutPlans(filled), sieve.rowCount);
  const periodical = sieve.leaveOutPeriodTotals(readDatevDates(labelled, layout.titles));
  const read = sieve.leaveOutTotals(periodical, null);
  const texts = [...layout.titles, dialect.sheet ?? '', name];
  const evidence = { texts, asked: choices.firstYear, fiscalStart: choices.fiscalStart };
  const melted =
    choices.timeAcross === false
      ? null
      : meltPeriods(read, sieve.rowCount, evidence, choices.decimalMark ?? hints.decimalMark);
  const made = melted ?? addComposedDates(read, sieve.rowCount, evidence);
  const { firstYear } = made;
  const timed = hasNumbers || melted ? made.columns : readDurations(made.columns, true);
  const { columns: placed, counted } = melted
    ? { columns: timed, counted: null }
    : readCountedLabels(timed, sieve.rowCount);
  const periods = addPeriodKinds(melted ? placed : sieve.leaveOutPeriodTotals(placed));
  const unreadPeriods = firstYear || melted ? null : (counted ?? findUnreadPeriods(periods, sieve.rowCount));
  const asked = unreadPeriods !== null && choices.rowDates && dateLabels(periods, unreadPeriods, choices.rowDates);
  const dated = asked ? [...periods, asked] : periods;
  const kept = melted ? dated : sieve.leaveOutTotals(dated, likeliestTime(dated));
  const finalRows = melted?.rowCount ?? sieve.rowCount;
  const chosen = choices.columns ?? {};
  const variants = mergeVariants(kept, finalRows, likeliestTime(kept), (column) => chosen[column]?.mergesVariants);
  const signed = signBySide(variants.columns, chosen);
  const { columns: sided, pairs: twoSided } = readTwoSided(signed.columns, finalRows);
  const keepsCodes = new Set(Object.keys(chosen).filter((column) => chosen[column]?.keepsCodes));
  const { columns: withoutCodes, codes } = readMissingCodes(sided, keepsCodes);
  const keepsZeros = new Set(Object.keys(chosen).filter((column) => chosen[column]?.keepsZeros));
  const { columns, filled: zeroFilled } = readZeroFilled(withoutCodes, likeliestTime(kept), keepsZeros);
  const allQuestions = [...questions, ...variants.questions, ...(signed.question ? [signed.question] : [])];
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
    rowCount: finalRows,
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
      leftOut: listLeftOut(counts, sieve),
      ...(codes.length > 0 && { missingCodes: codes }),
      ...(closed.length > 0 && { closed }),
      ...(zeroFilled.length > 0 && { zeroFilled }),
      ...(allQuestions.length > 0 && { questions: allQuestions }),
      ...(dateFormats.length > 0 && { dateFormats }),
      ...(twoSided.length > 0 && { twoSided }),
      ...(signed.found && { sideColumn: signed.found }),
      ...(filledDown.length > 0 && { filledDown }),
      ...(unreadPeriods !== null && { unreadPeriods }),
      ...(sieve.periodTotals > 0 && { periodTotals: sieve.periodTotals }),
      ...(melted && melted.planColumns.length > 0 && { planColumns: melted.planColumns }),
      ...(melted && melted.totalColumns.length > 0 && { totalColumns: melted.totalColumns }),
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
  readonly totals = { rows: 0, names: [] as string[] };
  readonly plans = { rows: 0, names: [] as string[] };
  periodTotals = 0;
  readonly #choices: Pick<ReadChoices, 'keepsTotals' | 'keepsPlans'>;

  constructor(rowCount: number, choices: Pick<ReadChoices, 'keepsTotals' | 'keepsPlans'>) {
    this.rowCount = rowCount;
    this.#choices = choices;
  }

  /** Rows with dates are compared by these, those of a table without any by their order. */
  leaveOutTotals(columns: Column[], time: DateColumn | null): Column[] {
    const isDated = columns.some(({ kind }) => kind === 'date');
    if (this.#choices.keepsTotals || isDated !== (time !== null)) return columns;
    return this.#leaveOut(columns, findTotals(columns, this.rowCount, time), this.totals);
  }

  leaveOutPlans(columns: Column[]): Column[] {
    if (this.#choices.keepsPlans) return columns;
    return this.#leaveOut(columns, findPlanRows(columns), this.plans);
  }

  /** Rows that name a total of periods, as a thirteenth month does. */
  leaveOutPeriodTotals(columns: Column[]): Column[] {
    const rows = columns.flatMap((column) => (column.kind === 'date' ? (column.totalRows ?? []) : []));
    const account = { rows: 0, names: [] };
    const kept = this.#leaveOut(columns, { rows: [...new Set(rows)], names: [] }, account);
    this.periodTotals += account.rows;
    return kept;
  }

  #leaveOut(columns: Column[], found: { rows: number[]; names: string[] }, account: RowSieve['totals']): Column[] {
    if (found.rows.length === 0 || found.rows.length >= this.rowCount) return columns;
    const isLeft = new Set(found.rows);
    const kept = new Uint32Array(this.rowCount - found.rows.length);
    let count = 0;
    for (let row = 0; row < this.rowCount; row++) if (!isLeft.has(row)) kept[count++] = row;
    this.rowCount = kept.length;
    account.rows += found.rows.length;
    account.names.push(...found.names);
    return columns.map((column) => keepRows(column, kept));
  }
}

function listLeftOut(counts: FilledColumns['counts'], { totals, plans, periodTotals }: RowSieve): LeftOut[] {
  const { totalRows, totalNames, footerRows } = counts;
  const all: LeftOut[] = [
    { reason: 'comments', rows: counts.commentRows, names: [] },
    { reason: 'repeated-headers', rows: counts.repeatedHeaders, names: [] },
    { reason: 'totals', rows: totalRows + totals.rows, names: [...new Set([...totalNames, ...totals.names])] },
    { reason: 'period-totals', rows: periodTotals, names: [] },
    { reason: 'footnotes', rows: footerRows - totalRows, names: [] },
    { reason: 'tables-below', rows: counts.rowsBelow, names: [] },
    { reason: 'plans', ...plans },
  ];
  return all.filter(({ rows }) => rows > 0);
}
