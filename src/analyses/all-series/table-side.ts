/** What forecasting every series does where the tables are: reads all of them once, and gives jobs those that they ask for. */
import { ok } from '../../base/result.ts';
import { takeTurns } from '../../base/take-turns.ts';
import { buildHierarchy } from '../../planning/hierarchy.ts';
import { shareCalendar, sumLeaves } from '../../planning/sum-series.ts';
import type { PanelIndex } from '../../series/panel-index.ts';
import type { Series } from '../../series/series.ts';
import type { Table } from '../../table/table.ts';
import type { HeldTable, TableSide, TaskContext } from '../analysis.ts';
import type { AllAnswer, AllNeed, AllRequest, FileBrief, TotalsOf } from './inputs.ts';
import { type FileReading, readFile } from './read-file.ts';

/** The reading used last of each table: whoever comes back to it waits for none again. */
const readings = new WeakMap<Table, { key: string; reading: FileReading }>();

async function read(
  { table }: HeldTable,
  { choice, rules }: AllRequest,
  index: PanelIndex,
  context: TaskContext,
): Promise<FileReading> {
  const key = JSON.stringify([choice, rules]);
  const known = readings.get(table);
  if (known?.key === key) return known.reading;
  const reading = await takeTurns(readFile(table, choice, rules, index), context);
  readings.set(table, { key, reading });
  return reading;
}

/** Sums of series on the calendar of the file, each from its first point to the last of the file. */
function sumTotals(
  { series, brief }: FileReading,
  numbers: readonly number[],
  { leaves, levels }: TotalsOf,
): AllAnswer {
  const own = leaves.map((leaf) => series[leaf]);
  if (own.length === 0 || own.includes(null)) return numbers.map(() => null);
  const whole = own as Series[];
  const columns = brief.groupings.map(({ column, labels, codes }) => ({
    name: column,
    labels,
    codes: Int32Array.from(leaves, (leaf) => codes[leaf]),
  }));
  const hierarchy = buildHierarchy(
    columns,
    levels.map((places) => ({ columns: places })),
    leaves.length,
  );
  const calendar = shareCalendar(whole);
  if (calendar.offsets.includes(-1)) return numbers.map(() => null);
  return numbers.map((total) => ({
    series: sumLeaves(hierarchy, total, whole, calendar, `${total}`),
    lag: 0,
    status: 'active',
  }));
}

export const tableSide: TableSide<AllRequest, FileReading, FileBrief, AllNeed, AllAnswer> = {
  suits({ columns }) {
    if (columns.some(({ kind }) => kind === 'number')) return null;
    return { code: 'no-number-column', params: { columns: columns.map(({ name }) => name) } };
  },

  async prepare(held, request, context) {
    const panel = held.panelOf(request.choice);
    if (!panel.ok) return panel;
    const reading = await read(held, request, panel.value, context);
    // The reading stays: what goes over is copied.
    return ok({ input: reading, brief: { value: reading.brief } });
  },

  async give(reading, need) {
    if (need.kind === 'totals') return { value: sumTotals(reading, need.numbers, need.totals) };
    const given = need.numbers.map((number) => reading.given[number] ?? null);
    if (!need.withBeside) return { value: given };
    const beside = need.numbers.map((number, at) => (given[at] ? reading.besideOf(number) : []));
    const value = given.map((one, at) => one && { ...one, series: { ...one.series, covariates: beside[at] } });
    return { value, transfer: beside.flat().map(({ values }) => values.buffer) };
  },
};
