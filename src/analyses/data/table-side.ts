/** What a file holds, for any table. */
import { ok } from '../../base/result.ts';
import { takeTurns } from '../../base/take-turns.ts';
import { listPanel } from '../../series/list-panel.ts';
import type { HeldTable, TableSide, TaskContext } from '../analysis.ts';
import type { FileBrief, FileRequest } from './inputs.ts';

/** The series of a choice of columns that names one; null where it names none or several. */
async function readOnly(held: HeldTable, { choice, rules }: FileRequest, context: TaskContext): Promise<FileBrief> {
  const { idColumns, targetColumns } = choice;
  if (idColumns.length > 0 || targetColumns.length !== 1) return null;
  const uniqueId = held.table.columns[targetColumns[0]]?.name ?? '';
  const panel = held.panelOf(choice);
  const listing = panel.ok ? await takeTurns(listPanel(panel.value, rules), context) : panel;
  if (!listing.ok) return { step: null, summary: null, refused: { uniqueId, problem: listing.problem } };
  const { step, series } = listing.value;
  return { step, summary: series[0], refused: null };
}

export const tableSide: TableSide<FileRequest, null, FileBrief, null, null> = {
  suits: () => null,
  prepare: async (held, request, context) =>
    ok({ input: null, brief: { value: await readOnly(held, request, context) } }),
  give: async () => ({ value: null }),
};
