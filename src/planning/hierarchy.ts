/** How the totals of a panel are made of its series: groups of leaves by what its columns say of them, nested or crossed. */

/** What a column says of each leaf. */
export type LeafColumn = {
  name: string;
  /** [leaves] place in `labels`; -1 where the file says nothing. */
  codes: Int32Array;
  labels: readonly string[];
};

/** Leaves that have the same labels in these columns, by their places, are added up; without columns all are. */
export type Level = { columns: readonly number[] };

/**
 * Totals above leaves. Nodes are numbered the totals first, level by level, then the leaves: node `totals + i` is leaf i.
 * Every level has each leaf in one of its totals, so that what adds up on one adds up on all.
 */
export type Hierarchy = {
  leaves: number;
  totals: number;
  /** Of the totals, coarsest first; the leaves are a level of their own, numbered `levels.length`. */
  levels: readonly Level[];
  /** [totals] */
  levelOf: Int32Array;
  /** [totals] what its leaves have in common, in the order of its level's columns; null for leaves without a parent there. */
  labels: readonly (readonly (string | null)[])[];
  /** Leaves of total t: `members` from `starts[t]` to `starts[t + 1]`, ascending. */
  starts: Int32Array;
  members: Int32Array;
  /** Totals that hold leaf i: `parents` from `parentStarts[i]` to `parentStarts[i + 1]`. */
  parentStarts: Int32Array;
  parents: Int32Array;
};

/** Codes of several columns together: the same number for leaves with the same labels, from 0 in the order of the leaves. */
export function combineCodes(columns: readonly LeafColumn[], leaves: number): { codes: Int32Array; count: number } {
  let codes = new Int32Array(leaves);
  let count = Math.min(1, leaves);
  for (const column of columns) {
    const seen = new Map<number, number>();
    const combined = new Int32Array(leaves);
    for (let leaf = 0; leaf < leaves; leaf++) {
      const key = codes[leaf] * (column.labels.length + 1) + column.codes[leaf] + 1;
      const known = seen.get(key);
      if (known === undefined) seen.set(key, seen.size);
      combined[leaf] = known ?? seen.size - 1;
    }
    codes = combined;
    count = seen.size;
  }
  return { codes, count };
}

/** @param levels of totals, coarsest first; they need not be nested */
export function buildHierarchy(columns: readonly LeafColumn[], levels: readonly Level[], leaves: number): Hierarchy {
  const coded = levels.map((level) =>
    combineCodes(
      level.columns.map((place) => columns[place]),
      leaves,
    ),
  );
  const totals = coded.reduce((sum, { count }) => sum + count, 0);
  const levelOf = new Int32Array(totals);
  const starts = new Int32Array(totals + 1);
  const members = new Int32Array(levels.length * leaves);
  const parents = new Int32Array(levels.length * leaves);
  const labels: (string | null)[][] = [];
  let first = 0;
  for (const [at, { codes, count }] of coded.entries()) {
    levelOf.fill(at, first, first + count);
    for (let leaf = 0; leaf < leaves; leaf++) {
      const total = first + codes[leaf];
      starts[total + 1]++;
      parents[leaf * levels.length + at] = total;
      labels[total] ??= levels[at].columns.map((place) => columns[place].labels[columns[place].codes[leaf]] ?? null);
    }
    first += count;
  }
  for (let total = 0; total < totals; total++) starts[total + 1] += starts[total];
  const next = starts.slice();
  for (let leaf = 0; leaf < leaves; leaf++) {
    for (let at = 0; at < levels.length; at++) members[next[parents[leaf * levels.length + at]]++] = leaf;
  }
  const parentStarts = Int32Array.from({ length: leaves + 1 }, (_, leaf) => leaf * levels.length);
  return { leaves, totals, levels, levelOf, labels, starts, members, parentStarts, parents };
}

/** Sets each total to the sum of its leaves. @param values [totals + leaves] changed in place */
export function sumUp({ totals, starts, members }: Hierarchy, values: Float64Array): void {
  for (let total = 0; total < totals; total++) {
    let sum = 0;
    for (let at = starts[total]; at < starts[total + 1]; at++) sum += values[totals + members[at]];
    values[total] = sum;
  }
}

/** Whether every leaf of a total of level `finer` lies in the same total of level `coarser`. */
export function isNested({ levels, leaves, parents }: Hierarchy, coarser: number, finer: number): boolean {
  const above = new Map<number, number>();
  for (let leaf = 0; leaf < leaves; leaf++) {
    const child = parents[leaf * levels.length + finer];
    const parent = parents[leaf * levels.length + coarser];
    if ((above.get(child) ?? parent) !== parent) return false;
    above.set(child, parent);
  }
  return true;
}
