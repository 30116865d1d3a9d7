/** The rows of one series to a series with what goes with it, each repair counted and open to be undone by its rule. */
import { ok, type Result } from '../base/result.ts';
import { listRepairs } from './list-repairs.ts';
import type { CutRows, PreparedSeries, RepairRules } from './panel.ts';
import type { SeriesRows } from './place-rows.ts';
import { placeCovariate, readStatic } from './read-covariates.ts';
import type { Series, SeriesProblem } from './series.ts';
import { type ShapedSeries, shapeSeries } from './shape-series.ts';

/** @param rules what to do where rows share a date, points have no value, and so on */
export function prepareSeries(source: SeriesRows, rules: RepairRules): Result<PreparedSeries, SeriesProblem> {
  const shaping = shapeSeries(source, rules);
  if (!shaping.ok) return shaping;
  const series = withCovariates(source, shaping.value);
  const { start } = shaping.value.bounds;
  const { covariates = [] } = series;
  const knownTo = covariates.reduce((most, { values: known }) => Math.max(most, start + known.length), 0);
  const repairs = listRepairs(source, rules, shaping.value, { knownTo, withPoints: true });
  const cutRows = cutRowsOf(source, shaping.value);
  const { readings } = shaping.value.events;
  return ok({ series, repairs, ...(cutRows && { cutRows }), ...(readings.length > 0 && { events: readings }) });
}

/** The rows that have a value, but none that a point of the series is made of. */
export function cutRowsOf(
  { target: { values } }: SeriesRows,
  { placed: { rows, indices }, bounds, leadIn }: ShapedSeries,
): CutRows | null {
  const start = bounds.start - leadIn;
  const isCut = (point: number) => point < start || point >= bounds.end;
  const last = indices.length - 1;
  if (last < 0 || (!isCut(indices[0]) && !isCut(indices[last]))) return null;
  const cut: CutRows = { 'cut-off': [], unfinished: [] };
  for (let at = 0; at <= last; at++) {
    const point = indices[at];
    if (isCut(point) && !Number.isNaN(values[rows[at]])) cut[point < start ? 'cut-off' : 'unfinished'].push(rows[at]);
  }
  return cut;
}

/** The series with what goes with it. */
export function withCovariates(source: SeriesRows, { series, placed, bounds }: ShapedSeries): Series {
  const { varying = [], fixed = [] } = source.covariates ?? {};
  return {
    ...series,
    ...(varying.length > 0 && { covariates: varying.map((column) => placeCovariate(column, placed, bounds)) }),
    ...(fixed.length > 0 && { statics: fixed.map((column) => readStatic(column, source.rows)) }),
  };
}
