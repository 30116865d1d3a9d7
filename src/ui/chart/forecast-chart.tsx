import { useDeferredValue, useMemo, useState } from 'react';
import { checkSettings, type ModelId } from '../../forecasters/settings.ts';
import { splitByTime } from '../../series/split.ts';
import { type LoadedData, shownWork } from '../../session/run.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './chart.module.css';
import { type RangeId, rangeIds } from './chart-lines.ts';
import { Cursor } from './cursor.tsx';
import { Plot } from './plot.tsx';
import { partIds } from './plot-frame.ts';
import { prepareDrawing, type Shown } from './prepare-drawing.ts';
import { saveChart } from './save-chart.ts';
import { saySplit } from './split-sentence.ts';
import { Swatch } from './swatch.tsx';
import { useWidth } from './use-width.ts';

const noResults: never[] = [];
/** A forecast drawn narrower than this share of the chart is hard to see: the end of the series is shown instead. */
const leastForecastShare = 0.04;

/** What the chart shows: the last run where there is one, else what the settings would make of the data. */
function useShown(data: LoadedData): Shown {
  const { series } = data;
  const draft = useSession((state) => state.settings);
  const work = useSession(({ run }) => shownWork(run)?.settings ?? null);
  const workedSplit = useSession(({ run }) => shownWork(run)?.split ?? null);
  const results = useSession(({ run }) => shownWork(run)?.results ?? noResults);
  const settings = work ?? draft;
  const fits = work !== null || (draft !== null && checkSettings(draft, series.y.length).ok);
  const horizonSteps = fits ? (settings?.horizonSteps ?? 1) : 1;
  const lookBackSteps = fits ? (settings?.lookBackSteps ?? 1) : 1;
  const testSteps = settings?.testSteps ?? null;
  return useMemo(() => {
    const { length } = series.y;
    const uncut = { length, trainEnd: length, validationEnd: length };
    const split = workedSplit ?? (fits ? splitByTime(length, horizonSteps, testSteps) : uncut);
    return { series, results, split, horizonSteps, lookBackSteps };
  }, [series, results, workedSplit, fits, horizonSteps, lookBackSteps, testSteps]);
}

/** The chart of everything: actual values, predictions of the test part, the forecast beyond the end. */
export function ForecastChart({ data }: { data: LoadedData }) {
  const words = useWords();
  const { say } = words;
  const [frame, width] = useWidth<HTMLDivElement>();
  const [picked, setPicked] = useState<{ data: LoadedData; rangeId: RangeId } | null>(null);
  const [hidden, setHidden] = useState<readonly ModelId[]>([]);
  const shown = useShown(data);
  const { series, split, results } = shown;
  const height = width === 0 || width >= 720 ? 470 : width >= 520 ? 400 : 300;

  const isNarrow = shown.horizonSteps / split.length < leastForecastShare;
  const ownChoice = picked?.data === data ? picked.rangeId : null;
  const rangeId = ownChoice ?? (isNarrow && results.length > 0 ? 'recent' : 'all');

  // What is drawn may lag behind what is shown, so that typing and clicking never wait for it.
  const request = useMemo(
    () => (width > 0 ? { shown, width, height, rangeId, hidden } : null),
    [shown, width, height, rangeId, hidden],
  );
  const settled = useDeferredValue(request, null);
  const drawing = useMemo(() => settled && prepareDrawing(words, settled), [settled, words]);

  const target = data.profile.columns[data.choice.targetColumn]?.name ?? series.uniqueId;
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
                onChange={() => setPicked({ data, rangeId: id })}
              />
              <span>{say(`chart.range.${id}`)}</span>
            </label>
          ))}
        </fieldset>
      </div>
      <div className={styles.frame} ref={frame} style={{ height }}>
        {drawing && (
          <>
            <Plot drawing={drawing} />
            <Cursor drawing={drawing} />
          </>
        )}
      </div>
      <figcaption className={styles.legend}>
        <fieldset className={styles.toggles} aria-label={say('chart.models')}>
          <span className={styles.key}>
            <Swatch line="actual" />
            {say('chart.actual')}
          </span>
          {results.map(({ model }) => (
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
              if (svg && drawing) void saveChart(svg, target, data.source.name, drawing.lines, words);
            }}
          >
            {say('results.download-chart')}
          </button>
        </div>
        {split.trainEnd < split.length && (
          <p className={styles.split} data-testid="split">
            {saySplit(words, split)}
          </p>
        )}
      </figcaption>
    </figure>
  );
}
