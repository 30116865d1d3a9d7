/** Why the forecast that is shown is what it is: of a model, by what it has made of the series and of what lies beside it. */
import { fitEventEffects } from '../../forecasters/events/event-effects.ts';
import { withFloor } from '../../forecasters/floor.ts';
import { isNetwork, type ModelId } from '../../forecasters/model-cards.ts';
import { createTrained } from '../../forecasters/registry.ts';
import type { Settings } from '../../forecasters/settings.ts';
import type { TrainedNetwork } from '../../forecasters/trained-network.ts';
import { settleCovariates } from '../../series/covariates.ts';
import { withKnownAhead } from '../../series/known-ahead.ts';
import type { Series } from '../../series/series.ts';
import { earlierSpan } from '../../series/year-steps.ts';
import { learntBefore, planBacktest } from '../backtest.ts';
import { explainPath } from './explain-path.ts';
import { canExplainWindows, explainWindows, type WindowQuestion } from './explain-windows.ts';
import type { ExplainedForecast } from './explanation.ts';
import { findModelDrivers } from './model-drivers.ts';

export type ForecastToExplain = {
  model: ModelId;
  settings: Settings;
  /** [horizon] as it is shown */
  forecast: Float64Array;
  /** What a network has learnt, where it reads nothing but the series; null or absent for anything else. */
  trained?: TrainedNetwork | null;
  /** Whether the model was given what lies beside the series; a first look is not. */
  hasDrivers: boolean;
};

/** The column that a covariate is of: of one that says yes where another of its column says no, without the text that it is of. */
function columnOf(name: string, all: readonly { name: string }[]): string {
  const end = name.lastIndexOf(': ');
  const column = name.slice(0, Math.max(0, end));
  return end > 0 && all.filter((other) => other.name.startsWith(`${column}: `)).length === 2 ? column : name;
}

/**
 * @param given with a value at every point
 * @param steps of the horizon that are asked about: [from, to)
 * @param isLevel whether the mean of the steps is what matters, not their sum
 */
export async function explainForecast(
  given: Series,
  { model, settings, forecast, hasDrivers, trained }: ForecastToExplain,
  steps: { from: number; to: number },
  isLevel: boolean,
): Promise<ExplainedForecast> {
  const { horizonSteps, network, seasonLength } = settings;
  const series = settleCovariates(await withKnownAhead(given, network, horizonSteps), horizonSteps);
  const span = earlierSpan(series.step, series.y.length, forecast.length);
  const { history, covariates } = learntBefore(series, series.y.length, planBacktest(series, settings));
  // What is compared with has to be among what was learnt from.
  const isWhole = history.length >= (span?.steps ?? 0);
  const own = isWhole ? history : series.y;
  const placed = (isWhole ? covariates.events : series.events) ?? [];
  const effects = placed.length > 0 ? fitEventEffects(own, placed, seasonLength) : null;
  const events = effects && { effects, placed };
  const left = effects ? effects.leave(history, placed) : history;
  const found = hasDrivers && isWhole ? await findModelDrivers(model, settings, left, covariates) : null;
  const beside = series.covariates ?? [];
  const namesOf = (known: 'future' | 'past') =>
    beside.filter((one) => one.known === known).map(({ name }) => columnOf(name, beside));
  const names = { future: namesOf('future'), past: namesOf('past') };
  if (trained && isNetwork(model) && span && !events) {
    const fitted = await withFloor(createTrained(model, settings, trained)).fit(
      { histories: [series.y], validationSteps: 0, epochs: null },
      { signal: new AbortController().signal },
    );
    const windows: WindowQuestion = {
      history: series.y,
      forecast,
      seasonLength,
      spanSteps: span.steps,
      readSteps: settings.lookBackSteps,
      isLevel,
      ...steps,
      forecastFrom: async (histories) => (await fitted.forecast(histories, 0, 'points')).map(({ yhat }) => yhat),
    };
    try {
      if (canExplainWindows(windows)) return { ...(await explainWindows(windows)), span, method: 'windows' };
    } finally {
      fitted.dispose();
    }
  }
  const explained = await explainPath({
    history: own,
    forecast,
    seasonLength,
    spanSteps: span?.steps ?? series.y.length,
    events,
    drivers: found && { ...found, names },
    isLevel,
    ...steps,
  });
  return { ...explained, span, method: 'path' };
}
