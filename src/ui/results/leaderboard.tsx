import { compareResults, rankResults, spreadOf, usableMetric } from '../../evaluation/ranking.ts';
import { intervalLevels, type MetricId, type ModelResult, metricIds } from '../../evaluation/results.ts';
import type { Words } from '../../i18n/words.ts';
import type { Series } from '../../series/series.ts';
import { baselineModel } from '../../session/session.ts';
import { focusOf } from '../chart/shown-lines.ts';
import { Swatch } from '../chart/swatch.tsx';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { ScrollRegion } from '../shell/scroll-region.tsx';
import { columnDigits } from './digits.ts';
import styles from './results.module.css';
import { sayStanding, standingOf } from './verdict.ts';

const percentMetrics: readonly MetricId[] = ['mape', 'smape', 'wape'];
const ratioMetrics: readonly MetricId[] = ['mase', 'r2'];
/** A form written as a formula, `ETS(M,Ad,M)` say, is the same in every language. */
const notation = /^[A-Z]+\(\S*$/;
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

function MetricCell({ result, column, withSpread }: { result: ModelResult; column: Column; withSpread: boolean }) {
  const { say } = useWords();
  const { metric, format } = column;
  const value = result.metrics[metric];
  const spread = withSpread ? spreadOf(result, metric) : null;
  return (
    <td className={withSpread ? styles.ranking : styles.number} data-metric={metric} data-value={value ?? ''}>
      {value === null ? <span className={styles.undefined}>{say('results.undefined')}</span> : format(value)}
      {spread && (
        <span className={styles.spread}>{say('range', { low: format(spread.low), high: format(spread.high) })}</span>
      )}
    </td>
  );
}

/** How a model differs from the best one. */
type AgainstBest = 'is-best' | 'noise' | 'real' | 'unknown';

type RowProps = { result: ModelResult; columns: Column[]; againstBest: AgainstBest; inFocus: boolean };

function Row({ result, columns, againstBest, inFocus }: RowProps) {
  const words = useWords();
  const { say } = words;
  const changeView = useSession((state) => state.changeView);
  const { model, form, coverage, trainingMs } = result;
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
          <Swatch line={model} />
          {say(`model.${model}`)}
        </button>
        {form && notation.test(form) && <span className={styles.form}>{form}</span>}
      </th>
      <MetricCell result={result} column={ranking} withSpread />
      <td className={styles.standing} data-difference={againstBest}>
        {say(`results.${againstBest}`)}
      </td>
      <td className={styles.standing} data-standing={standingOf(result, baselineModel)}>
        {sayStanding(words, result, baselineModel, 'short')}
      </td>
      {intervalLevels.map((level) => {
        const share = coverage.find((each) => each.level === level)?.share ?? null;
        return (
          <td key={level} className={styles.number} data-metric={`coverage${level}`} data-value={share ?? ''}>
            {share === null ? (
              <span className={styles.undefined}>{say('results.undefined')}</span>
            ) : (
              words.percent(share)
            )}
          </td>
        );
      })}
      {others.map((column) => (
        <MetricCell key={column.metric} result={result} column={column} withSpread={false} />
      ))}
      <td className={styles.number} data-metric="training-ms" data-value={trainingMs}>
        {words.duration(trainingMs)}
      </td>
    </tr>
  );
}

function MetricPicker({ metric }: { metric: MetricId }) {
  const { say } = useWords();
  const changeView = useSession((state) => state.changeView);
  return (
    <div className={styles.rankBy}>
      <label>
        {say('results.rank-by')}
        <select
          className={controls.select}
          data-testid="rank-by"
          value={metric}
          onChange={({ target }) => changeView({ metric: target.value as MetricId })}
        >
          {metricIds.map((id) => (
            <option key={id} value={id}>
              {say(`metric.${id}`)}
            </option>
          ))}
        </select>
      </label>
      <p>{say(`metric.${metric}.why`)}</p>
    </div>
  );
}

type LeaderboardProps = { series: Series; results: readonly ModelResult[]; horizonSteps: number };

/** The models by what they did on the test part, the best first. */
export function Leaderboard({ series, results, horizonSteps }: LeaderboardProps) {
  const words = useWords();
  const { say, percent } = words;
  const view = useSession((state) => state.view);
  const metric = usableMetric(results, view.metric);
  const ranked = rankResults(results, metric);
  const [best] = ranked;
  const focus = focusOf(results, view);
  const columns = [metric, ...metricIds.filter((id) => id !== metric)].map((id) => ({
    metric: id,
    format: formatOf(words, id, results),
  }));
  const undefinedMetrics = metricIds.filter((id) => results.some(({ metrics }) => metrics[id] === null));
  const origins = Math.max(...results.map(({ originMetrics }) => originMetrics.length));
  const againstBest = (result: ModelResult): AgainstBest =>
    result === best ? 'is-best' : compareResults(best, result, series, { metric, horizonSteps });
  return (
    <div className={styles.block}>
      <div className={controls.card}>
        <div className={styles.tableHead}>
          <h3 id="leaderboard-title">{say('results.leaderboard')}</h3>
          <MetricPicker metric={metric} />
        </div>
        <ScrollRegion className={`${styles.scroll} ${styles.tall}`} labelledBy="leaderboard-title">
          <table className={styles.table} data-testid="leaderboard" aria-labelledby="leaderboard-title">
            <thead>
              <tr>
                <th scope="col">{say('results.model')}</th>
                <th className={styles.number} scope="col" aria-sort={metric === 'r2' ? 'descending' : 'ascending'}>
                  {say(`metric.${metric}`)}
                </th>
                <th scope="col">{say('results.against-best')}</th>
                <th scope="col">{say('results.comparison')}</th>
                {intervalLevels.map((level) => (
                  <th key={level} className={styles.number} scope="col">
                    <abbr title={say('results.in-band.why', { level: percent(level / 100) })}>
                      {say('results.in-band', { level: percent(level / 100) })}
                    </abbr>
                  </th>
                ))}
                {columns.slice(1).map(({ metric: id }) => (
                  <th key={id} className={styles.number} scope="col">
                    <abbr title={say(`metric.${id}.why`)}>{say(`metric.${id}`)}</abbr>
                  </th>
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
                  againstBest={againstBest(result)}
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
          {id === 'mape'
            ? say('results.mape-undefined')
            : say('results.metric-undefined', { metric: say(`metric.${id}`) })}
        </p>
      ))}
    </div>
  );
}
