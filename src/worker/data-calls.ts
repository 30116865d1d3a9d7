/** What the data worker does for the page: reads files, keeps tables, and keeps what analyses prepare of them. */
import type { HeldTable, TableSide } from '../analyses/analysis.ts';
import type { AnalysisId } from '../analyses/list.ts';
import { fail, ok } from '../base/result.ts';
import { takeTurns } from '../base/take-turns.ts';
import { throttled } from '../base/throttled.ts';
import { comparePanels } from '../series/compare-panels.ts';
import { guessPanel } from '../series/guess-panel.ts';
import { listPanel } from '../series/list-panel.ts';
import { indexPanel } from '../series/panel-index.ts';
import { summariseColumn } from '../table/columns/summarise-column.ts';
import { previewRows } from '../table/layout/preview-rows.ts';
import { readTable } from '../table/read-table.ts';
import type { Column, Table } from '../table/table.ts';
import { partsOf } from './panel-parts.ts';
import type { ColumnProfile, InputHandle, TableHandle, TableProfile } from './protocol.ts';
import { type Handlers, type Port, serve } from './server.ts';

export type DataCalls =
  | 'read-table'
  | 'read-panel'
  | 'compare-panels'
  | 'preview-rows'
  | 'prepare-input'
  | 'fetch-input'
  | 'release-inputs'
  | 'connect';

/** Tables kept at once: the one shown, and the one before it while it is not certain that the new one can be shown. */
const mostTables = 2;

/** A table whose rows are grouped once for the choice of columns that was used last. */
function holdTable(table: Table): HeldTable {
  let grouped: { key: string; panel: ReturnType<typeof indexPanel> } | null = null;
  return {
    table,
    panelOf(choice) {
      const key = JSON.stringify(choice);
      if (grouped?.key !== key) grouped = { key, panel: indexPanel(table, choice) };
      return grouped.panel;
    },
  };
}

type Input = { side: TableSide; value: unknown };

/** The calls of one data worker. A file that cannot be read leaves the tables read before it as they were. */
export function createDataHandlers(sides: ReadonlyMap<string, TableSide>): Handlers<DataCalls> {
  const tables = new Map<TableHandle, HeldTable>();
  const inputs = new Map<InputHandle, Input>();
  let lastHandle = 0;

  function held(handle: TableHandle): HeldTable {
    const table = tables.get(handle);
    if (!table) throw new Error('this table is not held any more');
    return table;
  }

  function keep(table: Table): TableHandle {
    tables.set(++lastHandle, holdTable(table));
    for (const old of [...tables.keys()].slice(0, -mostTables)) tables.delete(old);
    return lastHandle;
  }

  const fetching: Handlers<'fetch-input'> = {
    'fetch-input': async ({ input, need }, { signal, report }) => {
      const known = inputs.get(input);
      if (!known) return fail({ code: 'input-gone', params: {} });
      const { value, transfer = [] } = await known.side.give(known.value, need, {
        signal,
        report: throttled(report),
      });
      return { ...ok(value), transfer };
    },
  };

  return {
    'read-table': async ({ name, blob, choices = {} }, { signal, report }) => {
      const reading = await readTable(blob, name, { signal, choices, onProgress: throttled(report) });
      if (!reading.ok) return reading;
      const table = reading.value;
      report({ bytesRead: blob.size, bytesTotal: blob.size, rows: table.rowCount });
      return ok({ table: keep(table), profile: profileTable(table, blob.size, sides) });
    },

    'read-panel': async ({ table, choice, rules }, { signal, report }) => {
      const panel = held(table).panelOf(choice);
      if (!panel.ok) return panel;
      const listing = await takeTurns(listPanel(panel.value, rules), { signal, report: throttled(report) });
      if (!listing.ok) return listing;
      const { series, ...rest } = listing.value;
      for (const part of partsOf(series)) report({ part });
      return ok(rest);
    },

    'compare-panels': async ({ earlier, later, byHand }, { signal, report }) => {
      const one = held(earlier.table).panelOf(earlier.choice);
      if (!one.ok) return one;
      const other = held(later.table).panelOf(later.choice);
      if (!other.ok) return other;
      const [before, now] = [
        { index: one.value, rules: earlier.rules },
        { index: other.value, rules: later.rules },
      ];
      return ok(await takeTurns(comparePanels(before, now, byHand), { signal, report: throttled(report) }));
    },

    'preview-rows': async ({ table, firstRow, rows }) =>
      ok({ firstRow, rows: previewRows(held(table).table, firstRow, rows) }),

    'prepare-input': async ({ table, analysis, request }, { signal, report }) => {
      const side = sides.get(analysis);
      if (!side) throw new Error(`there is no analysis ${analysis}`);
      const prepared = await side.prepare(held(table), request, { signal, report: throttled(report) });
      if (!prepared.ok) return prepared;
      const { input, brief } = prepared.value;
      inputs.set(++lastHandle, { side, value: input });
      return { ...ok({ input: lastHandle, brief: brief.value }), transfer: brief.transfer ?? [] };
    },

    'release-inputs': async ({ inputs: handles }) => {
      for (const handle of handles) inputs.delete(handle);
      return ok(null);
    },

    ...fetching,

    connect: async ({ port }: { port: Port }) => {
      serve(port, fetching);
      return ok(null);
    },
  };
}

function profileTable(table: Table, bytes: number, sides: ReadonlyMap<string, TableSide>): TableProfile {
  const { name, rowCount, raggedRows, dialect, notes, columns } = table;
  const refusals = [...sides].map(([id, side]) => [id, side.suits(table)]);
  return {
    name,
    bytes,
    rowCount,
    raggedRows,
    dialect,
    columns: columns.map(profileColumn),
    guess: columns.some(({ kind }) => kind === 'number') ? guessPanel(table) : null,
    notes,
    refusals: Object.fromEntries(refusals) as Record<AnalysisId, null>,
  };
}

function profileColumn(column: Column): ColumnProfile {
  const { name, kind, missing, unreadable, unreadableExamples } = column;
  const profile = { name, kind, missing, unreadable, unreadableExamples, summary: summariseColumn(column) };
  if (column.kind !== 'date') return profile;
  const { format, question, madeFrom } = column;
  return { ...profile, format, question, madeFrom };
}
