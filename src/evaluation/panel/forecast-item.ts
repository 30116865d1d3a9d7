/** One series among many: a first look by the pre-trained network, then what the quick automatic choice makes of it, tested. */

import { defaultBacktest } from '../../forecasters/backtest-settings.ts';
import { staysAboveZero } from '../../forecasters/floor.ts';
import {
  FitCancelled,
  type FittedForecaster,
  type Forecast,
  type ForecastParts,
  middleLevel,
} from '../../forecasters/forecaster.ts';
import { loadWeights } from '../../forecasters/pretrained/load-weights.ts';
import { forecastAhead } from '../../forecasters/pretrained/pretrained-forecaster.ts';
import { soundHistory } from '../../forecasters/set-aside.ts';
import type { Settings } from '../../forecasters/settings.ts';
import { covariatesBefore, type KnownCovariates, settleCovariates } from '../../series/covariates.ts';
import { historyBefore } from '../../series/history.ts';
import type { PointAt } from '../../series/pieces.ts';
import { isJudged, type Series } from '../../series/series.ts';
import { isIntermittent } from '../../series/traits.ts';
import { historiesOfQuick } from '../auto-candidates.ts';
import { refitsAtOrigins } from '../backtest.ts';
import { createForecaster } from '../create-forecaster.ts';
import { describeTest } from '../horizon-answer.ts';
import type { TestForecast } from '../results.ts';
import type { TestRecord } from '../trust.ts';
import { closeTest } from '../within-limits.ts';
import type { ItemModel } from './item-models.ts';
import { meanError, type OriginErrors, pickModel } from './pick-model.ts';
import { horizonsSpanned, planOrigins } from './plan-origins.ts';
import { measurePathCorrelation, sumQuantiles } from './sum-band.ts';

/** A series of a file, finite at every point, and how many points of the file came after its last. */
export type Item = {
  series: Series;
  lag: number;
  /** Points of the file that came after the test of the others, which this one is tested beside; none where absent. */
  since?: number;
};

export type ItemTest = TestRecord & {
  /** Places in the series from which it was forecast, in order. */
  from: number[];
  /** Horizons that they span, each point counted once. */
  horizons: number;
  naiveMiss: number;
  /** [origins][horizon] actual - forecast of the model chosen; NaN where there is no value in the file. */
  errors: Float64Array[];
};

export type ItemForecast = {
  model: ItemModel;
  /** [horizon] from the first point after the end of the file */
  yhat: Float64Array;
  /** [quantileLevels][horizon] rising */
  quantiles: Float64Array[];
  sum: number;
  /** Of the sum, at 2.5, 10, 90 and 97.5 %. */
  sumBand: number[];
  /** What beside its past went into it. */
  drivers: UsedDrivers;
  /** Null where the series has not been tested, or is too short for it. */
  test: ItemTest | null;
};

/** Columns of the file by their names, and whether the time of year is among them. */
export type UsedDrivers = { covariates: readonly string[]; year: boolean };

export type ItemContext = { signal: AbortSignal };

/** Probabilities of the ends of the 95 and the 80 % band, in order. */
const bandLevels = [0.025, 0.1, 0.9, 0.975] as const;

type Known = {
  origins: number[];
  before: Float64Array[];
  whole: Float64Array;
  /** Names of what goes with the series, in the order of what is known of it at any point. */
  names: { future: string[]; past: string[] };
  /** What is known of that before each point of `before`, and at the end; of what is known ahead a horizon more. */
  covariates: KnownCovariates[];
  covariatesNow: KnownCovariates;
};

/** The same arrays for all models, so that what is found in one is found once. */
function knownOf(item: Item, settings: Settings, origins: number[]): Known {
  const { series } = item;
  const { horizonSteps } = settingsFor(item, settings);
  const settled = settleCovariates(series, horizonSteps);
  const namesOf = (wanted: 'future' | 'past') =>
    (settled.covariates ?? []).flatMap(({ name, known }) => (known === wanted ? [name] : []));
  return {
    origins,
    before: origins.map((origin) => historyBefore(series, origin)),
    whole: series.y,
    names: { future: namesOf('future'), past: namesOf('past') },
    covariates: origins.map((origin) => covariatesBefore(settled, origin, { horizonSteps })),
    covariatesNow: covariatesBefore(settled, series.y.length, { horizonSteps }),
  };
}

