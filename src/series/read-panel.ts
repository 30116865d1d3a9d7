/** A table to a panel, every series of it in full. */
import { fail, ok, type Result } from '../base/result.ts';
import type { Table } from '../table/table.ts';
import type { PanelChoice, PanelReading, PreparedSeries, RepairRules } from './panel.ts';
import { indexPanel, nameOf, rowsOf } from './panel-index.ts';
import { failTooFew, fewestValues, type ReadingLimits } from './place-rows.ts';
import { prepareSeries } from './prepare-series.ts';
import type { SeriesProblem } from './series.ts';
import type { Step } from './step.ts';

export type ReadPanelOptions = ReadingLimits & {
  /** Reads this series alone, where there is one of that name. */
  preferredId?: string | null;
  /** Reads no further once a series is what was looked for. */
  until?: (prepared: PreparedSeries) => boolean;
  /** The rhythm that the panel is known to keep, tried first. */
  likelyStep?: Step | null;
  /** Reads no values of what goes with the series. */
  withoutCovariates?: boolean;
  /** Most series that are read; as many as are listed where absent. */
  most?: number;
};

export type PanelSteps = Generator<{ done: number; total: number }, Result<PanelReading, SeriesProblem>>;

/**
 * Reads every series that the choice names.
 *
 * @returns the series and what became of those that could not be read; a problem where there is none at all
 */
export function readPanel(
  table: Table,
  choice: PanelChoice,
  rules: RepairRules,
  options: ReadPanelOptions = {},
): Result<PanelReading, SeriesProblem> {
  const steps = readPanelStepwise(table, choice, rules, options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** `readPanel` a series a step, so that others may have their turn in between. */
function* readPanelStepwise(
  table: Table,
  choice: PanelChoice,
  rules: RepairRules,
  {
    preferredId = null,
    until,
    likelyStep: knownStep = null,
    withoutCovariates,
    most,
    ...limits
  }: ReadPanelOptions = {},
): PanelSteps {
  const indexing = indexPanel(table, choice);
  if (!indexing.ok) return indexing;
  const index = indexing.value;
  const preferred = preferredId === null ? null : index.find(preferredId);
  const first = preferred ?? 0;
  const total = index.groups.names.length * index.targets.length;
  const end = preferred === null ? Math.min(total, most ?? index.count) : first + 1;
  const series: PreparedSeries[] = [];
  const refused: PanelReading['refused'] = [];
  let likelyStep = knownStep;
  for (let number = first; number < end; number++) {
    const source = { ...rowsOf(index, number, likelyStep, index.covariates()), ...limits };
    const prepared = prepareSeries(source, rules);
    if (prepared.ok) {
      series.push(withoutCovariates ? leaveOutCovariates(prepared.value) : prepared.value);
      likelyStep ??= prepared.value.series.step;
    } else refused.push({ uniqueId: nameOf(index, number), problem: prepared.problem });
    if (prepared.ok && until?.(prepared.value)) break;
    yield { done: number - first + 1, total: end - first };
  }
  const [made] = series;
  if (!made) return refused[0] ? fail(refused[0].problem) : failTooFew(0, limits.fewest ?? fewestValues);
  return ok({ step: made.series.step, series, refused });
}

function leaveOutCovariates({ series: { covariates: _, ...series }, ...rest }: PreparedSeries): PreparedSeries {
  return { series, ...rest };
}
