/** Where in its rows a table lies: what stands above it, how many rows its header has, what its columns are called. */
import { type CellKind, countFilled, isBlank, isRule, isTyped, kindOfCell } from '../columns/cell-kinds.ts';
import { isMissing } from '../columns/missing.ts';
import { soundsLikeTime } from '../dates/time-words.ts';

export type RowLayout = {
  /** Rows above the first data row: titles, notes, blank lines and the header. */
  skippedRows: number;
  /** Rows of names directly above the data; 0 where there are none. */
  headerRows: number;
  /** Cells of a row. */
  width: number;
  /** Header cells where there is a header, else empty texts. */
  names: string[];
  /** What begins a line that is a comment; null where there are none. */
  commentMark: string | null;
  /** What stands above the header, a text a row. */
  titles: string[];
  /** Data rows of the sample. */
  sample: string[][];
};

/** What the user may say about it. */
export type LayoutChoices = { headerRows?: number; skippedRows?: number };

const mostHeaderRows = 4;
const longestName = 300;
/** Rows at the beginning of the data that may be damaged. */
const mostDamaged = 3;
const commentMarks = ['#', '//', '%', '--', '!', '*'];

/**
 * @param rows the first rows of the file, blank ones too
 * @param width cells that most of them have
 * @param first rows that certainly do not belong to the table
 */
export function layOutRows(rows: string[][], width: number, first: number, choices: LayoutChoices): RowLayout {
  const commentMark = findCommentMark(rows, width);
  const isOutside = (row: string[]) => isBlank(row) || isRule(row) || isComment(row, commentMark);
  const kinds = kindsOfColumns(
    rows.slice(first).filter((row) => !isOutside(row)),
    width,
  );
  const bounds = chosenBounds(choices) ?? findBounds(rows, { width, first, kinds, isOutside, commentMark });
  const header = rows.slice(bounds.headerStart, bounds.dataStart).filter((row) => !isBlank(row) && !isRule(row));
  const named = joinHeader(header.map((row) => withoutMark(row, commentMark)));
  const columns = width < 2 ? 1 : Math.max(width, trimmedLength(named));
  return {
    skippedRows: bounds.dataStart,
    headerRows: header.length,
    width: columns,
    names: Array.from({ length: columns }, (_, i) => named[i] ?? ''),
    commentMark,
    titles: rows.slice(0, bounds.headerStart).flatMap((row) => (isBlank(row) ? [] : [row.join(' ').slice(0, 500)])),
    sample: rows.slice(bounds.dataStart).filter((row) => !isOutside(row)),
  };
}

function chosenBounds({ headerRows, skippedRows }: LayoutChoices): HeaderBounds | null {
  if (headerRows === undefined && skippedRows === undefined) return null;
  const start = skippedRows ?? 0;
  return { headerStart: start, dataStart: start + (headerRows ?? 1) };
}

export function isComment(row: string[], mark: string | null): boolean {
  return mark !== null && (row[0] ?? '').trimStart().startsWith(mark);
}

function withoutMark(row: string[], mark: string | null): string[] {
  if (!isComment(row, mark) || mark === null) return row;
  const [head = '', ...rest] = row;
  return [head.trimStart().slice(mark.length), ...rest];
}

/** The mark of lines that are comments: a few of the lines begin with it, and those are no rows like the others. */
function findCommentMark(rows: string[][], width: number): string | null {
  const filled = rows.filter((row) => !isBlank(row) && !isRule(row));
  for (const mark of commentMarks) {
    const marked = filled.filter((row) => isComment(row, mark));
    if (marked.length === 0 || marked.length >= filled.length) continue;
    const others = filled.filter((row) => !isComment(row, mark));
    const isData = (row: string[]) => row.length === width && row.slice(1).some(isTyped);
    if (others.some((row) => row.length === width || width < 2) && marked.filter(isData).length === 0) return mark;
  }
  return null;
}