function plannedOf(item: Item, settings: Settings): Known {
  const { series, lag, since = 0 } = item;
  const length = Math.max(0, Math.min(series.y.length, series.y.length + lag - since));
  return knownOf(item, settings, planOrigins(length, Math.max(0, lag - since), settings));
}

/** The steps after the end of the file of a forecast from the end of the series. */
function afterFile({ lag }: Item, horizonSteps: number, { yhat, quantiles }: Forecast): Forecast {
  const cut = (values: Float64Array) => values.slice(lag, lag + horizonSteps);
  return { yhat: cut(yhat), quantiles: quantiles?.map(cut) ?? null };
}

function cutTo(horizonSteps: number, { yhat, quantiles }: Forecast): Forecast {
  const cut = (values: Float64Array) => values.slice(0, horizonSteps);
  return { yhat: cut(yhat), quantiles: quantiles?.map(cut) ?? null };
}

function shutOf({ series }: Item, origin: number, { yhat, quantiles }: Forecast): Forecast {
  const [shut] = closeTest(series, [{ origin, yhat, quantiles }]);
  return { yhat: shut.yhat, quantiles: shut.quantiles };
}

type Made = {
  /** [origins] each [horizon] */
  trials: Float64Array[];
  /** From the last origin, with its quantiles; null where there is none. */
  last: Forecast | null;
  /** After the end of the file. */
  now: Forecast;
  drivers: UsedDrivers;
};

/** Steps from the end of a series to the end of the horizon. */
function settingsFor({ lag }: Item, settings: Settings): Settings {
  return lag === 0 ? settings : { ...settings, horizonSteps: settings.horizonSteps + lag };
}

function throwIfCancelled({ signal }: ItemContext): void {
  if (signal.aborted) throw new FitCancelled();
}

/** What a model makes of a series: from the origins, learning anew at each where any test would, and from the end by everything. */
async function make(
  model: ItemModel,
  item: Item,
  known: Known,
  settings: Settings,
  context: ItemContext,
): Promise<Made> {
  throwIfCancelled(context);
  const forecaster = createForecaster(model, settingsFor(item, settings));
  const { origins, before, whole, covariates, covariatesNow } = known;
  const learn = (history: Float64Array, own: KnownCovariates) =>
    forecaster.fit({ histories: [history], covariates: [own], validationSteps: 0, epochs: null }, context);
  const anew = refitsAtOrigins(model, defaultBacktest, { origins, windowSteps: null });
  const trials: Float64Array[] = [];
  let last: Forecast | null = null;
  const places = [...before.keys()];
  const blocks = anew ? places.map((at) => [at]) : places.length > 0 ? [places] : [];
  for (const block of blocks) {
    const tested = await learn(before[block[0]], covariates[block[0]]);
    const ask = (asked: readonly number[], parts: ForecastParts) =>
      tested.forecast(
        asked.map((at) => before[at]),
        0,
        parts,
        asked.map((at) => covariates[at]),
      );
    const isLast = block[block.length - 1] === before.length - 1;
    const made = await ask(isLast ? block.slice(0, -1) : block, 'points');
    if (isLast) {
      const [latest] = await ask(block.slice(-1), 'all');
      last = shutOf(item, origins[origins.length - 1], cutTo(settings.horizonSteps, latest));
      made.push(latest);
    }
    tested.dispose();
    for (const { yhat } of made) {
      const cut = { yhat: yhat.slice(0, settings.horizonSteps), quantiles: null };
      trials.push(shutOf(item, origins[trials.length], cut).yhat);
    }
  }
  throwIfCancelled(context);
  const fitted = await learn(whole, covariatesNow);
  const [end] = await fitted.forecast([whole], 0, 'all', [covariatesNow]);
  fitted.dispose();
  const now = shutOf(item, whole.length + item.lag, afterFile(item, settings.horizonSteps, end));
  return { trials, last, now, drivers: driversOf(fitted, known) };
}

