/** What forecasting every series does where the tables are: reads all of them once, and gives jobs those that they ask for. */
import { ok } from '../../base/result.ts';
import { takeTurns } from '../../base/take-turns.ts';
import type { PanelIndex } from '../../series/panel-index.ts';
import type { Table } from '../../table/table.ts';
import type { HeldTable, TableSide, TaskContext } from '../analysis.ts';
import type { AllAnswer, AllNeed, AllRequest, FileBrief } from './inputs.ts';
import { type FileReading, readFile } from './read-file.ts';

/** The reading used last of each table: whoever comes back to it waits for none again. */
const readings = new WeakMap<Table, { key: string; reading: FileReading }>();

async function read(
  { table }: HeldTable,
  { choice, rules }: AllRequest,
  index: PanelIndex,
  context: TaskContext,
): Promise<FileReading> {
  const key = JSON.stringify([choice, rules]);
  const known = readings.get(table);
  if (known?.key === key) return known.reading;
  const reading = await takeTurns(readFile(table, choice, rules, index), context);
  readings.set(table, { key, reading });
  return reading;
}

export const tableSide: TableSide<AllRequest, FileReading, FileBrief, AllNeed, AllAnswer> = {
  suits({ columns }) {
    if (columns.some(({ kind }) => kind === 'number')) return null;
    return { code: 'no-number-column', params: { columns: columns.map(({ name }) => name) } };
  },

  async prepare(held, request, context) {
    const panel = held.panelOf(request.choice);
    if (!panel.ok) return panel;
    const reading = await read(held, request, panel.value, context);
    // The reading stays: what goes over is copied.
    return ok({ input: reading, brief: { value: reading.brief } });
  },

  async give({ given }, { numbers }) {
    return { value: numbers.map((number) => given[number] ?? null) };
  },
};
