/** Columns in which periods of several lengths stand: years, quarters and months of one report. */
import type { Column, DateColumn, TextColumn } from '../table.ts';
import type { DateFormat } from './date-format.ts';

type PeriodUnit = 'year' | 'half' | 'quarter' | 'month' | 'week' | 'day';

function unitOf({ name }: DateFormat): PeriodUnit {
  if (/^(?:YYYY|FY|YYYY年)$/.test(name)) return 'year';
  if (/Hh/.test(name)) return 'half';
  if (/Qq|季度/.test(name)) return 'quarter';
  if (/[wW]w/.test(name)) return 'week';
  if (/D|日|Unix|serial/.test(name)) return 'day';
  return /MM|Mmm|Ppp|月/.test(name) ? 'month' : 'day';
}

/** The formats that a format is joined of, where these name periods of different lengths; null else. */
export function differentKinds({ kinds = [] }: DateFormat): DateFormat[] | null {
  return new Set(kinds.map(unitOf)).size > 1 && !kinds.every((kind) => unitOf(kind) === 'day') ? kinds : null;
}

/**
 * The columns with one more that tells periods of several lengths apart, so that each is a series of its own; the same where
 * another column tells them apart already.
 */
export function addPeriodKinds(columns: Column[]): Column[] {
  const mixed = columns.find(
    (column): column is DateColumn => column.kind === 'date' && column.periodKinds !== undefined,
  );
  if (!mixed?.periodKinds) return columns;
  const { codes, labels } = mixed.periodKinds;
  const used = new Set(codes.filter((code) => code >= 0));
  if (used.size < 2 || columns.some((column) => tellsApart(column, codes))) return columns;
  const kinds: TextColumn = {
    kind: 'text',
    name: freeName(`${mixed.name}: ${labels.join(' / ')}`, columns),
    missing: codes.filter((code) => code < 0).length,
    unreadable: 0,
    unreadableExamples: [],
    codes: Int32Array.from(codes),
    labels,
    unlisted: 0,
  };
  return [...columns, kinds];
}

const mostCodes = 12;

/** Whether each text of a column stands beside one kind of period alone, and it has several. */
function tellsApart(column: Column, kinds: Int8Array): boolean {
  if (column.kind !== 'text' || column.labels.length < 2 || column.labels.length > mostCodes) return false;
  const kindOf = new Map<number, number>();
  for (let row = 0; row < kinds.length; row++) {
    if (kinds[row] < 0) continue;
    const known = kindOf.get(column.codes[row]);
    if (known !== undefined && known !== kinds[row]) return false;
    kindOf.set(column.codes[row], kinds[row]);
  }
  return new Set(kindOf.values()).size > 1;
}

function freeName(wanted: string, columns: Column[]): string {
  const taken = new Set(columns.map(({ name }) => name));
  let name = wanted;
  for (let copy = 2; taken.has(name); copy++) name = `${wanted} (${copy})`;
  return name;
}
