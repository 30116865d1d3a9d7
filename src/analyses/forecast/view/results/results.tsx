import { memo, useDeferredValue, useMemo, useState } from 'react';
import { residualsOf } from '../../../../evaluation/diagnosis.ts';
import { rankResults, usableMetric } from '../../../../evaluation/ranking.ts';
import { baseName, saveCsv } from '../../../../export/download.ts';
import { writeForecastCsv, writeMetricsCsv, writeTestCsv } from '../../../../export/forecast-csv.ts';
import type { PointAt } from '../../../../series/pieces.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { isSameOutcome, isTraining, shownWork, type Work } from '../../state/run.ts';
import { baselineModel } from '../../state/settings-draft.ts';
import type { View } from '../../state/view.ts';
import { LossChart } from '../chart/loss-chart.tsx';
import { focusOf } from '../chart/shown-lines.ts';
import { useForecast } from '../context.ts';
import { LossLegend } from '../training/training.tsx';
import { useTestedPoints } from '../use-pieces.ts';
import { DiagnosisDisclosure } from './diagnosis-disclosure.tsx';
import { ForecastTable } from './forecast-table.tsx';
import { HeldBack } from './held-back.tsx';
import { Leaderboard } from './leaderboard.tsx';
import { ResultAdvice } from './result-advice.tsx';
import styles from './results.module.css';
import { TriedModels } from './tried-models.tsx';
import {
  sayAugmentation,
  sayCaveats,
  sayCombinations,
  sayCoverage,
  sayMethod,
  saySettings,
  sayVerdict,
} from './verdict.ts';

const downloads = [
  { name: 'forecast', file: 'forecast', write: writeForecastCsv },
  { name: 'test', file: 'test-predictions', write: writeTestCsv },
  { name: 'metrics', file: 'test-metrics', write: writeMetricsCsv },
] as const;

const noResults: never[] = [];

type Shown = { data: LoadedSeries; work: Work; view: View; live: boolean; pointAt: PointAt };

/** What came of the models, as far as it has come: much to draw, so that it waits for what the user does meanwhile. */
export function Results() {
  const data = useForecast((state) => state.data);
  const work = useForecast(({ run }) => shownWork(run));
  const view = useForecast((state) => state.view);
  const live = useForecast(({ run }) => isTraining(run));
  const results = work?.results ?? noResults;
  const failures = work?.failures ?? noResults;
  const pointAt = useTestedPoints(results);
  // How far a run is tells nothing here before something has come of it.
  const [of, setOf] = useState(work);
  if (of !== work && !(of && work && isSameOutcome(of, work))) setOf(work);
  const shown = useMemo<Shown | null>(
    () => (data && of && pointAt ? { data, work: of, view, live, pointAt } : null),
    [data, of, view, live, pointAt],
  );
  const settled = useDeferredValue(shown, null);
  return settled && results.length + failures.length > 0 && <ResultsOf {...settled} />;
}

const ResultsOf = memo(function ResultsOf({ data, work, view, live, pointAt }: Shown) {
  const words = useWords();
  const { say } = words;
  if (work.results.length === 0 && work.failures.length === 0) return null;
  const { series, source } = data;
  const { results, failures, settings } = work;
  const verdict = live ? null : sayVerdict(words, results, baselineModel, view.metric);
  const by = { metric: usableMetric(results, view.metric), horizonSteps: settings.horizonSteps };
  const notes = live
    ? []
    : [...sayCaveats(words, results, baselineModel, { series, pointAt }, by), ...sayCombinations(words, results)];
  const focus = focusOf(results, view);
  const coverage = focus && sayCoverage(words, focus, residualsOf(focus, pointAt).length);
  const curves = rankResults(results, view.metric).filter(({ curve }) => curve.train.length > 0);
  const base = baseName(source.name);
  return (
    <section className={styles.results} data-testid="results" aria-labelledby="results-title">
      <div className={styles.head}>
        <h2 id="results-title">{say('results.title')}</h2>
        {verdict && (
          <p className={styles.verdict} data-testid="verdict">
            {verdict}
          </p>
        )}
        {notes.length > 0 && (
          <p className={styles.note} data-testid="verdict-notes">
            {words.sentences(notes)}
          </p>
        )}
        {!live && <HeldBack series={series} results={results} />}
        <ResultAdvice traits={data.facts} settings={settings} />
        {work.moved.length > 0 && (
          <p className={styles.note} data-testid="moved">
            {say('runs.moved', { models: words.list([...new Set(work.moved)].map((model) => say(`model.${model}`))) })}
          </p>
        )}
        {work.cancelled && <p className={styles.note}>{say('results.cancelled')}</p>}
        {failures.map(({ model, code, message }) => (
          <p key={model} className={code === 'cancelled-before-start' ? styles.note : styles.failure}>
            {code === 'internal'
              ? say('failure.internal', { model: say(`model.${model}`), message })
              : say(`failure.${code}`, { model: say(`model.${model}`) })}
          </p>
        ))}
      </div>
      {results.length > 0 && (
        <>
          {!live && results.map((result) => <TriedModels key={result.model} result={result} />)}
          <Leaderboard pointAt={pointAt} results={results} horizonSteps={settings.horizonSteps} />
          <p className={styles.method} data-testid="method">
            {words.sentences([...sayMethod(words, work, series), saySettings(words, settings)])}
          </p>
          <div className={styles.downloads}>
            {downloads.map(({ name, file, write }) => (
              <button
                key={name}
                className={controls.button}
                type="button"
                data-testid={`download-${name}`}
                onClick={() => saveCsv(`${base}-${file}.csv`, write(series, results, pointAt))}
              >
                {say(`results.download-${name}`)}
              </button>
            ))}
          </div>
          {coverage && (
            <p className={styles.note} data-testid="coverage">
              {coverage}
            </p>
          )}
          <ForecastTable series={series} results={results} />
        </>
      )}
      {!live && results.length > 0 && <DiagnosisDisclosure series={series} work={work} pointAt={pointAt} />}
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
    </section>
  );
});
