/** Trains every chosen model, tests it on what came later, and forecasts beyond the end. */

import { pause } from '../compute/pause.ts';
import { staysAboveZero } from '../forecasters/floor.ts';
import {
  type EpochReport,
  FitCancelled,
  FitDiverged,
  type FittedForecaster,
  type Forecaster,
} from '../forecasters/forecaster.ts';
import { type ModelId, modelIds, type Settings } from '../forecasters/settings.ts';
import { historyBefore } from '../series/history.ts';
import type { Series } from '../series/series.ts';
import { type Split, splitByTime, testOrigins } from '../series/split.ts';
import { collectErrors, forecastCalibration, joinErrors, measureCoverage, setIntervals } from './calibration.ts';
import { measureErrors, measureNaiveError } from './metrics.ts';
import type { ForecastOutcome, Metrics, ModelFailure, ModelResult, OriginForecast } from './results.ts';

/** `fit` learns from what lies before the test part; `refit` learns again from everything. */
export type Phase = 'fit' | 'refit';
export type PhaseReport = EpochReport & { model: ModelId; phase: Phase; etaMs: number | null };

export type RunContext = {
  /** Once aborted, the model in training keeps its best weights and those after it are left out. */
  signal: AbortSignal;
  createForecaster: (model: ModelId, settings: Settings) => Forecaster;
  onEpoch?: (report: PhaseReport) => void;
  onResult?: (result: ModelResult) => void;
  onFailure?: (failure: ModelFailure) => void;
};

/** The seasonal naive first, always, so that every other model can be compared with it. */
function inOrder(models: readonly ModelId[]): ModelId[] {
  return modelIds.filter((model) => model === 'seasonal-naive' || models.includes(model));
}

/** Forecasts over the test part, each from the values before its origin alone. */
async function forecastTest(
  fitted: FittedForecaster,
  series: Series,
  split: Split,
  horizonSteps: number,
): Promise<OriginForecast[]> {
  const origins = testOrigins(split, horizonSteps);
  const forecasts = await fitted.forecast(
    origins.map((origin) => historyBefore(series, origin)),
    0,
  );
  return origins.map((origin, at) => ({ origin, yhat: forecasts[at].yhat.slice(0, split.length - origin) }));
}

/** Errors over the whole test part; points that were not in the file are not judged. */
function measureTest(test: OriginForecast[], { y, filled }: Series, naiveError: number | null): Metrics | null {
  const judged = test.flatMap(({ origin, yhat }) =>
    Array.from(yhat, (forecast, step) => ({ at: origin + step, forecast })).filter(({ at }) => !filled[at]),
  );
  if (judged.length === 0) return null;
  const actual = Float64Array.from(judged, ({ at }) => y[at]);
  const forecast = Float64Array.from(judged, (point) => point.forecast);
  return measureErrors(actual, forecast, naiveError);
}

/** Time left of a model, from the epochs it has done; the refit is taken to need as many epochs, on more data. */
function estimateLeftMs(
  phase: Phase,
  { epoch, epochs }: EpochReport,
  spentMs: number,
  refitCost: number,
): number | null {
  if (epoch === 0) return null;
  const perEpochMs = spentMs / epoch;
  const leftMs = (epochs - epoch) * perEpochMs;
  return phase === 'fit' ? leftMs + epochs * perEpochMs * refitCost : leftMs;
}

/**
 * Runs the models one after the other. A model that fails is reported and the others go on.
 *
 * The models are fitted before the test part and judged on it at origins one horizon apart; the forecast beyond the end
 * comes from a model refitted on everything, for the number of epochs that early stopping chose.
 */
