/** What the data worker does for the page: reads files, keeps the last table, makes series of it. */

import { fail, ok } from '../base/result.ts';
import { closeGaps } from '../series/fill-gaps.ts';
import { gatherOthers } from '../series/gather-others.ts';
import { guessPanel } from '../series/guess-panel.ts';
import type { PreparedSeries } from '../series/panel.ts';
import { type PanelSteps, readPanel, readPanelStepwise } from '../series/read-panel.ts';
import type { Series, SeriesProblem } from '../series/series.ts';
import { summariseSeries } from '../series/summarise-series.ts';
import { findSeasons } from '../statistics/find-seasons.ts';
import { summariseColumn } from '../table/columns/summarise-column.ts';
import { previewRows } from '../table/layout/preview-rows.ts';
import { readTable } from '../table/read-table.ts';
import type { Column, Table } from '../table/table.ts';
import type { ColumnProfile, PanelProgress, TableProfile } from './protocol.ts';
import { type Handlers, throttled } from './server.ts';

export type DataCalls = 'read-table' | 'read-panel' | 'read-others' | 'prepare-series' | 'preview-rows';

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
    'read-panel': async ({ choice, rules }, { signal, report }) => {
      const reading = await takeTurns(
        readPanelStepwise(held(), choice, rules, { withoutCovariates: true }),
        throttled(report),
        signal,
      );
      if (!reading.ok) return reading;
      const { step, series, refused } = reading.value;
      return ok({ step, series: series.map(summariseSeries), refused });
    },
    'read-others': async ({ choice, rules, shown }, { signal, report }) => {
      const steps = readPanelStepwise(held(), choice, rules, { likelyStep: shown.step });
      const reading = await takeTurns(steps, throttled(report), signal);
      if (!reading.ok) return reading;
      const others = gatherOthers(reading.value, shown);
      return { ...ok(others), transfer: buffersOf(others.series) };
    },
    'prepare-series': async ({ choice, rules, uniqueId, step }) => {
      const until = ({ series }: PreparedSeries) => !isConstant(series);
      const reading = readPanel(held(), choice, rules, { preferredId: uniqueId, until, likelyStep: step });
      if (!reading.ok) return reading;
      const { series } = reading.value;
      const varied = series.find(until);
      return varied ? ok({ ...varied, seasons: seasonsOf(varied) }) : failConstant(series[0].series);
    },
    'preview-rows': async ({ firstRow, rows }) => ok({ firstRow, rows: previewRows(held(), firstRow, rows) }),
  };
}

/** What the values of series lie in, each buffer once. */
function buffersOf(series: readonly Series[]): Transferable[] {
  return [...new Set(series.flatMap(({ y, filled }) => [y.buffer, filled.buffer]))].filter(
    (buffer) => buffer instanceof ArrayBuffer,
  );
}

/** Enough of the end of a series to see its seasons by. */
const pointsSearched = 2000;

function seasonsOf({ series }: PreparedSeries): number[] {
  return findSeasons(closeGaps(series).y.slice(-pointsSearched));
}

/** Longest time that a call is not heard while a panel is read. */
const turnMs = 30;

/** @throws the reason of `signal` when it is aborted */
async function takeTurns(steps: PanelSteps, onProgress: (progress: PanelProgress) => void, signal: AbortSignal) {
  let sinceMs = performance.now();
  let step = steps.next();
  while (!step.done) {
    onProgress(step.value);
    if (performance.now() - sinceMs > turnMs) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      signal.throwIfAborted();
      sinceMs = performance.now();
    }
    step = steps.next();
  }
  return step.value;
}

function isConstant({ y }: Series): boolean {
  return y.every((value) => value === y[0] || Number.isNaN(value));
}

function failConstant({ uniqueId, y }: Series) {
  return fail<SeriesProblem>({ code: 'constant-series', params: { column: uniqueId, value: y[0] } });
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
    guess: guessPanel(table),
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
