/** Covariates as networks read them: standardised, in whole numbers where they are static, as long as the series are. */
import * as tf from '../../compute/tf.ts';
import type { KnownCovariates } from '../../series/covariates.ts';
import { fitScaler, type Scaler } from '../../series/scaling.ts';
import type { CovariateRows } from '../training/covariate-windows.ts';
import type { CovariateCounts } from './covariate-part.ts';
import type { WindowCovariates } from './network.ts';

export type HistoryEnds = {
  /** Of the fitted series number `series`. */
  histories: readonly Float64Array[];
  /** What is known at the end of each. */
  covariates: readonly KnownCovariates[];
  series: number;
  /** Windows wanted; those beyond the histories are zeros. */
  batch: number;
  lookBackSteps: number;
  horizonSteps: number;
};

/** How the covariates of the histories of a task are read. */
export type CovariateReader = {
  counts: CovariateCounts;
  /** Whether there are any; else it tells the targets apart and nothing more. */
  readsAny: boolean;
  /** Those of the first `count` histories, laid end to end as the histories are. */
  rowsOf(count: number): CovariateRows;
  /** What goes with the windows at the ends of histories, on the device; to be disposed of. */
  windowsAt(ends: HistoryEnds): Omit<WindowCovariates, 'spread'>;
  /** Windows of zeros in the same shapes. */
  emptyWindows(window: Pick<HistoryEnds, 'batch' | 'lookBackSteps' | 'horizonSteps'>): Omit<WindowCovariates, 'spread'>;
};

const nothing: KnownCovariates = { future: [], past: [], statics: [], yearSteps: null };

const yesOrNo: Scaler = { centre: 0, spread: 1 };

/** By the part that is learnt from; what says yes or no stays as it is, so that it means the same for all series. */
function scalerOf(values: Float64Array, trainEnd: number): Scaler {
  const known = values.subarray(0, trainEnd).filter(Number.isFinite);
  if (known.length === 0 || known.every((value) => value === 0 || value === 1)) return yesOrNo;
  return fitScaler(known);
}

/** What is not known yet is taken for the mean. */
function standardise(values: Float64Array, { centre, spread }: Scaler): Float32Array {
  return Float32Array.from(values, (value) => (Number.isNaN(value) ? 0 : (value - centre) / spread));
}

type Kind = 'future' | 'past';

/**
 * Learns how to read the covariates of a task.
 *
 * @param histories [series]
 * @param covariates [series] of the same kinds for all
 * @param validationSteps points at the end of each history that scales are not learnt from
 * @param hasHeads whether each history is a target of its own, with a head that is to be told
 * @returns null where there is nothing to read
 */
