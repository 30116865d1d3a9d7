/** The totals of a file: what they are of, what is forecast for them, and everything made to add up. */
import { fail, ok, type Result } from '../base/result.ts';
import { type Forecast, quantileLevels } from '../forecasters/forecaster.ts';
import { measureSpread, reconcileErrors } from '../planning/coherent-spread.ts';
import { buildHierarchy, type Hierarchy } from '../planning/hierarchy.ts';
import { type GroupColumn, guessLevels } from '../planning/level-guess.ts';
import type { NodeErrors } from '../planning/node-errors.ts';
import { createReconciler, projectAll, type ReconcileMethod } from '../planning/reconcile.ts';
import { type LevelGain, measureGain } from '../planning/reconciliation-gain.ts';
import { type SharedCalendar, shareCalendar, sumLeaves } from '../planning/sum-series.ts';
import { widenErrors } from '../planning/widen-errors.ts';
import { filledFromAround, type Series } from '../series/series.ts';
import type { AtEnd } from './read-series.ts';
import type { ModelScore, ScoredSeries, ScoreTask } from './score-series.ts';

export type PanelTotals = {
  hierarchy: Hierarchy;
  calendar: SharedCalendar;
  /** Names of the columns of each level; none for the total of all. */
  levels: string[][];
  /** A total each, in the order of the nodes. */
  totals: Series[];
  /** [leaves] 1 for those that have ended, whose forecast is zero. */
  ended: Uint8Array;
  columns: GroupColumn[];
};

export type TotalsProblem =
  | { code: 'level-unknown'; params: { column: string; known: string[] } }
  | { code: 'off-calendar'; params: { uniqueId: string } };

/**
 * @param leaves at the end of their file
 * @param names of the columns that make the levels; null for those that the file suggests
 */
export function planTotals(
  leaves: readonly AtEnd[],
  groups: readonly GroupColumn[],
  names: readonly string[] | null,
): Result<PanelTotals, TotalsProblem> {
  const series = leaves.map((leaf) => leaf.series);
  const fold = (name: string) => name.trim().toLowerCase();
  const guess = guessLevels(groups, series.length);
  const everyName = groups.map(({ name }) => name);
  const wanted = names?.map((name) => {
    const at = guess.columns.findIndex((one) => [one.name, ...one.twins].some((known) => fold(known) === fold(name)));
    return { name, at };
  });
  const unknown = wanted?.find(({ at }) => at < 0);
  if (unknown) return fail({ code: 'level-unknown', params: { column: unknown.name, known: everyName } });
  const levels = guess.levels.filter(({ columns, isTaken }) =>
    wanted ? columns.every((column) => wanted.some(({ at }) => at === column)) : isTaken,
  );
  const hierarchy = buildHierarchy(guess.columns, levels, series.length);
  const calendar = shareCalendar(series);
  const off = calendar.offsets.indexOf(-1);
  if (off >= 0) return fail({ code: 'off-calendar', params: { uniqueId: series[off].uniqueId } });
  const levelNames = levels.map(({ columns }) => columns.map((column) => guess.columns[column].name));
  const totals = Array.from({ length: hierarchy.totals }, (_, total) =>
    sumLeaves(hierarchy, total, series, calendar, nameTotal(hierarchy, levelNames, total)),
  );
  const ended = Uint8Array.from(leaves, ({ noForecast }) => (noForecast === null ? 0 : 1));
  return ok({ hierarchy, calendar, levels: levelNames, totals, ended, columns: [...guess.columns] });
}

/** Each label behind its column, so that no name of a total is one of a series. */
function nameTotal({ levelOf, labels }: Hierarchy, levels: readonly string[][], total: number): string {
  const columns = levels[levelOf[total]];
  if (columns.length === 0) return 'Total';
  return columns.map((column, at) => `${column}: ${labels[total][at] ?? '?'}`).join(' · ');
}

/** What is forecast: the totals, then the series that get a forecast at the end of the file. */
export function tasksAtEnd(totals: PanelTotals | null, leaves: readonly AtEnd[]): ScoreTask[] {
  const own = (totals?.totals ?? []).map((series): ScoreTask => ({ series, actual: null }));
  const live = leaves.filter(({ noForecast }) => noForecast === null);
  return [...own, ...live.map(({ series, lag }): ScoreTask => ({ series, actual: null, lag }))];
}

export type ReconciledPanel = {
  method: ReconcileMethod;
  shrinkage: number | null;
  errorTimes: number;
  raised: number;
  gains: LevelGain[];
  /** By name: the forecasts as they add up, in the place of those made alone. */
  forecasts: Map<string, ModelScore>;
  /** By name: 80 % bounds of the sum of all steps. */
  sums: Map<string, { low: number; high: number }>;
};

