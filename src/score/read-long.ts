import { formatTimestamp } from '../export/timestamp.ts';
import { timeAt } from '../series/calendar.ts';
import { inferRhythm } from '../series/infer-step.ts';
import { fail, ok, type Result } from '../table/result.ts';
import type { Column, Table } from '../table/table.ts';

/** One series of a file in long form, its rows in time order. */
export type LongSeries = {
  uniqueId: string;
  /** [length] finite values */
  y: Float64Array;
  /** [length] as the file has them, and `horizon` more for the points beyond the end. */
  labelAt: (index: number) => string;
};

export type LongProblem = { code: 'column-missing' | 'values-not-numeric'; column: string };

function findColumn(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name.trim().toLowerCase() === name);
}

function textOf(column: Column, row: number): string {
  if (column.kind === 'text') return column.codes[row] < 0 ? '' : column.labels[column.codes[row]];
  return String(column.values[row]);
}

/** Labels of a series' points: dates on their rhythm where it has one, else the numbers that count on. */
function labelPoints(times: Float64Array, isDate: boolean): (index: number) => string {
  const rhythm = isDate && times.length > 1 ? inferRhythm(times) : null;
  if (rhythm && 'step' in rhythm) {
    return (index) => formatTimestamp(timeAt(rhythm.firstMs, rhythm.step, index), rhythm.step);
  }
  const last = times.length - 1;
  const stepMs = last > 0 ? times[last] - times[last - 1] : 1;
  const numberAt = (index: number) => (index <= last ? times[index] : times[last] + (index - last) * stepMs);
  return isDate ? (index) => new Date(numberAt(index)).toISOString().slice(0, 10) : (index) => String(numberAt(index));
}

/**
 * Groups the rows of a table with the columns `unique_id, ds, y` by series. Rows whose value is missing are carried
 * forward from the one before; rows without a date are left out.
 */
export function readLong(table: Table): Result<LongSeries[], LongProblem> {
  const [id, time, value] = ['unique_id', 'ds', 'y'].map((name) => ({ name, column: findColumn(table, name) }));
  for (const { name, column } of [id, time, value]) if (!column) return fail({ code: 'column-missing', column: name });
  const [idColumn, timeColumn, valueColumn] = [id, time, value].map(({ column }) => column as Column);
  if (valueColumn.kind !== 'number') return fail({ code: 'values-not-numeric', column: 'y' });

  const timeOf = (row: number) => (timeColumn.kind === 'text' ? row : timeColumn.values[row]);
  const rowsById = new Map<string, number[]>();
  for (let row = 0; row < table.rowCount; row += 1) {
    if (Number.isNaN(timeOf(row))) continue;
    const uniqueId = textOf(idColumn, row);
    const rows = rowsById.get(uniqueId);
    if (rows) rows.push(row);
    else rowsById.set(uniqueId, [row]);
  }
  const panel: LongSeries[] = [];
  for (const [uniqueId, rows] of rowsById) {
    rows.sort((a, b) => timeOf(a) - timeOf(b));
    const values = rows.map((row) => valueColumn.values[row]);
    const start = values.findIndex((y) => !Number.isNaN(y));
    if (start < 0) continue;
    const known = values.slice(start);
    known.forEach((y, at) => {
      if (Number.isNaN(y)) known[at] = known[at - 1];
    });
    const times = Float64Array.from(rows.slice(start), timeOf);
    panel.push({ uniqueId, y: Float64Array.from(known), labelAt: labelPoints(times, timeColumn.kind === 'date') });
  }
  return ok(panel);
}
