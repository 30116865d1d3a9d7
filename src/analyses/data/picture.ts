/** What a column holds, as a small plot and a few numbers; plain data. */

export type Bar = { from: number; to: number; count: number };

/** Different values; `isMore` where counting them was given up at `count`. */
export type Distinct = { count: number; isMore: boolean };

export type ColumnPicture =
  | {
      kind: 'number';
      distinct: Distinct;
      /** Null where there is no value. */
      mean: number | null;
      /** How many values lie in each of the equal parts of the range; the upper end belongs to the last alone. */
      bars: Bar[];
    }
  | {
      kind: 'date';
      distinct: Distinct;
      /** How many rows fall in each period of the calendar, from the first to the last, times in milliseconds. */
      bars: Bar[];
    }
  | { kind: 'text'; distinct: Distinct };
