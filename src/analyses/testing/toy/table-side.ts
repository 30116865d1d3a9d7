/** An analysis that does next to nothing, to show that one is a folder and a line: the longest text of each column of texts. */
import { ok } from '../../../base/result.ts';
import type { TextColumn } from '../../../table/table.ts';
import type { TableSide } from '../../analysis.ts';

export const tableSide: TableSide<null, TextColumn[], string[], { column: string }, string[]> = {
  suits: ({ columns }) => (columns.some(({ kind }) => kind === 'text') ? null : { code: 'no-text', params: {} }),
  async prepare({ table }) {
    const texts = table.columns.filter((column) => column.kind === 'text');
    return ok({ input: texts, brief: { value: texts.map(({ name }) => name) } });
  },
  give: async (texts, { column }) => ({ value: texts.find(({ name }) => name === column)?.labels ?? [] }),
};
