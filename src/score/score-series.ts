import { createForecaster } from '../evaluation/create-forecaster.ts';
import { measureErrors, measureSpread } from '../evaluation/measure.ts';
import type { PointMetrics, SpreadMetricId } from '../evaluation/metric-cards.ts';
import { measureNaiveScale } from '../evaluation/metrics.ts';
import { intervalQuantiles, type ModelResult, type OriginForecast } from '../evaluation/results.ts';
import { runForecast } from '../evaluation/run-forecast.ts';
import { closeForecast } from '../evaluation/within-limits.ts';
import { type FittedForecaster, type Forecast, quantileLevels } from '../forecasters/forecaster.ts';
import { checkSettings, defaultSettings, type Settings, type SettingsProblem } from '../forecasters/settings.ts';
import { covariatesBefore, type KnownCovariates, settleCovariates } from '../series/covariates.ts';
import type { Series } from '../series/series.ts';
import { createScored, isModelId, needsBacktest, runsTogether } from './scored-models.ts';

export type ScoreTask = {
  series: Series;
  /** [horizon, or fewer] what came, to be measured against; null where it is not known. */
  actual: Float64Array | null;
  /** Points of the file after its last: its forecast begins after them. None where absent. */
  lag?: number;
};

export type ScoreOptions = {
  models: readonly string[];
  horizonSteps: number;
  seasonLength: number;
  /** Whether every model is tested on the end of the series, as on the page; else only those that need it. */
  backtest?: boolean;
  /** Horizons at the end that it is tested on, or as many of them as it has room for; the last fifth of it where absent. */
  origins?: number;
};

/** Every metric but OWA, which is one of all series together; null where undefined. */
export type SeriesScore = PointMetrics & Record<SpreadMetricId, number | null>;

export type ModelScore = {
  model: string;
  forecast: Forecast;
  /** What an automatic model chose, in words of its own. */
  form: string | null;
  /** By what came; where that is not known, by the test on the end of the series, if there was one. */
  score: SeriesScore | null;
  /** Its forecasts of the test, where it was tested, and its error over that of the seasonal naive there. */
  test?: OriginForecast[];
  naiveRatio?: number | null;
  elapsedMs: number;
};

export type ScoredSeries = { uniqueId: string; models: ModelScore[]; failures: { model: string; message: string }[] };

function cutForecast({ yhat, quantiles }: Forecast, steps: number): Forecast {
  return { yhat: yhat.subarray(0, steps), quantiles: quantiles?.map((values) => values.subarray(0, steps)) ?? null };
}

/** Without what cannot be measured by quantiles that are not known. */
function onlyKnown<Measures extends object>(measures: Measures): Measures {
  const entries = Object.entries(measures).map(([name, value]) => [name, Number.isNaN(value) ? null : value]);
  return Object.fromEntries(entries) as Measures;
}

/** How far a forecast lies from what came; null where that is not known. */
export function scoreForecast(
  { yhat, quantiles }: Forecast,
  task: ScoreTask,
  seasonLength: number,
): SeriesScore | null {
  const { actual, series } = task;
  if (!actual) return null;
  if (actual.length < yhat.length)
    return scoreForecast(cutForecast({ yhat, quantiles }, actual.length), task, seasonLength);
  const errors = measureErrors(actual, yhat, measureNaiveScale(series.y, seasonLength));
  return { ...errors, ...onlyKnown(measureSpread(actual, quantiles)) };
}

/** What stands in for a model that fails: never fails itself. */
const standIn = 'seasonal-naive';

type ScoreRun = Omit<ModelScore, 'model'>;

function settingsFor({ y, step }: Series, models: Settings['models'], options: ScoreOptions): Settings {
  const { horizonSteps, seasonLength } = options;
  return { ...defaultSettings(step, y.length), horizonSteps, seasonLength, models };
}

/**
 * Fits a model to everything and forecasts from the end, as the last part of a run on the page does.
 *
 * @throws whatever the model throws, and where its points are not all numbers
 */
async function runModel(model: string, task: ScoreTask, options: ScoreOptions): Promise<ScoreRun> {
  const startedMs = performance.now();
  const fitted = await fitToEnds(model, [task], options);
  const run = await runFitted(fitted, 0, task, options);
  fitted.dispose();
  return { ...run, elapsedMs: performance.now() - startedMs };
}

