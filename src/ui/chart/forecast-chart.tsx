import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { checkSettings, type ModelId } from '../../forecasters/settings.ts';
import { sayTime } from '../../i18n/dates.ts';
import { timeAt } from '../../series/calendar.ts';
import { splitByTime } from '../../series/split.ts';
import { type LoadedData, shownWork } from '../../session/run.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './chart.module.css';
import { type ChartRange, chartLines, chartRows, type RangeId, rangeIds, rangeOf, valueExtent } from './chart-lines.ts';
import { Cursor } from './cursor.tsx';
import { type PartArea, Plot, partIds, plotMargin } from './plot.tsx';
import { saveChart } from './save-chart.ts';
import { saySplit } from './split-sentence.ts';
import { Swatch } from './swatch.tsx';
import { labelTimes, labelValues } from './tick-labels.ts';
import { useWidth } from './use-width.ts';

const noResults: never[] = [];
/** A forecast drawn narrower than this share of the chart is hard to see: the end of the series is shown instead. */
const leastForecastShare = 0.04;

/** What is shown of a series that the settings do not fit. */
function uncut(length: number) {
  return { split: { length, trainEnd: length, validationEnd: length }, lookBack: 1, horizon: 1 };
}

/** Which data, split and results the chart shows; null while there is no data. */
function useShown() {
  const data = useSession((state) => state.data);
  const draft = useSession((state) => state.settings);
  const worked = useSession(({ run }) => shownWork(run)?.settings ?? null);
  const workedSplit = useSession(({ run }) => shownWork(run)?.split ?? null);
  const results = useSession(({ run }) => shownWork(run)?.results ?? noResults);
  return useMemo(() => {
    if (!data || !draft) return null;
    const { length } = data.series.y;
    const fits = checkSettings(draft, length).ok;
    const settings = worked ?? draft;
    if (!worked && !fits) return { ...uncut(length), data, results };
    const split = workedSplit ?? splitByTime(length, draft.horizonSteps, draft.testSteps);
    return { data, results, split, lookBack: settings.lookBackSteps, horizon: settings.horizonSteps };
  }, [data, draft, worked, workedSplit, results]);
}

/** The chart of everything: actual values, predictions of the test part, the forecast beyond the end. */
export function ForecastChart() {
  const words = useWords();
  const { say } = words;
  const [frame, width] = useWidth<HTMLDivElement>();
  const [picked, setPicked] = useState<{ data: LoadedData; rangeId: RangeId } | null>(null);
  const [hidden, setHidden] = useState<readonly ModelId[]>([]);
  const shown = useDeferredValue(useShown());
  const height = width === 0 || width >= 720 ? 470 : width >= 520 ? 400 : 300;

  const isNarrow = shown && shown.horizon / shown.split.length < leastForecastShare;
  const ownChoice = picked && picked.data === shown?.data ? picked.rangeId : null;
  const rangeId = ownChoice ?? (isNarrow && shown.results.length > 0 ? 'recent' : 'all');

  const drawing = useMemo(() => {
    if (!shown || width === 0) return null;
    const { data, split, results, horizon, lookBack } = shown;
    const { series } = data;
    const range: ChartRange = rangeOf(rangeId, split, horizon, lookBack);
    const visible = results.filter(({ model }) => !hidden.includes(model));
    const lines = chartLines(series.y, visible, split);
    const { low, high } = valueExtent(lines, range);
    const valueAxis = labelValues(words, low, high, height - plotMargin.top - plotMargin.bottom);
    const longest = Math.max(1, ...valueAxis.ticks.map(({ label }) => label.length));
    const axisWidth = Math.round(longest * 7.4) + 14;
    const plotWidth = width - axisWidth - plotMargin.right;
    const starts = { train: 0, validation: split.trainEnd, test: split.validationEnd, forecast: split.length };
    const ends = { train: starts.validation, validation: starts.test, test: starts.forecast, forecast: range.to + 1 };
    const parts = partIds
      .map(
        (id): PartArea => ({
          id,
          // Each point stands in the middle of its step, so parts meet half-way between points.
          from: Math.max(range.from, starts[id] - 0.5),
          to: Math.min(range.to, ends[id] - 0.5),
          label: say(`chart.${id}`),
        }),
      )
      .filter(({ from, to }) => to > from);
    return {
      range,
      lines,
      axisWidth,
      parts,
      valueAxis,
      rows: chartRows(lines, range, plotWidth),
      timeTicks: labelTimes(words, series, range, plotWidth),
    };
  }, [shown, width, height, rangeId, hidden, words, say]);

  const series = shown?.data.series;
  const timeOf = useCallback(
    (index: number) => (series ? sayTime(words, timeAt(series.firstMs, series.step, index), series.step) : ''),
    [series, words],
  );
  const isFilled = useCallback((index: number) => series?.filled[index] === 1, [series]);
  if (!shown || !series) return null;
  const target = shown.data.profile.columns[shown.data.choice.targetColumn]?.name ?? series.uniqueId;
  const toggle = (model: ModelId) =>
    setHidden((now) => (now.includes(model) ? now.filter((id) => id !== model) : [...now, model]));

  return (
    <figure
      className={`${controls.card} ${styles.figure}`}
      data-testid="chart"
      aria-label={say('chart.label', { target })}
    >
      <div className={styles.head}>
        <h1 className={styles.title}>{target}</h1>
        <fieldset className={styles.ranges} aria-label={say('chart.range')}>
          {rangeIds.map((id) => (
            <label key={id} className={styles.range}>
              <input
                type="radio"
                name="chart-range"
                data-testid={`range-${id}`}
                checked={rangeId === id}
                onChange={() => setPicked({ data: shown.data, rangeId: id })}
              />
              <span>{say(`chart.range.${id}`)}</span>
            </label>
          ))}
        </fieldset>
      </div>
      <div className={styles.frame} ref={frame} style={{ height }}>
        {drawing && (
          <>
            <Plot width={width} height={height} {...drawing} />
            <Cursor
              width={width}
              height={height}
              axisWidth={drawing.axisWidth}
              range={drawing.range}
              bottom={drawing.valueAxis.bottom}
              top={drawing.valueAxis.top}
              lines={drawing.lines}
              timeOf={timeOf}
              isFilled={isFilled}
            />
          </>
        )}
      </div>
      <figcaption className={styles.legend}>
        <fieldset className={styles.toggles} aria-label={say('chart.models')}>
          <span className={styles.key}>
            <Swatch line="actual" />
            {say('chart.actual')}
          </span>
          {shown.results.map(({ model }) => (
            <label key={model} className={styles.key}>
              <input
                type="checkbox"
                data-testid={`toggle-${model}`}
                checked={!hidden.includes(model)}
                onChange={() => toggle(model)}
              />
              <Swatch line={model} />
              {say(`model.${model}`)}
            </label>
          ))}
        </fieldset>
        <div className={styles.parts}>
          {partIds.map((id) => (
            <span key={id} className={styles.key}>
              <span className={`${styles.part} ${styles[id]}`} aria-hidden="true" />
              {say(`chart.${id}`)}
            </span>
          ))}
          <button
            className={controls.link}
            type="button"
            data-testid="download-chart"
            onClick={() => {
              const svg = frame.current?.querySelector('svg');
              if (svg && drawing) void saveChart(svg, target, shown.data.source.name, drawing.lines, words);
            }}
          >
            {say('results.download-chart')}
          </button>
        </div>
        {shown.split.trainEnd < shown.split.length && (
          <p className={styles.split} data-testid="split">
            {saySplit(words, shown.split)}
          </p>
        )}
      </figcaption>
    </figure>
  );
}
