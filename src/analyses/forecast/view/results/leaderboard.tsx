import { useMemo } from 'react';
import type { MetricId } from '../../../../evaluation/metric-cards.ts';
import {
  compareResults,
  type Difference,
  directionOf,
  rankResults,
  spreadOf,
  usableMetric,
} from '../../../../evaluation/ranking.ts';
import type { ModelResult } from '../../../../evaluation/results.ts';
import type { Words } from '../../../../i18n/words.ts';
import type { PointAt } from '../../../../series/pieces.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { ScrollRegion } from '../../../../ui/shell/scroll-region.tsx';
import { baselineModel } from '../../state/settings-draft.ts';
import { metricsOfSet } from '../../state/view.ts';
import { ModelSwatch } from '../chart/model-swatch.tsx';
import { focusOf } from '../chart/shown-lines.ts';
import { useForecast } from '../context.ts';
import { formatOf } from './metric-format.ts';
import { MetricPicker } from './metric-picker.tsx';
import styles from './results.module.css';
import { sayStanding, standingOf } from './verdict.ts';

/** A form written as a formula, `ETS(M,Ad,M)` say, is the same in every language. */
const notation = /^[A-Z]+\(\S*$/;
function sayWhyUndefined({ say }: Words, metric: MetricId): string {
  return say('results.metric-undefined', {
    metric: say(`metric.${metric}`),
    reason: say(`metric.${metric}.undefined`),
  });
}

type MetricColumn = { metric: MetricId; format: (value: number) => string };

function MetricCell({
  result,
  column,
  withSpread,
}: {
  result: ModelResult;
  column: MetricColumn;
  withSpread: boolean;
}) {
  const words = useWords();
  const { say } = words;
  const { metric, format } = column;
  const value = result.metrics[metric];
  const spread = withSpread ? spreadOf(result, metric) : null;
  return (
    <td className={withSpread ? styles.ranking : styles.number} data-metric={metric} data-value={value ?? ''}>
      {value === null ? (
        <span className={styles.undefined} title={sayWhyUndefined(words, metric)}>
          <span aria-hidden="true">–</span>
          <span className={controls.hidden}>{say('results.undefined')}</span>
        </span>
      ) : (
        format(value)
      )}
      {spread && (
        <span className={styles.spread}>{say('range', { low: format(spread.low), high: format(spread.high) })}</span>
      )}
    </td>
  );
}

/** How a model differs from the best one. */
type AgainstBest = 'is-best' | Difference;

type RowProps = { result: ModelResult; columns: MetricColumn[]; againstBest: AgainstBest; inFocus: boolean };

function Row({ result, columns, againstBest, inFocus }: RowProps) {
  const words = useWords();
  const { say } = words;
  const changeView = useForecast((state) => state.changeView);
  const { model, form, trainingMs } = result;
  const [ranking, ...others] = columns;
  return (
    <tr data-model={model} data-focus={inFocus}>
      <th scope="row">
        <button
          className={styles.pick}
          type="button"
          aria-pressed={inFocus}
          title={say('results.show-in-detail')}
          onClick={() => changeView({ focus: model })}
        >
          <ModelSwatch line={model} />
          {say(`model.${model}`)}
        </button>
        {form && notation.test(form) && <span className={styles.form}>{form.replaceAll('+', '+\u200b')}</span>}
      </th>
      <MetricCell result={result} column={ranking} withSpread />
      <td className={styles.standing} data-difference={againstBest}>
        {say(`results.${againstBest}`)}
      </td>
      <td className={styles.standing} data-standing={standingOf(result, baselineModel)}>
        {sayStanding(words, result, baselineModel, 'short')}
      </td>
      {others.map((column) => (
        <MetricCell key={column.metric} result={result} column={column} withSpread={false} />
      ))}
      <td className={styles.number} data-metric="training-ms" data-value={trainingMs}>
        {words.duration(trainingMs)}
      </td>
    </tr>
  );
}

const explanationOf = (metric: MetricId) => `explained-${metric}`;

/** The heading of a metric, explained on hover and, to a screen reader, by the sentence below the table. */
function MetricHead({ metric, sort }: { metric: MetricId; sort?: 'ascending' | 'descending' | 'other' }) {
  const { say } = useWords();
  return (
    <th
      className={styles.number}
      scope="col"
      aria-describedby={explanationOf(metric)}
      {...(sort ? { 'aria-sort': sort } : {})}
    >
      <abbr title={say(`metric.${metric}.why`)}>{say(`metric.${metric}`)}</abbr>
    </th>
  );
}

type LeaderboardProps = { pointAt: PointAt; results: readonly ModelResult[]; horizonSteps: number };

/** The models by what they did on the test part, the best first. */
export function Leaderboard({ pointAt, results, horizonSteps }: LeaderboardProps) {
  const words = useWords();
  const { say } = words;
  const view = useForecast((state) => state.view);
  const metric = usableMetric(results, view.metric);
  const ranked = rankResults(results, metric);
  const focus = focusOf(results, view);
  const shown = [metric, ...metricsOfSet(view.columns).filter((id) => id !== metric)];
  const columns = shown.map((id) => ({ metric: id, format: formatOf(words, id, results) }));
  const undefinedMetrics = shown.filter((id) => results.some(({ metrics }) => metrics[id] === null));
  const origins = Math.max(...results.map(({ originMetrics }) => originMetrics.length));
  const standings = useMemo(() => {
    const by = { metric, horizonSteps };
    const [first, ...others] = rankResults(results, metric);
    return new Map<ModelResult, AgainstBest>([
      ...(first ? [[first, 'is-best'] as const] : []),
      ...others.map((other) => [other, compareResults(first, other, pointAt, by)] as const),
    ]);
  }, [results, metric, horizonSteps, pointAt]);
  return (
    <div className={styles.block}>
      <div className={controls.card}>
        <div className={styles.tableHead}>
          <h3 id="leaderboard-title">{say('results.leaderboard')}</h3>
          <MetricPicker metric={metric} columns={view.columns} />
        </div>
        <ScrollRegion className={`${styles.scroll} ${styles.tall}`} labelledBy="leaderboard-title">
          <table
            className={`${styles.table} ${styles.ranked}`}
            data-testid="leaderboard"
            aria-labelledby="leaderboard-title"
          >
            <thead>
              <tr>
                <th scope="col">{say('results.model')}</th>
                <MetricHead metric={metric} sort={directionOf(metric)} />
                <th scope="col">{say('results.against-best')}</th>
                <th scope="col">{say('results.comparison')}</th>
                {columns.slice(1).map(({ metric: id }) => (
                  <MetricHead key={id} metric={id} />
                ))}
                <th className={styles.number} scope="col">
                  {say('results.training-time')}
                </th>
              </tr>
            </thead>
            <tbody>
              {ranked.map((result) => (
                <Row
                  key={result.model}
                  result={result}
                  columns={columns}
                  againstBest={standings.get(result) ?? 'unknown'}
                  inFocus={result === focus}
                />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </div>
      <p className={controls.faint}>
        {words.sentences([
          ...(origins > 1 ? [say('results.spread', { metric: say(`metric.${metric}`), origins })] : []),
          ...(ranked.length > 1 ? [say('results.noise.why')] : []),
        ])}
      </p>
      {undefinedMetrics.map((id) => (
        <p key={id} className={controls.faint}>
          {sayWhyUndefined(words, id)}
        </p>
      ))}
      <details className={styles.disclosure} data-testid="explain">
        <summary>{say('results.explain')}</summary>
        <dl className={styles.explained}>
          {shown.map((id) => (
            <div key={id}>
              <dt>{say(`metric.${id}`)}</dt>
              <dd id={explanationOf(id)}>{say(`metric.${id}.why`)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}
