/** Trains every chosen model, tests it on what came later, and forecasts beyond the end. */

import { pause } from '../base/pause.ts';
import { createNaive2 } from '../forecasters/classical/naive2.ts';
import { staysAboveZero } from '../forecasters/floor.ts';
import {
  FitCancelled,
  type FitContext,
  FitDiverged,
  type FittedForecaster,
  type Forecaster,
} from '../forecasters/forecaster.ts';
import { isNetwork, type ModelId, modelIds, trains } from '../forecasters/model-cards.ts';
import { WeightsMissing } from '../forecasters/pretrained/load-weights.ts';
import type { Settings } from '../forecasters/settings.ts';
import { settleCovariates } from '../series/covariates.ts';
import { matchCovariates } from '../series/match-covariates.ts';
import type { OtherSeries } from '../series/panel.ts';
import type { Series } from '../series/series.ts';
import {
  type BacktestPlan,
  firstTask,
  type KnownAtOrigin,
  learntBefore,
  learntFromAll,
  planBacktest,
  refitsAtOrigins,
  runBacktest,
  seenByFirstFit,
  seenToEnd,
} from './backtest.ts';
import { forecastCalibration, setIntervals } from './calibration.ts';
import { findQuantileOffsets, placeQuantiles } from './distribution.ts';
import { type Bench, judgeForecasts } from './judge-forecasts.ts';
import { type EarlierForecasts, findKnownErrors } from './known-errors.ts';
import { type Metrics, metricIds } from './metric-cards.ts';
import { measureNaiveScale } from './metrics.ts';
import { type Phase, type PhaseReport, reportPhases } from './report-phases.ts';
import type {
  ForecastOutcome,
  ModelFailure,
  ModelResult,
  NamesBeside,
  OriginForecast,
  PanelLearning,
  TestForecast,
} from './results.ts';
import { judgeTogether, learntTogether, matchTargets, type Targets, tellOfOthers } from './targets.ts';
import { closeForecast, closeTest } from './within-limits.ts';

export type RunContext = {
  /** Once aborted, the model in training keeps its best weights and those after it are left out. */
  signal: AbortSignal;
  createForecaster: (model: ModelId, settings: Settings) => Forecaster;
  /** Who does what need not be done in this thread. */
  share?: FitContext['share'];
  /** Where trainings go on from and leave what they have come to. */
  memory?: FitContext['memory'];
  onEpoch?: (report: PhaseReport) => void;
  onResult?: (result: ModelResult) => void;
  onFailure?: (failure: ModelFailure) => void;
};

/** The seasonal naive first, always, so that every other model can be compared with it. */
function inOrder(models: readonly ModelId[]): ModelId[] {
  return modelIds.filter((model) => model === 'seasonal-naive' || models.includes(model));
}

/** What every model of a run has in common. */
export type PlannedRun = {
  series: Series;
  others: OtherSeries | null;
  settings: Settings;
  plan: BacktestPlan;
  bench: Bench;
  /** Of a run of several targets as one, those targets; null where the series is forecast by itself. */
  targets: Targets | null;
  /** The same run with the targets that are to be forecast with it as one; null where there are none. */
  joint: PlannedRun | null;
  /** The seasonal naive's mean absolute error, once it is known. */
  naiveMae: Promise<number | null> | null;
};

/** The other series as far as they have what the one shown has. */
function matchOthers(series: Series, { series: all, leftOut }: OtherSeries, horizonSteps: number): OtherSeries {
  const matched = all.flatMap((other) => matchCovariates(other, series, horizonSteps) ?? []);
  return { series: matched, leftOut: leftOut + all.length - matched.length };
}

/** No column of a file is called so. */
const ownName = '';

/** A series with its own name among what is static about it, which networks embed. */
function withOwnName(series: Series): Series {
  const { statics = [], uniqueId } = series;
  return { ...series, statics: [...statics, { name: ownName, value: uniqueId }] };
}

/**
 * Plans a run and measures what all its models are measured by; once for any number of them.
 *
 * @param given series with a value at every point
 * @param all what networks learn from beside the series, on its rhythm, where the settings ask for that
 * @param planTest where it is tested from; as the settings say where absent
 * @param together the targets that networks are to forecast as one, the series among them; none where absent
 */
