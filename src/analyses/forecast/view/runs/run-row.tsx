import { useState } from 'react';
import type { MetricId } from '../../../../evaluation/metric-cards.ts';
import { describeInput } from '../../../../session/run-shelf.ts';
import { useSession, useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { isTraining } from '../../state/run.ts';
import { useForecast } from '../context.ts';
import styles from './runs.module.css';
import { sayChanges } from './say-changes.ts';
import { nameRun, sayEnd, sayTaken } from './say-run.ts';
import type { RunSummary } from './sum-runs.ts';

/** What a run is called, to be written over; its number where it has no name. */
function NameField({ id, name }: Pick<RunSummary['run'], 'id' | 'name'>) {
  const { say } = useWords();
  const renameRun = useSession((state) => state.renameRun);
  const [draft, setDraft] = useState(name);
  const number = say('runs.name', { id });
  return (
    <input
      className={styles.nameField}
      type="text"
      data-testid="run-name"
      aria-label={say('runs.name-of', { run: number })}
      title={say('runs.rename')}
      placeholder={number}
      maxLength={60}
      size={Math.max(10, Math.min(32, draft.length + 1))}
      spellCheck={false}
      value={draft}
      onChange={({ target }) => setDraft(target.value)}
      onBlur={() => renameRun(id, draft.trim())}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') currentTarget.blur();
      }}
    />
  );
}

type RunRowProps = { sum: RunSummary; metric: MetricId };

/** A kept run in a line: what it was, what came of it, and what can be done with it. */
export function RunRow({ sum, metric }: RunRowProps) {
  const { run, before, trainingMs } = sum;
  const words = useWords();
  const { say } = words;
  const pinRun = useSession((state) => state.pinRun);
  const isShown = useForecast(({ shownRun }) => shownRun === run.id);
  const isBusy = useForecast(
    ({ run: now, data }) => isTraining(now) && data !== null && describeInput(data) === run.inputKey,
  );
  const isOtherwiseSet = useForecast(({ settings }) => JSON.stringify(settings) !== JSON.stringify(run.settings));
  const openRun = useForecast((state) => state.openRun);
  const forgetRun = useForecast((state) => state.forgetRun);
  const takeSettings = useForecast((state) => state.takeSettings);
  const { id, candidate, settings, outcome, isPinned } = run;
  const name = nameRun(words, run);
  const changes = before ? (sayChanges(words, before.settings, settings) ?? say('runs.same')) : say('runs.first');
  const actionOf = (action: string) => `${action}: ${name}`;
  return (
    <li className={styles.row} data-run={id} aria-current={isShown ? 'true' : undefined}>
      <div className={styles.what}>
        <p className={styles.name}>
          <NameField id={id} name={run.name} />
          <span className={styles.series}>{candidate.uniqueId}</span>
          <span className={styles.when}>{sayEnd(words, run.endedAtMs)}</span>
          {isShown && <span className={styles.badge}>{say('runs.shown')}</span>}
          {outcome.cancelled && <span className={styles.badge}>{say('runs.cancelled')}</span>}
        </p>
        <p className={styles.changes} data-testid="run-changes">
          {changes}
        </p>
      </div>
      <p
        className={styles.taken}
        data-testid="run-best"
        data-model={sum.taken?.model ?? ''}
        data-error={sum.error ?? ''}
      >
        {sayTaken(words, sum, metric)}
        <span className={styles.time}>{say('runs.time', { time: words.duration(trainingMs) })}</span>
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
