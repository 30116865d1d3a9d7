import { decomposeMstl } from '../../statistics/stl.ts';
import { combineForecasts } from '../combine-forecasts.ts';
import type { Forecaster } from '../forecaster.ts';
import { standInModel } from './baselines.ts';
import {
  countRecent,
  createClassicalForecaster,
  type FittedModel,
  learnFromRecent,
  mapForecast,
} from './classical-forecaster.ts';
import { type EtsFit, fitForms, forecastFromFit } from './ets.ts';
import { weighForms } from './ets-average.ts';
import { chooseScale, fromScale, toScale, type ValueScale } from './value-scale.ts';

/** What seasons leave is a trend and little else: its forms are weighed by their likelihood as it is. */
const akaikeUnit = 2;

/** Seasons that a history has seen twice, ascending. */
function usableSeasons(history: Float64Array, seasonLengths: readonly number[]): number[] {
  const wanted = seasonLengths.filter((season) => season > 1 && 2 * season <= history.length);
  return [...new Set(wanted)].sort((a, b) => a - b);
}

/** Splits values into all seasons together and the rest. */
function splitSeasons(values: Float64Array, seasons: readonly number[]) {
  const { seasonals } = decomposeMstl(values, seasons);
  return { seasonals, adjusted: values.map((value, at) => seasonals.reduce((rest, own) => rest - own[at], value)) };
}

/** [horizon] each season as it last was, all added up. */
function repeatSeasons(
  seasonals: readonly Float64Array[],
  seasons: readonly number[],
  horizonSteps: number,
): Float64Array {
  return Float64Array.from({ length: horizonSteps }, (_, step) =>
    seasonals.reduce((sum, own, index) => sum + own[own.length - seasons[index] + (step % seasons[index])], 0),
  );
}

/**
 * Forecasts the series without its seasons by the average of the additive forms of exponential smoothing, and adds each season
 * as it last was, on the values or on their logarithms, whichever is likelier (Bandara, Hyndman and Bergmeir 2021, "MSTL: a
 * seasonal-trend decomposition algorithm for time series with multiple seasonal patterns"; R's `stlf`).
 *
 * @param seasonLengths several at once, such as a day and a week of hours; those seen less than twice are left out
 */
export function createMstl(seasonLengths: readonly number[], horizonSteps: number): Forecaster {
  return createClassicalForecaster(
    learnFromRecent(
      countRecent(seasonLengths),
      (fitted) => fitMstl(fitted, seasonLengths, horizonSteps),
      seasonLengths,
    ),
    (history) => usableSeasons(history, seasonLengths).length > 0,
  );
}

type Chosen = { fits: readonly EtsFit[]; scale: ValueScale };

/** Fits the forms to what the seasons leave; with those of the beginning of the history, on their scale. */
function fitRest(history: Float64Array, seasons: readonly number[], earlier: Chosen | null): Chosen | null {
  const found = new Map<EtsFit, readonly EtsFit[]>();
  const fitTo = (values: Float64Array, before: readonly EtsFit[] = []) => {
    const fits = fitForms(splitSeasons(values, seasons).adjusted, 1, 'additive', before);
    if (fits.length > 0) found.set(fits[0], fits);
    return fits[0] ?? null;
  };
  const scale = earlier && (earlier.scale === 'raw' || history.every((value) => value > 0)) ? earlier.scale : null;
  const best = scale
    ? { fit: fitTo(toScale(history, scale), earlier?.fits), scale }
    : chooseScale(history, (values) => fitTo(values));
  return best?.fit ? { fits: found.get(best.fit) as readonly EtsFit[], scale: best.scale } : null;
}

/** The same as a model of one history. */
export function fitMstl(
  fitted: Float64Array,
  seasonLengths: readonly number[],
  horizonSteps: number,
  earlier: Chosen | null = null,
): FittedModel {
  const seasons = usableSeasons(fitted, seasonLengths);
  const chosen = fitRest(fitted, seasons, earlier);
  if (!chosen) return standInModel(horizonSteps);
  const { fits, scale } = chosen;
  const forms = weighForms(fits, akaikeUnit);
  return {
    parameterCount: fits[0].parameterCount,
    form: `MSTL(${seasons.join(', ')})${scale === 'log' ? ' of logarithms' : ''}`,
    // Without a season it is exponential smoothing; which season was found may change from one history to the next.
    rule: seasons.length > 0 ? 'seasonal' : null,
    forecast(history, parts) {
      const own = usableSeasons(history, seasons);
      const { seasonals, adjusted } = splitSeasons(toScale(history, scale), own);
      const forecast = combineForecasts(
        forms.map(({ fit }) => forecastFromFit(fit, adjusted, horizonSteps, parts)),
        forms.map(({ weight }) => weight),
      );
      const season = repeatSeasons(seasonals, own, horizonSteps);
      return fromScale(
        mapForecast(forecast, (values) => values.map((value, step) => value + season[step])),
        scale,
      );
    },
    refit: (longer) => fitMstl(longer, seasonLengths, horizonSteps, chosen),
  };
}
