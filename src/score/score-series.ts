import { measureErrors, measureSpread } from '../evaluation/measure.ts';
import type { PointMetrics, SpreadMetricId } from '../evaluation/metric-cards.ts';
import { measureNaiveScale } from '../evaluation/metrics.ts';
import type { Forecast } from '../forecasters/forecaster.ts';
import { createScoredForecaster } from './scored-models.ts';

export type ScoreTask = {
  uniqueId: string;
  y: Float64Array;
  /** [horizon, or fewer] what came, to be measured against; null where it is not known. */
  actual: Float64Array | null;
};

export type ScoreOptions = { models: readonly string[]; horizonSteps: number; seasonLength: number };

/** Every metric but OWA, which is one of all series together; null where undefined. */
export type SeriesScore = PointMetrics & Record<SpreadMetricId, number | null>;

export type ModelScore = {
  model: string;
  forecast: Forecast;
  /** What an automatic model chose, in words of its own. */
  form: string | null;
  score: SeriesScore | null;
  elapsedMs: number;
};

export type ScoredSeries = { uniqueId: string; models: ModelScore[]; failures: { model: string; message: string }[] };

function cutForecast({ yhat, quantiles }: Forecast, steps: number): Forecast {
  return { yhat: yhat.subarray(0, steps), quantiles: quantiles?.map((values) => values.subarray(0, steps)) ?? null };
}

/** How far a forecast lies from what came; null where that is not known. */
export function scoreForecast(
  { yhat, quantiles }: Forecast,
  task: ScoreTask,
  seasonLength: number,
): SeriesScore | null {
  const { actual, y } = task;
  if (!actual) return null;
  if (actual.length < yhat.length)
    return scoreForecast(cutForecast({ yhat, quantiles }, actual.length), task, seasonLength);
  const errors = measureErrors(actual, yhat, measureNaiveScale(y, seasonLength));
  return { ...errors, ...measureSpread(actual, quantiles) };
}

/** What stands in for a model that fails: never fails itself. */
const standIn = 'seasonal-naive';

type Run = { forecast: Forecast; form: string | null };

/** @throws whatever the model throws, and where its points are not all numbers */
async function runModel(model: string, task: ScoreTask, { seasonLength, horizonSteps }: ScoreOptions): Promise<Run> {
  const forecaster = createScoredForecaster(model, { seasonLength, horizonSteps });
  const context = { signal: new AbortController().signal };
  const fitted = await forecaster.fit({ histories: [task.y], validationSteps: 0, epochs: null }, context);
  const [{ yhat, quantiles }] = await fitted.forecast([task.y], 0);
  fitted.dispose();
  if (!yhat.every(Number.isFinite)) throw new Error('the forecast is not a number');
  const known = quantiles?.every((values) => values.every(Number.isFinite)) ? quantiles : null;
  return { forecast: { yhat, quantiles: known }, form: fitted.forms?.[0] ?? null };
}

/**
 * Fits every model to one series and forecasts from its end. Where a model fails the seasonal naive stands in for it, the
 * reason is told, and the others go on; a series that even the seasonal naive fails on has no forecast.
 */
export async function scoreSeries(task: ScoreTask, options: ScoreOptions): Promise<ScoredSeries> {
  const scored: ScoredSeries = { uniqueId: task.uniqueId, models: [], failures: [] };
  for (const model of options.models) {
    const startedMs = performance.now();
    const run = await runModel(model, task, options).catch(async (error: unknown) => {
      const instead = await runModel(standIn, task, options).catch(() => null);
      scored.failures.push({ model, message: `${error}: ${instead ? 'seasonal naive instead' : 'no forecast'}` });
      return instead;
    });
    if (!run) continue;
    const elapsedMs = performance.now() - startedMs;
    scored.models.push({ model, ...run, score: scoreForecast(run.forecast, task, options.seasonLength), elapsedMs });
  }
  return scored;
}