export async function planRun(
  given: Series,
  settings: Settings,
  all: OtherSeries | null = null,
  planTest: (series: Series, settings: Settings) => BacktestPlan = planBacktest,
  together: Targets | null = null,
): Promise<PlannedRun> {
  const series = settleCovariates(given, settings.horizonSteps);
  const plan = planTest(series, settings);
  const { seasonLength, horizonSteps } = settings;
  const scale = measureNaiveScale(
    learntBefore(series, plan.split.validationEnd, { ...plan, windowSteps: null }).history,
    seasonLength,
  );
  const others = settings.network.scope === 'panel' && all ? matchOthers(series, all, horizonSteps) : null;
  const bench = { series, scale, naive2: await forecastNaive2() };
  const matched = together && matchTargets(together, series, horizonSteps);
  const targets = matched && tellOfOthers(matched);
  const alone = { settings, plan, bench, naiveMae: null, targets: null, joint: null };
  const joint = targets && { ...alone, series: targets.series[targets.shown], others: null, targets };
  const common = { ...alone, joint };
  if (!others || !settings.network.seriesEmbedding) return { series, others, ...common };
  const named = { ...others, series: others.series.map(withOwnName) };
  return { series: withOwnName(series), others: named, ...common };

  /** Naive2 costs next to nothing, and is what OWA is measured by: it learns anew at every origin and is never cancelled. */
  async function forecastNaive2(): Promise<TestForecast[]> {
    const forecaster = createNaive2(seasonLength, horizonSteps);
    const context = { signal: new AbortController().signal };
    const { history: first } = learntBefore(series, plan.origins[0], plan);
    const fitted = await forecaster.fit({ histories: [first], validationSteps: 0, epochs: null }, context);
    const { test } = await runBacktest({ forecaster, fitted, anew: true, toEnd: false }, series, plan, context);
    return test.map((forecast) => ({ ...forecast, quantiles: null }));
  }
}

/** Forecasts of the part that chose when to stop, by the model as it was before the test part. */
async function forecastBeforeTest(fitted: FittedForecaster, { series, plan }: PlannedRun): Promise<EarlierForecasts> {
  const { trainEnd, validationEnd, length } = plan.split;
  const seen = seenByFirstFit(series, plan);
  const cut = length - seen.y.length;
  const end = validationEnd - cut;
  const forecasts = await forecastCalibration(fitted, seen, {
    from: trainEnd - cut,
    to: end,
    horizonSteps: plan.horizonSteps,
  });
  return { forecasts, series: seen, learntTo: trainEnd - cut, end, cut, aside: new Set(fitted.setAside?.[0]) };
}

/** What intervals stay above: zero where no value so far was below it. */
export function floorOf(history: Float64Array): number {
  return staysAboveZero(history) ? 0 : Number.NEGATIVE_INFINITY;
}

/**
 * Bands of each forecast of the test by the errors known at its origin: those before the test, and those of the forecasts before it
 * as far as they had come true. No quantile lies below `floor`.
 */
function withQuantiles(
  test: readonly OriginForecast[],
  { series, settings: { seasonLength } }: PlannedRun,
  earlier: EarlierForecasts,
  learntTo: number | null,
  floor: number,
): TestForecast[] {
  return test.map((forecast) => {
    const before = test.filter(({ origin }) => origin < forecast.origin);
    const offsets = findQuantileOffsets(
      findKnownErrors(earlier, before, { series, end: forecast.origin, seasonLength, learntTo }).errors,
    );
    return { ...forecast, quantiles: offsets && placeQuantiles(forecast.yhat, offsets, floor) };
  });
}

/** What a model learns from at each origin: the series shown; where it is to, the targets with it; and for one that trains and is to, all others. */
export function materialFor(model: ModelId, { series, others, targets, plan }: PlannedRun) {
  if (targets) return (origin: number, validationSteps = 0) => learntTogether(targets, origin, plan, validationSteps);
  const isShared = others !== null && trains(model);
  return (origin: number, validationSteps = 0): KnownAtOrigin[] =>
    isShared
      ? learntFromAll(series, others.series, origin, plan, validationSteps)
      : [learntBefore(series, origin, plan)];
}

/** How several series were learnt from, by the last learning; null where it was one. */
function describePanel(
  model: ModelId,
  { others, settings }: PlannedRun,
  learnt: number,
  { windows = 0, tuningEpochs = 0, usesCovariates }: FittedForecaster,
): PanelLearning | null {
  if (!others || !isNetwork(model)) return null;
  const { fineTuning: kind, seriesEmbedding } = settings.network;
  return {
    series: learnt,
    windows,
    leftOut: others.leftOut + others.series.length - (learnt - 1),
    embedded: seriesEmbedding && learnt > 1 && usesCovariates !== false,
    tuning: kind === 'none' ? null : { kind, epochs: tuningEpochs },
  };
}

