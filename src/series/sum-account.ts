/** What became of the sum of each column of values: it is in the series, was left out with its rows, or was changed by a repair. */
import type { CountedRepair } from './panel.ts';
import type { Series } from './series.ts';

/** `inFile` is `inSeries`, all that was left out and all changes together. */
export type TargetSum = {
  column: string;
  /** Of the rows of the table. */
  inFile: number;
  /** Of the values of the series that were not filled in. */
  inSeries: number;
  leftOut: { reason: string; rows: number; sum: number }[];
  /**
   * What repairs took away, less what they added: rows of one date merged otherwise than by their sum, differences of what counts up. `put` was estimated in
   * the place of what was taken, and is not in the file.
   */
  changed: { by: SumChange; sum: number; put?: number }[];
};

export type SumChange = 'duplicates' | 'resampled' | 'differences' | 'by-hand' | 'events';

/** What rounding may take away of sums that are made in another order. */
const rounding = 1e-9;

export class SumAccount {
  readonly #sums: TargetSum;
  #magnitude = 0;
  /** Of the values that the series added last was made of. */
  #used = 0;
  #usedMagnitude = 0;

  constructor(column: string) {
    this.#sums = { column, inFile: 0, inSeries: 0, leftOut: [], changed: [] };
  }

  /** A value that its series uses, where `reason` is undefined; else one that was left out. */
  addValue(value: number, reason: string | undefined): void {
    this.#sums.inFile += value;
    this.#magnitude += Math.abs(value);
    if (reason === undefined) {
      this.#used += value;
      this.#usedMagnitude += Math.abs(value);
      return;
    }
    const known = this.#sums.leftOut.find((one) => one.reason === reason);
    if (known) {
      known.rows++;
      known.sum += value;
    } else this.#sums.leftOut.push({ reason, rows: 1, sum: value });
  }

  /** The series that the values added since the last one became, and what was done to it. */
  addSeries({ y, filled }: Pick<Series, 'y' | 'filled'>, repairs: readonly CountedRepair[]): void {
    let sum = 0;
    for (let at = 0; at < y.length; at++) if (!filled[at] && !Number.isNaN(y[at])) sum += y[at];
    this.#sums.inSeries += sum;
    let change = this.#used - sum;
    for (const { kind, sums } of repairs) {
      if (!sums || (kind !== 'by-hand' && kind !== 'events')) continue;
      this.#noteChange(kind, sums.taken, sums.put);
      change -= sums.taken;
    }
    const isRounding = Math.abs(change) <= rounding * this.#usedMagnitude;
    this.#used = 0;
    this.#usedMagnitude = 0;
    if (!isRounding) this.#noteChange(changeBy(repairs), change);
  }

  #noteChange(by: SumChange, change: number, put?: number): void {
    const known = this.#sums.changed.find((one) => one.by === by);
    if (!known) this.#sums.changed.push({ by, sum: change, ...(put !== undefined && { put }) });
    else {
      known.sum += change;
      if (put !== undefined) known.put = (known.put ?? 0) + put;
    }
  }

  finish(): TargetSum {
    const { inFile, inSeries, leftOut, changed, column } = this.#sums;
    const isAll = leftOut.length === 0 && changed.length === 0;
    const isSame = isAll && Math.abs(inFile - inSeries) <= rounding * this.#magnitude;
    return { column, inFile, inSeries: isSame ? inFile : inSeries, leftOut, changed };
  }
}

function changeBy(repairs: readonly CountedRepair[]): SumChange {
  const kinds = repairs.filter(({ isApplied }) => isApplied).map(({ kind }) => kind);
  if (kinds.includes('cumulative') || kinds.includes('year-to-date')) return 'differences';
  return kinds.includes('resampled') ? 'resampled' : 'duplicates';
}
