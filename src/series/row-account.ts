/** What became of each row of a file: used for a series, or left out for a reason. */
import type { NumberColumn, Table } from '../table/table.ts';
import type { CutRows } from './panel.ts';

export type RowsAccount = {
  /** Rows below the header, those of the table and those that are no part of it. */
  rowsRead: number;
  /** Rows that have a value of one of the series. */
  rowsUsed: number;
  /** All others: `rowsRead` is `rowsUsed` and these together. */
  leftOut: { reason: string; rows: number }[];
};

type AccountedTable = Pick<Table, 'rowCount' | 'notes'>;

/** A row is used if any series uses it; else the first reason that was met holds. */
export class RowAccount {
  readonly #table: AccountedTable;
  readonly #dates: Float64Array | null;
  readonly #fates: Int32Array;
  readonly #reasons: string[] = [];

  /** @param dates [rows of the table] milliseconds, NaN where there is none; null where rows have no dates */
  constructor(table: AccountedTable, dates: Float64Array | null) {
    this.#table = table;
    this.#dates = dates;
    this.#fates = new Int32Array(table.rowCount).fill(-1);
  }

  /**
   * @param rows of a series
   * @param became the rows beyond the ends of what became a series, null where there are none; or why there is no series
   */
  add(
    { name, values }: Pick<NumberColumn, 'name' | 'values'>,
    rows: Uint32Array,
    became: CutRows | null | string,
  ): void {
    const zeroFrom = this.#table.notes.zeroFilled?.find(({ column }) => column === name)?.fromMs;
    const cut = new Map<number, string>();
    if (became && typeof became !== 'string') {
      for (const [reason, those] of Object.entries(became)) for (const row of those) cut.set(row, reason);
    }
    const dates = this.#dates;
    for (const row of rows) {
      const ms = dates?.[row] ?? row;
      if (Number.isNaN(ms)) this.#leaveOut(row, 'undated');
      else if (Number.isNaN(values[row])) {
        this.#leaveOut(row, zeroFrom !== undefined && ms >= zeroFrom ? 'zero-filled' : 'no-value');
      } else {
        const reason = typeof became === 'string' ? became : cut.get(row);
        if (reason === undefined) this.#fates[row] = -2;
        else this.#leaveOut(row, reason);
      }
    }
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
    return { rowsRead, rowsUsed, leftOut: [...outside, ...counts.filter(({ rows }) => rows > 0)] };
  }

  #leaveOut(row: number, reason: string): void {
    if (this.#fates[row] !== -1) return;
    const known = this.#reasons.indexOf(reason);
    this.#fates[row] = known >= 0 ? known : this.#reasons.push(reason) - 1;
  }
}
