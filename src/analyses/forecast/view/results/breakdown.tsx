import { useId, useState } from 'react';
import { cardOf, type Metrics } from '../../../../evaluation/metric-cards.ts';
import { rankResults, usableMetric } from '../../../../evaluation/ranking.ts';
import type { ModelResult } from '../../../../evaluation/results.ts';
import { sayTime } from '../../../../i18n/dates.ts';
import { clockAt } from '../../../../series/calendar.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { ScrollRegion } from '../../../../ui/shell/scroll-region.tsx';
import { Select } from '../../../../ui/shell/select.tsx';
import { ModelSwatch } from '../chart/model-swatch.tsx';
import { useForecast } from '../context.ts';
import { formatOf } from './metric-format.ts';
import styles from './results.module.css';

type By = 'origin' | 'step';
type BreakdownPart = { key: string; label: string; metricsOf: (result: ModelResult) => Metrics | null };

/** How far a value lies from the best of its column, 0 to 1, where twice as bad counts as the whole way. */
function shadeOf(value: number | null, column: readonly (number | null)[]): number {
  const known = column.filter((other) => other !== null);
  if (value === null || known.length < 2) return 0;
  const best = Math.min(...known);
  if (best <= 0) return value > best ? 1 : 0;
  return Math.min(1, Math.max(0, value / best - 1));
}

function useParts(by: By, series: SeriesOutline, results: readonly ModelResult[]): BreakdownPart[] {
  const words = useWords();
  const [first] = results;
  if (!first) return [];
  if (by === 'step') {
    return first.stepMetrics.map((_, step) => ({
      key: `step ${step}`,
      label: words.number(step + 1),
      metricsOf: ({ stepMetrics }) => stepMetrics[step] ?? null,
    }));
  }
  return first.test.map(({ origin }, at) => ({
    key: `origin ${origin}`,
    label: sayTime(words, clockAt(series, origin - 1), series.step),
    metricsOf: ({ originMetrics }) => originMetrics[at] ?? null,
  }));
}

/** The metric ranked by of every model, from each starting point or at each horizon step. */
export function Breakdown({ series, results }: { series: SeriesOutline; results: readonly ModelResult[] }) {
  const words = useWords();
  const { say } = words;
  const id = useId();
  const view = useForecast((state) => state.view);
  const [by, setBy] = useState<By>('origin');
  const metric = usableMetric(results, view.metric);
  const ranked = rankResults(results, metric);
  const parts = useParts(by, series, results);
  const format = formatOf(words, metric, results);
  const columns = parts.map(({ metricsOf }) => ranked.map((result) => metricsOf(result)?.[metric] ?? null));
  const cell = (value: number | null) => (value === null ? '–' : format(value));
  return (
    <div className={controls.card}>
      <div className={styles.tableHead}>
        <h3 id={id}>{say('breakdown.title', { metric: say(`metric.${metric}`) })}</h3>
        <div className={styles.rankBy}>
          <label>
            {say('breakdown.by')}
            <Select<By>
              data-testid="breakdown-by"
              value={by}
              options={(['origin', 'step'] as const).map((value) => ({ value, label: say(`breakdown.by-${value}`) }))}
              onChoose={setBy}
            />
          </label>
        </div>
      </div>
      <p className={styles.headNote}>{say(`breakdown.${by}.why`)}</p>
      <ScrollRegion className={`${styles.scroll} ${styles.tall}`} labelledBy={id}>
        <table className={styles.table} data-testid="breakdown" aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{say('results.model')}</th>
              <th className={styles.number} scope="col">
                {say('breakdown.overall')}
              </th>
              {parts.map(({ key, label }) => (
                <th key={key} className={styles.number} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ranked.map((result, row) => (
              <tr key={result.model} data-model={result.model}>
                <th scope="row">
                  <span className={styles.modelName}>
                    <ModelSwatch line={result.model} />
                    {say(`model.${result.model}`)}
                  </span>
                </th>
                <td className={styles.ranking}>{cell(result.metrics[metric])}</td>
                {parts.map(({ key }, at) => {
                  const column = columns[at] ?? [];
                  const value = column[row] ?? null;
                  const shade = cardOf(metric).isCost ? shadeOf(value, column) : 0;
                  return (
                    <td
                      key={key}
                      className={`${styles.number} ${styles.shaded}`}
                      style={{ '--shade': `${Math.round(shade * 26)}%` } as React.CSSProperties}
                      data-value={value ?? ''}
                    >
                      {cell(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}
