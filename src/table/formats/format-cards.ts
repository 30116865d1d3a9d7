/**
 * Every format of a file that is read, a card each: how it is told from others, and what the page says of it. What reads it is in
 * readers.ts, which the page does without.
 */
import { isJson } from './no-table.ts';

type FormatCard = {
  /** What the file dialogue offers: endings, and types where a system knows the format by them. */
  accept: readonly string[];
  /**
   * How it is told from others: by its first bytes, by a file inside a zip, by the beginning of its text. What nothing else
   * claims is `other-text`.
   */
  told: { by: 'bytes'; bytes: string } | { by: 'zip'; holds: readonly string[] } | TextTold;
  /** How it is written down: cells between delimiters, sheets, or records that need no word. */
  kind: 'delimited' | 'workbook' | 'records';
};
type TextTold = { by: 'text'; begins: (text: string) => boolean } | { by: 'other-text' };

export const formatCards = {
  csv: {
    accept: ['.csv', '.tsv', '.tab', '.psv', '.txt', '.dat', 'text/csv', 'text/plain'],
    told: { by: 'other-text' },
    kind: 'delimited',
  },
  xlsx: {
    accept: ['.xlsx', '.xlsm'],
    told: { by: 'zip', holds: ['xl/workbook.xml', '[Content_Types].xml'] },
    kind: 'workbook',
  },
  ods: { accept: ['.ods'], told: { by: 'zip', holds: ['content.xml'] }, kind: 'workbook' },
  parquet: { accept: ['.parquet'], told: { by: 'bytes', bytes: 'PAR1' }, kind: 'records' },
  json: { accept: ['.json', '.jsonl', '.ndjson'], told: { by: 'text', begins: isJson }, kind: 'records' },
} as const satisfies Record<string, FormatCard>;

/** What kind of file held a table. */
export type TableFormat = keyof typeof formatCards;
type FormatOf<Kind extends FormatCard['kind']> = {
  [Id in TableFormat]: (typeof formatCards)[Id]['kind'] extends Kind ? Id : never;
}[TableFormat];
export type WorkbookFormat = FormatOf<'workbook'>;
export type RecordFormat = FormatOf<'records'>;

const formats = Object.keys(formatCards) as TableFormat[];

/** How a format is told from others, whichever it is. */
function toldOf(format: TableFormat): FormatCard['told'] {
  return formatCards[format].told;
}

export function isWorkbook(format: TableFormat): format is WorkbookFormat {
  return formatCards[format].kind === 'workbook';
}

export function isOfRecords(format: TableFormat): format is RecordFormat {
  return formatCards[format].kind === 'records';
}

/** What the file dialogue offers: packed files too. */
export const readEndings = [...formats.flatMap((format) => formatCards[format].accept), '.gz', '.zip'].join(',');

/** @param startsWith whether the file begins with these bytes, a character each */
export function formatByBytes(startsWith: (bytes: string) => boolean): TableFormat | null {
  const isIt = (format: TableFormat) => {
    const told = toldOf(format);
    return told.by === 'bytes' && startsWith(told.bytes);
  };
  return formats.find(isIt) ?? null;
}

/** @param has whether the zip holds a file of this path */
export function workbookByEntries(has: (path: string) => boolean): WorkbookFormat | null {
  const isIt = (format: WorkbookFormat) => formatCards[format].told.holds.some(has);
  return formats.filter(isWorkbook).find(isIt) ?? null;
}

/** @param text the beginning of the file */
export function formatByText(text: string): TableFormat {
  const isIt = (format: TableFormat) => {
    const told = toldOf(format);
    return told.by === 'text' && told.begins(text);
  };
  return formats.find(isIt) ?? 'csv';
}
