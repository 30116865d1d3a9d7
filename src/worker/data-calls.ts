/** What the data worker does for the page: reads files, keeps the last table, makes series of it. */
import { guessChoice } from '../series/guess-choice.ts';
import { readSeries } from '../series/read-series.ts';
import { readTable } from '../table/read-table.ts';
import { ok } from '../table/result.ts';
import type { Column, Table } from '../table/table.ts';
import type { ColumnProfile, TableProfile } from './protocol.ts';
import { type Handlers, throttled } from './server.ts';

/** The calls of one data worker. A file that cannot be read leaves the table read before it as it was. */
export function createDataHandlers(): Handlers<'read-table' | 'read-series'> {
  let table: Table | null = null;
  return {
    'read-table': async ({ name, blob }, { signal, report }) => {
      const reading = await readTable(blob, name, { signal, onProgress: throttled(report) });
      if (!reading.ok) return reading;
      table = reading.value;
      report({ bytesRead: blob.size, bytesTotal: blob.size, rows: table.rowCount });
      return ok(profileTable(table, blob.size));
    },
    'read-series': async (choice) => {
      if (!table) throw new Error('read-series before any table was read');
      return readSeries(table, choice);
    },
  };
}

function profileTable(table: Table, bytes: number): TableProfile {
  const { name, rowCount, raggedRows, dialect } = table;
  return {
    name,
    bytes,
    rowCount,
    raggedRows,
    dialect,
    columns: table.columns.map(profileColumn),
    guess: guessChoice(table),
  };
}

function profileColumn({ name, kind, missing, unreadable, unreadableExamples }: Column): ColumnProfile {
  return { name, kind, missing, unreadable, unreadableExamples };
}
