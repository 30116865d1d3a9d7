/** What became of each row of a file: used for a series, or left out for a reason. */
import type { NumberColumn, Table } from '../table/table.ts';
import type { CountedRepair, CutRows } from './panel.ts';
import type { Series } from './series.ts';
import { SumAccount, type TargetSum } from './sum-account.ts';

export type RowsAccount = {
  /** Rows below the header, those of the table and those that are no part of it. */
  rowsRead: number;
  /** Rows that have a value of one of the series. */
  rowsUsed: number;
  /** All others: `rowsRead` is `rowsUsed` and these together. */
  leftOut: { reason: string; rows: number }[];
  /** Of each column of values, in their order. */
  sums: TargetSum[];
};

/** What rows became: `cutRows` are those beyond the ends of the series, null where there are none. */
type Became = {
  series: Pick<Series, 'y' | 'filled'>;
  repairs: readonly CountedRepair[];
  cutRows: CutRows | null;
};

type AccountedTable = Pick<Table, 'rowCount' | 'notes'>;

/** A row is used if any series uses it; else the first reason that was met holds. */
export class RowAccount {
  readonly #table: AccountedTable;
  readonly #dates: Float64Array | null;
  readonly #fates: Int32Array;
  readonly #reasons: string[] = [];
  readonly #sums = new Map<string, SumAccount>();

  /** @param dates [rows of the table] milliseconds, NaN where there is none; null where rows have no dates */
  constructor(table: AccountedTable, dates: Float64Array | null) {
    this.#table = table;
    this.#dates = dates;
    this.#fates = new Int32Array(table.rowCount).fill(-1);
  }

  /**
   * @param rows of a series
   * @param became the series, or why there is none
   */
  add({ name, values }: Pick<NumberColumn, 'name' | 'values'>, rows: Uint32Array, became: Became | string): void {
    const zeroFrom = this.#table.notes.zeroFilled?.find(({ column }) => column === name)?.fromMs;
    const refusal = typeof became === 'string' ? became : undefined;
    const cut = new Map<number, string>();
    if (typeof became !== 'string' && became.cutRows) {
      for (const [reason, those] of Object.entries(became.cutRows)) for (const row of those) cut.set(row, reason);
    }
    const sums = this.#sums.get(name) ?? new SumAccount(name);
    this.#sums.set(name, sums);
    const dates = this.#dates;
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at];
      const ms = dates?.[row] ?? row;
      const value = values[row];
      const isUndated = Number.isNaN(ms);
      if (Number.isNaN(value)) {
        const isZero = zeroFrom !== undefined && ms >= zeroFrom;
        const none = refusal === 'values-too-large' ? refusal : 'no-value';
        this.#leaveOut(row, isUndated ? 'undated' : isZero ? 'zero-filled' : none);
        continue;
      }
      const reason = isUndated ? 'undated' : (refusal ?? cut.get(row));
      sums.addValue(value, reason);
      if (reason === undefined) this.#fates[row] = -2;
      else this.#leaveOut(row, reason);
    }
    if (typeof became !== 'string') sums.addSeries(became.series, became.repairs);
  }

  /** Of the rows that nothing has become of yet. */
  leaveOutAll(reason: string): void {
    for (let row = 0; row < this.#fates.length; row++) this.#leaveOut(row, reason);
  }

  finish(): RowsAccount {
    const { rowCount, notes } = this.#table;
    const outside = (notes.leftOut ?? []).map(({ reason, rows }) => ({ reason: reason as string, rows }));
    const counts = this.#reasons.map((reason) => ({ reason, rows: 0 }));
    let rowsUsed = 0;
    for (const fate of this.#fates) {
      if (fate === -2) rowsUsed++;
      else if (fate >= 0) counts[fate].rows++;
    }
    const rowsRead = rowCount + outside.reduce((sum, { rows }) => sum + rows, 0);
    const leftOut = [...outside, ...counts.filter(({ rows }) => rows > 0)];
    return { rowsRead, rowsUsed, leftOut, sums: [...this.#sums.values()].map((sums) => sums.finish()) };
  }

  #leaveOut(row: number, reason: string): void {
    if (this.#fates[row] !== -1) return;
    const known = this.#reasons.indexOf(reason);
    this.#fates[row] = known >= 0 ? known : this.#reasons.push(reason) - 1;
  }
}