/** What most cells of each column are. The end of the sample counts, for what stands above a table is at its beginning. */
function kindsOfColumns(rows: string[][], width: number): CellKind[] {
  const body = rows.slice(Math.min(rows.length >> 2, 20)).slice(0, 200);
  return Array.from({ length: width }, (_, column) => {
    const counts: Record<CellKind, number> = { missing: 0, number: 0, date: 0, clock: 0, text: 0 };
    for (const row of body) if (Math.abs(row.length - width) <= 1) counts[kindOfCell(row[column] ?? '')]++;
    const filled = counts.number + counts.date + counts.clock + counts.text;
    for (const kind of ['number', 'date', 'clock'] as const) if (counts[kind] > filled * 0.5) return kind;
    return counts.number + counts.date > filled * 0.6 ? 'number' : 'text';
  });
}

type HeaderBounds = { headerStart: number; dataStart: number };
type Context = {
  width: number;
  first: number;
  kinds: CellKind[];
  isOutside: (row: string[]) => boolean;
  commentMark: string | null;
};

function findBounds(rows: string[][], context: Context): HeaderBounds {
  const { kinds, first } = context;
  if (!kinds.some((kind) => kind !== 'text')) return boundsOfWords(rows, context);
  const data = rows.findIndex((row, i) => i >= first && !context.isOutside(row) && isData(row, kinds, context.width));
  if (data < 0) return boundsOfWords(rows, context);
  const dataStart = startAboveSections(rows, startAboveDamage(rows, data, context), context);
  return { headerStart: findHeader(rows, dataStart, context), dataStart };
}

/**
 * Where the data starts if its first rows are damaged, which shows by the full header above them, or have words where others
 * have numbers, such as `closed`, beside their dates.
 */
function startAboveDamage(rows: string[][], found: number, { width, first, isOutside, kinds }: Context): number {
  if (width < 2) return found;
  let data = found;
  while (data > first && !isOutside(rows[data - 1]) && isDatedLike(rows[data - 1], kinds, width)) data--;
  const timeColumn = rows
    .slice(0, data)
    .findLast((row) => row.length === width && row.every(isWord))
    ?.findIndex(soundsLikeTime);
  while (
    timeColumn !== undefined &&
    timeColumn >= 0 &&
    data > first &&
    !isOutside(rows[data - 1]) &&
    rows[data - 1].length === width &&
    isTyped(rows[data - 1][timeColumn] ?? '')
  )
    data--;
  for (let row = data - 1; row >= Math.max(first, data - mostDamaged - 1); row--) {
    if (isOutside(rows[row])) return data;
    if (rows[row].length === width && rows[row].every(isWord)) return row + 1;
    if (!isDamaged(rows[row], width) && !isDatedLike(rows[row], kinds, width)) return data;
  }
  return data;
}

/** Rows with a heading in the first of many cells, or in their only one, such as `Income`, between a header and the first rows of numbers are data. */
function startAboveSections(rows: string[][], data: number, { width, first, isOutside }: Context): number {
  if (width < 3) return data;
  const isSection = (row: string[]) =>
    isBlank(row) || ((row.length === width || row.length === 1) && countFilled(row) === 1 && isWord(row[0]));
  let start = data;
  while (start > first && data - start < mostDamaged && isSection(rows[start - 1])) start--;
  const above = start === data || start === first ? undefined : rows[start - 1];
  const isHeader =
    above?.length === width && !isOutside(above) && above.slice(1).every((cell) => isWord(cell) || isPeriod(cell));
  return isHeader ? start : data;
}

function isWord(cell: string): boolean {
  return cell.trim() !== '' && !isTyped(cell);
}

/** Whether a row has a date in every column of dates, and no date elsewhere, as the header of a table with time across has. */
function isDatedLike(row: string[], kinds: CellKind[], width: number): boolean {
  if (!kinds.includes('date') || row.length !== width) return false;
  return kinds.every((kind, column) => (kind === 'date') === (kindOfCell(row[column] ?? '') === 'date'));
}