function driversOf({ usedCovariates, usesYear = false }: FittedForecaster, { names }: Known): UsedDrivers {
  const { future = [], past = [] } = usedCovariates ?? {};
  return { covariates: [...future.map((at) => names.future[at]), ...past.map((at) => names.past[at])], year: usesYear };
}

/** [horizon] NaN where the file has no value, or ends. */
function actualsFrom({ y, filled }: Series, origin: number, horizonSteps: number): Float64Array {
  return Float64Array.from({ length: horizonSteps }, (_, step) =>
    origin + step < y.length && isJudged(filled[origin + step]) ? y[origin + step] : Number.NaN,
  );
}

/**
 * Mean absolute errors; of demand that is often zero root mean squares, as absolute errors are least for whoever says that nothing
 * is ever sold (Teunter and Duncan 2009).
 */
function errorsOf(
  trials: readonly Float64Array[],
  actuals: readonly Float64Array[],
  isOftenZero: boolean,
): OriginErrors {
  return trials.map((yhat, at) => {
    let sum = 0;
    let count = 0;
    for (let step = 0; step < yhat.length; step += 1) {
      const error = Math.abs(actuals[at][step] - yhat[step]);
      if (Number.isNaN(error)) continue;
      sum += isOftenZero ? error * error : error;
      count += 1;
    }
    const mean = count === 0 ? Number.NaN : sum / count;
    return isOftenZero ? Math.sqrt(mean) : mean;
  });
}

/** The bands of the last are known alone. */
function testOf({ trials, last }: Made, origins: readonly number[]): TestForecast[] {
  return trials.map((yhat, at) => ({
    origin: origins[at],
    yhat,
    quantiles: at === trials.length - 1 ? (last?.quantiles ?? null) : null,
  }));
}

/** The quantiles that a forecast has, or its points where it knows nothing of its error. */
function quantilesOf({ yhat, quantiles }: Forecast): Float64Array[] {
  return quantiles ?? Array.from({ length: 2 * middleLevel + 1 }, () => yhat.slice());
}

function describe(
  model: ItemModel,
  item: Item,
  { now, drivers }: Made,
  test: ItemTest | null,
  { errors, horizons }: Pick<ItemTest, 'errors' | 'horizons'> = test ?? { errors: [], horizons: 0 },
): ItemForecast {
  if (!now.yhat.every(Number.isFinite)) throw new Error(`${model} gave a forecast that is not a number`);
  const quantiles = quantilesOf(now);
  const correlation = measurePathCorrelation(errors, horizons);
  const floor = staysAboveZero(item.series.y) ? 0 : Number.NEGATIVE_INFINITY;
  const sum = now.yhat.reduce((total, value) => total + value, 0);
  const [low95, low80, high80, high95] = sumQuantiles(quantiles, correlation, floor, bandLevels);
  const sumBand = [Math.min(low95, sum), Math.min(low80, sum), Math.max(high80, sum), Math.max(high95, sum)];
  return { model, yhat: now.yhat, quantiles, sum, sumBand, drivers, test };
}

/**
 * What is forecast in moments: the pre-trained network says what lies in the middle, which is nothing at all where demand is often
 * zero; there it is the mean that adds up.
 */
function quickestFor({ series }: Item): ItemModel {
  return isIntermittent(series.y) ? 'tsb' : 'pretrained';
}

/** The same for one item, however often it is asked for. */
const knownItems = new WeakMap<Item, { settings: Settings; known: Known }>();

function knownOnce(item: Item, settings: Settings): Known {
  const found = knownItems.get(item);
  if (found?.settings === settings) return found.known;
  const known = plannedOf(item, settings);
  knownItems.set(item, { settings, known });
  return known;
}

/**
 * What the pre-trained network will be asked for of several items, asked for at once: a fraction of the time. Without it, or where some
 * of it was not foreseen, all comes to the same.
 *
 * @param kind what is to be done of each
 * @throws {FitCancelled} when cancelled
 */
