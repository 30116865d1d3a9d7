/**
 * A table as read from a file: every column decided to be of one kind, its cells in typed arrays.
 * Missing and unreadable cells are NaN (numbers, dates) or -1 (texts); the counts say which were which.
 */
import type { ClosedCells } from './columns/closed-words.ts';
import type { SideColumn } from './columns/side-column.ts';
import type { TableFormat } from './formats/format-cards.ts';

/** A cell that did not fit its column: `row` counts data rows from 1, as a user would. */
export type BadCell = { row: number; text: string };

type ColumnBase = {
  name: string;
  /** Cells that were empty or spelled a missing value (`NA`, `-`, ...). */
  missing: number;
  /** Cells that held something that is not of the column's kind. */
  unreadable: number;
  /** The first two hundred unreadable cells, to be shown. */
  unreadableExamples: BadCell[];
};

/** `isPercent`: the numbers stood before a percent sign; `tooLarge`: unreadable cells that are numbers too large to compute with. */
export type NumberColumn = ColumnBase & {
  kind: 'number';
  values: Float64Array;
  isPercent?: boolean;
  tooLarge?: number;
  /** Whether a column beside it gave it its signs: entries of an account, which add up. */
  isSided?: boolean;
};
/** `values`: milliseconds since 1970 of the wall-clock time read as if it were UTC. */
export type DateColumn = ColumnBase & {
  kind: 'date';
  values: Float64Array;
  format: string;
  /** Nothing in the column tells the day from the month: `format` is the more usual of the two readings. */
  isAmbiguous: boolean;
  /** What to ask the user where it is. */
  question: DateQuestion | null;
  /** Columns that this one was put together from: year, month and day, or a date and a time of day; null for the file's own. */
  madeFrom: number[] | null;
  /**
   * Where cells tell offsets from UTC: `values` are the clock of the first of them throughout, and from each of these times on the
   * clock of the file shows so many milliseconds more.
   */
  clockChanges?: { fromMs: number; shiftMs: number }[];
  /** Where cells name periods of several lengths: how each row's is written, by its place in `labels`; -1 for none. */
  periodKinds?: { codes: Int8Array; labels: string[] };
  /** Rows, from 0, that name a total of periods, as a thirteenth month does; they are left out of the table. */
  totalRows?: number[];
};

/**
 * What nothing in a column of dates tells. `column` is the column of the file, also where its dates were put together with
 * times of day.
 *
 * `date-order`: readings that nothing tells apart, the one taken first; answered by `ReadChoices.columns`.
 * `fiscal-start`: the month in which the fiscal years begin, `month` as it was taken; answered by `ReadChoices.fiscalStart`.
 */
export type DateQuestion = DateOrderQuestion | FiscalStartQuestion;
export type DateOrderQuestion = { code: 'date-order'; column: string; readings: DateReadingOffer[] };
export type DateReadingOffer = {
  order: 'dmy' | 'mdy' | 'yymd';
  format: string;
  /** The first cell that the readings read differently, and what this one makes of it, in milliseconds. */
  example: string;
  exampleMs: number;
};
export type FiscalStartQuestion = {
  code: 'fiscal-start';
  column: string;
  month: number;
  /** A cell, and the day on which it begins for each first month from January on, in milliseconds. */
  example: string;
  exampleMs: number[];
};
/** `codes` index `labels`; -1 is missing, or one of the texts beyond the first million different ones (`unlisted`). */
export type TextColumn = ColumnBase & { kind: 'text'; codes: Int32Array; labels: string[]; unlisted: number };
export type Column = NumberColumn | DateColumn | TextColumn;

/** How the file was packed. */
export type Packing = 'gz' | 'zip';

/** How the file was written. What is optional is not known of every kind of file. */
export type Dialect = {
  encoding: string;
  delimiter: string;
  decimalMark: '.' | ',';
  hasHeader: boolean;
  /** The quotes around cells; null where no cell has any. */
  quote?: '"' | "'" | null;
  /** Rows of names; 0 without a header. */
  headerRows?: number;
  /** Rows of the file above the first row of data, header and titles. */
  skippedRows?: number;
  format?: TableFormat;
  packing?: Packing | null;
  /** Of a workbook: its sheets, and the one that was read. */
  sheets?: SheetInfo[];
  sheet?: string;
};

export type SheetInfo = { name: string; isHidden: boolean };

