import { memo, type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { rankResults } from '../../../../evaluation/ranking.ts';
import type { Recommendation } from '../../../../evaluation/recommend-model.ts';
import { residualsOf } from '../../../../evaluation/residuals.ts';
import { baseName, saveCsv } from '../../../../export/download.ts';
import { writeForecastCsv, writeMetricsCsv, writeTestCsv } from '../../../../export/forecast-csv.ts';
import type { PointAt } from '../../../../series/pieces.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { isSameOutcome, isTraining, shownWork, type Work } from '../../state/run.ts';
import type { View } from '../../state/view.ts';
import { LossChart } from '../chart/loss-chart.tsx';
import { focusOf } from '../chart/shown-lines.ts';
import { useForecast } from '../context.ts';
import { TakeAway } from '../take-away/take-away.tsx';
import { usePointsTested, useRecommendation } from '../taken-model.tsx';
import { AllTargets } from '../targets/all-targets.tsx';
import { LossLegend } from '../training/training.tsx';
import { DetailsFold } from './details-fold.tsx';
import { DiagnosisDisclosure } from './diagnosis-disclosure.tsx';
import { ForecastTable } from './forecast-table.tsx';
import { Leaderboard } from './leaderboard.tsx';
import { ResultAdvice } from './result-advice.tsx';
import styles from './results.module.css';
import { TriedModels } from './tried-models.tsx';
import { sayAugmentation, sayCombinations, sayCoverage, sayMethod, saySettings } from './verdict.ts';

const downloads = {
  forecast: { file: 'forecast', write: writeForecastCsv },
  test: { file: 'test-predictions', write: writeTestCsv },
  metrics: { file: 'test-metrics', write: writeMetricsCsv },
} as const;
type DownloadName = keyof typeof downloads;

type Shown = {
  data: LoadedSeries;
  work: Work;
  view: View;
  live: boolean;
  pointAt: PointAt;
  recommendation: Recommendation;
};

/** What came of the models, as far as it has come: much to draw, so that it waits for what the user does meanwhile. */
export function Results() {
  const data = useForecast((state) => state.data);
  const work = useForecast(({ run }) => shownWork(run));
  const view = useForecast((state) => state.view);
  const live = useForecast(({ run }) => isTraining(run));
  const pointAt = usePointsTested();
  const recommendation = useRecommendation();
  // How far a run is tells nothing here before something has come of it.
  const [of, setOf] = useState(work);
  if (of !== work && !(of && work && isSameOutcome(of, work))) setOf(work);
  const shown = useMemo<Shown | null>(
    () => (data && of && pointAt && recommendation ? { data, work: of, view, live, pointAt, recommendation } : null),
    [data, of, view, live, pointAt, recommendation],
  );
  const settled = useDeferredValue(shown, null);
  return settled && work && work.results.length > 0 && <ResultsOf {...settled} />;
}

const ResultsOf = memo(function ResultsOf({ data, work, view, live, pointAt, recommendation }: Shown) {
  const words = useWords();
  const { say } = words;
  const { series, source } = data;
  const { results, settings } = work;
  const taken = recommendation.result;
  const focus = focusOf(results, view, taken.model);
  const coverage = focus && sayCoverage(words, focus, residualsOf(focus, pointAt).length);
  const curves = rankResults(results, view.metric).filter(({ curve }) => curve.train.length > 0);
  const takenFirst = [taken, ...results.filter((result) => result !== taken)];
  const base = baseName(source.name);
  const saves = (names: readonly DownloadName[], beside: ReactNode = null) => (
    <div className={styles.downloads}>
      {names.map((name) => (
        <button
          key={name}
          className={controls.button}
          type="button"
          data-testid={`download-${name}`}
          aria-keyshortcuts={name === 'forecast' ? 'd' : undefined}
          onClick={() =>
            saveCsv(`${base}-${downloads[name].file}.csv`, downloads[name].write(series, takenFirst, pointAt))
          }
        >
          {say(`results.download-${name}`)}
        </button>
      ))}
      {beside}
    </div>
  );
  return (
    <section className={styles.results} data-testid="results" aria-label={say('results.title')}>
      <ForecastTable series={series} isWhole={data.measure.isWhole} results={results} />
      {saves(['forecast'], !live && <TakeAway data={data} work={work} recommendation={recommendation} />)}
      {coverage && (
        <p className={styles.note} data-testid="coverage">
          {coverage}
        </p>
      )}
      {!live && <AllTargets />}
      <DetailsFold>
        {() => (
          <>
            <ResultAdvice traits={data.facts} settings={settings} />
            <Leaderboard recommendation={recommendation} results={results} />
            {saves(['test', 'metrics'])}
            <p className={styles.method} data-testid="method">
              {words.sentences([
                ...(live ? [] : sayCombinations(words, results)),
                ...sayMethod(words, work, series),
                saySettings(words, settings),
              ])}
            </p>
            {!live && results.map((result) => <TriedModels key={result.model} result={result} />)}
            {!live && <DiagnosisDisclosure series={series} work={work} pointAt={pointAt} />}
            {!live && curves.length > 0 && (
              <details className={styles.disclosure}>
                <summary>{say('results.curves')}</summary>
                <ul className={styles.curveList}>
                  {curves.map(({ model, curve, fitEnd, epochs, parameterCount, augmentation }) => (
                    <li key={model} className={styles.curve}>
                      <h3>{say(`model.${model}`)}</h3>
                      <p className={controls.faint}>
                        {say('count.parameters', { count: parameterCount })} ·{' '}
                        {fitEnd === 'fitted'
                          ? say('end.fitted')
                          : say(`end.${fitEnd}`, { epochs: say('count.epochs', { count: epochs }) })}
                      </p>
                      {augmentation && (
                        <p className={controls.faint} data-testid={`augmentation-${model}`}>
                          {sayAugmentation(words, augmentation)}
                        </p>
                      )}
                      <LossChart model={model} curve={curve} epochs={curve.train.length} />
                      <LossLegend />
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </>
        )}
      </DetailsFold>
    </section>
  );
});