function fitToEnds(model: string, tasks: readonly ScoreTask[], options: ScoreOptions): Promise<FittedForecaster> {
  const forecaster = createScored(model, settingsFor(tasks[0].series, [], options));
  const context = { signal: new AbortController().signal };
  const histories = tasks.map(({ series }) => series.y);
  const covariates = tasks.map(({ series }) => knownAtEnd(series, options));
  return forecaster.fit({ histories, covariates, validationSteps: 0, epochs: null }, context);
}

/** What is known beside a series at its end. */
function knownAtEnd(series: Series, { horizonSteps }: ScoreOptions): KnownCovariates {
  return covariatesBefore(settleCovariates(series, horizonSteps), series.y.length, { horizonSteps });
}

/** Forecasts from the end of the series that a model was fitted to at a place. @throws where its points are not all numbers */
export async function runFitted(
  fitted: FittedForecaster,
  place: number,
  task: ScoreTask,
  options: ScoreOptions,
): Promise<Omit<ScoreRun, 'elapsedMs'>> {
  const { series } = task;
  const [{ yhat, quantiles }] = await fitted.forecast([series.y], place, 'all', [knownAtEnd(series, options)]);
  if (!yhat.every(Number.isFinite)) throw new Error('the forecast is not a number');
  const close = (values: Float64Array) => closeForecast(series, { forecast: values, intervals: [] }).forecast;
  const known = quantiles?.every((values) => values.every(Number.isFinite)) ? quantiles.map(close) : null;
  const forecast = { yhat: close(yhat), quantiles: known };
  return {
    forecast,
    form: fitted.forms?.[place] ?? null,
    score: scoreForecast(forecast, task, options.seasonLength),
  };
}

/** What is known of a series' models before it is its turn. */
type KnownRuns = Map<string, ScoreRun | Error>;

/** Runs those models that cost a fraction for many series at once; each series' time is its share of the whole. */
async function runTogether(tasks: readonly ScoreTask[], options: ScoreOptions): Promise<KnownRuns[]> {
  const known = tasks.map((): KnownRuns => new Map());
  for (const model of options.models.filter((each) => runsTogether(each) && !options.backtest)) {
    const startedMs = performance.now();
    const fitted = await fitToEnds(model, tasks, options).catch((error: unknown) => error as Error);
    if (fitted instanceof Error) {
      for (const runs of known) runs.set(model, fitted);
      continue;
    }
    const runs = [];
    for (const [place, task] of tasks.entries())
      runs.push(await runFitted(fitted, place, task, options).catch((error: unknown) => error as Error));
    fitted.dispose();
    const elapsedMs = (performance.now() - startedMs) / tasks.length;
    for (const [place, run] of runs.entries())
      known[place].set(model, run instanceof Error ? run : { ...run, elapsedMs });
  }
  return known;
}

/** The quantiles that a forecast's intervals end at, and its points as the median; NaN for the others. */
function quantilesOf({ forecast, intervals }: ModelResult): Float64Array[] | null {
  if (intervals.length === 0) return null;
  const ends = intervals.flatMap(({ low, high }) => [low, high]);
  const places: readonly number[] = intervalQuantiles;
  return quantileLevels.map((probability, level) => {
    const end = ends[places.indexOf(level)];
    return end ?? (probability === 0.5 ? forecast : forecast.map(() => Number.NaN));
  });
}

class TooShort extends Error {}

function sayUnfit(problem: SettingsProblem): string {
  if (problem.code !== 'series-too-short') return problem.code;
  const { length, needed, lookBackSteps, horizonSteps } = problem.params;
  return `${length} points are too few: look-back ${lookBackSteps} and horizon ${horizonSteps} need ${needed}`;
}

/** With as many of the origins asked for as there is room for. */
function findTest(settings: Settings, length: number, { origins }: ScoreOptions) {
  if (origins === undefined) return checkSettings(settings, length);
  const asked = checkSettings({ ...settings, backtest: { ...settings.backtest, origins } }, length);
  if (asked.ok || asked.problem.code !== 'too-many-origins' || asked.problem.params.most < 1) return asked;
  const fitting = { ...settings.backtest, origins: asked.problem.params.most };
  return checkSettings({ ...settings, backtest: fitting }, length);
}

