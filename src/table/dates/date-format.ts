/** What a way of writing dates is. */
export type DateFormat = {
  /** Shown to the user: `DD/MM/YYYY`. */
  name: string;
  /** Milliseconds of the wall-clock time, or NaN. */
  read: (text: string) => number;
  /** Minutes that the written zone is ahead of UTC, NaN where the cell has none; null for formats without zones. */
  readZone: ((text: string) => number) | null;
  /** Whether a cell names a total of periods, as a thirteenth month does; no cell does where absent. */
  isTotal?: (text: string) => boolean;
  /** The same format for fiscal years that begin in another month, 1-12; for formats of fiscal years alone. */
  withFiscalStart?: (month: number) => DateFormat;
  /** The month in which the fiscal years begin that this one reads. */
  fiscalStart?: number;
  /** The formats that this one is joined of, as where months and quarters share a column. */
  kinds?: DateFormat[];
  /** Where day and month of some cells may have been changed about by a spreadsheet: both readings, of which this format is one. */
  halves?: { changedBack: DateFormat; asWritten: DateFormat };
};

/** A format for cells that hold more than it reads: it, and every format that comes of it, gets what `prepare` makes of a cell. */
export function readPrepared<Format extends DateFormat>(format: Format, prepare: (text: string) => string): Format {
  const { read, readZone, isTotal, withFiscalStart, kinds, halves } = format;
  const prepared = (one: DateFormat) => readPrepared(one, prepare);
  return {
    ...format,
    read: (text: string) => read(prepare(text)),
    readZone: readZone && ((text: string) => readZone(prepare(text))),
    ...(isTotal && { isTotal: (text: string) => isTotal(prepare(text)) }),
    ...(withFiscalStart && { withFiscalStart: (month: number) => prepared(withFiscalStart(month)) }),
    ...(kinds && { kinds: kinds.map(prepared) }),
    ...(halves && { halves: { changedBack: prepared(halves.changedBack), asWritten: prepared(halves.asWritten) } }),
  };
}
