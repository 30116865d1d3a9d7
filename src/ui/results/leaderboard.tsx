import { type MetricId, type ModelResult, metricIds } from '../../evaluation/results.ts';
import type { Words } from '../../i18n/words.ts';
import { baselineModel } from '../../session/session.ts';
import { Swatch } from '../chart/swatch.tsx';
import { useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { ScrollRegion } from '../shell/scroll-region.tsx';
import { rankByMae, sayStanding, standingOf } from './ranking.ts';
import styles from './results.module.css';

const percentMetrics: readonly MetricId[] = ['mape', 'smape', 'wape'];

function sayMetric(words: Words, metric: MetricId, value: number): string {
  if (percentMetrics.includes(metric)) return words.percent(value / 100, 2);
  if (metric === 'mase' || metric === 'r2') return words.fixed(value, 3);
  return Math.abs(value) >= 1e7 ? words.compact(value) : words.number(value);
}

function Row({ result }: { result: ModelResult }) {
  const words = useWords();
  const { say } = words;
  const { model, metrics, trainingMs, fitEnd, epochs, parameterCount } = result;
  const ended =
    fitEnd === 'fitted' ? say('end.fitted') : say(`end.${fitEnd}`, { epochs: say('count.epochs', { count: epochs }) });
  return (
    <tr data-model={model}>
      <th scope="row">
        <span className={styles.modelName}>
          <Swatch line={model} />
          {say(`model.${model}`)}
        </span>
        <span className={styles.modelNote}>
          {parameterCount > 0 && `${say('count.parameters', { count: parameterCount })} · `}
          {ended}
        </span>
      </th>
      <td className={styles.standing} data-standing={standingOf(result, baselineModel)}>
        {sayStanding(words, result, baselineModel)}
      </td>
      {metricIds.map((metric) => {
        const value = metrics[metric];
        return (
          <td key={metric} className={styles.number} data-metric={metric} data-value={value ?? ''}>
            {value === null ? (
              <span className={styles.undefined}>{say('results.undefined')}</span>
            ) : (
              sayMetric(words, metric, value)
            )}
          </td>
        );
      })}
      <td className={styles.number} data-metric="training-ms" data-value={trainingMs}>
        {words.duration(trainingMs)}
      </td>
    </tr>
  );
}

/** The models by their error on the test part, the least first. */
export function Leaderboard({ results }: { results: readonly ModelResult[] }) {
  const { say } = useWords();
  const undefinedMetrics = metricIds.filter((metric) => results.some(({ metrics }) => metrics[metric] === null));
  return (
    <div className={styles.block}>
      <ScrollRegion className={`${controls.card} ${styles.scroll}`} labelledBy="leaderboard-title">
        <table className={styles.table} data-testid="leaderboard">
          <caption id="leaderboard-title">{say('results.leaderboard')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('results.model')}</th>
              <th scope="col">{say('results.comparison')}</th>
              {metricIds.map((metric) => (
                <th key={metric} className={styles.number} scope="col">
                  <abbr title={say(`metric.${metric}.why`)}>{say(`metric.${metric}`)}</abbr>
                </th>
              ))}
              <th className={styles.number} scope="col">
                {say('results.training-time')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rankByMae(results).map((result) => (
              <Row key={result.model} result={result} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {undefinedMetrics.map((metric) => (
        <p key={metric} className={controls.faint}>
          {metric === 'mape'
            ? say('results.mape-undefined')
            : say('results.metric-undefined', { metric: say(`metric.${metric}`) })}
        </p>
      ))}
    </div>
  );
}
