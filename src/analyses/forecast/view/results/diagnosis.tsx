import { useMemo, useState } from 'react';
import { rankResults } from '../../../../evaluation/ranking.ts';
import { residualsOf, type TestWindow, worstWindows } from '../../../../evaluation/residuals.ts';
import { intervalLevels, type ModelResult } from '../../../../evaluation/results.ts';
import { sayTime } from '../../../../i18n/dates.ts';
import type { Words } from '../../../../i18n/words.ts';
import { clockAt } from '../../../../series/calendar.ts';
import type { PointAt } from '../../../../series/pieces.ts';
import type { SeriesOutline } from '../../../../series/series-outline.ts';
import { autocorrelate } from '../../../../statistics/autocorrelation.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { ScrollRegion } from '../../../../ui/shell/scroll-region.tsx';
import { Select } from '../../../../ui/shell/select.tsx';
import type { Work } from '../../state/run.ts';
import { AutocorrelationChart, OriginsChart, ResidualsChart, StepErrorsChart } from '../chart/diagnosis-charts.tsx';
import { focusOf } from '../chart/shown-lines.ts';
import { useForecast } from '../context.ts';
import { useTakenModel } from '../taken-model.tsx';
import { Breakdown } from './breakdown.tsx';
import styles from './results.module.css';

const worstListed = 5;
/** Fewest errors whose correlation with one another says anything. */
const leastErrors = 8;

/** How far back errors are compared: two seasons where there are enough errors for that. */
function lagsFor(errors: number, seasonLength: number): number {
  return Math.max(1, Math.min(Math.max(12, 2 * seasonLength), 60, Math.floor(errors / 2)));
}

function sayDirection({ say, number }: Words, bias: number): string {
  if (bias === 0) return say('diagnosis.level');
  return say(bias < 0 ? 'diagnosis.too-low' : 'diagnosis.too-high', { error: number(Math.abs(bias)) });
}

