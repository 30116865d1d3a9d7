/** Networks tested as the page tests them, over several seeds: with and without augmented windows, or with settings searched for. */

import { createForecaster } from '../evaluation/create-forecaster.ts';
import { runForecast } from '../evaluation/run-forecast.ts';
import { learningPart } from '../evaluation/search/learning-part.ts';
import { runSearch } from '../evaluation/search/run-search.ts';
import { errorAt, findGain, fullEffort } from '../evaluation/search/trials.ts';
import { trySettings } from '../evaluation/search/try-settings.ts';
import type { ModelId } from '../forecasters/model-cards.ts';
import { settingCards } from '../forecasters/setting-cards.ts';
import { type AugmentationChoice, defaultSettings, type Settings } from '../forecasters/settings.ts';
import type { Series } from '../series/series.ts';
import { describeTraits } from '../series/traits.ts';

export { modelIds } from '../forecasters/model-cards.ts';
export const augmentationChoices = settingCards.augmentation.choices;

export type PageLengths = Partial<Pick<Settings, 'horizonSteps' | 'lookBackSteps' | 'seasonLength'>>;

/**
 * A part of a series, without what goes with it.
 *
 * @param last only so many points at its end, or at its beginning where negative; all of them where null
 */
export function cutSeries({ covariates: _, ...series }: Series, last: number | null): Series {
  if (last === null) return series;
  const cut = <Values extends Float64Array | Uint8Array>(values: Values) =>
    (last < 0 ? values.slice(0, -last) : values.slice(-last)) as Values;
  return { ...series, y: cut(series.y), filled: cut(series.filled) };
}

/** The settings of the page, with these lengths, seed and models. */
export function settingsFor(series: Series, seed: number, models: ModelId[], lengths: PageLengths): Settings {
  return { ...defaultSettings(series.step, series.y.length), ...lengths, seed, models };
}

/** MASE on the test part, and whether windows were augmented; null where the model came to nothing. */
async function testOnce(series: Series, settings: Settings) {
  const { results } = await runForecast(series, settings, { signal: new AbortController().signal, createForecaster });
  const result = results.find(({ model }) => model === settings.models[0]);
  return result ? { mase: result.metrics.mase, augmented: result.augmentation?.used ?? null } : null;
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

export type AugmentationScore = {
  model: ModelId;
  augmentation: AugmentationChoice;
  /** Mean over the seeds. */
  mase: number;
  seeds: number[];
  /** Seeds with which a backtest chose augmented windows; null where it was not left to one. */
  augmented: number | null;
};

/** A model with each way of augmenting, tested over seeds from 1 on. */
export async function scoreAugmentation(
  series: Series,
  model: ModelId,
  augmentation: AugmentationChoice,
  { seeds, ...lengths }: PageLengths & { seeds: number },
): Promise<AugmentationScore> {
  const found: NonNullable<Awaited<ReturnType<typeof testOnce>>>[] = [];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const settings = settingsFor(series, seed, [model], lengths);
    const tested = await testOnce(series, { ...settings, network: { ...settings.network, augmentation } });
    if (tested) found.push(tested);
  }
  const scores = found.map(({ mase }) => mase ?? Number.NaN);
  return {
    model,
    augmentation,
    mase: meanOf(scores),
    seeds: scores,
    augmented: augmentation === 'auto' ? found.filter(({ augmented }) => augmented).length : null,
  };
}

export type SearchScore = {
  seed: number;
  tried: number;
  /** Of the models as they are, tried in full before the test part, and on it. */
  before: { model: ModelId; searchMase: number | null; testMase: number | null }[];
  /** Of what was found; null where the search did not help. */
  found: { model: ModelId; searchMase: number | null; testMase: number | null } | null;
};

/** A search of so many minutes on one worker, and what came of it on the test part. */
export async function scoreSearch(
  series: Series,
  models: ModelId[],
  { seed, minutes, ...lengths }: PageLengths & { seed: number; minutes: number },
): Promise<SearchScore> {
  const settings = settingsFor(series, seed, models, lengths);
  const learning = learningPart(series, settings);
  const { trials } = await runSearch({
    traits: describeTraits(learning.y),
    settings,
    budgetMs: minutes * 60_000,
    signal: new AbortController().signal,
    parallel: 1,
    evaluate: (trial, effort, signal) => {
      const request = { learning, settings: trial.settings, effort, metric: 'mase' as const };
      return trySettings(request, { signal, createForecaster });
    },
  });
  const gain = findGain(trials);
  const measure = async (trial: (typeof trials)[number]) => ({
    model: trial.model,
    searchMase: errorAt(trial, fullEffort),
    testMase: (await testOnce(series, trial.settings))?.mase ?? null,
  });
  const before: SearchScore['before'] = [];
  for (const trial of trials) if (trial.kind === 'current') before.push(await measure(trial));
  return { seed, tried: trials.length, before, found: gain && (await measure(gain.trial)) };
}
