/**
 * A table as read from a file: every column decided to be of one kind, its cells in typed arrays.
 * Missing and unreadable cells are NaN (numbers, dates) or -1 (texts); the counts say which were which.
 */

/** A cell that did not fit its column: `row` counts data rows from 1, as a user would. */
export type BadCell = { row: number; text: string };

type ColumnBase = {
  name: string;
  /** Cells that were empty or spelled a missing value (`NA`, `-`, ...). */
  missing: number;
  /** Cells that held something that is not of the column's kind. */
  unreadable: number;
  /** The first few unreadable cells, to be shown. */
  unreadableExamples: BadCell[];
};

export type NumberColumn = ColumnBase & { kind: 'number'; values: Float64Array };
/** `values`: milliseconds since 1970 of the wall-clock time read as if it were UTC. */
export type DateColumn = ColumnBase & {
  kind: 'date';
  values: Float64Array;
  format: string;
  /** Nothing in the column tells the day from the month: `format` is the more usual of the two readings. */
  isAmbiguous: boolean;
};
/** `codes` index `labels`; -1 is missing, or one of the texts beyond the first million different ones (`unlisted`). */
export type TextColumn = ColumnBase & { kind: 'text'; codes: Int32Array; labels: string[]; unlisted: number };
export type Column = NumberColumn | DateColumn | TextColumn;

/** How the file was written. */
export type Dialect = {
  encoding: string;
  delimiter: string;
  decimalMark: '.' | ',';
  hasHeader: boolean;
};

export type Table = {
  name: string;
  dialect: Dialect;
  rowCount: number;
  columns: Column[];
  /** Rows with more or fewer cells than the header. */
  raggedRows: number;
};

export type TableProblem =
  | { code: 'empty-file'; params: { name: string } }
  | { code: 'header-only'; params: { name: string } }
  | { code: 'binary-file'; params: { name: string; looksLike: 'image' | 'pdf' | 'excel' | 'archive' | 'binary' } }
  | { code: 'not-a-table'; params: { name: string } }
  | { code: 'one-column'; params: { name: string; column: string } }
  | { code: 'no-number-column'; params: { name: string; columns: string } }
  | { code: 'file-unreadable'; params: { name: string; reason: string } };
