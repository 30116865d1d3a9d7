/** What a search may see of a series, and where in it trials are judged. */
import { defaultBacktest, splitFor, type TestSettings } from '../../forecasters/backtest-settings.ts';
import { checkSettings, type Settings } from '../../forecasters/settings.ts';
import { settleCovariates } from '../../series/covariates.ts';
import { seriesBefore } from '../../series/history.ts';
import type { Series } from '../../series/series.ts';

/** What a search may see of a series: everything before the test part. */
export function learningPart(series: Series, settings: TestSettings): Series {
  const { horizonSteps } = settings;
  return seriesBefore(
    settleCovariates(series, horizonSteps),
    splitFor(series.y.length, settings).validationEnd,
    horizonSteps,
  );
}

/** The settings with the learning part in the place of the whole: its own end is what they are judged on. */
export function settingsWithin(settings: Settings, learningLength: number): Settings {
  const { windowSteps } = settings.backtest;
  const within = { ...settings, testSteps: null, backtest: { ...defaultBacktest, windowSteps } };
  if (windowSteps === null || checkSettings(within, learningLength).ok) return within;
  return { ...within, backtest: defaultBacktest };
}

/** Points of a learning part that trials are judged on: its last ones. */
export function countJudged(length: number, settings: Settings): number {
  return length - splitFor(length, settingsWithin(settings, length)).validationEnd;
}
