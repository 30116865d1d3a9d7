/** Which row of a second file is about which series: by the columns that name both, as texts, zeros in front and all. */
import { fold } from '../../../base/fold.ts';
import type { NameColumn, StockBrief } from '../inputs.ts';

export type Joined = {
  /** Columns that name both, as either file calls them. */
  keys: { own: string; other: string }[];
  /** Columns that name the series and have none beside them. */
  missing: string[];
  /** [series] rows of the second file, in their order; none where it has none. */
  rowsOf: readonly (readonly number[])[];
  matched: number;
  /** Series without a row, and what rows call items that the first file does not have; the first few by name. */
  series: Listed;
  rows: Listed;
  /** Items that stand in more than one row. */
  repeated: Listed;
  /** Series found only by leaving zeros in front aside, as spreadsheets do. */
  withoutZeros: number;
};
export type Listed = { count: number; first: string[] };

const mostListed = 5;
/** A column of other names goes with one of the file where so many of its texts stand there too. */
const leastShared = 0.5;

const trimmed = (text: string) => text.trim();
const withoutZeros = (text: string) => (/^0+\d+$/.test(text) ? text.replace(/^0+/, '') : text);

function shareOf({ labels }: NameColumn, known: ReadonlySet<string>, form: (text: string) => string): number {
  if (labels.length === 0) return 0;
  return labels.filter((label) => known.has(form(label))).length / labels.length;
}

/** The column of the second file that goes with one of the first: of the same name, or with the same texts. */
function partnerOf(own: NameColumn, others: readonly NameColumn[]): NameColumn | null {
  const named = others.find(({ column }) => fold(column) === fold(own.column) && own.column !== '');
  if (named) return named;
  const form = (text: string) => withoutZeros(trimmed(text));
  const known = new Set(own.labels.map(form));
  let best: { column: NameColumn; share: number } | null = null;
  for (const column of others) {
    const share = shareOf(column, known, form);
    if (share >= leastShared && share > (best?.share ?? 0)) best = { column, share };
  }
  return best?.column ?? null;
}

function keyAt(columns: readonly NameColumn[], row: number, form: (text: string) => string): string | null {
  const parts = columns.map(({ labels, codes }) => (codes[row] < 0 ? null : form(labels[codes[row]])));
  return parts.includes(null) ? null : JSON.stringify(parts);
}

function listed(names: readonly string[]): Listed {
  return { count: names.length, first: names.slice(0, mostListed) };
}

const said = (key: string) => (JSON.parse(key) as string[]).join(' · ');

/**
 * @param file names of the series
 * @param names `unique_id` of each series
 * @param beside rows of the second file
 */
export function joinItems(file: StockBrief, names: readonly string[], beside: StockBrief): Joined {
  const pairs: { own: NameColumn; other: NameColumn }[] = [];
  const missing: string[] = [];
  const free = () => beside.names.filter((column) => !pairs.some(({ other }) => other === column));
  for (const own of file.names.slice(0, file.idCount)) {
    const other = partnerOf(own, free());
    if (other) pairs.push({ own, other });
    // A column that is the same for all series tells none apart.
    else if (own.labels.length > 1) missing.push(own.column);
  }
  // A number of the article instead of its name, or the other way round.
  if (pairs.length === 0) {
    for (const own of file.names.slice(file.idCount)) {
      const other = partnerOf(own, free());
      if (other) pairs.push({ own, other });
      if (other && new Set(own.codes).size === file.rowCount) missing.splice(0);
      if (other) break;
    }
  }
  const keys = pairs.map(({ own, other }) => ({ own: own.column, other: other.column }));
  const rowsOf: number[][] = names.map(() => []);
  const nothing = { keys, missing, rowsOf, matched: 0, series: listed(names), withoutZeros: 0 };
  if (pairs.length === 0 || missing.length > 0) return { ...nothing, rows: listed([]), repeated: listed([]) };
  const ownColumns = pairs.map(({ own }) => own);
  const otherColumns = pairs.map(({ other }) => other);
  const exact = new Map<string, number[]>();
  const loose = new Map<string, number[]>();
  for (let number = 0; number < names.length; number += 1) {
    for (const [map, form] of [
      [exact, trimmed] as const,
      [loose, (text: string) => withoutZeros(trimmed(text))] as const,
    ]) {
      const key = keyAt(ownColumns, number, form);
      if (key !== null) map.set(key, [...(map.get(key) ?? []), number]);
    }
  }
  const strange = new Set<string>();
  const repeated = new Set<string>();
  const byZeros = new Set<number>();
  for (let row = 0; row < beside.rowCount; row += 1) {
    const key = keyAt(otherColumns, row, trimmed);
    if (key === null) continue;
    let found = exact.get(key);
    if (!found) {
      const near = loose.get(keyAt(otherColumns, row, (text) => withoutZeros(trimmed(text))) ?? '');
      // Two items that differ by their zeros alone are two.
      if (near?.length === 1) found = near;
      for (const number of found ?? []) byZeros.add(number);
    }
    if (!found) strange.add(said(key));
    else {
      for (const number of found) {
        // With and without its zeros, too.
        if (rowsOf[number].length > 0) repeated.add(names[number]);
        rowsOf[number].push(row);
      }
    }
  }
  const without = names.filter((_, number) => rowsOf[number].length === 0);
  return {
    keys,
    missing,
    rowsOf,
    matched: names.length - without.length,
    series: listed(without),
    rows: listed([...strange]),
    repeated: listed([...repeated]),
    withoutZeros: byZeros.size,
  };
}

/** What a second file says of each series: amounts in several rows are added up, else the last holds. @returns [series] NaN for nothing */
export function valuesOf({ rowsOf }: Joined, values: Float64Array, isAmount: boolean): Float64Array {
  return Float64Array.from(rowsOf, (rows) => {
    const known = rows.map((row) => values[row]).filter(Number.isFinite);
    if (known.length === 0) return Number.NaN;
    return isAmount ? known.reduce((sum, value) => sum + value, 0) : known[known.length - 1];
  });
}
