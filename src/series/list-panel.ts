/** All series of a panel in a few numbers each, made one after the other and not kept. */
import { fail, ok, type Result } from '../base/result.ts';
import type { Column } from '../table/table.ts';
import { listRepairs } from './list-repairs.ts';
import type { PanelProgress, RefusedSeries, RepairRules, SeriesSummary } from './panel.ts';
import { nameOf, type PanelIndex, rowsOf } from './panel-index.ts';
import { failTooFew, fewestValues } from './place-rows.ts';
import { cutRowsOf } from './prepare-series.ts';
import { reachAhead, readStatic } from './read-covariates.ts';
import { RowAccount, type RowsAccount } from './row-account.ts';
import type { SeriesProblem } from './series.ts';
import { followLives } from './series-lives.ts';
import { shapeSeries } from './shape-series.ts';
import type { Step } from './step.ts';
import { summariseSeries } from './summarise-series.ts';

export type PanelListing = {
  /** The rhythm of the first series that could be made, which is tried first for all others. */
  step: Step;
  series: SeriesSummary[];
  refused: RefusedSeries[];
  account: RowsAccount;
};

/**
 * Lists the series of a panel, one a step, so that others may have their turn in between.
 *
 * @returns a problem where no series could be made
 */
export function* listPanel(
  index: PanelIndex,
  rules: RepairRules,
): Generator<PanelProgress, Result<PanelListing, SeriesProblem>> {
  const series: SeriesSummary[] = [];
  const failed: { number: number; problem: SeriesProblem }[] = [];
  const lives = followLives(index);
  const account = new RowAccount(index.table, index.isNumbered ? null : index.times);
  const { varying, fixed } = index.covariates();
  let step: Step | null = null;
  for (let number = 0; number < index.count; number++) {
    const source = rowsOf(index, number, step);
    const shaping = shapeSeries(source, rules);
    if (shaping.ok) {
      const { value: shaped } = shaping;
      const knownTo = reachAhead(index.hasKnownAhead ? varying : [], shaped.placed, shaped.bounds.end);
      const repairs = listRepairs(source, rules, shaped, { knownTo, withPoints: false });
      account.add(source.target, source.rows, { series: shaped.series, repairs, cutRows: cutRowsOf(source, shaped) });
      const status = lives.statusOf(number, shaped.series.step);
      series.push({ ...summariseSeries({ series: shaped.series, repairs }), status, ...describe(fixed, source.rows) });
      step ??= shaped.series.step;
    } else {
      account.add(source.target, source.rows, shaping.problem.code);
      failed.push({ number, problem: shaping.problem });
    }
    yield { done: number + 1, total: index.count };
  }
  if (!step) return failed[0] ? fail(failed[0].problem) : failTooFew(0, fewestValues);
  const rhythm = step;
  const refused = failed.map(({ number, problem }) => ({
    uniqueId: nameOf(index, number),
    problem,
    status: lives.statusOf(number, rhythm),
    ...describe(fixed, rowsOf(index, number, rhythm).rows),
  }));
  for (let number = index.count; number < index.groups.names.length * index.targets.length; number++) {
    const { target, rows } = rowsOf(index, number, rhythm);
    account.add(target, rows, 'too-many-series');
  }
  return ok({ step, series, refused, account: account.finish() });
}

/** What columns that describe a series say of it, to be searched and shown. */
function describe(fixed: readonly Column[], rows: Uint32Array): { described?: string[] } {
  const said = fixed.map((column) => readStatic(column, rows).value).filter((value) => value !== '');
  return said.length > 0 ? { described: said } : {};
}