export type Table = {
  name: string;
  dialect: Dialect;
  rowCount: number;
  columns: Column[];
  /** Rows with more or fewer cells than the header. */
  raggedRows: number;
  /** What else stood in the file. */
  notes: TableNotes;
};

export type TableNotes = {
  /** Rows with a cell too many or too few whose cells could be put where they belong. */
  mendedRows: number;
  commentRows: number;
  repeatedHeaders: number;
  /** Totals and footnotes below the table, and sums between its rows. */
  footerRows: number;
  /** Rows of further tables below the first. */
  rowsBelow: number;
  /** Names that stood in the file more than once or not at all, as they are called now. */
  renamedColumns: string[];
  /** Whether only the first rows were read, as asked. */
  isCut: boolean;
  /** Columns named by periods, such as months, that became rows because time ran across the table; 0 where it did not. */
  periodColumns: number;
  /** The first year of months that stand in the file without one. */
  firstYear: FirstYear | null;
  /** Rows below the header that are no part of the table, by reason; none where absent. */
  leftOut?: LeftOut[];
  /** Numbers that were taken for missing values, by column; none where absent. */
  missingCodes?: { column: string; code: number; cells: number }[];
  /** Words that say a business was closed, taken for zero, by column; none where absent. */
  closed?: ClosedCells[];
  /** Columns that are nothing but zero from a date on, for which these zeros were taken for missing; none where absent. */
  zeroFilled?: { column: string; fromMs: number; cells: number }[];
  /** Columns whose dates are written in more than one way, such as from the middle on, and these ways; none where absent. */
  dateFormats?: { column: string; formats: string[] }[];
  /** Columns of amounts, such as debit and credit, of which each row fills one: their empty cells are zero; none where absent. */
  twoSided?: { columns: [string, string]; cells: number }[];
  /** A column that tells the sides of an account, and the amounts that took their signs from it; none where absent. */
  sideColumn?: SideColumn;
  /** Columns whose blank cells took the label above them, as pivot tables leave out what repeats; none where absent. */
  filledDown?: { column: string; cells: number }[];
  /** What the file leaves open, and what was taken; nothing where absent. Dates are asked about in `DateColumn.question`. */
  questions?: TableQuestion[];
  /** Rows that named a total of periods, such as a thirteenth month, and were left out. */
  periodTotals?: number;
  /** Columns beside those of periods that were left out because they hold totals of these. */
  totalColumns?: string[];
  /** Columns of periods that were left out because they hold plans or forecasts beside what was. */
  planColumns?: string[];
  /** The column that seems to name periods, where no dates could be read; null else. */
  unreadPeriods?: string | null;
};

export type LeftOutReason =
  | 'comments'
  | 'repeated-headers'
  | 'totals'
  | 'period-totals'
  | 'footnotes'
  | 'tables-below'
  | 'plans';
/** `names`: what the first of the rows are called, where they are called anything. */
export type LeftOut = { reason: LeftOutReason; rows: number; names: string[] };

/**
 * The year of the first of the months that a column, or the columns named by them, have without a year; null where nothing
 * tells it: then there are no dates until `ReadChoices.firstYear` says it.
 */
export type FirstYear = { column: string; year: number | null };

/** Options of which one, `chosen` by its place, was taken. */
export type TableQuestion = DecimalMarkQuestion | VariantsQuestion | HalvesQuestion | SideQuestion;
/** A mark that could group digits as well; answered by `ReadChoices.columns`. */
export type DecimalMarkQuestion = {
  code: 'decimal-mark';
  column: string;
  /** A cell, and what each reading makes of it. */
  example: string;
  options: { decimalMark: '.' | ','; value: number }[];
  chosen: number;
};
/** Texts that differ in capitals and spaces alone; answered by `ReadChoices.columns`. */
export type VariantsQuestion = {
  code: 'label-variants';
  column: string;
  variants: string[][];
  /** How many different texts there are then. */
  options: { isMerged: boolean; labels: number }[];
  chosen: number;
};
/**
 * Dates of which a spreadsheet that expects the month first seems to have changed some about, those whose day is at most 12; answered by
 * `ReadChoices.columns`.
 */
export type HalvesQuestion = {
  code: 'changed-dates';
  column: string;
  /** A cell, and what each reading makes of it, in milliseconds. */
  example: string;
  options: { isChangedBack: boolean; exampleMs: number }[];
  chosen: number;
};
/**
 * Amounts of which some are credits and some debits, as words behind them or a column beside them say; answered by `ReadChoices.columns`.
 * `none` leaves amounts beside such a column without signs.
 */
