/** The sides of all analyses that run in the data worker. */
import type { TableSide } from './analysis.ts';
import { analysisIds } from './list.ts';

const found = import.meta.glob<{ tableSide: TableSide }>('./*/table-side.ts', { eager: true });

/** @throws {Error} where an analysis of the list has no such file */
function sideOf(id: string): TableSide {
  const side = found[`./${id}/table-side.ts`]?.tableSide;
  if (!side) throw new Error(`src/analyses/${id}/table-side.ts gives no tableSide`);
  return side;
}

export const tableSides: ReadonlyMap<string, TableSide> = new Map(analysisIds.map((id) => [id, sideOf(id)]));
