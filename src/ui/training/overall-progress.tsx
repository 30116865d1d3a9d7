import { isTraining, modelInTurn, shownWork } from '../../session/run.ts';
import { Bar } from '../shell/bar.tsx';
import { useSession, useWords } from '../shell/context.ts';
import { shareDone } from './progress-share.ts';
import styles from './training.module.css';

/** How far all models together are, next to the button that started them. */
export function OverallProgress() {
  const { say, duration } = useWords();
  const work = useSession(({ run }) => (isTraining(run) ? shownWork(run) : null));
  if (!work) return null;
  const total = work.settings.models.length;
  const now = modelInTurn(work);
  const etaMs = now && work.progress[now]?.etaMs;
  const done = work.results.length + work.failures.length;
  return (
    <div className={styles.overall}>
      <Bar label={say('training.title')} share={shareDone(work)} />
      <p data-testid="overall-progress">
        {now
          ? say('training.models-done-now', { done, total, model: say(`model.${now}`) })
          : say('training.models-done', { done, total })}
        {typeof etaMs === 'number' && (
          <span className={styles.left}>{say('training.time-left', { duration: duration(etaMs) })}</span>
        )}
      </p>
    </div>
  );
}
