/** How a delimited text file is written: its delimiter and quotes, and where in it the table lies. */
import { isBlank, isRule, kindOfCell } from '../columns/cell-kinds.ts';
import { type LayoutChoices, layOutRows, type RowLayout } from '../layout/layout.ts';
import { type CellSyntax, plainSyntax, splitRows } from './split-rows.ts';

export type Layout = RowLayout & {
  syntax: CellSyntax;
  /** Whether any cell of the sample is in quotes. */
  isQuoted: boolean;
};

export type DialectChoices = LayoutChoices & { delimiter?: string; quote?: '"' | "'" };

/** The more a delimiter is one, the further in front; the number is how much a table by it is believed. */
const delimiters: [delimiter: string, belief: number][] = [
  ['\t', 1],
  [';', 1],
  ['|', 1],
  [', ', 1],
  [',', 1],
  ['^', 0.9],
  ['~', 0.9],
  ['\u0001', 0.9],
  [' ', 0.85],
  [':', 0.6],
];
const sampleRows = 1000;

/** A first line as Excel writes it to name the delimiter. */
const separatorLine = /^\ufeff?"?sep=(.)"?\s*$/i;

/**
 * The layout of a file by its first part; null where it holds no row at all.
 *
 * @param text the beginning of the file
 * @param isWhole whether `text` is the whole file; else its last line may be cut and is left out
 */
export function guessLayout(text: string, isWhole: boolean, choices: DialectChoices = {}): Layout | null {
  const firstLine = text.slice(0, 20).split(/[\r\n]/)[0] ?? '';
  const declared = separatorLine.exec(firstLine)?.[1];
  const asked = choices.delimiter ?? declared;
  const candidates = syntaxesOf(text, asked, choices.quote)
    .map((syntax) => judge(syntax, text, isWhole))
    .filter((candidate) => candidate !== null);
  const believed = candidates.map((candidate) => {
    const isCut = candidates.some((other) => other !== candidate && carries(candidate, other));
    return { ...candidate, score: candidate.score * (isCut ? carriedBelief : 1) };
  });
  let best: DialectCandidate | null = null;
  for (const candidate of believed) if (candidate.score > (best?.score ?? 0)) best = candidate;
  if (asked !== undefined) best ??= candidates[0] ?? null;
  const isDecimals = best?.syntax.delimiter === ',' && asked === undefined && isDecimalList(best.rows);
  if (!best || isDecimals || (best.width < 2 && asked === undefined)) best = judgeSingle(text, isWhole);
  if (!best) return null;
  const layout = layOutRows(best.rows, best.width, declared === undefined ? 0 : 1, choices);
  const { quote } = best.syntax;
  return { ...layout, syntax: best.syntax, isQuoted: new RegExp(`(^|[^\\w\\s])[ \\t]*${quote}`, 'm').test(text) };
}

/** The syntaxes worth trying. */
function syntaxesOf(
  text: string,
  asked: string | undefined,
  askedQuote: CellSyntax['quote'] | undefined,
): CellSyntax[] {
  const wanted = asked === undefined ? delimiters.map(([delimiter]) => delimiter) : [asked];
  const present = asked === undefined ? wanted.filter((delimiter) => text.includes(delimiter)) : wanted;
  const backslash = usesBackslash(text) ? '\\' : null;
  return present.flatMap((delimiter) => {
    const plain: CellSyntax = { ...plainSyntax(delimiter), escapeMark: backslash ?? '"' };
    const single: CellSyntax = { ...plain, quote: "'", escapeMark: backslash ?? "'" };
    if (askedQuote) return [askedQuote === '"' ? plain : single];
    const syntaxes = hasApostropheCells(text, delimiter) ? [plain, single] : [plain];
    if (delimiter !== ' ') return syntaxes;
    return [...syntaxes, ...syntaxes.map((syntax) => ({ ...syntax, collapsesSpaces: true }))];
  });
}

