import { measureErrors, measureNaiveScale } from '../evaluation/metrics.ts';
import { measureInterval, measureWeightedQuantileLoss } from '../evaluation/quantile-metrics.ts';
import { type Forecast, quantileLevels } from '../forecasters/forecaster.ts';
import { createScoredForecaster } from './scored-models.ts';

export type ScoreTask = {
  uniqueId: string;
  y: Float64Array;
  /** [horizon] what came, to be measured against; null where it is not known. */
  actual: Float64Array | null;
};

export type ScoreOptions = { models: readonly string[]; horizonSteps: number; seasonLength: number };

/** sMAPE in percent, MASE, and the rest as published; null where undefined. */
export type SeriesScore = {
  smape: number | null;
  mase: number | null;
  wql: number | null;
  coverage80: number | null;
  coverage95: number | null;
};

export type ModelScore = {
  model: string;
  forecast: Forecast;
  /** What an automatic model chose, in words of its own. */
  form: string | null;
  score: SeriesScore | null;
  elapsedMs: number;
};

export type ScoredSeries = { uniqueId: string; models: ModelScore[]; failures: { model: string; message: string }[] };

function coverageOf(quantiles: Float64Array[] | null, actual: Float64Array, low: number, high: number): number | null {
  if (!quantiles) return null;
  const at = (level: number) => quantiles[quantileLevels.indexOf(level as (typeof quantileLevels)[number])];
  return measureInterval(actual, at(low), at(high)).coverage;
}

function scoreForecast({ yhat, quantiles }: Forecast, task: ScoreTask, seasonLength: number): SeriesScore | null {
  const { actual, y } = task;
  if (!actual) return null;
  const { smape, mase } = measureErrors(actual, yhat, measureNaiveScale(y, seasonLength));
  const spread = quantiles?.map((values, level) => ({ probability: quantileLevels[level], values }));
  return {
    smape,
    mase,
    wql: spread ? measureWeightedQuantileLoss(actual, spread) : null,
    coverage80: coverageOf(quantiles, actual, 0.1, 0.9),
    coverage95: coverageOf(quantiles, actual, 0.025, 0.975),
  };
}

/** Fits every model to one series and forecasts from its end. A model that fails is told and the others go on. */
export async function scoreSeries(task: ScoreTask, options: ScoreOptions): Promise<ScoredSeries> {
  const { seasonLength, horizonSteps } = options;
  const scored: ScoredSeries = { uniqueId: task.uniqueId, models: [], failures: [] };
  const context = { signal: new AbortController().signal };
  for (const model of options.models) {
    const startedMs = performance.now();
    try {
      const forecaster = createScoredForecaster(model, { seasonLength, horizonSteps });
      const fitted = await forecaster.fit({ histories: [task.y], validationSteps: 0, epochs: null }, context);
      const [forecast] = await fitted.forecast([task.y], 0);
      fitted.dispose();
      const elapsedMs = performance.now() - startedMs;
      const score = scoreForecast(forecast, task, seasonLength);
      scored.models.push({ model, forecast, form: fitted.forms?.[0] ?? null, score, elapsedMs });
    } catch (error) {
      scored.failures.push({ model, message: String(error) });
    }
  }
  return scored;
}
