import { pointMetricIds, spreadMetricIds } from '../evaluation/metric-cards.ts';
import { measureOwa } from '../evaluation/metrics.ts';
import type { ScoredSeries, SeriesScore } from './score-series.ts';

export type ScoreSummary = Record<keyof SeriesScore, number | null> & {
  model: string;
  /** Mean of the two ratios to Naive2 (M4); null where Naive2 was not run. */
  owa: number | null;
  /** Geometric mean over the series of the MASE. */
  geometricMase: number | null;
  /** Series with a forecast. */
  series: number;
  msPerSeries: number;
};

const metrics = [...pointMetricIds, ...spreadMetricIds] as const;

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Metrics of each model: of each series first, then the mean over the series where they are defined. */
export function summariseScores(scored: readonly ScoredSeries[], models: readonly string[]): ScoreSummary[] {
  const summaries = models.map((model): ScoreSummary => {
    const runs = scored.flatMap((series) => series.models.filter((run) => run.model === model));
    const of = (metric: keyof SeriesScore) =>
      runs
        .map(({ score }) => score?.[metric])
        .filter((value): value is number => value !== null && value !== undefined);
    const logs = of('mase').map((mase) => Math.log(Math.max(mase, 1e-9)));
    const logMean = mean(logs);
    return {
      model,
      ...(Object.fromEntries(metrics.map((metric) => [metric, mean(of(metric))])) as Record<
        keyof SeriesScore,
        number | null
      >),
      owa: null,
      geometricMase: logMean === null ? null : Math.exp(logMean),
      series: runs.length,
      msPerSeries: mean(runs.map(({ elapsedMs }) => elapsedMs)) ?? 0,
    };
  });
  const naive2 = summaries.find(({ model }) => model === 'naive2');
  if (!naive2) return summaries;
  return summaries.map((summary) => ({ ...summary, owa: measureOwa(summary, naive2) }));
}
