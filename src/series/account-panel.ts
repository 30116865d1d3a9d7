/** What became of each row of a file: used for a series, or left out for a reason; and of each series by the end of the file. */
import type { Result } from '../base/result.ts';
import type { NumberColumn, Table } from '../table/table.ts';
import { clockAt } from './calendar.ts';
import type { PanelChoice, PanelReading, PreparedSeries } from './panel.ts';
import { groupRows, nameSeries } from './panel-index.ts';
import { RowAccount, type RowsAccount } from './row-account.ts';
import type { SeriesProblem } from './series.ts';
import { type SeriesStatus, statusOf } from './series-status.ts';

export type PanelAccount = RowsAccount & {
  seriesCount: number;
  sample: SeriesSample[];
};

/** A series in the order of the file. Times are milliseconds, null where the file has none. */
export type SeriesSample = {
  uniqueId: string;
  points: number;
  /** Of the values that the file has. */
  sum: number;
  first: number;
  last: number;
  startMs: number | null;
  endMs: number | null;
  status: SeriesStatus;
};

/** @param mostSamples series that are described, the first of the file */
export function accountPanel(
  table: Table,
  choice: PanelChoice,
  reading: Result<PanelReading, SeriesProblem>,
  mostSamples: number,
): PanelAccount {
  const time = choice.timeColumn === null ? null : table.columns[choice.timeColumn];
  const times = time?.kind === 'date' ? time.values : null;
  const targets = choice.targetColumns
    .map((index) => table.columns[index])
    .filter((column) => column.kind === 'number');
  const groups = groupRows(table, choice.idColumns);
  const read = new Map(reading.ok ? reading.value.series.map((one) => [one.series.uniqueId, one]) : []);
  const refused = new Map(
    reading.ok ? reading.value.refused.map(({ uniqueId, problem }) => [uniqueId, problem.code]) : [],
  );
  const account = new RowAccount(table, times);
  const calendar = createCalendar(times, targets, table.rowCount);
  const sample: SeriesSample[] = [];
  for (const target of targets) {
    for (const [group, name] of groups.names.entries()) {
      const rows = groups.rows.subarray(groups.starts[group], groups.starts[group + 1]);
      const uniqueId = nameSeries(name, target.name, targets.length);
      const prepared = read.get(uniqueId);
      const refusal = refused.get(uniqueId) ?? (reading.ok ? 'too-many-series' : reading.problem.code);
      account.add(target, rows, prepared ? { ...prepared, cutRows: prepared.cutRows ?? null } : refusal);
      if (sample.length < mostSamples) sample.push(sampleOf(uniqueId, rows, target, times, prepared, calendar));
    }
  }
  // Where no column of numbers is forecast, no row is looked at.
  if (!reading.ok && targets.length === 0) account.leaveOutAll(reading.problem.code);
  return { ...account.finish(), seriesCount: groups.names.length * targets.length, sample };
}

/** The dates of the file that have any value, in order, and the place of each. */
type Calendar = { length: number; placeOf: (ms: number) => number };

function createCalendar(times: Float64Array | null, targets: NumberColumn[], rowCount: number): Calendar {
  if (!times) return { length: rowCount, placeOf: (ms) => ms };
  const seen = new Set<number>();
  for (let row = 0; row < rowCount; row++) {
    if (!Number.isNaN(times[row]) && targets.some(({ values }) => !Number.isNaN(values[row]))) seen.add(times[row]);
  }
  const places = new Map([...seen].sort((a, b) => a - b).map((ms, place) => [ms, place]));
  return { length: places.size, placeOf: (ms) => places.get(ms) ?? -1 };
}

function sampleOf(
  uniqueId: string,
  rows: Uint32Array,
  { values }: NumberColumn,
  times: Float64Array | null,
  prepared: PreparedSeries | undefined,
  calendar: Calendar,
): SeriesSample {
  const dated = [...rows].filter((row) => !Number.isNaN(values[row]) && !(times && Number.isNaN(times[row])));
  if (times) dated.sort((a, b) => times[a] - times[b] || a - b);
  const placeOf = (row: number, at: number) => (times ? calendar.placeOf(times[row]) : at);
  const placesOf = (holds: (value: number) => boolean) => [
    ...new Set(dated.flatMap((row, at) => (holds(values[row]) ? [placeOf(row, at)] : []))),
  ];
  const known = placesOf(() => true);
  const points = times ? calendar.length : dated.length;
  const step = prepared?.series.step ?? { unit: 'row', every: 1 };
  const status = statusOf({ known, active: placesOf((value) => value !== 0) }, points, step);
  if (prepared) {
    const { series } = prepared;
    const { y, filled } = series;
    const sum = y.reduce((total, value, at) => total + (filled[at] ? 0 : value), 0);
    const isTimed = series.step.unit !== 'row';
    const startMs = isTimed ? clockAt(series, 0) : null;
    const endMs = isTimed ? clockAt(series, y.length - 1) : null;
    return { uniqueId, points: y.length, sum, first: y[0], last: y[y.length - 1], startMs, endMs, status };
  }
  const [first] = dated;
  const last = dated[dated.length - 1];
  return {
    uniqueId,
    points: known.length,
    sum: dated.reduce((total, row) => total + values[row], 0),
    first: values[first] ?? Number.NaN,
    last: values[last] ?? Number.NaN,
    startMs: times && first !== undefined ? times[first] : null,
    endMs: times && last !== undefined ? times[last] : null,
    status,
  };
}
