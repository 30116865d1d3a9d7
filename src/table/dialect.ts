/** How a delimited text file is written: the delimiter, where the table begins, whether it has a header. */
import { looksLikeDate } from './dates.ts';
import { isMissing } from './missing.ts';
import { looksLikeNumber } from './numbers.ts';
import { splitRows } from './split-rows.ts';

export type Layout = {
  delimiter: string;
  /** Rows above the first row of the table (titles, notes, blank lines), which are not read. */
  skippedRows: number;
  hasHeader: boolean;
  /** Cells of a row. */
  width: number;
  /** Header cells where there is a header, else empty texts. */
  names: string[];
  /** Data rows of the sample, the header and what stands above it left out. */
  sample: string[][];
};

const delimiters = ['\t', ';', '|', ','];
const sampleRows = 1000;

/** A first line as Excel writes it to name the delimiter. */
const separatorLine = /^"?sep=(.)"?\r?$/i;

/**
 * The layout of a file by its first part; null where it holds no row at all.
 *
 * @param text the beginning of the file
 * @param isWhole whether `text` is the whole file; else its last line may be cut and is left out
 */
export function guessLayout(text: string, isWhole: boolean): Layout | null {
  const firstLine = text.slice(0, 20).split('\n')[0] ?? '';
  const declared = separatorLine.exec(firstLine)?.[1];
  const candidates = (declared ? [declared] : delimiters)
    .map((delimiter) => judge(delimiter, text, isWhole))
    .filter((candidate) => candidate !== null);
  let best: Candidate | null = null;
  for (const candidate of candidates) if (candidate.score > (best?.score ?? 0)) best = candidate;
  if (!best || (best.width < 2 && !declared)) best = judge(null, text, isWhole);
  return best ? layOut(best, declared !== undefined) : null;
}

type Candidate = { delimiter: string; rows: string[][]; width: number; score: number };

/** A character that no table holds: with it as the delimiter every line is one cell. */
const noDelimiter = '\u001f';

function judge(delimiter: string | null, text: string, isWhole: boolean): Candidate | null {
  let rows = splitRows(text, delimiter ?? noDelimiter, isWhole);
  if (rows.length === 0) rows = splitRows(text, delimiter ?? noDelimiter, true);
  rows = rows.slice(0, sampleRows);
  const filled = rows.filter((row) => !isBlank(row));
  if (filled.length === 0) return null;
  if (delimiter === null) return { delimiter: ',', rows, width: 1, score: 0 };
  const width = commonWidth(filled);
  if (width < 2) return { delimiter, rows, width, score: 0 };
  const consistent = filled.filter((row) => row.length === width).length / filled.length;
  const typed = typedShare(filled.filter((row) => row.length === width));
  const isTable = consistent >= 0.6 ? typed > 0.05 || consistent >= 0.9 : consistent >= 0.3 && typed >= 0.3;
  return { delimiter, rows, width, score: isTable ? consistent * (0.3 + typed) : 0 };
}

export function isBlank(row: string[]): boolean {
  return row.every((cell) => cell.trim() === '');
}

/** The number of cells that most rows have. */
function commonWidth(rows: string[][]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let width = 0;
  for (const [length, count] of counts) {
    const best = counts.get(width) ?? 0;
    if (count > best || (count === best && length > width)) width = length;
  }
  return width;
}

/** The share of filled cells that are numbers or dates. */
function typedShare(rows: string[][]): number {
  let filled = 0;
  let typed = 0;
  for (const row of rows.slice(0, 200)) {
    for (const cell of row) {
      if (isMissing(cell)) continue;
      filled++;
      if (isTyped(cell)) typed++;
    }
  }
  return filled === 0 ? 0 : typed / filled;
}

function isTyped(cell: string): boolean {
  return looksLikeNumber(cell) || looksLikeDate(cell);
}

function layOut({ delimiter, rows, width, score }: Candidate, isDeclared: boolean): Layout {
  const first = isDeclared ? 1 : 0;
  const isSingle = width < 2 || score === 0;
  const start = findStart(rows, isSingle ? 1 : width, first);
  const body = rows.slice(start + 1).filter((row) => !isBlank(row));
  const top = rows[start] ?? [];
  const hasHeader = looksLikeHeader(top, body);
  const columns = isSingle ? 1 : Math.max(width, hasHeader ? trimmedLength(top) : 0);
  const names = Array.from({ length: columns }, (_, i) => (hasHeader ? (top[i] ?? '').trim() : ''));
  const sample = hasHeader ? body : [top, ...body];
  return { delimiter, skippedRows: hasHeader ? start + 1 : start, hasHeader, width: columns, names, sample };
}

/** Cells up to the last that is not empty. */
function trimmedLength(row: string[]): number {
  let length = row.length;
  while (length > 0 && row[length - 1].trim() === '') length--;
  return length;
}

/** The first row that is as wide as the table and at least half filled. */
function findStart(rows: string[][], width: number, first: number): number {
  const narrowest = width >= 4 ? width - 1 : width;
  for (let i = first; i < rows.length; i++) {
    const row = rows[i];
    const filled = row.filter((cell) => cell.trim() !== '').length;
    if (row.length >= narrowest && filled >= Math.max(1, width / 2)) return i;
  }
  const filled = rows.findIndex((row, i) => i >= first && !isBlank(row));
  return Math.max(filled, first);
}

/**
 * A header is a row of words above columns of numbers and dates. Where nothing below is a number or date, the first row
 * is taken for one if it has no number or date itself.
 */
function looksLikeHeader(top: string[], body: string[][]): boolean {
  let votes = 0;
  for (let column = 0; column < top.length; column++) {
    const name = top[column];
    if (isMissing(name)) continue;
    const cells = body.slice(0, 100).map((row) => row[column] ?? '');
    const filled = cells.filter((cell) => !isMissing(cell));
    const typed = filled.filter(isTyped).length;
    if (isTyped(name)) votes -= 1;
    else if (typed > filled.length / 2) votes += 1;
  }
  if (votes !== 0) return votes > 0;
  return !isBlank(top) && !top.some(isTyped);
}