function usesBackslash(text: string): boolean {
  const escaped = text.match(/[^\\]\\["']/g)?.length ?? 0;
  const doubled = text.match(/[^\s,;|\t]""[^\s,;|\t]/g)?.length ?? 0;
  return escaped > doubled;
}

function hasApostropheCells(text: string, delimiter: string): boolean {
  const edge = delimiter.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const cells = text.match(new RegExp(`(?:^|${edge})'[^'\\n]*'(?=${edge}|\\r|\\n|$)`, 'gm'));
  return (cells?.length ?? 0) > 0;
}

type DialectCandidate = { syntax: CellSyntax; rows: string[][]; width: number; score: number };

/** What a delimiter is believed whose cells hold another one in row after row. */
const carriedBelief = 0.5;
/** Delimiters that hardly stand in texts, numbers or dates. */
const strongDelimiters = ['\t', ';', '|'];

/** Whether the cells of one hold the delimiter of the other, which makes a table of one width of all rows, in nearly all rows. */
function carries({ rows }: DialectCandidate, { syntax, rows: others, width }: DialectCandidate): boolean {
  const { delimiter } = syntax;
  if (!strongDelimiters.includes(delimiter) || width < 2) return false;
  const filled = others.filter((row) => !isBlank(row));
  if (filled.filter((row) => row.length === width).length < filled.length * 0.9) return false;
  const carrying = rows.filter((row) => row.some((cell) => cell.includes(delimiter)));
  return carrying.length >= rows.filter((row) => !isBlank(row)).length * 0.9;
}

/** A character that no table holds: with it as the delimiter every line is one cell. */
const noDelimiter = '\u001f';

function judgeSingle(text: string, isWhole: boolean): DialectCandidate | null {
  const rows = sampleOf(text, plainSyntax(noDelimiter), isWhole);
  return rows ? { syntax: { ...plainSyntax(noDelimiter), delimiter: noDelimiter }, rows, width: 1, score: 0 } : null;
}

function sampleOf(text: string, syntax: CellSyntax, isWhole: boolean): string[][] | null {
  let rows = splitRows(text, syntax, isWhole);
  if (rows.length === 0) rows = splitRows(text, syntax, true);
  return rows.every(isBlank) ? null : rows.slice(0, sampleRows);
}

function judge(syntax: CellSyntax, text: string, isWhole: boolean): DialectCandidate | null {
  const rows = sampleOf(text, syntax, isWhole);
  if (!rows) return null;
  const filled = rows.filter((row) => !isBlank(row) && !isRule(row));
  const width = commonWidth(filled);
  if (width < 2) return { syntax, rows, width, score: 0 };
  const full = filled.filter((row) => row.length === width);
  const consistent = full.length / filled.length;
  const typed = typedShare(full);
  const isTable = consistent >= 0.6 ? typed > 0.05 || consistent >= 0.9 : consistent >= 0.3 && typed >= 0.3;
  const belief = delimiters.find(([delimiter]) => delimiter === syntax.delimiter)?.[1] ?? 1;
  return { syntax, rows, width, score: isTable ? consistent * (0.3 + typed) * belief : 0 };
}

/** The number of cells that most rows have. */
export function commonWidth(rows: string[][]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let width = 0;
  for (const [length, count] of counts) {
    const best = counts.get(width) ?? 0;
    if (count > best || (count === best && length > width)) width = length;
  }
  return width;
}

/** The share of filled cells that are numbers, dates or times. */
function typedShare(rows: string[][]): number {
  let filled = 0;
  let typed = 0;
  for (const row of rows.slice(0, 200)) {
    for (const cell of row) {
      const kind = kindOfCell(cell);
      if (kind === 'missing') continue;
      filled++;
      if (kind !== 'text') typed++;
    }
  }
  return filled === 0 ? 0 : typed / filled;
}

/** One column of numbers with decimal commas, which a comma would cut in two. */
function isDecimalList(rows: string[][]): boolean {
  const filled = rows.filter((row) => !isBlank(row));
  const [head, ...rest] = filled;
  if (!head || rest.length < 2) return false;
  const isWhole = ([whole = '']: string[]) => /^\s*[-+]?\d{1,9}\s*$/.test(whole);
  const isPart = (row: string[]) => row.length === 1 || /^\d{1,6}\s*$/.test(row[1] ?? '');
  if (!rest.every((row) => row.length <= 2 && isWhole(row) && isPart(row))) return false;
  if (head.length === 1 || rest.some((row) => row.length === 1)) return head.length === 1 || isWhole(head);
  if (!isWhole(head) || !isPart(head)) return false;
  const rises = filled.every(([whole], i) => i === 0 || Number(whole) >= Number(filled[i - 1][0]));
  return !rises;
}
