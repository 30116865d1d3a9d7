/** One series of a panel in full, for rules of repair that may change from one call to the next. */
import { fail, ok, type Result } from '../base/result.ts';
import { describeSeries, type SeriesFacts } from './describe-series.ts';
import type { PreparedSeries, RepairRules } from './panel.ts';
import { type PanelIndex, rowsOf } from './panel-index.ts';
import { failTooFew, fewestValues } from './place-rows.ts';
import { prepareSeries } from './prepare-series.ts';
import type { SeriesProblem } from './series.ts';
import type { Step } from './step.ts';

export type DescribedSeries = PreparedSeries & { facts: SeriesFacts };

/**
 * The series of that name, or the first that can be made and is not constant where none is called that or `uniqueId` is null.
 *
 * @param step the rhythm of the panel where it is known, tried first
 * @returns a problem also where the series is constant: there is nothing to forecast
 */
export function prepareOne(
  index: PanelIndex,
  uniqueId: string | null,
  rules: RepairRules,
  step: Step | null,
): Result<DescribedSeries, SeriesProblem> {
  const asked = uniqueId === null ? null : index.find(uniqueId);
  if (asked === null) return prepareFirst(index, rules, step);
  const prepared = prepareNumber(index, asked, rules, step);
  return prepared.ok && isConstant(prepared.value) ? failConstant(prepared.value) : prepared;
}

function prepareFirst(index: PanelIndex, rules: RepairRules, step: Step | null) {
  let likelyStep = step;
  let constant: DescribedSeries | null = null;
  let problem: SeriesProblem | null = null;
  for (let number = 0; number < index.count; number++) {
    const prepared = prepareNumber(index, number, rules, likelyStep);
    if (prepared.ok && !isConstant(prepared.value)) return prepared;
    if (prepared.ok) {
      constant ??= prepared.value;
      likelyStep ??= prepared.value.series.step;
    } else problem ??= prepared.problem;
  }
  if (constant) return failConstant(constant);
  return problem ? fail(problem) : failTooFew(0, fewestValues);
}

function prepareNumber(
  index: PanelIndex,
  number: number,
  rules: RepairRules,
  step: Step | null,
): Result<DescribedSeries, SeriesProblem> {
  const prepared = prepareSeries(rowsOf(index, number, step, index.covariates()), rules);
  return prepared.ok ? ok({ ...prepared.value, facts: describeSeries(prepared.value.series.y) }) : prepared;
}

function isConstant({ facts }: DescribedSeries): boolean {
  return facts.smallest === facts.largest;
}

function failConstant({ series: { uniqueId, y } }: DescribedSeries) {
  return fail<SeriesProblem>({ code: 'constant-series', params: { column: uniqueId, value: y[0] } });
}
