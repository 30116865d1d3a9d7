/** Rows in the order of time, and the different times among them. */

/** `2024-03-31`, with the time of day where there is one. */
export function labelOfTime(ms: number): string {
  const [date, clock] = new Date(ms).toISOString().slice(0, 19).split('T');
  return clock === '00:00:00' ? date : `${date} ${clock}`;
}

/** The rows that have a time, in its order; rows of the same time stay as they are. A file in falling order is turned round. */
export function sortRows(times: Float64Array): { rows: Uint32Array; wasSorted: boolean } {
  const all = new Uint32Array(times.length);
  let count = 0;
  for (let row = 0; row < times.length; row++) if (!Number.isNaN(times[row])) all[count++] = row;
  const rows = all.subarray(0, count);
  let rises = true;
  let falls = true;
  for (let i = 1; i < rows.length; i++) {
    if (times[rows[i]] < times[rows[i - 1]]) rises = false;
    if (times[rows[i]] > times[rows[i - 1]]) falls = false;
  }
  if (falls && !rises) rows.reverse();
  else if (!rises) rows.sort((a, b) => times[a] - times[b] || a - b);
  return { rows, wasSorted: rises };
}

/** The different times of sorted rows, and for each row which of them is its. */
export function distinctTimes(values: Float64Array, rows: Uint32Array): { times: Float64Array; numbers: Int32Array } {
  const times = new Float64Array(rows.length);
  const numbers = new Int32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const ms = values[rows[i]];
    if (count === 0 || ms !== times[count - 1]) times[count++] = ms;
    numbers[i] = count - 1;
  }
  return { times: times.slice(0, count), numbers };
}
