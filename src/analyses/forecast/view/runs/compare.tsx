import { useId, useMemo } from 'react';
import type { MetricId } from '../../../../evaluation/metric-cards.ts';
import { rankResults } from '../../../../evaluation/ranking.ts';

import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import chart from '../../../../ui/chart/chart.module.css';
import { ChartFrame } from '../../../../ui/chart/chart-frame.tsx';
import { Swatch } from '../../../../ui/chart/swatch.tsx';
import { useWidth } from '../../../../ui/chart/use-width.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { ScrollRegion } from '../../../../ui/shell/scroll-region.tsx';
import { takenOf } from '../../state/recommend-of.ts';
import { useForecast } from '../context.ts';
import { formatOf } from '../results/metric-format.ts';
import results from '../results/results.module.css';
import { saySetting } from '../settings/say-setting.ts';
import { usePiece, usePointsAround } from '../use-pieces.ts';
import { canDrawAll, type ForecastKept, mostCompared, obstacleAmong } from './comparable.ts';
import { colorOfRun, comparisonFrame, lineOfEach, prepareComparison, type RunLine } from './prepare-comparison.ts';
import styles from './runs.module.css';
import { nameRun } from './say-run.ts';
import { settingsThatDiffer } from './setting-differences.ts';
import { metricOfRuns } from './sum-runs.ts';

/** Runs beside each other, the older before the newer. */
type Group = readonly ForecastKept[];

function RunHead({ group }: { group: Group }) {
  const words = useWords();
  return group.map((run, at) => (
    <th key={run.id} scope="col">
      <span className={results.modelName}>
        <Swatch color={colorOfRun(at, group.length)} />
        {nameRun(words, run)}
      </span>
    </th>
  ));
}