/** Runs models as the page does: tested on the end of the series, then learning from everything. @returns why where a model failed */
async function runTested(
  models: readonly string[],
  task: ScoreTask,
  options: ScoreOptions,
): Promise<Map<string, ScoreRun | Error>> {
  const settings = findTest(settingsFor(task.series, models.filter(isModelId), options), task.series.y.length, options);
  if (!settings.ok) {
    const { code } = settings.problem;
    const isShort = code === 'series-too-short' || code === 'too-many-origins';
    const reason = new (isShort ? TooShort : Error)(sayUnfit(settings.problem));
    return new Map(models.map((model) => [model, reason]));
  }
  const { signal } = new AbortController();
  const { results, failures } = await runForecast(task.series, settings.value, { signal, createForecaster });
  const runs = results.map((result): [string, ScoreRun] => {
    const forecast = { yhat: result.forecast, quantiles: quantilesOf(result) };
    const { owa: _, ...tested } = result.metrics;
    const score = task.actual ? scoreForecast(forecast, task, options.seasonLength) : tested;
    const test = result.test.map(({ origin, yhat }) => ({ origin, yhat }));
    const naiveRatio = result.maeRatioToNaive;
    return [result.model, { forecast, form: result.form, score, test, naiveRatio, elapsedMs: result.trainingMs }];
  });
  return new Map<string, ScoreRun | Error>([
    ...runs,
    ...failures.map(({ model, message }): [string, Error] => [model, new Error(message)]),
  ]);
}

/**
 * Forecasts one series from its end with every model. Where a model fails the seasonal naive stands in for it, the reason is
 * told, and the others go on; a series that even the seasonal naive fails on has no forecast.
 */
export async function scoreSeries(task: ScoreTask, options: ScoreOptions): Promise<ScoredSeries> {
  return (await scoreTogether([task], options))[0];
}

/** The same of several series, for models that are quicker for many at once. */
export async function scoreTogether(tasks: readonly ScoreTask[], options: ScoreOptions): Promise<ScoredSeries[]> {
  const inTime = tasks.filter(({ lag = 0 }) => lag === 0);
  const known = await runTogether(inTime, options);
  const scored: ScoredSeries[] = [];
  for (const task of tasks) scored.push(await scoreOne(task, options, known[inTime.indexOf(task)] ?? new Map()));
  return scored;
}

async function scoreOne(task: ScoreTask, options: ScoreOptions, together: KnownRuns): Promise<ScoredSeries> {
  const { lag = 0, ...inTime } = task;
  if (lag > 0) {
    const longer = { ...options, horizonSteps: options.horizonSteps + lag };
    return afterFile(await scoreOne(inTime, longer, together), lag);
  }
  const scored: ScoredSeries = { uniqueId: task.series.uniqueId, models: [], failures: [] };
  const tested = options.models.filter((model) => needsBacktest(model) || (options.backtest && isModelId(model)));
  const runs = tested.length > 0 ? await runTested(tested, task, options) : new Map<string, ScoreRun | Error>();
  // What is too short for a test is forecast without one where origins are asked for as far as there is room.
  if (options.origins !== undefined) {
    for (const [model, run] of runs) if (run instanceof TooShort && !needsBacktest(model)) runs.delete(model);
  }
  for (const model of options.models) {
    const known = runs.get(model) ?? together.get(model);
    const asked = known instanceof Error ? Promise.reject(known) : (known ?? runModel(model, task, options));
    const run = await Promise.resolve(asked).catch(async (error: unknown) => {
      const instead = await runModel(standIn, task, options).catch(() => null);
      scored.failures.push({ model, message: `${error}: ${instead ? 'seasonal naive instead' : 'no forecast'}` });
      return instead;
    });
    if (run) scored.models.push({ model, ...run });
  }
  return scored;
}

/** Without the steps that the file has already seen. */
function afterFile(scored: ScoredSeries, lag: number): ScoredSeries {
  const cut = (values: Float64Array) => values.slice(lag);
  const models = scored.models.map((model) => {
    const { yhat, quantiles } = model.forecast;
    return { ...model, forecast: { yhat: cut(yhat), quantiles: quantiles?.map(cut) ?? null } };
  });
  return { ...scored, models };
}
