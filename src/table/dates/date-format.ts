/** What a way of writing dates is. */
export type DateFormat = {
  /** Shown to the user: `DD/MM/YYYY`. */
  name: string;
  /** Milliseconds of the wall-clock time, or NaN. */
  read: (text: string) => number;
  /** Minutes that the written zone is ahead of UTC, NaN where the cell has none; null for formats without zones. */
  readZone: ((text: string) => number) | null;
};