/** The settings in which they differ, and only those. */
function SettingsTable({ group }: { group: Group }) {
  const words = useWords();
  const { say, list } = words;
  const id = useId();
  const { models, settings } = settingsThatDiffer(group.map((run) => run.settings));
  const namesOf = (run: ForecastKept) => list(run.settings.models.map((model) => say(`model.${model}`)));
  return (
    <div className={`${controls.card} ${styles.part}`}>
      <h3 id={id}>{say('compare.settings')}</h3>
      {!models && settings.length === 0 ? (
        <p>{say('compare.no-difference')}</p>
      ) : (
        <ScrollRegion className={results.scroll ?? ''} labelledBy={id}>
          <table className={`${results.table} ${styles.table}`} data-testid="compare-settings" aria-labelledby={id}>
            <thead>
              <tr>
                <th scope="col">{say('compare.setting')}</th>
                <RunHead group={group} />
              </tr>
            </thead>
            <tbody>
              {models && (
                <tr data-setting="models">
                  <th scope="row">{say('settings.models')}</th>
                  {group.map((run) => (
                    <td key={run.id}>{namesOf(run)}</td>
                  ))}
                </tr>
              )}
              {settings.map((name) => (
                <tr key={name} data-setting={name}>
                  <th scope="row">{say(`setting.${name}`)}</th>
                  {group.map((run) => (
                    <td key={run.id}>{saySetting(words, name, run.settings)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </div>
  );
}

/** What each model of either did by a metric, the runs beside each other; the one taken of each stands out. */
function ErrorsTable({ group, metric }: { group: Group; metric: MetricId }) {
  const words = useWords();
  const { say } = words;
  const id = useId();
  const ranked = group.map(({ outcome }) => rankResults(outcome.results, metric));
  const both = ranked.flat();
  const format = formatOf(words, metric, both);
  // In the order of the newer run; what only an older one has comes after.
  const taken = group.map(({ outcome }) => takenOf(outcome, metric));
  const models = [...new Set([...ranked].reverse().flatMap((of) => of.map(({ model }) => model)))];
  return (
    <div className={`${controls.card} ${styles.part}`}>
      <h3 id={id}>{say('compare.errors', { metric: say(`metric.${metric}`) })}</h3>
      <ScrollRegion className={results.scroll ?? ''} labelledBy={id}>
        <table className={`${results.table} ${styles.table}`} data-testid="compare-leaderboard" aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{say('results.model')}</th>
              <RunHead group={group} />
            </tr>
          </thead>
          <tbody>
            {models.map((model) => (
              <tr key={model} data-model={model}>
                <th scope="row">{say(`model.${model}`)}</th>
                {group.map((run, at) => {
                  const result = ranked[at]?.find((one) => one.model === model);
                  const value = result?.metrics[metric] ?? null;
                  const isTaken = result !== undefined && result === taken[at];
                  return (
                    <td key={run.id} data-value={value ?? ''} data-taken={isTaken}>
                      {result ? (
                        <>
                          {value === null ? '–' : format(value)}
                          {isTaken && <span className={styles.badge}>{say('results.is-taken')}</span>}
                        </>
                      ) : (
                        <span className={results.undefined}>{say('compare.not-run')}</span>
                      )}
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

function AllForecasts({ data, each }: { data: LoadedSeries; each: readonly RunLine[] }) {
  const words = useWords();
  const { say } = words;
  const [frame, width] = useWidth<HTMLDivElement>();
  const height = width === 0 || width >= 720 ? 340 : 280;
  const { series } = data;
  const frameOfSeries = useMemo(() => comparisonFrame(series.length, each), [series, each]);
  const piece = usePiece(frameOfSeries.range.from, series.length);
  const drawing = useMemo(() => {
    if (width === 0) return null;
    return prepareComparison(words, { series, piece, each, ...frameOfSeries, width, height });
  }, [words, series, piece, each, frameOfSeries, width, height]);
  return (
    <figure className={`${controls.card} ${chart.figure}`} aria-label={say('compare.chart')}>
      <h3>{say('compare.chart')}</h3>
      <ChartFrame frame={frame} heightPx={height} drawing={drawing} usePoints={usePointsAround} />
      <figcaption className={chart.legend}>
        <div className={chart.toggles}>
          <span className={chart.key}>
            <Swatch color="var(--series-actual)" />
            {say('chart.actual')}
          </span>
          {each.map(({ run, name, color }) => (
            <span key={run.id} className={chart.key}>
              <Swatch color={color} />
              {name}
            </span>
          ))}
        </div>
      </figcaption>
    </figure>
  );
}

type CompareProps = {
  group: Group;
  data: LoadedSeries;
  /** Whether more than these are pinned. */
  isOfMore: boolean;
};

/** Runs beside each other: what was asked differently, the forecast taken of each, the errors of both. */
export function Compare({ group, data, isOfMore }: CompareProps) {
  const words = useWords();
  const { say } = words;
  const view = useForecast((state) => state.view);
  const metric = metricOfRuns(group, view.metric);
  const each = useMemo(() => lineOfEach(words, group, metric), [words, group, metric]);
  const obstacle = obstacleAmong(group);
  const isDrawn = canDrawAll(group, data, data.series.length);
  return (
    <section className={styles.compare} data-testid="compare" aria-labelledby="compare-title">
      <h2 id="compare-title">{words.list(group.map((run) => nameRun(words, run)))}</h2>
      {isOfMore && <p className={results.note}>{say('compare.newest', { count: mostCompared })}</p>}
      {obstacle && (
        <p className={styles.obstacle} data-testid="compare-obstacle" data-obstacle={obstacle}>
          {say(`compare.obstacle.${obstacle}`)}
        </p>
      )}
      {isDrawn ? <AllForecasts data={data} each={each} /> : <p className={results.note}>{say('compare.no-chart')}</p>}
      <div className={styles.tables}>
        <SettingsTable group={group} />
        <ErrorsTable group={group} metric={metric} />
      </div>
    </section>
  );
}
