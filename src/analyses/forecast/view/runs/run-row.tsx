import type { MetricId } from '../../../../evaluation/metric-cards.ts';
import { rankResults, usableMetric } from '../../../../evaluation/ranking.ts';

import type { Words } from '../../../../i18n/words.ts';
import { describeInput } from '../../../../session/run-shelf.ts';
import { useSession, useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { isTraining } from '../../state/run.ts';
import { useForecast } from '../context.ts';
import { formatOf } from '../results/metric-format.ts';
import type { ForecastKept } from './comparable.ts';
import styles from './runs.module.css';
import { sayChanges } from './say-changes.ts';

/** When a run ended, by the clock of this device; with the day where that is not today. */
function sayEnd({ language }: Words, endedAtMs: number): string {
  const isToday = new Date(endedAtMs).toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(language, {
    ...(isToday ? {} : { month: 'short', day: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(endedAtMs);
}

function sayBest(words: Words, { outcome: { results } }: ForecastKept, asked: MetricId): string {
  const metric = usableMetric(results, asked);
  const [best] = rankResults(results, metric);
  const value = best?.metrics[metric] ?? null;
  return words.say('runs.best', {
    model: best ? words.say(`model.${best.model}`) : '–',
    metric: words.say(`metric.${metric}`),
    error: value === null ? '–' : formatOf(words, metric, results)(value),
  });
}

type RunRowProps = {
  run: ForecastKept;
  /** The one before it; null for the first. */
  before: ForecastKept | null;
};

/** A kept run in a line: what it was, what came of it, and what can be done with it. */
export function RunRow({ run, before }: RunRowProps) {
  const words = useWords();
  const { say } = words;
  const pinRun = useSession((state) => state.pinRun);
  const { metric } = useForecast((state) => state.view);
  const isShown = useForecast(({ shownRun }) => shownRun === run.id);
  const isBusy = useForecast(
    ({ run: now, data }) => isTraining(now) && data !== null && describeInput(data) === run.inputKey,
  );
  const isOtherwiseSet = useForecast(({ settings }) => JSON.stringify(settings) !== JSON.stringify(run.settings));
  const openRun = useForecast((state) => state.openRun);
  const forgetRun = useForecast((state) => state.forgetRun);
  const takeSettings = useForecast((state) => state.takeSettings);
  const { id, candidate, settings, outcome, isPinned } = run;
  const name = say('runs.name', { id });
  const changes = before ? (sayChanges(words, before.settings, settings) ?? say('runs.same')) : say('runs.first');
  const actionOf = (action: string) => `${action}: ${name}`;
  return (
    <li className={styles.row} data-run={id} aria-current={isShown ? 'true' : undefined}>
      <div className={styles.what}>
        <p className={styles.name}>
          <strong>{name}</strong>
          <span className={styles.series}>{candidate.uniqueId}</span>
          <span className={styles.when}>{sayEnd(words, run.endedAtMs)}</span>
          {isShown && <span className={styles.badge}>{say('runs.shown')}</span>}
          {outcome.cancelled && <span className={styles.badge}>{say('runs.cancelled')}</span>}
        </p>
        <p className={styles.changes} data-testid="run-changes">
          {changes}
        </p>
      </div>
      <p className={styles.best} data-testid="run-best">
        {sayBest(words, run, metric)}
      </p>
      <div className={styles.actions}>
        {isShown && isOtherwiseSet && (
          <button
            className={styles.action}
            type="button"
            data-testid="run-take"
            aria-label={actionOf(say('runs.take'))}
            onClick={() => takeSettings(settings)}
          >
            {say('runs.take')}
          </button>
        )}
        {!isShown && (
          <button
            className={styles.action}
            type="button"
            data-testid="run-open"
            aria-label={actionOf(say('runs.open'))}
            disabled={isBusy}
            title={isBusy ? say('runs.open.busy') : undefined}
            onClick={() => void openRun(id)}
          >
            {say('runs.open')}
          </button>
        )}
        <button
          className={styles.action}
          type="button"
          data-testid="run-pin"
          aria-label={actionOf(say('runs.pin'))}
          aria-pressed={isPinned}
          title={say('runs.pin.why')}
          onClick={() => pinRun(id, !isPinned)}
        >
          {say('runs.pin')}
        </button>
        <button
          className={controls.link}
          type="button"
          data-testid="run-forget"
          aria-label={actionOf(say('runs.forget'))}
          onClick={() => forgetRun(id)}
        >
          {say('runs.forget')}
        </button>
      </div>
    </li>
  );
}
