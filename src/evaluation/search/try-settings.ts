/** One trial of a search: a model of some settings learns and is judged within what came before the test part. */
import { type EpochReport, FitCancelled, FitDiverged, type Forecaster } from '../../forecasters/forecaster.ts';
import type { ModelId } from '../../forecasters/model-cards.ts';
import type { Settings } from '../../forecasters/settings.ts';
import type { Series } from '../../series/series.ts';
import { learntBefore, planBacktest, runBacktest } from '../backtest.ts';
import { judgeForecasts } from '../judge-forecasts.ts';
import type { PointMetricId } from '../metric-cards.ts';
import { measureNaiveScale } from '../metrics.ts';
import { costOf } from '../ranking.ts';
import type { OriginForecast } from '../results.ts';
import { settingsWithin } from './learning-part.ts';
import { fullEffort } from './trials.ts';

export type TrialRequest = {
  /** What `learningPart` gave. */
  learning: Series;
  /** With one model. */
  settings: Settings;
  /** 1 to `fullEffort`: the share of the epochs; a full trial learns anew at several origins. */
  effort: number;
  metric: PointMetricId;
};

/** Times that a full trial learns: rolling origins (Tashman 2000). */
const fullFolds = 3;

export type TrialContext = {
  signal: AbortSignal;
  createForecaster: (model: ModelId, settings: Settings) => Forecaster;
  /** Hears how far the trial is, 0-1. */
  onShare?: (share: number) => void;
};

/**
 * Trains a model within the learning part and measures its forecasts of the end of that part.
 *
 * @returns how bad the forecasts are, less is better; null where the model's loss was not finite
 * @throws {FitCancelled} once aborted: what was trained in part says nothing about settings
 */
export async function trySettings(request: TrialRequest, context: TrialContext): Promise<number | null> {
  const { learning, effort, metric } = request;
  const settings = settingsWithin(request.settings, learning.y.length);
  const [model] = settings.models;
  const { augmentation } = settings.network;
  const epochs = Math.max(1, Math.ceil((settings.network.epochs * effort) / fullEffort));
  const forecaster = context.createForecaster(model, {
    ...settings,
    // What a backtest would choose is for the search to find.
    network: { ...settings.network, epochs, members: 1, augmentation: augmentation === 'on' ? 'on' : 'off' },
  });
  const plan = planBacktest(learning, settings);
  const { origins, split } = plan;
  const validationSteps = split.validationEnd - split.trainEnd;
  const folds = effort === fullEffort ? Math.min(fullFolds, origins.length) : 1;
  const firstOf = (fold: number) => Math.floor((fold * origins.length) / folds);
  const test: OriginForecast[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const own = origins.slice(firstOf(fold), firstOf(fold + 1));
    const before = { ...split, trainEnd: own[0] - validationSteps, validationEnd: own[0] };
    const forecasts = await forecastFold({ ...plan, origins: own, split: before }, ({ epoch, epochs: all }) =>
      context.onShare?.((fold + epoch / all) / folds),
    );
    if (!forecasts) return null;
    test.push(...forecasts);
  }
  const scale = measureNaiveScale(learntBefore(learning, split.validationEnd, plan).history, settings.seasonLength);
  const bench = { series: learning, scale, naive2: [] };
  const { overall } = judgeForecasts(
    test.map((forecast) => ({ ...forecast, quantiles: null })),
    bench,
  );
  // Whether a metric is defined depends on the values that came, so it is the same for all trials.
  return overall && (overall[metric] === null ? overall.mae : costOf(metric, overall[metric]));

  async function forecastFold(
    within: typeof plan,
    onEpoch: (report: EpochReport) => void,
  ): Promise<OriginForecast[] | null> {
    const { history, covariates } = learntBefore(learning, within.split.validationEnd, within);
    try {
      const task = { histories: [history], covariates: [covariates], validationSteps, epochs: null };
      const fitted = await forecaster.fit(task, { signal: context.signal, onEpoch });
      try {
        if (context.signal.aborted || fitted.fitEnd === 'cancelled') throw new FitCancelled();
        return (await runBacktest({ forecaster, fitted, anew: false, toEnd: false }, learning, within, context)).test;
      } finally {
        fitted.dispose();
      }
    } catch (error) {
      if (error instanceof FitDiverged) return null;
      throw error;
    }
  }
}
