/** Scored series as a book to be written. */

import { type Metrics, metricIds } from '../evaluation/metric-cards.ts';
import type { BookSeries, ForecastBook } from '../export/forecast-book.ts';
import { quantileLevels } from '../forecasters/forecaster.ts';
import type { Series } from '../series/series.ts';
import { sumYearBefore, yearStepsOf } from '../series/year-steps.ts';
import type { PanelTotals, ReconciledPanel } from './panel-totals.ts';
import type { AtEnd } from './read-series.ts';
import type { ModelScore, ScoredSeries } from './score-series.ts';

export type ScoredFile = {
  leaves: readonly AtEnd[];
  totals: PanelTotals | null;
  reconciled: ReconciledPanel | null;
  /** By name, of totals and leaves. */
  scored: ReadonlyMap<string, ScoredSeries>;
  refused: readonly { uniqueId: string; message: string }[];
  model: string;
  /** As it is called in words. */
  sayModel: (model: string) => string;
  settings: ForecastBook['settings'];
  /** Levels of the intervals, in percent. */
  levels: readonly number[];
};

const reasons: Record<NonNullable<AtEnd['noForecast']>, string> = {
  ended: 'ended before the file did',
  'other-rhythm': 'keeps another rhythm than the file',
};

const measured: readonly (keyof Metrics)[] = metricIds;

export function makeBook({
  leaves,
  totals,
  reconciled,
  scored,
  refused,
  model,
  sayModel,
  settings,
  levels,
}: ScoredFile): ForecastBook {
  const columns = totals?.columns ?? [];
  const seriesOf = (
    series: Series,
    level: string | null,
    groups: (string | null)[],
    leaf: AtEnd | null,
  ): BookSeries => {
    const lag = leaf?.lag ?? 0;
    const why = leaf?.noForecast ?? null;
    const one = scored.get(series.uniqueId);
    const alone = one?.models.find((run) => run.model === model);
    const run = why ? undefined : (reconciled?.forecasts.get(series.uniqueId) ?? alone);
    const lastYear = sumYearBefore(series.y, lag, yearStepsOf(series.step), run?.forecast.yhat.length ?? 0);
    const failure = one?.failures.find((each) => each.model === model)?.message ?? null;
    return {
      uniqueId: series.uniqueId,
      level,
      groups,
      history: series,
      forecast: run?.forecast.yhat ?? new Float64Array(),
      intervals: run ? intervalsOf(run, levels) : [],
      sumInterval: why ? null : (reconciled?.sums.get(series.uniqueId) ?? null),
      plan: null,
      lastYear: run && Number.isFinite(lastYear) ? lastYear : null,
      model: run ? (run.form ?? sayModel(model)) : null,
      status: leaf?.status ?? 'active',
      trust: null,
      flags: [],
      problem: why ? reasons[why] : failure,
      errors: alone?.score && alone.test ? errorsOf(alone) : null,
    };
  };
  const ownLabels = (leaf: number) => columns.map(({ codes, labels }) => labels[codes[leaf]] ?? null);
  const totalSeries = (totals?.totals ?? []).map((series, total) => {
    const { hierarchy, levels: names } = totals as PanelTotals;
    const level = names[hierarchy.levelOf[total]];
    const groups = columns.map(({ name }) => {
      const at = level.indexOf(name);
      return at < 0 ? null : hierarchy.labels[total][at];
    });
    return seriesOf(series, nameLevel(level), groups, null);
  });
  const leafSeries = leaves.map((leaf, at) => seriesOf(leaf.series, null, ownLabels(at), leaf));
  const left = refused.map(({ uniqueId, message }): BookSeries => {
    const [like] = leaves;
    return {
      ...seriesOf({ ...like.series, uniqueId, y: new Float64Array(), filled: new Uint8Array() }, null, [], null),
      problem: message,
      status: '',
    };
  });
  const gains = (reconciled?.gains ?? []).map((gain) => ({
    level: totals?.levels[gain.level] ? nameLevel(totals.levels[gain.level]) : 'Series',
    gain,
  }));
  const series = [...totalSeries, ...leafSeries, ...left];
  return { groups: columns.map(({ name }) => name), series, gains, isMean: false, settings };
}

/** Such as `store × group`. */
export function nameLevel(columns: readonly string[]): string {
  return columns.length === 0 ? 'Total' : columns.join(' × ');
}

function intervalsOf({ forecast: { quantiles } }: ModelScore, levels: readonly number[]): BookSeries['intervals'] {
  if (!quantiles) return [];
  return levels.flatMap((level) => {
    const find = (probability: number) => quantileLevels.findIndex((known) => Math.abs(known - probability) < 1e-9);
    const [low, high] = [quantiles[find((100 - level) / 200)], quantiles[find((100 + level) / 200)]];
    return low && high && !Number.isNaN(low[0]) ? [{ level, low, high }] : [];
  });
}

function errorsOf({ score, test, naiveRatio = null }: ModelScore): BookSeries['errors'] {
  const values: Partial<Record<keyof Metrics, number | null>> = { ...score };
  const metrics = Object.fromEntries(measured.map((id) => [id, values[id] ?? null])) as Metrics;
  const points = (test ?? []).reduce((sum, { yhat }) => sum + yhat.length, 0);
  return { metrics, naiveRatio, points };
}
