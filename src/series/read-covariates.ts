/** The columns that go with a series, as values at its points. */
import type { Column, Table } from '../table/table.ts';
import type { Covariate, StaticCovariate } from './covariates.ts';
import type { CovariateRole, PanelChoice } from './panel.ts';

/** Texts are told apart as far as these many; the most frequent ones. */
const mostTexts = 8;

/** A column of numbers beside a target, NaN where a row has none. */
export type CovariateColumn = Pick<Covariate, 'name' | 'known'> & { values: Float64Array };

/** What of a table goes with its targets. */
export type CovariateColumns = {
  varying: readonly CovariateColumn[];
  fixed: readonly Column[];
};

function roleOf({ covariateRoles = {} }: PanelChoice, place: number): CovariateRole {
  return covariateRoles[place] ?? 'past';
}

/** The columns that a choice reads beside its targets: numbers as they are, texts as one column of yes and no a text. */
export function findCovariates(table: Table, choice: PanelChoice): CovariateColumns {
  const varying: CovariateColumn[] = [];
  const fixed: Column[] = [];
  for (const place of choice.covariateColumns) {
    const column = table.columns[place];
    const known = roleOf(choice, place);
    if (!column || column.kind === 'date') continue;
    if (known === 'static') fixed.push(column);
    else if (column.kind === 'number') varying.push({ name: column.name, known, values: asFlags(column.values) });
    else varying.push(...textsApart(column, known));
  }
  return { varying, fixed };
}

/** A column that holds one value or nothing says yes or no: nothing is no. */
function asFlags(values: Float64Array): Float64Array {
  const first = values.find((value) => !Number.isNaN(value));
  if (first === undefined || first === 0 || !values.some(Number.isNaN)) return values;
  if (values.some((value) => value !== first && !Number.isNaN(value))) return values;
  return values.map((value) => (Number.isNaN(value) ? 0 : value));
}

function textsApart({ name, codes, labels }: Extract<Column, { kind: 'text' }>, known: Covariate['known']) {
  const counts = new Uint32Array(labels.length);
  for (const code of codes) if (code >= 0) counts[code] += 1;
  const frequent = [...labels.keys()].sort((a, b) => counts[b] - counts[a] || a - b).slice(0, mostTexts);
  return frequent.map(
    (wanted): CovariateColumn => ({
      name: `${name}: ${labels[wanted]}`,
      known,
      values: Float64Array.from(codes, (code) => (code === wanted ? 1 : 0)),
    }),
  );
}

/** Rows in the order of time, and the point of each. */
type PointRows = { rows: Uint32Array; indices: Int32Array };

/** One past the last point for which a column has a value, `end` at least. */
function reachOf(values: Float64Array, { rows, indices }: PointRows, end: number): number {
  let at = rows.length - 1;
  while (at >= 0 && indices[at] >= end && Number.isNaN(values[rows[at]])) at--;
  return at < 0 ? end : Math.max(end, indices[at] + 1);
}

/** How far anything is known ahead of a series that ends at `end`, as one past that point; 0 where nothing varies beside it. */
export function reachAhead(varying: readonly CovariateColumn[], placed: PointRows, end: number): number {
  return varying.reduce((most, { known, values }) => {
    return Math.max(most, known === 'future' ? reachOf(values, placed, end) : end);
  }, 0);
}

/**
 * The mean of a column at each point, from the rows that fall on it; what is missing takes the value before it.
 *
 * @param rows with a date
 * @param points the point of each of these rows
 * @param span the points of the series among them
 * @returns what is known ahead reaches as far as the column does, and to the end of the series at least
 */
export function placeCovariate(
  { name, known, values }: CovariateColumn,
  { rows, indices: points }: PointRows,
  { start, end }: { start: number; end: number },
): Covariate {
  const length = known === 'future' ? reachOf(values, { rows, indices: points }, end) : end;
  const sums = new Float64Array(length);
  const counts = new Uint32Array(length);
  rows.forEach((row, at) => {
    const point = points[at];
    if (point >= length || Number.isNaN(values[row])) return;
    sums[point] += values[row];
    counts[point] += 1;
  });
  let last = Number.NaN;
  const placed = sums.map((sum, point) => {
    if (counts[point] > 0) last = sum / counts[point];
    return last;
  });
  return { name, known, values: placed.slice(start) };
}

/** What never changes about a series, by the first of its rows that says so. */
export function readStatic(column: Column, rows: Uint32Array): StaticCovariate {
  const { name } = column;
  if (column.kind === 'text') {
    const row = rows.find((each) => column.codes[each] >= 0);
    return { name, value: row === undefined ? '' : (column.labels[column.codes[row]] ?? '') };
  }
  const row = rows.find((each) => !Number.isNaN(column.values[each]));
  return { name, value: row === undefined ? '' : String(column.values[row]) };
}