export async function runForecast(series: Series, settings: Settings, context: RunContext): Promise<ForecastOutcome> {
  const { signal, onEpoch, onResult, onFailure, createForecaster } = context;
  const split = splitByTime(series.y.length, settings.horizonSteps, settings.testSteps);
  const beforeTest = historyBefore(series, split.validationEnd);
  const naiveError = measureNaiveError(beforeTest, settings.seasonLength);
  const refitCost = split.length / split.trainEnd;
  const results: ModelResult[] = [];
  const failures: ModelFailure[] = [];
  let naiveMae: number | null = null;

  /** The forecaster refitted on everything; the one fitted before where that was cancelled or came to nothing. */
  async function refit(forecaster: Forecaster, fitted: FittedForecaster, report: (report: EpochReport) => void) {
    if (fitted.fitEnd === 'cancelled' || signal.aborted) return fitted;
    try {
      const epochs = Math.max(1, fitted.epochs);
      const task = { histories: [series.y], validationSteps: 0, epochs };
      const refitted = await forecaster.fit(task, { signal, onEpoch: report });
      if (refitted.fitEnd === 'cancelled' || refitted.fitEnd === 'diverged') {
        refitted.dispose();
        return fitted;
      }
      return refitted;
    } catch (error) {
      if (error instanceof FitCancelled || error instanceof FitDiverged) return fitted;
      throw error;
    }
  }

  async function runModel(model: ModelId): Promise<ModelResult> {
    const forecaster = createForecaster(model, settings);
    const startedMs = performance.now();
    const reporting = (phase: Phase) => {
      const phaseStartedMs = performance.now();
      return (report: EpochReport) =>
        onEpoch?.({
          ...report,
          model,
          phase,
          etaMs: estimateLeftMs(phase, report, performance.now() - phaseStartedMs, refitCost),
        });
    };
    const validationSteps = split.validationEnd - split.trainEnd;
    const task = { histories: [beforeTest], validationSteps, epochs: null };
    const fitted = await forecaster.fit(task, { signal, onEpoch: reporting('fit') });
    let final = fitted;
    try {
      const test = await forecastTest(fitted, series, split, settings.horizonSteps);
      final = await refit(forecaster, fitted, reporting('refit'));
      const [{ yhat: forecast }] = await final.forecast([series.y], 0);
      const metrics = measureTest(test, series, naiveError);
      const validation = { from: split.trainEnd, to: split.validationEnd };
      const earlier = await forecastCalibration(fitted, series, validation);
      const earlierErrors = collectErrors(earlier, series, split.validationEnd);
      const errors = joinErrors(earlierErrors, collectErrors(test, series, split.length));
      if (model === 'seasonal-naive') naiveMae = metrics?.mae ?? null;
      return {
        model,
        fitEnd: fitted.fitEnd,
        epochs: fitted.epochs,
        parameterCount: fitted.parameterCount,
        curve: fitted.curve,
        test,
        metrics: metrics ?? noMetrics,
        originMetrics: test.map((forecastThere) => measureTest([forecastThere], series, naiveError)),
        maeRatioToNaive: metrics?.mae != null && naiveMae ? metrics.mae / naiveMae : null,
        trainingMs: performance.now() - startedMs,
        forecast,
        intervals: setIntervals(forecast, errors, staysAboveZero(series.y) ? 0 : Number.NEGATIVE_INFINITY),
        coverage: measureCoverage(test, series, earlierErrors),
        form: final.forms?.[0] ?? null,
        members: final.members?.[0] ?? null,
        refitted: final !== fitted,
      };
    } finally {
      if (final !== fitted) final.dispose();
      fitted.dispose();
    }
  }

  for (const model of inOrder(settings.models)) {
    try {
      await pause();
      // The naive costs nothing and is the measure of the others: a cancel does not take it away.
      if (signal.aborted && model !== 'seasonal-naive') throw new FitCancelled();
      const result = await runModel(model);
      results.push(result);
      onResult?.(result);
    } catch (error) {
      const failure: ModelFailure = { model, code: failureCode(error), message: String(error) };
      failures.push(failure);
      onFailure?.(failure);
    }
  }
  return { split, results, failures, cancelled: signal.aborted };
}

const noMetrics: Metrics = {
  mae: null,
  rmse: null,
  mse: null,
  mape: null,
  smape: null,
  mase: null,
  wape: null,
  r2: null,
};

function failureCode(error: unknown): ModelFailure['code'] {
  if (error instanceof FitCancelled) return 'cancelled-before-start';
  if (error instanceof FitDiverged) return 'diverged-at-once';
  return 'internal';
}