/**
 * Makes the forecasts of one model add up, with intervals of the errors of its tests.
 *
 * @param scored of totals and series; one that is missing is taken to be zero
 */
export function reconcilePanel(
  plan: PanelTotals,
  leaves: readonly Series[],
  scored: ReadonlyMap<string, ScoredSeries>,
  { model, horizonSteps, method }: { model: string; horizonSteps: number; method: ReconcileMethod | null },
): ReconciledPanel {
  const { hierarchy, totals, ended, calendar } = plan;
  const nodeSeries = [...totals, ...leaves];
  const runs = nodeSeries.map(({ uniqueId }) => scored.get(uniqueId)?.models.find((run) => run.model === model));
  const fixed = Uint8Array.from(leaves, (_, leaf) => (ended[leaf] || !runs[totals.length + leaf] ? 1 : 0));
  const base = new Float64Array(nodeSeries.length * horizonSteps);
  for (const [node, run] of runs.entries()) base.set(run?.forecast.yhat ?? [], node * horizonSteps);
  const offsetOf = (node: number) =>
    node < totals.length ? calendar.length - totals[node].y.length : calendar.offsets[node - totals.length];
  const origins = [
    ...new Set(
      runs
        .slice(0, totals.length)
        .flatMap((run, node) => (run?.test ?? []).map(({ origin }) => origin + offsetOf(node))),
    ),
  ].sort((a, b) => a - b);
  const errors: NodeErrors = {
    nodes: nodeSeries.length,
    origins: origins.length,
    horizon: horizonSteps,
    values: new Float64Array(nodeSeries.length * origins.length * horizonSteps).fill(Number.NaN),
  };
  const actual = errors.values.slice();
  for (const [node, { y, filled }] of nodeSeries.entries()) {
    const offset = offsetOf(node);
    const tests = new Map((runs[node]?.test ?? []).map(({ origin, yhat }) => [origin + offset, yhat]));
    for (const [at, origin] of origins.entries()) {
      for (let step = 0; step < horizonSteps; step++) {
        const place = (node * origins.length + at) * horizonSteps + step;
        const index = origin + step - offset;
        if (origin + step >= calendar.length) continue;
        actual[place] = y[index] ?? 0;
        const made = tests.get(origin)?.[step];
        if (made !== undefined && filled[index] !== filledFromAround) errors.values[place] = actual[place] - made;
      }
    }
  }
  const nonNegative = leaves.every(({ y }) => y.every((value) => value >= 0));
  const options = { errors, fixed, nonNegative, ...(method && { method }) };
  const { project, ...made } = createReconciler(hierarchy, options);
  const { values, raised } = projectAll(hierarchy, project, base, nonNegative);
  const widths = Float64Array.from(runs, (run) => (run ? widthOf(run.forecast) : Number.NaN));
  const tested = reconcileErrors(errors, project);
  const coherent = tested && widenErrors(hierarchy, tested, widths);
  const spread = coherent && measureSpread(hierarchy, values, coherent, { levels: [80, 95], seed: 1, nonNegative });
  const forecasts = new Map(
    nodeSeries.map(({ uniqueId }, node): [string, ModelScore] => {
      const cut = (all: Float64Array) => all.slice(node * horizonSteps, (node + 1) * horizonSteps);
      const yhat = cut(values);
      const quantiles = quantileLevels.map((probability) => {
        const level = Math.round(Math.abs(1 - 2 * probability) * 100);
        const interval = spread?.intervals.find((one) => one.level === level);
        if (interval) return cut(probability < 0.5 ? interval.low : interval.high);
        return probability === 0.5 ? yhat : yhat.map(() => Number.NaN);
      });
      const run = runs[node] ?? { model, form: null, score: null, elapsedMs: 0 };
      return [uniqueId, { ...run, forecast: { yhat, quantiles: spread ? quantiles : null } }];
    }),
  );
  const gains = origins.length > 0 ? measureGain(hierarchy, { ...options, actual, origins }) : [];
  const [narrow] = spread?.intervals ?? [];
  const sums = new Map(
    narrow
      ? nodeSeries.map(({ uniqueId }, node) => [uniqueId, { low: narrow.sumLow[node], high: narrow.sumHigh[node] }])
      : [],
  );
  return { ...made, raised, gains, forecasts, sums };
}

/** The mean width of the 80 % interval; NaN where there is none. */
function widthOf({ yhat, quantiles }: Forecast): number {
  const low = quantiles?.[quantileLevels.indexOf(0.1)];
  const high = quantiles?.[quantileLevels.indexOf(0.9)];
  if (!low || !high) return Number.NaN;
  return yhat.reduce((sum, _, step) => sum + high[step] - low[step], 0) / yhat.length;
}
