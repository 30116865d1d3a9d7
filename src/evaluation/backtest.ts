/** One model gone through the test part in the order of time: a forecast from each origin, from what came before it alone. */
import { pause } from '../base/pause.ts';
import { originsOf, splitFor } from '../forecasters/backtest-settings.ts';
import { fitEach } from '../forecasters/fit-each.ts';
import {
  FitCancelled,
  type FitContext,
  FitDiverged,
  type FitTask,
  type FittedForecaster,
  type Forecaster,
  type OriginJob,
} from '../forecasters/forecaster.ts';
import { type ModelId, modelCards, trains } from '../forecasters/model-cards.ts';
import type { Settings } from '../forecasters/settings.ts';
import { timeAt } from '../series/calendar.ts';
import { covariatesBefore, covariatesFrom, type KnownCovariates } from '../series/covariates.ts';
import { eventsFrom } from '../series/events.ts';
import { countBefore, historyBefore } from '../series/history.ts';
import type { Series } from '../series/series.ts';
import type { Split } from '../series/split.ts';
import type { OriginForecast } from './results.ts';

/** The way of testing, settled for one series. */
export type BacktestPlan = {
  split: Split;
  /** In the order of time. */
  origins: number[];
  /** Most points learnt from, the most recent; null for all. */
  windowSteps: number | null;
  horizonSteps: number;
  /** Of a window that a network learns from: what it reads and what it is to forecast. */
  spanSteps: number;
};

export function planBacktest(series: Series, settings: Settings): BacktestPlan {
  const { horizonSteps, lookBackSteps, backtest } = settings;
  const split = splitFor(series.y.length, settings);
  const spanSteps = lookBackSteps + horizonSteps;
  return { split, origins: originsOf(split, settings), windowSteps: backtest.windowSteps, horizonSteps, spanSteps };
}

/**
 * Points that a statistical model may learn from again at all origins together, and a combination, which tries many models
 * each time: with more, learning anew takes longer than one waits for a first result. Counted, not timed, so that the same
 * settings give the same numbers.
 */
const mostPointsAnew = { statistical: 60_000, combination: 300 };

/** Whether a model learns anew at each origin. */
export function refitsAtOrigins(
  model: ModelId,
  { refit }: Settings['backtest'],
  plan: Pick<BacktestPlan, 'origins' | 'windowSteps'>,
): boolean {
  const family = modelCards[model].family;
  // It learns nothing from a series, so that there is nothing to learn anew.
  if (family === 'pretrained' && !trains(model)) return false;
  if (refit !== 'auto') return refit === 'always';
  if (trains(model)) return false;
  const points = plan.origins.reduce((sum, origin) => sum + Math.min(origin, plan.windowSteps ?? origin), 0);
  return points <= mostPointsAnew[family === 'combination' ? 'combination' : 'statistical'];
}

/** Where what is learnt from begins, for a model that learns from the points before `origin`. */
function startOfWindow(origin: number, { windowSteps }: BacktestPlan): number {
  return windowSteps === null ? 0 : Math.max(0, origin - windowSteps);
}

/** What a model knows at an origin. */
export type KnownAtOrigin = {
  history: Float64Array;
  covariates: KnownCovariates;
  /** Its place among the targets that are forecast together; absent where it is alone. */
  place?: number;
};

/** What is known of a series at an origin, from the point `start` on. */
function knownBefore(series: Series, origin: number, start: number, { horizonSteps }: BacktestPlan): KnownAtOrigin {
  return {
    history: historyBefore(series, origin).subarray(start),
    covariates: covariatesBefore(series, origin, { start, horizonSteps }),
  };
}

/** What a model learns from at an origin: everything before it, or the most recent points. */
export function learntBefore(series: Series, origin: number, plan: BacktestPlan): KnownAtOrigin {
  return knownBefore(series, origin, startOfWindow(origin, plan), plan);
}

/**
 * What a model learns from at an origin where it learns from a whole panel: of the series shown, then of every other one that
 * holds a window at least, what came before the same time.
 *
 * @param others on the same rhythm as the series, with the same covariates
 * @param validationSteps trailing points that are not learnt from
 */
export function learntFromAll(
  series: Series,
  others: readonly Series[],
  origin: number,
  plan: BacktestPlan,
  validationSteps: number,
): KnownAtOrigin[] {
  const timeOf = (point: number) => timeAt(series.firstMs, series.step, point);
  const end = timeOf(origin);
  const start = startOfWindow(origin, plan);
  const known = others.flatMap((other) => {
    const from = start === 0 ? 0 : countBefore(other, timeOf(start));
    const to = countBefore(other, end);
    return to - from - validationSteps < plan.spanSteps ? [] : [knownBefore(other, to, from, plan)];
  });
  return [learntBefore(series, origin, plan), ...known];
}

/** What a model learns from first: what came before the test part, whose end chooses when to stop. */
export function firstTask(known: readonly KnownAtOrigin[], { split }: BacktestPlan): FitTask {
  const { trainEnd, validationEnd } = split;
  return { ...materialOf(known), validationSteps: validationEnd - trainEnd, epochs: null };
}

/** What learning the first time has settled for the times after it. */
type Learned = Pick<FittedForecaster, 'epochs' | 'tuningEpochs' | 'augmentation' | 'usesCovariates'>;

/** What it learns from again, for as many epochs as were chosen the first time. */
export function taskAnew(
  known: readonly KnownAtOrigin[],
  { epochs, tuningEpochs = 0, augmentation, usesCovariates }: Learned,
): FitTask {
  const settled = {
    ...(augmentation && { augmented: augmentation.used }),
    ...(usesCovariates !== undefined && { useCovariates: usesCovariates }),
  };
  return { ...materialOf(known), validationSteps: 0, epochs: Math.max(1, epochs), tuningEpochs, ...settled };
}

