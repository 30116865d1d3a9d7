import type { ReactNode } from 'react';
import { rankResults } from '../../../../evaluation/ranking.ts';
import type { ModelResult } from '../../../../evaluation/results.ts';
import type { ModelId } from '../../../../forecasters/model-cards.ts';
import { type MarkCounts, type MarkKind, markKinds } from '../../../../series/marks.ts';
import styles from '../../../../ui/chart/chart.module.css';
import { sayBands, sayMark } from '../../../../ui/chart/legend-words.ts';
import { markPath } from '../../../../ui/chart/marks.ts';
import { partIds } from '../../../../ui/chart/plot-frame.ts';
import { lineColor } from '../../../../ui/chart/swatch.tsx';
import { useWords } from '../../../../ui/shell/context.ts';
import { baselineModel } from '../../state/settings-draft.ts';
import { useForecast } from '../context.ts';
import { ModelSwatch } from './model-swatch.tsx';
import { mostLines, shownModels } from './shown-lines.ts';
import { useLineColors } from './use-line-colors.ts';

/** Switches in view at once; the others are behind a click. */
const switchesInView = 6;

function LineSwitch({ model, isShown, isFull }: { model: ModelId; isShown: boolean; isFull: boolean }) {
  const { say } = useWords();
  const showLine = useForecast((state) => state.showLine);
  return (
    <label className={styles.key}>
      <input
        type="checkbox"
        data-testid={`toggle-${model}`}
        checked={isShown}
        disabled={isFull && !isShown}
        onChange={() => showLine(model, !isShown)}
      />
      <ModelSwatch line={model} />
      {say(`model.${model}`)}
    </label>
  );
}

function MarkKey({ kind, count }: { kind: MarkKind; count: number }) {
  const words = useWords();
  return (
    <span className={styles.key} data-testid={`mark-${kind}`}>
      <svg width="16" height="16" aria-hidden="true">
        <path className={styles.mark} data-mark={kind} d={markPath(kind, 8, kind === 'trailing-partial' ? 16 : 8)} />
      </svg>
      {sayMark(words, kind, count)}
    </span>
  );
}

type ChartLegendProps = {
  results: readonly ModelResult[];
  marks: MarkCounts;
  /** The model whose intervals are drawn. */
  banded: ModelId | null;
  children: ReactNode;
};

/** What the lines, the bands and the backgrounds of the chart are, and which lines are drawn. */
export function ChartLegend({ results, marks, banded, children }: ChartLegendProps) {
  const words = useWords();
  const { say } = words;
  const view = useForecast((state) => state.view);
  const colors = useLineColors();
  const shown = shownModels(results, view);
  const ranked = rankResults(results, view.metric).map(({ model }) => model);
  const inView = ranked.filter((model, at) => at < switchesInView || model === baselineModel);
  const others = ranked.filter((model) => !inView.includes(model));
  const isFull = shown.length >= mostLines;
  const lineSwitch = (model: ModelId) => (
    <LineSwitch key={model} model={model} isShown={shown.includes(model)} isFull={isFull} />
  );
  return (
    <>
      <fieldset className={styles.toggles} aria-label={say('chart.models')}>
        <span className={styles.key}>
          <ModelSwatch line="actual" />
          {say('chart.actual')}
        </span>
        {inView.map(lineSwitch)}
      </fieldset>
      {others.length > 0 && (
        <details className={styles.moreLines}>
          <summary data-testid="more-lines">{say('chart.more-lines')}</summary>
          <fieldset className={styles.toggles} aria-label={say('chart.more-lines')}>
            {others.map(lineSwitch)}
          </fieldset>
          {isFull && <p>{say('chart.lines-full', { count: mostLines })}</p>}
        </details>
      )}
      <div className={styles.parts}>
        {markKinds.map((kind) => {
          const count = marks[kind] ?? 0;
          return count > 0 && <MarkKey key={kind} kind={kind} count={count} />;
        })}
        {partIds.map((id) => (
          <span key={id} className={styles.key}>
            <span className={`${styles.part} ${styles[id]}`} aria-hidden="true" />
            {say(`chart.${id}`)}
          </span>
        ))}
        {banded && (
          <span className={styles.key} data-testid="band-key">
            <span className={styles.bandKey} style={{ color: lineColor(banded, colors) }} aria-hidden="true" />
            {sayBands(words, banded)}
          </span>
        )}
        {children}
      </div>
    </>
  );
}
