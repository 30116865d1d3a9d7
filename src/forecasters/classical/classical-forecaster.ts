import { normalQuantile } from '../../statistics/normal.ts';
import {
  FitCancelled,
  type FittedForecaster,
  type Forecast,
  type Forecaster,
  type ForecastParts,
  quantileLevels,
} from '../forecaster.ts';

/** A rule with its parameters settled. */
export type FittedModel = {
  parameterCount: number;
  /** What was chosen within the family, such as `ETS(M,Ad,M)`; the family's name where nothing is chosen. */
  form: string;
  /**
   * Which rule of the family it is, where histories decide on that, so that errors of one are not taken for those of another:
   * one with a season and one without are two. Null where another family stands in for it.
   */
  rule?: string | null;
  /**
   * Runs the rule through a history that begins as the fitted one did, and forecasts from its end.
   *
   * @param parts all by default
   */
  forecast(history: Float64Array, parts?: ForecastParts): Forecast;
  /**
   * Settles the parameters anew on a history that goes on from the fitted one, beginning from where they were; absent where
   * that saves nothing. Null where the rule cannot.
   */
  refit?(longer: Float64Array): FittedModel | null;
};

/** Settles a rule's parameters on one history of at least one finite value. */
export type FitModel = (history: Float64Array) => FittedModel;

/** Values that tell of a series as it is now; what lies before them tells little, and each costs time. */
const usualRecent = 3000;
/** Seasons that are looked back on, however many values those are. */
const leastSeasons = 10;

/** How many of the most recent values a rule learns from that would otherwise take ever longer. */
export function countRecent(seasonLengths: readonly number[]): number {
  return Math.max(usualRecent, leastSeasons * Math.max(1, ...seasonLengths));
}

/** The least common multiple. */
function joinSeasons(seasonLengths: readonly number[]): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  return seasonLengths.reduce((joined, season) => (joined * season) / divisor(joined, season), 1);
}

/**
 * A rule that learns from the last `mostValues` of a history alone, and runs through what follows from the same value on. Once
 * that has grown by half it begins later, at the same place of its seasons.
 */
export function learnFromRecent(
  mostValues: number,
  fitModel: FitModel,
  seasonLengths: readonly number[] = [],
): FitModel {
  const period = joinSeasons(seasonLengths);
  const mostSeen = mostValues + (mostValues >> 1);
  const learn: FitModel = (fitted) => {
    const start = Math.max(0, fitted.length - mostValues);
    return behind(start, fitModel(fitted.subarray(start)));
  };
  /** A model of what follows from `start` on. */
  function behind(start: number, model: FittedModel): FittedModel {
    return {
      ...model,
      forecast(history, parts) {
        const over = history.length - start - mostSeen;
        const skipped = over > 0 ? period * Math.floor((history.length - start - mostValues) / period) : 0;
        return model.forecast(history.subarray(start + skipped), parts);
      },
      refit(longer) {
        const refitted = longer.length - start > mostSeen ? null : model.refit?.(longer.subarray(start));
        return refitted ? behind(start, refitted) : learn(longer);
      },
    };
  }
  return learn;
}

/** Whether a history begins as the fitted one did, so that initial states and the place in the season are the same. */
export function beginsAs(history: Float64Array, fitted: Float64Array): boolean {
  const shared = Math.min(history.length, fitted.length);
  if (history.buffer === fitted.buffer && history.byteOffset === fitted.byteOffset) return true;
  for (let at = 0; at < shared; at += 1) if (history[at] !== fitted[at]) return false;
  return true;
}

/** The shortest of the histories that end before a fitted one does; null where all reach as far. */
export function findShortest(histories: readonly Float64Array[], fitted: Float64Array): Float64Array | null {
  const shorter = histories.filter(({ length }) => length < fitted.length);
  return shorter.length > 0 ? shorter.reduce((least, each) => (each.length < least.length ? each : least)) : null;
}

/**
 * Makes a forecaster of a rule that is fitted to each series alone. Nothing is held back for validation: these rules have
 * no training to stop. A history that begins elsewhere than the fitted one, such as a sliding window, is fitted anew, as
 * initial states and the place in the season are not its own. One that ends before the fitted one does is forecast by
 * parameters that saw no more than the shortest such history: they never know what they are to forecast.
 *
 * @param isItself whether the rule is for such a history, where that can be told beforehand
 */