function materialOf(known: readonly KnownAtOrigin[]): Pick<FitTask, 'histories' | 'covariates' | 'heads'> {
  const heads = known.flatMap(({ place }) => place ?? []);
  return {
    histories: known.map(({ history }) => history),
    covariates: known.map(({ covariates }) => covariates),
    ...(heads.length > 0 && { heads }),
  };
}

/** The part of a series that a model fitted before the test part goes on from: it begins where that learning began. */
export function seenByFirstFit(series: Series, plan: BacktestPlan): Series {
  const start = startOfWindow(plan.split.validationEnd, plan);
  const covariates = covariatesFrom(series.covariates, start);
  const { events } = series;
  return {
    ...series,
    y: series.y.subarray(start),
    filled: series.filled.subarray(start),
    covariates,
    ...(events && { events: eventsFrom(events, start) }),
  };
}

/** What a model fitted before the test part knows at the end of the series. */
export function seenToEnd(series: Series, plan: BacktestPlan): KnownAtOrigin {
  return knownBefore(series, plan.split.length, startOfWindow(plan.split.validationEnd, plan), plan);
}

export type Backtest = {
  test: OriginForecast[];
  /** How often the model learned anew in the test part. */
  refits: number;
  /** As it learned from everything; null where that was not asked for, was cancelled or came to nothing. */
  final: FittedForecaster | null;
};

/** A forecaster, what it learned before the test part, and how it goes on from there. */
type Tested = {
  forecaster: Forecaster;
  fitted: FittedForecaster;
  /** Whether it learns anew at every later origin. */
  anew: boolean;
  /** Whether it learns from everything in the end. */
  toEnd: boolean;
  /** What is learnt at an origin, the series that is tested first; what came before it there where absent. */
  learntAt?: (origin: number) => KnownAtOrigin[];
  /** What another thread makes the same forecaster from; absent where all is done in this one. */
  recipe?: Pick<OriginJob, 'model' | 'settings'>;
};

/**
 * Forecasts from every origin. What is learned anew, for the epochs that early stopping chose, depends on nothing but the first
 * learning, so that all of it may be under way at once.
 *
 * @param fitted the forecaster as it learned before the test part; it makes the first forecast, and all of them where
 *   nothing is learned anew, where that is cancelled, or comes to nothing
 */
export async function runBacktest(
  { forecaster, fitted, anew, toEnd, learntAt = (origin) => [learntBefore(series, origin, plan)], recipe }: Tested,
  series: Series,
  plan: BacktestPlan,
  context: FitContext,
): Promise<Backtest> {
  const { origins, split } = plan;
  const [first, ...later] = origins;
  const testedAnew = anew ? later : [];
  const test = await forecastFrom(fitted, series, anew ? [first] : origins, plan);
  let final: FittedForecaster | null = null;

  async function learnAnew(origin: number, own: FitContext): Promise<Float64Array | null> {
    if (context.signal.aborted) return null;
    const task = taskAnew(learntAt(origin), fitted);
    if (origin === split.length) {
      final = await fitAnew(forecaster, task, own);
      return null;
    }
    return own.share && recipe ? own.share.forecast({ ...recipe, task }, own) : forecastAnew(forecaster, task, own);
  }

  try {
    const anewAt = [...testedAnew, ...(toEnd ? [split.length] : [])];
    const forecasts = await fitEach(anewAt, context, learnAnew);
    for (const [at, origin] of testedAnew.entries()) {
      const yhat = forecasts[at]?.slice(0, split.length - origin);
      test.push(...(yhat ? [{ origin, yhat }] : await forecastFrom(fitted, series, [origin], plan)));
    }
    return { test, refits: forecasts.filter((yhat) => yhat !== null).length, final };
  } catch (error) {
    (final as FittedForecaster | null)?.dispose();
    throw error;
  }
}

/** Learns anew and forecasts once, from the end of the first history; null where that was cancelled or came to nothing. */
export async function forecastAnew(
  forecaster: Forecaster,
  task: FitTask,
  context: FitContext,
): Promise<Float64Array | null> {
  const learned = await fitAnew(forecaster, task, context);
  if (!learned) return null;
  try {
    const [{ yhat }] = await learned.forecast(task.histories.slice(0, 1), 0, 'points', task.covariates?.slice(0, 1));
    return yhat;
  } finally {
    learned.dispose();
  }
}

async function forecastFrom(
  fitted: FittedForecaster,
  series: Series,
  origins: readonly number[],
  plan: BacktestPlan,
): Promise<OriginForecast[]> {
  const start = startOfWindow(plan.split.validationEnd, plan);
  const known = origins.map((origin) => knownBefore(series, origin, start, plan));
  const forecasts = await fitted.forecast(
    known.map(({ history }) => history),
    0,
    'points',
    known.map(({ covariates }) => covariates),
  );
  return origins.map((origin, at) => ({ origin, yhat: forecasts[at].yhat.slice(0, plan.split.length - origin) }));
}

/** A forecaster that learned from more than before; null where that was cancelled or came to nothing. */
async function fitAnew(forecaster: Forecaster, task: FitTask, context: FitContext): Promise<FittedForecaster | null> {
  try {
    await pause();
    if (context.signal.aborted) return null;
    const fitted = await forecaster.fit(task, context);
    if (fitted.fitEnd !== 'cancelled' && fitted.fitEnd !== 'diverged') return fitted;
    fitted.dispose();
    return null;
  } catch (error) {
    if (error instanceof FitCancelled || error instanceof FitDiverged) return null;
    throw error;
  }
}