export async function prepareItems(
  items: readonly Item[],
  settings: Settings,
  kind: 'look' | 'test' | 'update',
  { signal }: ItemContext,
): Promise<void> {
  const { seasonLength } = settings;
  const sound = (history: Float64Array) => soundHistory(history, seasonLength);
  const byHorizon = new Map<number, Float64Array[]>();
  for (const item of items) {
    const { horizonSteps } = settingsFor(item, settings);
    const { before, whole } = kind === 'test' ? knownOnce(item, settings) : { before: [], whole: item.series.y };
    const isTested = before.length > 0;
    const fitted = isTested ? [before[0], whole] : kind === 'update' ? [whole] : [];
    const wanted = [
      ...before.map(sound),
      ...fitted.flatMap((history) => historiesOfQuick(sound(history), { seasonLength, horizonSteps })),
      ...(isTested || kind === 'update' || quickestFor(item) === 'pretrained' ? [sound(whole)] : []),
    ];
    byHorizon.set(horizonSteps, [...(byHorizon.get(horizonSteps) ?? []), ...wanted]);
  }
  const weights = await loadWeights().catch(() => null);
  if (!weights) return;
  for (const [horizonSteps, wanted] of byHorizon) {
    await forecastAhead(weights, wanted, { seasonLength, horizonSteps }, signal);
  }
}

/** A forecast in moments, untested. */
export async function lookAtItem(item: Item, settings: Settings, context: ItemContext): Promise<ItemForecast> {
  const model = quickestFor(item);
  return describe(model, item, await make(model, item, knownOf(item, settings, []), settings, context), null);
}

/**
 * Forecasts anew by a model that was chosen before, once more has come.
 *
 * @param known errors of its test, by which the band of the sum is set
 * @throws {FitCancelled} when cancelled
 */
export async function updateItem(
  item: Item,
  model: ItemModel,
  known: Pick<ItemTest, 'errors' | 'horizons'>,
  settings: Settings,
  context: ItemContext,
): Promise<ItemForecast> {
  return describe(model, item, await make(model, item, knownOf(item, settings, []), settings, context), null, known);
}

/**
 * Tests every model from the same origins and takes the quick automatic choice, unless another is better beyond noise. A series
 * too short for any origin keeps its first look.
 *
 * @throws {FitCancelled} when cancelled
 */
export async function testItem(item: Item, settings: Settings, context: ItemContext): Promise<ItemForecast> {
  const known = knownOnce(item, settings);
  const { origins } = known;
  if (origins.length === 0) return lookAtItem(item, settings, context);
  const { horizonSteps } = settings;
  const made = new Map<ItemModel, Made>();
  const isOftenZero = isIntermittent(item.series.y);
  const candidates: ItemModel[] = ['quick', quickestFor(item), 'seasonal-naive'];
  for (const model of candidates) made.set(model, await make(model, item, known, settings, context));
  const actuals = origins.map((origin) => actualsFrom(item.series, origin, horizonSteps));
  const horizons = horizonsSpanned(origins, horizonSteps);
  const errors = new Map([...made].map(([model, { trials }]) => [model, errorsOf(trials, actuals, isOftenZero)]));
  const isKnown = [...errors.values()].some((own) => Number.isFinite(meanError(own)));
  if (!isKnown) return lookAtItem(item, settings, context);
  const model = pickModel(errors, 'quick', horizons);
  const chosen = made.get(model) as Made;
  const naive = made.get('seasonal-naive') as Made;
  const paths = chosen.trials.map((yhat, at) => actuals[at].map((actual, step) => actual - yhat[step]));
  const pointAt: PointAt = (at) =>
    at < item.series.y.length ? { y: item.series.y[at], isFilled: !isJudged(item.series.filled[at]) } : null;
  const traits = {
    hasBelowZero: item.series.y.some((value) => value < 0),
    isOftenZero,
    seasonLength: settings.seasonLength,
  };
  const ofNaive = { test: testOf(naive, origins) };
  return describe(model, item, chosen, {
    ...describeTest({ test: testOf(chosen, origins) }, ofNaive, pointAt, traits),
    from: origins,
    horizons,
    naiveMiss: describeTest(ofNaive, ofNaive, pointAt, traits).miss,
    errors: paths,
  });
}
