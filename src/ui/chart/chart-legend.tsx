import type { ReactNode } from 'react';
import { rankResults } from '../../evaluation/ranking.ts';
import { intervalLevels, type ModelResult } from '../../evaluation/results.ts';
import type { ModelId } from '../../forecasters/settings.ts';
import { baselineModel } from '../../session/session.ts';
import { useSession, useWords } from '../shell/context.ts';
import styles from './chart.module.css';
import { partIds } from './plot-frame.ts';
import { mostLines, shownModels } from './shown-lines.ts';
import { lineColor, Swatch } from './swatch.tsx';
import { useLineColors } from './use-line-colors.ts';

/** Switches in view at once; the others are behind a click. */
const switchesInView = 6;

function LineSwitch({ model, isShown, isFull }: { model: ModelId; isShown: boolean; isFull: boolean }) {
  const { say } = useWords();
  const showLine = useSession((state) => state.showLine);
  return (
    <label className={styles.key}>
      <input
        type="checkbox"
        data-testid={`toggle-${model}`}
        checked={isShown}
        disabled={isFull && !isShown}
        onChange={() => showLine(model, !isShown)}
      />
      <Swatch line={model} />
      {say(`model.${model}`)}
    </label>
  );
}

type ChartLegendProps = {
  results: readonly ModelResult[];
  /** The model whose intervals are drawn. */
  banded: ModelId | null;
  children: ReactNode;
};

/** What the lines, the bands and the backgrounds of the chart are, and which lines are drawn. */
export function ChartLegend({ results, banded, children }: ChartLegendProps) {
  const { say, percent, list } = useWords();
  const view = useSession((state) => state.view);
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
          <Swatch line="actual" />
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
        {partIds.map((id) => (
          <span key={id} className={styles.key}>
            <span className={`${styles.part} ${styles[id]}`} aria-hidden="true" />
            {say(`chart.${id}`)}
          </span>
        ))}
        {banded && (
          <span className={styles.key} data-testid="band-key">
            <span className={styles.bandKey} style={{ color: lineColor(banded, colors) }} aria-hidden="true" />
            {say('chart.bands', {
              levels: list(intervalLevels.map((level) => percent(level / 100))),
              model: say(`model.${banded}`),
            })}
          </span>
        )}
        {children}
      </div>
    </>
  );
}
