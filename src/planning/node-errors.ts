/** Errors of forecasts of all nodes of a hierarchy, made at the same times in all of them. */

/** Errors actual - forecast, in the unit of the file. */
export type NodeErrors = {
  nodes: number;
  origins: number;
  horizon: number;
  /** [nodes, origins, horizon]; NaN where a node has none. */
  values: Float64Array;
};

/** The errors of one node at one origin and step. */
export function columnsOf({ origins, horizon }: NodeErrors): number {
  return origins * horizon;
}

/** Errors of the columns that are wanted, one column a step of one origin. @param wanted columns, in the order of the result */
export function pickColumns(errors: NodeErrors, wanted: readonly number[]): NodeErrors {
  const columns = columnsOf(errors);
  const values = new Float64Array(errors.nodes * wanted.length);
  for (let node = 0; node < errors.nodes; node++) {
    for (const [at, column] of wanted.entries()) {
      values[node * wanted.length + at] = errors.values[node * columns + column];
    }
  }
  return { nodes: errors.nodes, origins: wanted.length, horizon: 1, values };
}

/** Columns in which any node has an error, in their order. */
export function knownColumns(errors: NodeErrors): number[] {
  const columns = columnsOf(errors);
  const isKnown = new Uint8Array(columns);
  for (let at = 0; at < errors.values.length; at++) if (!Number.isNaN(errors.values[at])) isKnown[at % columns] = 1;
  return Array.from(isKnown.keys()).filter((column) => isKnown[column] === 1);
}
