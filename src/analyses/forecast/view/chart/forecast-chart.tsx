import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import styles from '../../../../ui/chart/chart.module.css';
import { ChartFrame } from '../../../../ui/chart/chart-frame.tsx';
import { rangeIds } from '../../../../ui/chart/chart-lines.ts';
import { saveChart } from '../../../../ui/chart/save-chart.ts';
import { lineColor } from '../../../../ui/chart/swatch.tsx';
import { useWidth } from '../../../../ui/chart/use-width.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { shownWork } from '../../state/run.ts';
import { useForecast } from '../context.ts';
import { useTakenModel } from '../taken-model.tsx';
import { usePiece, usePointsAround } from '../use-pieces.ts';
import { ChartLegend } from './chart-legend.tsx';
import { CutNote } from './cut-note.tsx';
import { PointChoice } from './point-choice.tsx';
import { prepareDrawing, type Shown } from './prepare-drawing.ts';
import { RangeStrip } from './range-strip.tsx';
import { shownSettings } from './shown-settings.ts';
import { saySplit, sayTestParts } from './split-sentence.ts';
import { useChosenRange } from './use-chosen-range.ts';

const noResults: never[] = [];

/** What the chart shows: the last run where there is one, else what the settings would make of the data. */
function useShown(data: LoadedSeries): Omit<Shown, 'piece'> {
  const { series, marks: markCounts } = data;
  const draft = useForecast((state) => state.settings);
  const work = useForecast(({ run }) => shownWork(run)?.settings ?? null);
  const results = useForecast(({ run }) => shownWork(run)?.results ?? noResults);
  const look = useForecast((state) => state.firstLook);
  const settings = useMemo(() => shownSettings(series.length, work, draft), [series, work, draft]);
  const isOfThis = results.length === 0 && look?.data === data && look.horizonSteps === settings.horizonSteps;
  const firstLook = isOfThis ? look : null;
  return useMemo(
    () => ({ series, markCounts, results, firstLook, ...settings }),
    [series, markCounts, results, firstLook, settings],
  );
}

/** The chart of everything: actual values, predictions of the test part, the forecast beyond the end. */
export function ForecastChart({ data }: { data: LoadedSeries }) {
  const words = useWords();
  const { say } = words;
  const [frame, width] = useWidth<HTMLDivElement>();
  const [isMoving, setIsMoving] = useState(false);
  const view = useForecast((state) => state.view);
  const taken = useTakenModel();
  const shown = useShown(data);
  const { series, split, results, firstLook } = shown;
  const height = width === 0 || width >= 720 ? 470 : width >= 520 ? 400 : 300;

  const { whole, range, rangeId, mayCut, choose } = useChosenRange(data, split, shown.horizonSteps);

  // What is drawn may lag behind what is shown, so that typing never waits for it; another series is drawn at once.
  const piece = usePiece(range.from, Math.min(range.to + 1, series.length), isMoving);
  const request = useMemo(
    () => (width > 0 ? { shown: { ...shown, piece }, width, height, range, mayCut, view, taken } : null),
    [shown, piece, width, height, range, mayCut, view, taken],
  );
  const settled = useDeferredValue(request, null);
  const drawn = settled && request && settled.shown.series !== series ? request : settled;
  const drawing = useMemo(() => drawn && prepareDrawing(words, drawn), [drawn, words]);

  const bandedModel = drawing?.banded?.model;
  const banded = drawing && bandedModel ? { model: bandedModel, color: lineColor(bandedModel, drawing.colors) } : null;

  const target = series.uniqueId;
  const renderChoice = useCallback(
    (index: number, close: () => void) => <PointChoice data={data} index={index} close={close} />,
    [data],
  );

  return (
    <figure
      className={`${controls.card} ${styles.figure}`}
      data-testid="chart"
      aria-label={say('chart.label', { target })}
    >
      <div className={styles.head}>
        <h2 className={styles.title}>{target}</h2>
        <fieldset className={styles.ranges} aria-label={say('chart.range')}>
          {rangeIds.map((id) => (
            <label key={id} className={styles.range}>
              <input
                type="radio"
                name="chart-range"
                data-testid={`range-${id}`}
                checked={rangeId === id}
                onChange={() => choose({ range: id })}
              />
              <span>{say(`chart.range.${id}`)}</span>
            </label>
          ))}
        </fieldset>
      </div>
      <ChartFrame
        frame={frame}
        heightPx={height}
        drawing={drawing}
        usePoints={usePointsAround}
        renderChoice={renderChoice}
      />
      <RangeStrip
        shown={shown}
        whole={whole}
        drawing={drawing}
        range={range}
        onChange={(wanted, isStillMoving) => {
          setIsMoving(isStillMoving);
          choose({ range: wanted });
        }}
      />
      <figcaption className={styles.legend}>
        <ChartLegend results={results} marks={shown.markCounts} banded={banded}>
          {(drawing?.cut || !mayCut) && (
            <CutNote cut={drawing?.cut ?? null} onChange={(isWhole) => choose({ mayCut: !isWhole })} />
          )}
          <button
            className={controls.link}
            type="button"
            data-testid="download-chart"
            onClick={() => {
              const svg = frame.current?.querySelector('svg');
              if (svg && drawing) void saveChart(svg, target, data.source.name, drawing, words);
            }}
          >
            {say('results.download-chart')}
          </button>
        </ChartLegend>
        {firstLook && settled?.shown.firstLook === firstLook && (
          <p className={styles.split} data-testid="first-forecast">
            {say('chart.first-look')}
          </p>
        )}
        {split.trainEnd < split.length && (
          <p className={styles.split} data-testid="split">
            {words.sentences([saySplit(words, split), ...sayTestParts(words, results)])}
          </p>
        )}
      </figcaption>
    </figure>
  );
}