function isDamaged(row: string[], width: number): boolean {
  const isNumbered = row.some((cell) => /\d/.test(cell));
  return isNumbered && (row.length !== width || row.some((cell) => isTyped(cell) && !isPeriod(cell)));
}

/** Whether a row has what its columns hold: most of its cells in columns of numbers and dates are such. */
function isData(row: string[], kinds: CellKind[], width: number): boolean {
  if (width > 1 && countFilled(row) < 2 && row.length < width) return false;
  let fits = 0;
  let differs = 0;
  const isDated = !kinds.includes('date') || kinds.some((kind, i) => kind === 'date' && !isMissing(row[i] ?? ''));
  const isUnnamed = kinds.some((kind, i) => kind === 'text' && isMissing(row[i] ?? ''));
  if ((!isDated || isUnnamed) && row.every((cell) => isMissing(cell) || isPeriod(cell))) return false;
  for (let column = 0; column < kinds.length; column++) {
    const kind = kinds[column];
    if (kind === 'text') continue;
    const found = kindOfCell(row[column] ?? '');
    // What stands above a first column of dates tells about the columns: `Unit`, `Series ID`.
    if (column === 0 && kind === 'date' && found === 'text') return false;
    if (found === kind || (found === 'number' && kind === 'date') || (found === 'date' && kind === 'number')) fits++;
    else if (found !== 'missing') differs++;
  }
  return fits > 0 && fits > differs && !isLabelled(row, kinds);
}

/**
 * A row of years or dates over columns of numbers, with words over all others: the header of a table with time across. A
 * column of ids may be of numbers, and so are totals.
 */
function isLabelled(row: string[], kinds: CellKind[]): boolean {
  const numbers = row.filter((_, i) => kinds[i] === 'number');
  const heads = numbers.filter(isPeriod);
  const words = row.filter((cell) => cell.trim() !== '' && !isTyped(cell));
  if (words.length > 0 && isCount(row.filter(isTyped))) return true;
  const distinct = new Set(row.map((cell) => cell.trim())).size;
  const areOthersWords = numbers.every((cell) => isPeriod(cell) || !isTyped(cell));
  return (
    heads.length >= 2 &&
    areOthersWords &&
    distinct === row.length &&
    (words.length > 0 || kinds.length > numbers.length)
  );
}

/** Whether cells count from 1 to 12 or beyond, as the heads of months do. */
function isCount(cells: string[]): boolean {
  return cells.length >= 12 && cells.every((cell, i) => /^\s*\d{1,2}\s*$/.test(cell) && Number(cell) === i + 1);
}

/** A month or a fiscal period before or behind its year, which would be a number by itself: `01.2024`, `001.2024`. */
const markedPeriod =
  /^\s*(?:(?:0?[1-9]|1[0-2]|0(?:0[1-9]|1[0-6]))\.(?:19|20)\d{2}|(?:19|20)\d{2}\.(?:0[1-9]|1[0-2]|0(?:0[1-9]|1[0-6])))\s*$/;

function isPeriod(cell: string): boolean {
  return /^\s*(19|20)\d{2}\s*$/.test(cell) || markedPeriod.test(cell) || kindOfCell(cell) === 'date';
}

/** A table without numbers and dates: its first full row is its header. */
function boundsOfWords(rows: string[][], { width, first, isOutside }: Context): HeaderBounds {
  const narrowest = width >= 4 ? width - 1 : width;
  let start = rows.findIndex(
    (row, i) => i >= first && !isOutside(row) && row.length >= narrowest && countFilled(row) >= Math.max(1, width / 2),
  );
  if (start < 0) start = rows.findIndex((row, i) => i >= first && !isOutside(row));
  if (start < 0) start = first;
  const isHeader = !isBlank(rows[start] ?? []) && !(rows[start] ?? []).some(isTyped);
  return { headerStart: start, dataStart: isHeader ? start + 1 : start };
}

