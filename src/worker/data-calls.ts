/** What the data worker does for the page: reads files, keeps the last table, makes series of it. */
import { guessChoice } from '../series/guess-choice.ts';
import { guessPanel } from '../series/guess-panel.ts';
import { readPanel } from '../series/read-panel.ts';
import { readSeries } from '../series/read-series.ts';
import { summariseSeries } from '../series/summarise-series.ts';
import { previewRows } from '../table/preview-rows.ts';
import { readTable } from '../table/read-table.ts';
import { fail, ok } from '../table/result.ts';
import { summariseColumn } from '../table/summarise-column.ts';
import type { Column, Table } from '../table/table.ts';
import type { ColumnProfile, TableProfile } from './protocol.ts';
import { type Handlers, throttled } from './server.ts';

export type DataCalls = 'read-table' | 'read-series' | 'read-panel' | 'prepare-series' | 'preview-rows';

/** The calls of one data worker. A file that cannot be read leaves the table read before it as it was. */
export function createDataHandlers(): Handlers<DataCalls> {
  let table: Table | null = null;
  const held = (): Table => {
    if (!table) throw new Error('called before any table was read');
    return table;
  };
  return {
    'read-table': async ({ name, blob, choices = {} }, { signal, report }) => {
      const reading = await readTable(blob, name, { signal, choices, onProgress: throttled(report) });
      if (!reading.ok) return reading;
      table = reading.value;
      report({ bytesRead: blob.size, bytesTotal: blob.size, rows: table.rowCount });
      return ok(profileTable(table, blob.size));
    },
    'read-series': async (choice) => readSeries(held(), choice),
    'read-panel': async ({ choice, rules }, { report }) => {
      const onProgress = throttled(report);
      const reading = readPanel(held(), choice, rules, { onProgress: (done, total) => onProgress({ done, total }) });
      if (!reading.ok) return reading;
      const { step, series, refused } = reading.value;
      return ok({ step, series: series.map(summariseSeries), refused });
    },
    'prepare-series': async ({ choice, rules, uniqueId }) => {
      const reading = readPanel(held(), choice, rules, { onlyIds: [uniqueId] });
      if (!reading.ok) return reading;
      const [only] = reading.value.series;
      return only ? ok(only) : fail({ code: 'target-empty', params: { column: uniqueId } });
    },
    'preview-rows': async ({ firstRow, rows }) => ok({ firstRow, rows: previewRows(held(), firstRow, rows) }),
  };
}

function profileTable(table: Table, bytes: number): TableProfile {
  const { name, rowCount, raggedRows, dialect, notes } = table;
  return {
    name,
    bytes,
    rowCount,
    raggedRows,
    dialect,
    columns: table.columns.map(profileColumn),
    guess: guessChoice(table),
    panelGuess: guessPanel(table),
    notes,
  };
}

function profileColumn(column: Column): ColumnProfile {
  const { name, kind, missing, unreadable, unreadableExamples } = column;
  const profile = { name, kind, missing, unreadable, unreadableExamples, summary: summariseColumn(column) };
  if (column.kind !== 'date') return profile;
  const { format, question, madeFrom } = column;
  return { ...profile, format, question, madeFrom };
}
