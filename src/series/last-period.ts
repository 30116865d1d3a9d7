/** Whether the last period of a file is over, by all of its series together: one file has one end. */
import type { NumberColumn } from '../table/table.ts';
import { isLastPartial } from './find-edges.ts';
import type { RowGroups } from './panel-index.ts';

export type LastPeriod = {
  /** Milliseconds of the last date that has a value. */
  lastMs: number;
  /** Whether it looks as if it were not over, by the sums of all series, and by how many rows it has. */
  isPartial: boolean;
  hasFewRows: boolean;
};

/** Of half of the series at least the last value has to be below this share of the usual one of the four before. */
const lowShare = 0.7;

/**
 * @param times [rows of the table] milliseconds, NaN where there is none
 * @returns null where no row has a date and a value
 */
export function findLastPeriod({ values }: NumberColumn, times: Float64Array, groups: RowGroups): LastPeriod | null {
  const dates = new Map<number, { sum: number; rows: number }>();
  for (let row = 0; row < times.length; row++) {
    if (Number.isNaN(times[row]) || Number.isNaN(values[row])) continue;
    const known = dates.get(times[row]);
    if (known) {
      known.sum += values[row];
      known.rows++;
    } else dates.set(times[row], { sum: values[row], rows: 1 });
  }
  if (dates.size === 0) return null;
  const sorted = [...dates].sort(([a], [b]) => a - b);
  const sums = Float64Array.from(sorted, ([, { sum }]) => sum);
  const rowCounts = Uint32Array.from(sorted, ([, { rows }]) => rows);
  const [lastMs] = sorted[sorted.length - 1];
  return {
    lastMs,
    isPartial: isLastPartial(sums, null, true) && areMostLow(values, times, groups, lastMs),
    hasFewRows: isLastPartial(sums, rowCounts, true),
  };
}

function areMostLow(
  values: Float64Array,
  times: Float64Array,
  { names, rows, starts }: RowGroups,
  lastMs: number,
): boolean {
  let low = 0;
  let all = 0;
  for (let group = 0; group < names.length; group++) {
    const own = rows.subarray(starts[group], starts[group + 1]);
    const known = own.filter((row) => !Number.isNaN(values[row]) && !Number.isNaN(times[row]));
    const latest = known.sort((a, b) => times[a] - times[b]).subarray(-5);
    if (latest.length < 5 || times[latest[4]] !== lastMs) continue;
    const before = Float64Array.from(latest.subarray(0, 4), (row) => values[row]).sort();
    all++;
    if (values[latest[4]] < ((before[1] + before[2]) / 2) * lowShare) low++;
  }
  return all > 0 && low * 2 >= all;
}
