/** Labels that number periods, beside a column that tells whose they are: `Sprint 1`, `Sprint 2` of each team. */
import { soundsLikeId } from '../columns/id-words.ts';
import type { Column, NumberColumn, TextColumn } from '../table.ts';
import { soundsLikeTime } from './time-words.ts';

/** Fewer labels number nothing. */
const fewestLabels = 5;
/** More labels than this share of the rows stand in one row each, which are in order already. */
const mostLabels = 0.8;
/** More labels without numbers are put into no order. */
const mostPlaces = 2000;
const periodWords =
  /(?:^|[^a-z])(?:sprint|iteration|phase|stage|wave|round|season|saison|cycle|runde|etappe|ausgabe|edition|issue|milestone|term|tour|welle|campaign|release)s?(?:[^a-z]|$)|期|届|轮|回|시즌/i;
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
    if (!mayCount(column, rowCount)) continue;
    const other = texts.find((one) => one !== column && tellsApart(column, one, rowCount));
    const values = other && (countsOf(column) ?? (isNamedPeriod(column) ? placesOf(column, other) : null));
    if (!values) continue;
    const read = columns.map((one) => (one === column ? numberColumn(column, values) : one));
    return { columns: read, counted: column.name };
  }
  return { columns, counted: null };
}

function mayCount({ name, labels, missing, unlisted, unreadable }: TextColumn, rowCount: number): boolean {
  if (labels.length < fewestLabels || labels.length > rowCount * mostLabels || soundsLikeId(name)) return false;
  return missing + unlisted + unreadable === 0;
}

/** Whether a column, or the word before each of its labels, is called by a word for periods. */
function isNamedPeriod({ name, labels }: TextColumn): boolean {
  return soundsLikeTime(name) || periodWords.test(name) || labels.every((label) => periodWords.test(label));
}

/**
 * [rows] the place of each label, which no number tells, in the order that all series keep, so that one which lacks a label leaves its
 * place free; null where they keep none.
 */
function placesOf({ labels, codes }: TextColumn, other: TextColumn): Float64Array | null {
  if (labels.length > mostPlaces) return null;
  const next = labels.map(() => new Set<number>());
  const before = new Uint32Array(labels.length);
  const last = new Map<number, number>();
  for (const [row, code] of codes.entries()) {
    const series = other.codes[row];
    const previous = last.get(series);
    last.set(series, code);
    if (previous === undefined || next[previous].has(code)) continue;
    next[previous].add(code);
    before[code]++;
  }
  const places = new Int32Array(labels.length).fill(-1);
  const open = [...labels.keys()].filter((code) => before[code] === 0);
  for (let place = 0; open.length > 0; place++) {
    // Of those that may come next the one that stands first in the file.
    const code = open.splice(open.indexOf(Math.min(...open)), 1)[0];
    places[code] = place;
    for (const after of next[code]) if (--before[after] === 0) open.push(after);
  }
  return places.includes(-1) ? null : Float64Array.from(codes, (code) => places[code]);
}

/** [rows] the number of each label; null where they are not one word with different numbers behind it that go on by one. */
function countsOf({ labels, codes }: TextColumn) {
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
