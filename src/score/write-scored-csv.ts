import { writeCsv } from '../base/write-csv.ts';
import { quantileLevels } from '../forecasters/forecaster.ts';
import type { ScoredSeries } from './score-series.ts';

/** Position in `quantileLevels` of both ends of an interval; null where the models give none of that level. */
function findEnds(level: number): { low: number; high: number } | null {
  const find = (probability: number) => quantileLevels.findIndex((known) => Math.abs(known - probability) < 1e-9);
  const [low, high] = [find((100 - level) / 200), find((100 + level) / 200)];
  return low < 0 || high < 0 ? null : { low, high };
}

/** Levels of the intervals that there are, in percent. */
export const scoredLevels: readonly number[] = quantileLevels
  .filter((probability) => probability < 0.5)
  .map((probability) => Math.round((1 - 2 * probability) * 100))
  .sort((a, b) => a - b);

/** NaN is a quantile that is not known. */
function cellOf(value: number | undefined): number | '' {
  return value === undefined || Number.isNaN(value) ? '' : value;
}

/**
 * Forecasts as Nixtla's libraries write them: `unique_id,ds,<model>,<model>-lo-80,<model>-hi-80,...`.
 *
 * @param labelsById for each series the label of the point so many steps beyond the end
 * @param levels in percent; those that the forecasters give no quantiles for are left out
 */
export function writeScoredCsv(
  scored: readonly ScoredSeries[],
  labelsById: ReadonlyMap<string, (step: number) => string>,
  models: readonly string[],
  levels: readonly number[],
): string {
  const intervals = levels.flatMap((level) => {
    const ends = findEnds(level);
    return ends ? [{ level, ...ends }] : [];
  });
  const header = models.flatMap((model) => [
    model,
    ...intervals.flatMap(({ level }) => [`${model}-lo-${level}`, `${model}-hi-${level}`]),
  ]);
  const rows = scored.flatMap(({ uniqueId, models: runs }) => {
    const horizon = runs[0]?.forecast.yhat.length ?? 0;
    const labelAt = labelsById.get(uniqueId);
    return Array.from({ length: horizon }, (_, step) => [
      uniqueId,
      labelAt?.(step) ?? String(step + 1),
      ...models.flatMap((model) => {
        const forecast = runs.find((run) => run.model === model)?.forecast;
        const quantile = (at: number) => cellOf(forecast?.quantiles?.[at][step]);
        return [forecast?.yhat[step] ?? '', ...intervals.flatMap(({ low, high }) => [quantile(low), quantile(high)])];
      }),
    ]);
  });
  return writeCsv(['unique_id', 'ds', ...header], rows);
}
