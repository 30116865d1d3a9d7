/** A series as the page knows it: what it is, not its values, which stay in the data worker. */
import type { SeriesFacts } from './describe-series.ts';
import type { MarkCounts } from './marks.ts';
import type { Measure } from './measure.ts';
import type { Repair } from './panel.ts';
import { isJudged, type Series } from './series.ts';
import { isIntermittent } from './traits.ts';

export type SeriesOutline = Omit<Series, 'y' | 'filled' | 'covariates' | 'statics'> & {
  /** Points, those without a value among them. */
  length: number;
  /** Of the values that the file has, those that no row means among them, the share that is zero. */
  zeroShare: number;
  isIntermittent: boolean;
  /** What goes with the series, and for how many steps beyond its end each is known. */
  covariates: readonly { name: string; stepsAhead: number }[];
};

export function outlineOf({ y, filled, covariates = [], statics: _, ...series }: Series): SeriesOutline {
  let known = 0;
  let zeros = 0;
  for (let at = 0; at < y.length; at += 1) {
    if (!isJudged(filled[at]) || Number.isNaN(y[at])) continue;
    known += 1;
    if (y[at] === 0) zeros += 1;
  }
  return {
    ...series,
    length: y.length,
    isIntermittent: isIntermittent(y),
    zeroShare: known > 0 ? zeros / known : 0,
    covariates: covariates.map(({ name, values }) => ({ name, stepsAhead: values.length - y.length })),
  };
}

/** A series as it was read, in facts. */
export type SeriesReading = {
  series: SeriesOutline;
  /** What was done to make it, with the first of the points concerned. */
  repairs: Repair[];
  facts: SeriesFacts;
  marks: MarkCounts;
  /** The lengths of the seasons found in it, in points. */
  seasons: number[];
  measure: Measure;
};
