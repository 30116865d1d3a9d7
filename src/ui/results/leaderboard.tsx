import { type MetricId, type ModelResult, metricIds } from '../../evaluation/results.ts';
import type { Words } from '../../i18n/words.ts';
import { baselineModel } from '../../session/session.ts';
import { Swatch } from '../chart/swatch.tsx';
import { useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { ScrollRegion } from '../shell/scroll-region.tsx';
import { columnDigits } from './digits.ts';
import { rankByMae, sayStanding, standingOf } from './ranking.ts';
import styles from './results.module.css';

const percentMetrics: readonly MetricId[] = ['mape', 'smape', 'wape'];
const ratioMetrics: readonly MetricId[] = ['mase', 'r2'];
/** From here on there is no room for every digit of a number. */
const compactFrom = 1e7;

/** How the numbers of a column are written, so that they line up. */
function formatOf(words: Words, metric: MetricId, results: readonly ModelResult[]): (value: number) => string {
  if (percentMetrics.includes(metric)) return (value) => words.percent(value / 100, 2);
  if (ratioMetrics.includes(metric)) return (value) => words.fixed(value, 3);
  const values = results.flatMap(({ metrics }) => metrics[metric] ?? []);
  if (values.some((value) => Math.abs(value) >= compactFrom)) return words.compact;
  const digits = columnDigits(values, 4);
  return (value) => words.fixed(value, digits);
}

type Column = { metric: MetricId; format: (value: number) => string };

function Row({ result, columns }: { result: ModelResult; columns: Column[] }) {
  const words = useWords();
  const { say } = words;
  const { model, metrics, trainingMs } = result;
  return (
    <tr data-model={model}>
      <th scope="row">
        <span className={styles.modelName}>
          <Swatch line={model} />
          {say(`model.${model}`)}
        </span>
      </th>
      <td className={styles.standing} data-standing={standingOf(result, baselineModel)}>
        {sayStanding(words, result, baselineModel)}
      </td>
      {columns.map(({ metric, format }) => {
        const value = metrics[metric];
        return (
          <td key={metric} className={styles.number} data-metric={metric} data-value={value ?? ''}>
            {value === null ? <span className={styles.undefined}>{say('results.undefined')}</span> : format(value)}
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
  const words = useWords();
  const { say } = words;
  const columns = metricIds.map((metric) => ({ metric, format: formatOf(words, metric, results) }));
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
              <Row key={result.model} result={result} columns={columns} />
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
