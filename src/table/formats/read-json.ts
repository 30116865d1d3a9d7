/** JSON records to a table: a list of objects or of lists, one object a line, or columns by name. */

import { isRecord } from '../../base/is-record.ts';
import { fail, type Result } from '../../base/result.ts';
import type { TableInput } from '../finish-table.ts';
import type { Table, TableProblem } from '../table.ts';
import { sniffEncoding } from '../text/encoding.ts';
import { createDecode } from '../text/text-decoder.ts';
import { layOutGrid, readGrid, readRecords, writeCell } from './read-grid.ts';

/** The records take some twelve times the memory of their text. */
const mostBytes = 160 * 1024 * 1024;
const mostColumns = 2000;

type Records = { names: string[]; rows: string[][] };

export async function readJson(input: TableInput): Promise<Result<Table, TableProblem>> {
  const { blob, name, choices } = input;
  const refused: TableProblem = { code: 'not-a-table', params: { name }, detail: { code: 'no-records' } };
  if (blob.size > mostBytes) {
    const detail = { code: 'too-large-to-hold', bytes: blob.size, limit: mostBytes } as const;
    return fail({ code: 'file-unreadable', params: { name, reason: 'too-large' }, detail });
  }
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const encoding = choices.encoding ?? sniffEncoding(bytes.subarray(0, 65_536));
  const content = parse(createDecode(encoding)(bytes).trim());
  const list = findRecords(content);
  if (!list) return fail(refused);
  if (list.every(Array.isArray)) {
    // A single list, such as one of lists alone, is a row of nothing.
    if (list.length < 2) return fail(refused);
    const rows = (list as unknown[][]).map((row) => row.map(writeJson));
    return readGrid(input, layOutGrid(rows, choices), rows, { format: 'json', quote: null, encoding });
  }
  const { names, rows } = tabulate(list.filter(isRecord));
  if (names.length === 0) return fail(refused);
  return readRecords(input, names, rows, { format: 'json', encoding });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parseLines(text);
  }
}

/** One value a line; null where a line is none. */
function parseLines(text: string): unknown {
  const values: unknown[] = [];
  try {
    for (const line of text.split(/\r?\n/)) if (line.trim() !== '') values.push(JSON.parse(line));
  } catch {
    return null;
  }
  return values;
}

/** The longest list of records in a value, or its columns turned into records; null where it has none. */
function findRecords(value: unknown, depth = 0): unknown[] | null {
  if (Array.isArray(value)) {
    const records = value.filter((item) => isRecord(item) || Array.isArray(item));
    return records.length > 0 && records.length >= value.length * 0.9 ? records : null;
  }
  if (!isRecord(value) || depth > 3) return null;
  const { columns, data } = value;
  if (Array.isArray(columns) && Array.isArray(data) && data.every(Array.isArray)) return [columns, ...data];
  const lists = Object.values(value);
  if (
    lists.length > 1 &&
    lists.every((list) => Array.isArray(list) && !list.some((item) => typeof item === 'object' && item !== null))
  ) {
    return turnColumns(value as Record<string, unknown[]>);
  }
  let best: unknown[] | null = null;
  for (const inner of lists) {
    const found = findRecords(inner, depth + 1);
    if (found && found.length > (best?.length ?? 0)) best = found;
  }
  return best ?? (depth === 0 && lists.every((inner) => typeof inner !== 'object') ? [value] : null);
}

function turnColumns(columns: Record<string, unknown[]>): unknown[][] {
  const names = Object.keys(columns);
  const length = Math.max(...names.map((name) => columns[name]?.length ?? 0));
  const rows = Array.from({ length }, (_, row) => names.map((name) => columns[name]?.[row] ?? null));
  return [names, ...rows];
}

/** The fields of records as columns, those of objects within as `outer.inner`. */
function tabulate(records: Record<string, unknown>[]): Records {
  const places = new Map<string, number>();
  const rows = records.map((record) => {
    const row: string[] = [];
    for (const [field, value] of fieldsOf(record, '', 0)) {
      const place = places.get(field) ?? places.size;
      if (place >= mostColumns) continue;
      places.set(field, place);
      row[place] = value;
    }
    return row;
  });
  const names = [...places.keys()];
  return { names, rows: rows.map((row) => names.map((_, place) => row[place] ?? '')) };
}

function* fieldsOf(record: Record<string, unknown>, prefix: string, depth: number): Generator<[string, string]> {
  for (const [key, value] of Object.entries(record)) {
    if (isRecord(value) && depth < 3) yield* fieldsOf(value, `${prefix}${key}.`, depth + 1);
    else yield [`${prefix}${key}`, writeJson(value)];
  }
}

/** What lies too deep within itself to be written is no cell. */
const tooDeep = '[…]';

function writeJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return writeCell(value as string | number | null);
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return tooDeep;
    throw error;
  }
}
