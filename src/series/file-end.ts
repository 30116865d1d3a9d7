/** Where each series of a panel stands at the end of its file: what has become of it, and how far it is behind. */

import { indexAt, timeAt } from './calendar.ts';
import type { Covariate } from './covariates.ts';
import type { RepairRules } from './panel.ts';
import type { PanelIndex } from './panel-index.ts';
import { filledAlone, type Series } from './series.ts';
import { followLives } from './series-lives.ts';
import type { SeriesStatus } from './series-status.ts';
import type { Step } from './step.ts';
import { isSameStep } from './step.ts';

export type FileEnd = {
  /** The rhythm that most series keep; null where there is no series. */
  step: Step | null;
  /** The last point of the file; null where there is no series. */
  endMs: number | null;
  /** [series] what has become of each, those that could not be made included. */
  statuses: SeriesStatus[];
  /** [series] whether it keeps the rhythm of the file. */
  isOnRhythm: boolean[];
  /** [series] points of the file after its last; 0 where it keeps another rhythm. */
  lags: Int32Array;
  /** [series] as they were read, but for zeros up to the end of the file where that is what no row means and the series has not ended. */
  series: (Series | null)[];
};

function commonStep(all: readonly (Series | null)[]): Step | null {
  const counts = new Map<string, { step: Step; count: number }>();
  for (const series of all) {
    if (!series) continue;
    const key = `${series.step.every} ${series.step.unit}`;
    const known = counts.get(key) ?? { step: series.step, count: 0 };
    counts.set(key, { ...known, count: known.count + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.step ?? null;
}

const endOf = ({ firstMs, step, y }: Series) => timeAt(firstMs, step, y.length - 1);

function withZeros(series: Series, lag: number): Series {
  const length = series.y.length + lag;
  const y = new Float64Array(length);
  y.set(series.y);
  const filled = new Uint8Array(length).fill(filledAlone);
  filled.set(series.filled);
  const { covariates } = series;
  return { ...series, y, filled, ...(covariates && { covariates: covariates.map((one) => carryOn(one, length)) }) };
}

/** A covariate of a series that was brought to so many points: where it is not known so far, by its last value. */
export function carryOn(covariate: Covariate, length: number): Covariate {
  const { values: known } = covariate;
  if (known.length >= length) return covariate;
  const values = new Float64Array(length).fill(known[known.length - 1]);
  values.set(known);
  return { ...covariate, values };
}

/**
 * @param read series of the panel; null where none could be made
 * @param numbers [read] their numbers in the panel
 */
export function bringToEnd(
  index: PanelIndex,
  rules: RepairRules,
  read: readonly (Series | null)[],
  numbers: readonly number[],
): FileEnd {
  const step = commonStep(read);
  const isOnRhythm = read.map((series) => series !== null && step !== null && isSameStep(series.step, step));
  const ends = read.flatMap((series, at) => (series && isOnRhythm[at] ? [endOf(series)] : []));
  const endMs = ends.length > 0 ? ends.reduce((most, ms) => Math.max(most, ms)) : null;
  const lives = followLives(index);
  const usual = step ?? { unit: 'row', every: 1 };
  const statuses = read.map((series, at) => lives.statusOf(numbers[at], series?.step ?? usual));
  const lags = new Int32Array(read.length);
  const series = read.map((one, at) => {
    if (!one || !isOnRhythm[at] || endMs === null) return one;
    const lag = Math.max(0, indexAt(one.firstMs, one.step, endMs) - (one.y.length - 1));
    lags[at] = lag;
    const target = Math.floor(numbers[at] / index.groups.names.length);
    const isZero = rules.gaps === 'zero' || (rules.gaps === 'auto' && index.gapsAreZero(target));
    if (lag === 0 || !isZero || one.isCumulative || one.isYearToDate || statuses[at] === 'inactive') return one;
    lags[at] = 0;
    return withZeros(one, lag);
  });
  return { step, endMs, statuses, isOnRhythm, lags, series };
}
