import type { ReactNode } from 'react';
import { saySpan, sayTime } from '../../i18n/dates.ts';
import type { NamedSeries, PanelComparison } from '../../series/panel-comparison.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './update.module.css';
import { type UpdateWords, updateWords } from './words/update-words.ts';

function sayCame(words: UpdateWords, { step, came }: PanelComparison, earlier: string): string {
  const { say } = words;
  const { periods, fromMs, toMs } = came;
  if (periods === 0 || fromMs === null || toMs === null) return say('update.no-more', { earlier });
  const [from, to] = [sayTime(words, fromMs, step), sayTime(words, toMs, step)];
  return say('update.more', {
    count: came.values,
    earlier,
    span: saySpan(words, periods, step),
    time: periods === 1 ? to : say('update.more.from-to', { from, to }),
  });
}

function isSame({ came, changed, added, gone, newSeries, goneSeries }: PanelComparison): boolean {
  return came.values + changed.values + added + gone + newSeries.count + goneSeries.count === 0;
}

function Details({ comparison }: { comparison: PanelComparison }) {
  const words = useWords(updateWords);
  const { say, number, list } = words;
  const { step, changed, compared, added, gone, newSeries, goneSeries, byHand } = comparison;
  const nameThem = ({ count, names }: NamedSeries) => {
    const named = list([...names]);
    return count > names.length ? say('update.detail.more', { names: named }) : named;
  };
  const said = [
    newSeries.count > 0 &&
      say('update.detail.new-series', {
        count: newSeries.count,
        names: nameThem(newSeries),
      }),
    goneSeries.count > 0 &&
      say('update.detail.gone-series', {
        count: goneSeries.count,
        names: nameThem(goneSeries),
      }),
    added > 0 && say('update.detail.added', { count: added }),
    gone > 0 && say('update.detail.gone', { count: gone }),
    byHand.dropped > 0 && say('update.detail.by-hand', { count: byHand.dropped }),
  ].filter((line) => line !== false);
  if (said.length === 0 && changed.values === 0) return null;
  return (
    <details className={styles.details}>
      <summary data-testid="update-details">{say('update.details')}</summary>
      <ul>
        {said.map((line) => (
          <li key={line}>{line}</li>
        ))}
        {changed.values > 0 && (
          <li>
            {say('update.detail.changed', {
              count: changed.values,
              compared: number(compared),
            })}
            <ul>
              {changed.examples.map(({ uniqueId, ms, before, after }) => (
                <li key={`${uniqueId} ${ms}`}>
                  {say('update.detail.value', {
                    series: uniqueId,
                    time: sayTime(words, ms, step),
                    before: number(before),
                    after: number(after),
                  })}
                </li>
              ))}
            </ul>
          </li>
        )}
      </ul>
    </details>
  );
}

/**
 * That the file shown goes on from one before, and what that means.
 *
 * @param score what became of the last forecast; null where nothing can be said
 * @param action what can be done now
 */
export function UpdateSummary({ score, action }: { score?: ReactNode; action?: ReactNode }) {
  const words = useWords(updateWords);
  const { say } = words;
  const newer = useSession((state) => state.newer);
  const dismiss = useSession((state) => state.dismissNewer);
  if (!newer || newer.isDismissed) return null;
  const { comparison } = newer;
  const { changed, came } = comparison;
  const earlier = newer.earlier.source.name;
  const said = isSame(comparison)
    ? [say('update.same', { earlier })]
    : [
        sayCame(words, comparison, earlier),
        changed.values > 0 ? say('update.changed', { count: changed.values }) : say('update.unchanged'),
      ];
  return (
    <section
      className={styles.summary}
      role="status"
      data-testid="update-summary"
      data-periods={came.periods}
      data-values={came.values}
      data-changed={changed.values}
      data-gone={comparison.gone}
    >
      <div className={styles.said}>
        <p>
          <strong>{words.sentences(said)}</strong>
        </p>
        {score}
        <p className={controls.faint}>{say('update.kept')}</p>
        <Details comparison={comparison} />
      </div>
      <div className={styles.actions}>
        {action}
        <button className={controls.link} type="button" data-testid="update-close" onClick={dismiss}>
          {say('update.close')}
        </button>
      </div>
    </section>
  );
}