export function prepareCovariates(
  histories: readonly Float64Array[],
  given: readonly KnownCovariates[] | undefined,
  validationSteps: number,
  hasHeads = false,
): CovariateReader | null {
  const covariates = given ?? (hasHeads ? histories.map(() => nothing) : []);
  const [first] = covariates;
  if (!first) return null;
  const scalers: Record<Kind, Scaler[][]> = { future: [], past: [] };
  // A panel has thousands, of which whoever forecasts one series needs its own alone.
  const scalersOf = (kind: Kind, series: number): Scaler[] => {
    scalers[kind][series] ??= covariates[series][kind].map((values) =>
      scalerOf(values, histories[series].length - validationSteps),
    );
    return scalers[kind][series];
  };
  // What is the same for all series tells nothing.
  let counted = 0;
  const codes = first.statics.flatMap((_, column) => {
    const values = [...new Set(covariates.map(({ statics }) => statics[column].value))];
    if (values.length < 2) return [];
    counted += values.length;
    const from = counted - values.length;
    return [{ column, codes: new Map(values.map((value, code) => [value, from + code])) }];
  });
  const readsAny = first.future.length + first.past.length + codes.length > 0;
  if (!readsAny && !hasHeads) return null;
  const codesOf = ({ statics }: KnownCovariates) =>
    codes.map(({ column, codes: known }) => known.get(statics[column].value) ?? -1);

  const totalOf = (count: number) => histories.slice(0, count).reduce((sum, { length }) => sum + length, 0);

  const layRows = (kind: Kind, count: number): Float32Array => {
    const total = totalOf(count);
    const rows = new Float32Array(first[kind].length * total);
    let offset = 0;
    covariates.slice(0, count).forEach((known, series) => {
      const { length } = histories[series];
      known[kind].forEach((values, row) => {
        rows.set(standardise(values.subarray(0, length), scalersOf(kind, series)[row]), row * total + offset);
      });
      offset += length;
    });
    return rows;
  };

  const layStatics = (count: number): Float32Array => {
    const total = totalOf(count);
    const rows = new Float32Array(codes.length * total);
    let offset = 0;
    covariates.slice(0, count).forEach((known, series) => {
      const { length } = histories[series];
      codesOf(known).forEach((code, row) => {
        rows.fill(code, row * total + offset, row * total + offset + length);
      });
      offset += length;
    });
    return rows;
  };

  /** [targets, points] which history each point is of. */
  const layHeads = (count: number): Float32Array => {
    const total = totalOf(count);
    const rows = new Float32Array(histories.length * total);
    let offset = 0;
    for (const [series, { length }] of histories.slice(0, count).entries()) {
      rows.fill(1, series * total + offset, series * total + offset + length);
      offset += length;
    }
    return rows;
  };

  const headsOf = (batch: number, series: number): tf.Tensor2D => {
    const chosen = new Float32Array(batch * histories.length);
    for (let at = series; at < chosen.length; at += histories.length) chosen[at] = 1;
    return tf.tensor2d(chosen, [batch, histories.length]);
  };

  return {
    readsAny,
    counts: {
      future: first.future.length,
      past: first.past.length,
      statics: codes.map(({ codes: { size } }) => size),
    },
    rowsOf: (count) => ({
      future: layRows('future', count),
      past: layRows('past', count),
      statics: layStatics(count),
      ...(hasHeads && { heads: layHeads(count) }),
    }),
    windowsAt({ histories: ends, covariates: known, series, batch, lookBackSteps, horizonSteps }) {
      const cut = (kind: Kind, ahead: number): tf.Tensor3D | null => {
        const span = lookBackSteps + ahead;
        const rows = first[kind].length;
        if (rows === 0) return null;
        const windows = new Float32Array(batch * rows * span);
        ends.forEach(({ length }, window) => {
          known[window][kind].forEach((values, row) => {
            const from = Math.max(0, length - lookBackSteps);
            const part = standardise(values.subarray(from, length + ahead), scalersOf(kind, series)[row]);
            const at = (window * rows + row) * span;
            windows.fill(part[0], at, at + span - part.length);
            windows.set(part, at + span - part.length);
          });
        });
        return tf.tensor3d(windows, [batch, rows, span]);
      };
      const statics = () => Array.from({ length: batch }, (_, at) => codesOf(known[Math.min(at, known.length - 1)]));
      return {
        future: cut('future', horizonSteps),
        past: cut('past', 0),
        statics: codes.length > 0 ? tf.tensor2d(statics()) : null,
        ...(hasHeads && { heads: headsOf(batch, series) }),
      };
    },
    emptyWindows({ batch, lookBackSteps, horizonSteps }) {
      const zeros = (kind: Kind, span: number): tf.Tensor3D | null =>
        first[kind].length === 0 ? null : tf.zeros([batch, first[kind].length, span]);
      return {
        future: zeros('future', lookBackSteps + horizonSteps),
        past: zeros('past', lookBackSteps),
        statics: codes.length > 0 ? tf.zeros([batch, codes.length]) : null,
        ...(hasHeads && { heads: headsOf(batch, 0) }),
      };
    },
  };
}