export type SideQuestion = {
  code: 'account-side';
  column: string;
  /** A debit, and what each reading makes of it. */
  example: string;
  options: { negativeSide: 'credit' | 'debit' | 'none'; value: number }[];
  chosen: number;
};
export type RowDates = { first: string; unit: 'day' | 'week' | 'month' | 'quarter' | 'year' };

/** What the user says about a file, instead of what was guessed. */
export type ReadChoices = {
  encoding?: string;
  delimiter?: string;
  quote?: '"' | "'";
  decimalMark?: '.' | ',';
  /** Rows of names, 0 for none, below `skippedRows` rows of titles. */
  headerRows?: number;
  skippedRows?: number;
  sheet?: string;
  /** By a column's name in the table. */
  columns?: Record<
    string,
    {
      kind?: 'number' | 'date' | 'text';
      dateOrder?: 'dmy' | 'mdy' | 'yymd';
      decimalMark?: '.' | ',';
    } & ValueChoice
  >;
  /** False leaves columns that are named by periods as they are. */
  timeAcross?: boolean;
  /** The year of the first month, where months stand in the file without one. */
  firstYear?: number;
  /** Keeps rows that add up others. */
  keepsTotals?: boolean;
  /** Keeps rows of plans and forecasts beside those of what was. */
  keepsPlans?: boolean;
  /** What the labels of `notes.unreadPeriods` mean: when the first begins, as `2024-01-31`, and what lies between two of them. */
  rowDates?: RowDates;
  /** The month, 1-12, in which the fiscal years begin that a file names. */
  fiscalStart?: number;
  /** Reads the first so many rows. */
  maxRows?: number;
  /** Reads these columns alone. */
  onlyColumns?: string[];
};

export type ValueChoice = {
  /** Whether texts that differ in capitals and spaces are one. */
  mergesVariants?: boolean;
  /** -999 and the like are values. */
  keepsCodes?: boolean;
  /** Zeros to the end of the file are values. */
  keepsZeros?: boolean;
  /** Nothing is known of days of which a word says that a business was closed. */
  closedIsMissing?: boolean;
  /** Dates are read as they are written, also where day and month of some seem to have been changed about. */
  keepsHalves?: boolean;
  /** Which of credits and debits are below zero. */
  negativeSide?: 'credit' | 'debit' | 'none';
};

/** More about why a file was refused, where there is advice to give. */
export type RefusalDetail =
  | { code: 'old-workbook' }
  | { code: 'binary-workbook' }
  | { code: 'numbers-document' }
  | { code: 'encrypted' }
  | { code: 'damaged'; reason: DamageReason }
  /** `growth`: it was stopped at `bytes` because they are more than so many times what they were packed in. */
  | { code: 'inflates-too-much'; bytes: number; limit: number; growth?: number }
  /** Places for cells between the first and the last, empty ones too. */
  | { code: 'too-many-cells'; limit: number }
  /** It can only be read as a whole, and would not fit into memory. */
  | { code: 'too-large-to-hold'; bytes: number; limit: number }
  | { code: 'several-files'; names: string[] }
  | { code: 'nothing-inside' }
  | { code: 'unknown-packing' }
  | { code: 'no-records' }
  | {
      code: 'too-large';
      bytes: number;
      limit: number;
      /** So many rows there are about, and so many fit. */
      rows: number;
      rowsThatFit: number;
      columns: string[];
    };

/** What is wrong with a damaged file: it ends too early, packed bytes contradict each other, or parts of it cannot be read. */
export type DamageReason = 'cut-short' | 'no-directory' | 'bad-bytes' | 'bad-workbook' | 'bad-parquet';
/** Why a file that was there cannot be read any more. */
export type UnreadableReason = 'gone' | 'changed' | 'not-allowed' | 'too-large';

/** `workbook`: its sheets where it was one of them that could not be read, so that another can be chosen. */
export type TableProblem = { detail?: RefusalDetail; workbook?: { sheets: SheetInfo[]; sheet: string } } & (
  | { code: 'empty-file'; params: { name: string } }
  | { code: 'header-only'; params: { name: string } }
  | { code: 'binary-file'; params: { name: string; looksLike: 'image' | 'pdf' | 'excel' | 'archive' | 'binary' } }
  | { code: 'not-a-table'; params: { name: string } }
  | { code: 'one-column'; params: { name: string; column: string } }
  | { code: 'file-unreadable'; params: { name: string; reason: UnreadableReason } }
);
