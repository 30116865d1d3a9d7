/** All series of a panel in a few numbers each, made one after the other and not kept. */
import { fail, ok, type Result } from '../base/result.ts';
import { listRepairs } from './list-repairs.ts';
import type { PanelProgress, RefusedSeries, RepairRules, SeriesSummary } from './panel.ts';
import { nameOf, type PanelIndex, rowsOf } from './panel-index.ts';
import { failTooFew, fewestValues } from './place-rows.ts';
import { reachAhead } from './read-covariates.ts';
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
  const { varying } = index.hasKnownAhead ? index.covariates() : { varying: [] };
  let step: Step | null = null;
  for (let number = 0; number < index.count; number++) {
    const source = rowsOf(index, number, step);
    const shaping = shapeSeries(source, rules);
    if (shaping.ok) {
      const { value: shaped } = shaping;
      const knownTo = reachAhead(varying, shaped.placed, shaped.bounds.end);
      const repairs = listRepairs(source, rules, shaped, { knownTo, withPoints: false });
      const status = lives.statusOf(number, shaped.series.step);
      series.push({ ...summariseSeries({ series: shaped.series, repairs }), status });
      step ??= shaped.series.step;
    } else failed.push({ number, problem: shaping.problem });
    yield { done: number + 1, total: index.count };
  }
  if (!step) return failed[0] ? fail(failed[0].problem) : failTooFew(0, fewestValues);
  const rhythm = step;
  const refused = failed.map(({ number, problem }) => ({
    uniqueId: nameOf(index, number),
    problem,
    status: lives.statusOf(number, rhythm),
  }));
  return ok({ step, series, refused });
}
