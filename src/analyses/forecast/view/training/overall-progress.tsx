import { Bar } from '../../../../ui/shell/bar.tsx';
import { useWords } from '../../../../ui/shell/context.ts';
import { isTraining, modelsInTurn, shownWork } from '../../state/run.ts';
import { useForecast } from '../context.ts';
import { shareDone } from './progress-share.ts';
import styles from './training.module.css';

/** How far all models together are, next to the button that started them. */
export function OverallProgress() {
  const { say, duration, list } = useWords();
  const work = useForecast(({ run }) => (isTraining(run) ? shownWork(run) : null));
  if (!work) return null;
  const total = work.settings.models.length;
  const now = modelsInTurn(work);
  const etas = now.map((model) => work.progress[model]?.etaMs ?? null).filter((etaMs) => etaMs !== null);
  const done = work.results.length + work.failures.length;
  return (
    <div className={styles.overall}>
      <Bar label={say('training.title')} share={shareDone(work)} />
      <p data-testid="overall-progress">
        {now.length > 0
          ? say('training.models-done-now', { done, total, model: list(now.map((model) => say(`model.${model}`))) })
          : say('training.models-done', { done, total })}
        {etas.length > 0 && (
          <span className={styles.left}>{say('training.time-left', { duration: duration(Math.max(...etas)) })}</span>
        )}
      </p>
    </div>
  );
}
