/** What a sheet of a workbook holds, whatever writes it. */

/** How a cell is shown: `whole` and `decimal` have thousands apart, `fine` has more places, `day` to `time` are dates as ISO 8601 writes them. */
export type CellFormat = 'text' | 'whole' | 'decimal' | 'fine' | 'percent' | 'year' | 'month' | 'day' | 'time';

/** A time in milliseconds since 1970 of wall-clock time read as UTC. */
export type DateCell = { ms: number };

/** A text is a text whatever it begins with; null is an empty cell, as is a number that is none. */
export type SheetCell = string | number | DateCell | null;

export type SheetColumn = {
  heading: SheetCell;
  /** Of what stands below the heading. */
  format: CellFormat;
  /** In characters. */
  width: number;
  /** How a heading that is a date is shown. */
  headingFormat?: CellFormat;
  /** Set apart by its colour, as what is still to come is. */
  isTinted?: boolean;
};

export type Sheet = {
  name: string;
  columns: readonly SheetColumn[];
  /** Columns that stay in sight, as the headings do. */
  frozenColumns: number;
  rows: Iterable<readonly SheetCell[]>;
  /** Whether it is a list to be filtered by its headings. */
  isFiltered: boolean;
};
