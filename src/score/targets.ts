/** Networks for several targets of a file: together with a head each, and each by itself, at the same origins. */

import { createForecaster } from '../evaluation/create-forecaster.ts';
import { runForecast } from '../evaluation/run-forecast.ts';
import type { Targets } from '../evaluation/targets.ts';
import type { ModelId } from '../forecasters/model-cards.ts';
import { nameSeries } from '../series/panel-index.ts';
import type { Series } from '../series/series.ts';
import { isSameStep } from '../series/step.ts';
import { cutSeries, type PageLengths, settingsFor } from './page-way.ts';
import type { SeriesFile } from './read-series.ts';

/**
 * The targets of the first series of a file, in the order of its columns; null where it has but one.
 *
 * @param last as `cutSeries` has it
 */
export function firstTargets(
  { series, columns }: Pick<SeriesFile, 'series' | 'columns'>,
  last: number | null = null,
): Omit<Targets, 'shown'> | null {
  const { targets } = columns;
  if (targets.length < 2) return null;
  const [{ uniqueId }] = series;
  const group = columns.ids.length > 0 ? uniqueId.slice(0, uniqueId.lastIndexOf(' · ')) : '';
  const { step } = series[0];
  const found = targets.flatMap((name) => {
    const own = series.find((one) => one.uniqueId === nameSeries(group, name, targets.length));
    return own && isSameStep(own.step, step) ? [{ name, own: cutSeries(own, last) }] : [];
  });
  if (found.length < 2) return null;
  return { series: found.map(({ own }) => own), names: found.map(({ name }) => name) };
}

export type TogetherScore = {
  target: string;
  model: ModelId;
  seed: number;
  /** Mean absolute errors on the test part; null where it came to nothing. */
  together: number | null;
  alone: number | null;
  difference: string;
  /** Which of the two the page forecasts with. */
  kept: 'together' | 'alone';
  /** Of that one. */
  mase: number | null;
  trainingMs: number;
};

/** Every target with every model, for seeds from 1 on; what came to nothing is left out. */
export async function* scoreTargets(
  { series, names }: Omit<Targets, 'shown'>,
  models: ModelId[],
  { seeds, ...lengths }: PageLengths & { seeds: number },
): AsyncGenerator<TogetherScore> {
  for (let seed = 1; seed <= seeds; seed += 1) {
    for (const [shown, own] of series.entries()) yield* scoreOne(own, { series, names, shown }, seed);
  }

  async function* scoreOne(own: Series, targets: Targets, seed: number): AsyncGenerator<TogetherScore> {
    const context = { signal: new AbortController().signal, createForecaster };
    const { results } = await runForecast(own, settingsFor(own, seed, models, lengths), context, null, targets);
    for (const { model, together, metrics, trainingMs } of results) {
      if (!together) continue;
      const { errors, difference, isKept } = together;
      const kept = isKept ? 'together' : 'alone';
      yield { target: names[targets.shown], model, seed, ...errors, difference, kept, mase: metrics.mase, trainingMs };
    }
  }
}