/** What of a file is read beside a series; null where that is nothing. What describes it tells nothing where there are no others. */
function namesBeside({ series: { covariates = [], statics = [] }, others, targets }: PlannedRun): NamesBeside | null {
  const own = targets?.names[targets.shown];
  const namesOf = (wanted: 'future' | 'past') =>
    covariates.filter(({ known, name }) => known === wanted && name !== own).map(({ name }) => name);
  const columns = statics.map(({ name }) => name).filter((name) => name !== ownName);
  const names = { future: namesOf('future'), past: namesOf('past'), static: others ? columns : [] };
  return Object.values(names).some(({ length }) => length > 0) ? names : null;
}

function describeBeside({ usesCovariates, usedCovariates }: FittedForecaster, run: PlannedRun): ModelResult['beside'] {
  const names = usesCovariates === undefined ? null : namesBeside(run);
  if (!names || !usesCovariates) return names && 'left-out';
  if (!usedCovariates) return names;
  const { future, past } = usedCovariates;
  return { future: future.map((at) => names.future[at]), past: past.map((at) => names.past[at]), static: [] };
}

type ResultBesideNaive = Omit<ModelResult, 'maeRatioToNaive'>;

/** Learns, tests and learns again: all of one model but how it does beside the naive. */
async function runOneWay(model: ModelId, run: PlannedRun, context: RunContext): Promise<ResultBesideNaive> {
  const { series, settings, plan, bench } = run;
  const { signal, memory } = context;
  // What learns anew by itself is quick, and not worth the way to another thread.
  const share = isNetwork(model) || settings.backtest.refit === 'always' ? context.share : undefined;
  const { split } = plan;
  const forecaster = context.createForecaster(model, settings);
  const startedMs = performance.now();
  const inPhase = reportPhases(model, run, context.onEpoch);
  const during = (phase: Phase): FitContext => ({ signal, onEpoch: inPhase(phase), share, memory });
  const learntAt = materialFor(model, run);
  const known = learntAt(split.validationEnd, split.validationEnd - split.trainEnd);
  const fitted = await forecaster.fit(firstTask(known, plan), during('fit'));
  let final = fitted;
  try {
    const toEnd = fitted.fitEnd !== 'cancelled';
    const anew = toEnd && refitsAtOrigins(model, settings.backtest, plan);
    const models = {
      forecaster,
      fitted,
      anew,
      toEnd,
      learntAt: (origin: number) => learntAt(origin),
      recipe: { model, settings },
    };
    const tested = await runBacktest(models, series, plan, during(anew ? 'origins' : 'refit'));
    final = tested.final ?? fitted;
    const all = learntAt(split.length);
    const { history, covariates } = final === fitted ? seenToEnd(series, plan) : all[0];
    const [{ yhat: forecast, held = 0, events }] = await final.forecast([history], 0, 'points', [covariates]);
    const earlier = await forecastBeforeTest(fitted, run);
    const begun = final === fitted ? series.y.length - history.length : split.length - all[0].history.length;
    const aside = new Set(final.setAside?.[0]?.map((at) => begun + at));
    const learntTo = anew ? null : split.validationEnd;
    const { errors, shift } = findKnownErrors(earlier, tested.test, {
      series,
      end: split.length,
      seasonLength: settings.seasonLength,
      learntTo,
      aside,
    });
    const floor = floorOf(series.y.subarray(0, split.validationEnd));
    const test = closeTest(series, withQuantiles(tested.test, run, earlier, learntTo, floor));
    const { overall, origins, steps } = judgeForecasts(test, bench);
    return {
      model,
      fitEnd: fitted.fitEnd,
      epochs: fitted.epochs,
      parameterCount: fitted.parameterCount,
      curve: fitted.curve,
      test,
      refits: tested.refits,
      metrics: overall ?? noMetrics,
      originMetrics: origins,
      stepMetrics: steps,
      trainingMs: performance.now() - startedMs,
      ...closeForecast(series, { forecast, intervals: setIntervals(forecast, errors, floorOf(series.y), events) }),
      form: final.forms?.[0] ?? null,
      members: final.members?.[0] ?? null,
      tried: final.tried?.[0] ?? null,
      panel: describePanel(model, run, (final === fitted ? known : all).length, final),
      augmentation: fitted.augmentation ?? null,
      ...(final.tuning && { tuning: final.tuning }),
      beside: describeBeside(fitted, run),
      setAside: final.setAside?.[0] ?? [],
      ...(shift && { shiftedAt: shift.at }),
      held,
      refitted: final !== fitted,
      ...(final.trained && { trained: final.trained() }),
      errors,
    };
  } finally {
    if (final !== fitted) final.dispose();
    fitted.dispose();
  }
}