function WorstWindows({ series, windows }: { series: SeriesOutline; windows: readonly TestWindow[] }) {
  const words = useWords();
  const { say, number } = words;
  const timeOf = (index: number) => sayTime(words, clockAt(series, index), series.step);
  return (
    <ScrollRegion className={styles.scroll ?? ''} labelledBy="worst-title">
      <table className={styles.table} data-testid="worst-windows">
        <caption id="worst-title">{say('diagnosis.worst')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('diagnosis.from')}</th>
            <th scope="col">{say('diagnosis.to')}</th>
            <th className={styles.number} scope="col">
              {say('metric.mae')}
            </th>
            <th scope="col">{say('diagnosis.direction')}</th>
          </tr>
        </thead>
        <tbody>
          {windows.map(({ origin, length, mae, bias }) => (
            <tr key={origin}>
              <th scope="row">{timeOf(origin)}</th>
              <td>{timeOf(origin + length - 1)}</td>
              <td className={styles.number}>{number(mae)}</td>
              <td>{sayDirection(words, bias)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

type OfModel = { series: SeriesOutline; work: Work; result: ModelResult };
type Tested = { pointAt: PointAt };

/** What is said of the forecasts drawn: how to read all of them, or how far off the one picked was. */
function sayOrigin(words: Words, { series, result }: OfModel, at: number | null): string {
  const forecast = at === null ? undefined : result.test[at];
  if (!forecast || at === null) return words.say('diagnosis.origins.why');
  const mae = result.originMetrics[at]?.mae ?? Number.NaN;
  const params = { time: timeBefore(words, series, forecast.origin), mae: words.number(mae) };
  if (forecast.quantiles === null) return words.say('diagnosis.one-origin.why-plain', params);
  return words.say('diagnosis.one-origin.why', { ...params, level: words.percent(intervalLevels[0] / 100) });
}

/** The last point that a forecast from this origin saw. */
function timeBefore(words: Words, series: SeriesOutline, origin: number): string {
  return sayTime(words, clockAt(series, origin - 1), series.step);
}

/** Actual against predicted, of every starting point or of one. */
function Origins(of: OfModel & { label: string }) {
  const words = useWords();
  const { say } = words;
  const { series, work, result, label } = of;
  const [picked, setPicked] = useState<number | null>(null);
  const at = picked !== null && picked < result.test.length ? picked : null;
  return (
    <figure className={styles.wide}>
      <figcaption>
        <div className={styles.figureHead}>
          <h3>{say('diagnosis.origins')}</h3>
          {result.test.length > 1 && (
            <label className={styles.rankBy}>
              {say('diagnosis.origin')}
              <Select<number | ''>
                data-testid="diagnosis-origin"
                value={at ?? ''}
                options={[
                  { value: '', label: say('diagnosis.every-origin') },
                  ...result.test.map(({ origin }, value) => ({
                    value,
                    label: say('diagnosis.at-origin', { time: timeBefore(words, series, origin) }),
                  })),
                ]}
                onChoose={(value) => setPicked(value === '' ? null : value)}
              />
            </label>
          )}
        </div>
        <p>{sayOrigin(words, of, at)}</p>
      </figcaption>
      <OriginsChart
        series={series}
        split={work.split}
        forecasts={at === null ? result.test : result.test.slice(at, at + 1)}
        only={at !== null}
        label={label}
      />
    </figure>
  );
}

function Charts({ series, work, result, pointAt }: OfModel & Tested) {
  const { say, number } = useWords();
  const { split, settings } = work;
  const found = useMemo(() => {
    const residuals = residualsOf(result, pointAt);
    const errors = residuals.map(({ error }) => error);
    return {
      residuals,
      steps: result.stepMetrics.map((metrics) => metrics?.mae ?? null),
      correlations: autocorrelate(errors, lagsFor(errors.length, settings.seasonLength)),
      windows: worstWindows(result, worstListed),
    };
  }, [result, pointAt, settings]);
  const { residuals, steps, correlations, windows } = found;
  if (residuals.length === 0) return <p className={styles.note}>{say('diagnosis.nothing')}</p>;
  const model = say(`model.${result.model}`);
  // Of errors without a pattern, 95 % of the correlations lie within (Box and Jenkins 1976, 2.1.6).
  const bound = 1.96 / Math.sqrt(residuals.length);
  const beyond = correlations.subarray(1).filter((value) => Math.abs(value) > bound).length;
  const labelled = (kind: 'origins' | 'steps' | 'residuals' | 'acf') => say(`diagnosis.${kind}.label`, { model });
  return (
    <>
      <div className={styles.diagnosisCharts}>
        <Origins series={series} work={work} result={result} label={labelled('origins')} />
        <figure>
          <figcaption>
            <h3>{say('diagnosis.steps')}</h3>
            <p>
              {say('diagnosis.steps.why', {
                first: number(steps[0] ?? Number.NaN),
                last: number(steps.at(-1) ?? Number.NaN),
              })}
            </p>
          </figcaption>
          <StepErrorsChart errors={steps} label={labelled('steps')} />
        </figure>
        <figure>
          <figcaption>
            <h3>{say('diagnosis.residuals')}</h3>
            <p>{say('diagnosis.residuals.why')}</p>
          </figcaption>
          <ResidualsChart series={series} split={split} residuals={residuals} label={labelled('residuals')} />
        </figure>
        {residuals.length >= leastErrors && (
          <figure>
            <figcaption>
              <h3>{say('diagnosis.acf')}</h3>
              <p>{beyond > 0 ? say('diagnosis.acf.some', { count: beyond }) : say('diagnosis.acf.none')}</p>
            </figcaption>
            <AutocorrelationChart correlations={correlations} bound={bound} label={labelled('acf')} />
          </figure>
        )}
      </div>
      <WorstWindows series={series} windows={windows} />
    </>
  );
}

/** Where models go wrong on the test part: one in detail, the one in focus or another picked here, and all by part. */
export default function Diagnosis({ series, work, pointAt }: Omit<OfModel, 'result'> & Tested) {
  const { say } = useWords();
  const view = useForecast((state) => state.view);
  const changeView = useForecast((state) => state.changeView);
  const result = focusOf(work.results, view, useTakenModel());
  if (!result) return null;
  return (
    <>
      <div className={`${controls.card} ${styles.diagnosis}`}>
        <label className={styles.rankBy}>
          {say('results.model')}
          <Select
            data-testid="diagnosis-model"
            value={result.model}
            options={rankResults(work.results, view.metric).map(({ model }) => ({
              value: model,
              label: say(`model.${model}`),
            }))}
            onChoose={(model) => changeView({ focus: model })}
          />
        </label>
        <Charts series={series} work={work} result={result} pointAt={pointAt} />
      </div>
      <Breakdown series={series} results={work.results} />
    </>
  );
}