/** The first row of the header above the first row of data; that row itself where there is none. */
function findHeader(rows: string[][], data: number, context: Context): number {
  const { width, first, commentMark } = context;
  let row = data - 1;
  while (row >= first && (isBlank(rows[row]) || isRule(rows[row]))) row--;
  if (row < first || data - row > 3) return data;
  const bare = withoutMark(rows[row], commentMark);
  if (!canBeHeader(bare, width)) return data;
  let start = row;
  for (let upper = row - 1; upper >= first && row - upper < mostHeaderRows; upper--) {
    if (!isUpperHeader(withoutMark(rows[upper], commentMark), withoutMark(rows[start], commentMark), width)) break;
    start = upper;
  }
  return start;
}

function canBeHeader(row: string[], width: number): boolean {
  const filled = countFilled(row);
  if (width === 1) return filled > 0 && row.length === 1 && row[0].trim().length <= 100;
  // A title stands in the first cell; a single name further right is a name.
  if (filled === 1 && row[0].trim() === '' && row.length === width) return true;
  return row.length >= 2 && filled >= Math.max(Math.min(2, width), width / 2 - 0.5);
}

/** Whether a row above a header belongs to it: it groups columns, or the lower one holds units or repeats itself. */
function isUpperHeader(upper: string[], lower: string[], width: number): boolean {
  if (width < 2 || isBlank(upper) || isRule(upper) || upper.length < width - 1 || upper.length > width + 1)
    return false;
  const filled = countFilled(upper);
  if (filled < 2 || upper.some((cell) => (isTyped(cell) && !isPeriod(cell)) || isPivotLabel(cell))) return false;
  const names = lower.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const repeats = new Set(names).size < names.length;
  const lowerHasBlanks = countFilled(lower) < filled;
  const groups = filled < upper.length && width >= 3;
  return repeats || lowerHasBlanks || groups || names.filter(isUnit).length > names.length / 2;
}

/** What Excel writes above the columns of a pivot table, in the languages of the exports. */
function isPivotLabel(cell: string): boolean {
  return /^\s*(?:column labels|spaltenbeschriftungen|étiquettes de colonnes|etiquetas de columna|列标签|列ラベル)\s*$/i.test(
    cell,
  );
}

function isUnit(name: string): boolean {
  return (
    /^[([].*[)\]]$/.test(name) ||
    /^(?:[%°€$£¥µ].{0,4}|k?[gmWVAJ]|[kMG]Wh?|mm|cm|km|°C|hPa|EUR|USD|pcs|m\/s|l)$/.test(name)
  );
}

/** One name a column out of the rows of a header; a group's name holds until the next one. */
function joinHeader(rows: string[][]): string[] {
  if (rows.length <= 1) return (rows[0] ?? []).map(cleanName);
  const width = Math.max(...rows.map((row) => row.length));
  const last = rows[rows.length - 1];
  const spread = rows.map((row, level) => (level < rows.length - 1 && isGrouping(row, last) ? spreadRight(row) : row));
  return Array.from({ length: width }, (_, column) => {
    const parts = spread.map((row) => cleanName(row[column] ?? '')).filter((part) => part !== '');
    return [...new Set(parts)].join(' ');
  });
}

/** Names of groups leave blanks where the row below has names. */
function isGrouping(row: string[], last: string[]): boolean {
  return row.some((cell, column) => column > 0 && cell.trim() === '' && (last[column] ?? '').trim() !== '');
}

function spreadRight(row: string[]): string[] {
  let group = '';
  return row.map((cell) => {
    if (cell.trim() !== '') group = cell;
    return group;
  });
}

function cleanName(cell: string): string {
  return cell
    .slice(0, 10 * longestName)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestName);
}

/** Cells up to the last that is not empty. */
function trimmedLength(row: string[]): number {
  let length = row.length;
  while (length > 0 && isMissing(row[length - 1]) && row[length - 1].trim() === '') length--;
  return length;
}
