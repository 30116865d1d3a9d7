/** What a file holds, for any table. */
import { ok } from '../../base/result.ts';
import type { TableSide } from '../analysis.ts';

export const tableSide: TableSide<null, null, null> = {
  suits: () => null,
  prepare: async () => ok({ input: null, brief: { value: null } }),
  give: async () => ({ value: null }),
};