/** A network by itself and, where targets are to be forecast with it, as one with them: the better of the two. */
async function runBestWay(model: ModelId, run: PlannedRun, context: RunContext): Promise<ResultBesideNaive> {
  const { joint, settings } = run;
  if (!joint?.targets || !isNetwork(model)) return runOneWay(model, run, context);
  const telling = (way: NonNullable<PhaseReport['way']>): RunContext => ({
    ...context,
    onEpoch: (report) => context.onEpoch?.({ ...report, way }),
  });
  const alone = await runOneWay(model, run, telling('alone'));
  if (context.signal.aborted) return alone;
  const together = await runOneWay(model, joint, telling('together')).catch((error: unknown) => {
    if (error instanceof FitCancelled || error instanceof FitDiverged) return null;
    throw error;
  });
  if (context.signal.aborted) return alone;
  const judged = judgeTogether(alone, together, joint.targets, settings.horizonSteps);
  const trainingMs = alone.trainingMs + (together?.trainingMs ?? 0);
  return { ...(judged.isKept && together ? together : alone), together: judged, trainingMs };
}

/** The one model that every other is measured by. */
const measure: ModelId = 'seasonal-naive';

/**
 * Learns, tests and learns again: all of one model of a run. It is fitted before the test part and judged on it from the origins
 * that the settings ask for, fitted again there or not; the forecast beyond the end comes from a model fitted again on
 * everything, for the number of epochs that early stopping chose.
 *
 * @throws {FitCancelled} when cancelled before there is anything worth keeping
 * @throws {FitDiverged} when no epoch of a network gave a finite loss
 */
export async function runModel(model: ModelId, run: PlannedRun, context: RunContext): Promise<ModelResult> {
  const result = await runBestWay(model, run, context);
  const { mae } = result.metrics;
  if (model === measure) run.naiveMae ??= Promise.resolve(mae);
  run.naiveMae ??= measureNaive(run, context);
  const naiveMae = await run.naiveMae;
  return { ...result, maeRatioToNaive: mae !== null && naiveMae ? mae / naiveMae : null };
}

/** It costs nothing, so a cancel does not take it away. */
async function measureNaive(run: PlannedRun, { createForecaster }: RunContext): Promise<number | null> {
  const { metrics } = await runOneWay(measure, run, { signal: new AbortController().signal, createForecaster });
  return metrics.mae;
}

/** How a model failed. */
export function failureOf(model: ModelId, error: unknown): ModelFailure {
  return { model, code: failureCode(error), message: String(error) };
}

/**
 * Runs the models one after the other. A model that fails is reported and the others go on.
 *
 * @param others what networks learn from beside the series, on its rhythm, where the settings ask for that; what comes at the
 *   time of an origin or after it is not learnt from there
 * @param together the targets that networks are to forecast as one, the series among them; none where absent
 */
export async function runForecast(
  series: Series,
  settings: Settings,
  context: RunContext,
  others: OtherSeries | null = null,
  together: Targets | null = null,
): Promise<ForecastOutcome> {
  const { signal, onResult, onFailure } = context;
  const run = await planRun(series, settings, others, planBacktest, together);
  const results: ModelResult[] = [];
  const failures: ModelFailure[] = [];
  for (const model of inOrder(settings.models)) {
    try {
      await pause();
      if (signal.aborted && model !== measure) throw new FitCancelled();
      const result = await runModel(model, run, context);
      results.push(result);
      onResult?.(result);
    } catch (error) {
      const failure = failureOf(model, error);
      failures.push(failure);
      onFailure?.(failure);
    }
  }
  return { split: run.plan.split, results, failures, cancelled: signal.aborted };
}

export const noMetrics = Object.fromEntries(metricIds.map((id) => [id, null])) as Metrics;

function failureCode(error: unknown): ModelFailure['code'] {
  if (error instanceof FitCancelled) return 'cancelled-before-start';
  if (error instanceof FitDiverged) return 'diverged-at-once';
  if (error instanceof WeightsMissing) return 'weights-missing';
  return 'internal';
}
