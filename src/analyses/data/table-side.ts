/** What a file holds, for any table. */
import { ok } from '../../base/result.ts';
import { takeTurns } from '../../base/take-turns.ts';
import { listPanel } from '../../series/list-panel.ts';
import type { Table } from '../../table/table.ts';
import type { HeldTable, TableSide, TaskContext } from '../analysis.ts';
import { drawColumn } from './draw-column.ts';
import type { FileBrief, FileRequest, OnlySeries } from './inputs.ts';
import type { ColumnPicture } from './picture.ts';

/** The series of a choice of columns that names one; null where it names none or several. */
async function readOnly(
  held: HeldTable,
  { choice, rules }: FileRequest,
  context: TaskContext,
): Promise<OnlySeries | null> {
  const { idColumns, targetColumns } = choice;
  if (idColumns.length > 0 || targetColumns.length !== 1) return null;
  const uniqueId = held.table.columns[targetColumns[0]]?.name ?? '';
  const panel = held.panelOf(choice);
  const listing = panel.ok ? await takeTurns(listPanel(panel.value, rules), context) : panel;
  if (!listing.ok) return { step: null, summary: null, refused: { uniqueId, problem: listing.problem } };
  const { step, series } = listing.value;
  return { step, summary: series[0], refused: null };
}

function* drawColumns({ columns }: Table): Generator<{ done: number; total: number }, ColumnPicture[]> {
  const pictures: ColumnPicture[] = [];
  for (const column of columns) {
    pictures.push(drawColumn(column));
    yield { done: pictures.length, total: columns.length };
  }
  return pictures;
}

/** They are of the table alone: another choice of its columns draws none again. */
const drawn = new WeakMap<Table, ColumnPicture[]>();

async function picturesOf(table: Table, context: TaskContext): Promise<ColumnPicture[]> {
  const pictures = drawn.get(table) ?? (await takeTurns(drawColumns(table), context));
  drawn.set(table, pictures);
  return pictures;
}

export const tableSide: TableSide<FileRequest, null, FileBrief, null, null> = {
  suits: () => null,
  async prepare(held, request, context) {
    const pictures = await picturesOf(held.table, context);
    return ok({ input: null, brief: { value: { pictures, only: await readOnly(held, request, context) } } });
  },
  give: async () => ({ value: null }),
};