export function createClassicalForecaster(fitModel: FitModel, isItself?: Forecaster['isItself']): Forecaster {
  return {
    fit: async ({ histories }, { signal }) => describe(histories, fitAll(histories, fitModel, signal)),
    ...(isItself && { isItself }),
  };

  function describe(histories: readonly Float64Array[], models: readonly FittedModel[]): FittedForecaster {
    return {
      fitEnd: 'fitted',
      epochs: 0,
      parameterCount: models.reduce((sum, model) => sum + model.parameterCount, 0),
      curve: { train: [], validation: [] },
      forms: models.map(({ form }) => form),
      rules: models.map(({ rule = '' }) => rule),
      async forecast(given, series, parts) {
        const fitted = histories[series];
        const begun = given.map((history) => beginsAs(history, fitted));
        const shortest = findShortest(
          given.filter((_, at) => begun[at]),
          fitted,
        );
        const earlier = shortest && fitModel(shortest);
        return given.map((history, at) => {
          const known = earlier && history.length < fitted.length ? earlier : models[series];
          return forecastOrRepeat(begun[at] ? known : fitModel(history), history, parts);
        });
      },
      async refit(longer, { signal }) {
        const refitted = (history: Float64Array, at: number) => {
          const goesOn = history.length >= histories[at].length && beginsAs(history, histories[at]);
          return (goesOn && models[at].refit?.(history)) || fitModel(history);
        };
        return describe(longer, fitAll(longer, refitted, signal));
      },
      dispose: () => {},
    };
  }
}

function fitAll(
  histories: readonly Float64Array[],
  fitOne: (history: Float64Array, at: number) => FittedModel,
  signal: AbortSignal,
): FittedModel[] {
  return histories.map((history, at) => {
    // The first costs next to nothing, and what the others are measured against must always come.
    if (at > 0 && signal.aborted) throw new FitCancelled();
    return fitOne(history, at);
  });
}

/** Parameters fitted to one history may overflow on another; what is then left is to repeat the last value. */
function forecastOrRepeat(model: FittedModel, history: Float64Array, parts?: ForecastParts): Forecast {
  const forecast = model.forecast(history, parts);
  if (allFinite(forecast)) return forecast;
  const yhat = new Float64Array(forecast.yhat.length).fill(history[history.length - 1]);
  const deviation = deviationOf(history.subarray(1).map((value, at) => value - history[at]));
  return withNormalQuantiles(
    yhat,
    yhat.map((_, step) => deviation * Math.sqrt(step + 1)),
  );
}

/** Root of the mean square, of errors whose mean is known to be 0; 0 without errors. */
export function deviationOf(errors: Float64Array): number {
  return Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / Math.max(1, errors.length));
}

const normalLevels = quantileLevels.map(normalQuantile);

/**
 * Quantiles of normal errors around a forecast.
 *
 * @param yhat [horizon]
 * @param deviations [horizon] standard deviations of the forecast's error
 */
export function withNormalQuantiles(yhat: Float64Array, deviations: Float64Array): Forecast {
  const quantiles = normalLevels.map((level) => yhat.map((value, step) => value + level * deviations[step]));
  return { yhat, quantiles };
}

/**
 * Quantiles of simulated futures, moved with the points (type 7 of Hyndman and Fan 1996).
 *
 * @param yhat [horizon]
 * @param futures [horizon][paths]; sorted in place
 */
export function withSimulatedQuantiles(yhat: Float64Array, futures: readonly Float64Array[]): Forecast {
  for (const values of futures) values.sort();
  const quantiles = quantileLevels.map((level) =>
    yhat.map((_, step) => {
      const values = futures[step];
      const place = level * (values.length - 1);
      const low = Math.floor(place);
      return values[low] + (place - low) * (values[Math.min(low + 1, values.length - 1)] - values[low]);
    }),
  );
  return { yhat, quantiles };
}

/** Changes points and quantiles alike; `change` must not decrease in its first argument. */
export function mapForecast({ yhat, quantiles }: Forecast, change: (values: Float64Array) => Float64Array): Forecast {
  return { yhat: change(yhat), quantiles: quantiles?.map(change) ?? null };
}

function allFinite({ yhat, quantiles }: Forecast): boolean {
  return yhat.every(Number.isFinite) && (quantiles ?? []).every((values) => values.every(Number.isFinite));
}
