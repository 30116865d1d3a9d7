import { isTraining, modelInTurn, shownWork } from '../../session/run.ts';
import { Bar } from '../shell/bar.tsx';
import { useSession, useWords } from '../shell/context.ts';
import { shareDone } from './progress-share.ts';
import styles from './training.module.css';

/** How far all models together are, next to the button that started them. */
export function OverallProgress() {
  const { say } = useWords();
  const work = useSession(({ run }) => (isTraining(run) ? shownWork(run) : null));
  if (!work) return null;
  const total = work.settings.models.length;
  const now = modelInTurn(work);
  const done = work.results.length + work.failures.length;
  return (
    <div className={styles.overall}>
      <Bar label={say('training.title')} share={shareDone(work)} />
      <p data-testid="overall-progress">
        {now
          ? say('training.models-done-now', { done, total, model: say(`model.${now}`) })
          : say('training.models-done', { done, total })}
      </p>
    </div>
  );
}
