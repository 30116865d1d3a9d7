/** Labels that number periods, beside a column that tells whose they are: `Sprint 1`, `Sprint 2` of each team. */
import { soundsLikeId } from '../columns/id-words.ts';
import type { Column, NumberColumn, TextColumn } from '../table.ts';

/** Fewer labels number nothing. */
const fewestLabels = 5;
/** More labels than this share of the rows stand in one row each, which are in order already. */
const mostLabels = 0.8;
const counted = /^(\D*?)\s*(\d{1,4})$/;

/**
 * The columns with the first one of labels that count, each of which stands in one row of each series, read as its numbers, so that
 * a series which lacks a label keeps its place beside the others; the same where the table has dates, or no such column.
 *
 * @returns the columns, and the name of that one
 */
export function readCountedLabels(columns: Column[], rowCount: number): { columns: Column[]; counted: string | null } {
  if (columns.some(({ kind }) => kind === 'date')) return { columns, counted: null };
  const texts = columns.filter((column) => column.kind === 'text');
  for (const column of texts) {
    const values = countsOf(column, rowCount);
    if (values && texts.some((other) => other !== column && tellsApart(column, other, rowCount))) {
      const read = columns.map((one) => (one === column ? numberColumn(column, values) : one));
      return { columns: read, counted: column.name };
    }
  }
  return { columns, counted: null };
}

/** [rows] the number of each label; null where they are not one word with different numbers behind it that go on by one. */
function countsOf({ name, labels, codes, missing, unlisted, unreadable }: TextColumn, rowCount: number) {
  if (labels.length < fewestLabels || labels.length > rowCount * mostLabels || soundsLikeId(name)) return null;
  if (missing + unlisted + unreadable > 0) return null;
  const found = labels.map((label) => counted.exec(label.trim()));
  const word = found[0]?.[1];
  if (!word || !/\p{L}/u.test(word) || found.some((one) => one?.[1] !== word)) return null;
  const numbers = found.map((one) => Number(one?.[2]));
  const first = Math.min(...numbers);
  const isWhole = new Set(numbers).size === labels.length && Math.max(...numbers) - first === labels.length - 1;
  return isWhole ? Float64Array.from(codes, (code) => numbers[code]) : null;
}

/** Whether each label stands in at most one row of each text of another column. */
function tellsApart({ codes }: TextColumn, other: TextColumn, rowCount: number): boolean {
  if (other.labels.length < 2 || other.labels.length > rowCount / fewestLabels) return false;
  const pairs = new Set<number>();
  for (let row = 0; row < rowCount; row++) pairs.add((other.codes[row] + 1) * (rowCount + 1) + codes[row]);
  return pairs.size === rowCount;
}

function numberColumn({ name }: TextColumn, values: Float64Array): NumberColumn {
  return { kind: 'number', name, missing: 0, unreadable: 0, unreadableExamples: [], values };
}
