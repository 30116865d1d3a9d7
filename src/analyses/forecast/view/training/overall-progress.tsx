import { Bar } from '../../../../ui/shell/bar.tsx';
import { useWords } from '../../../../ui/shell/context.ts';
import { isTraining, modelsInTurn, shownWork, type Work } from '../../state/run.ts';
import { useForecast } from '../context.ts';
import { shareDone } from './progress-share.ts';
import { sayTimeLeft } from './say-time-left.ts';
import styles from './training.module.css';

/** Time left for all of a run in ms; null while a model waits, or one at work cannot tell. */
function timeLeft(work: Work): number | null {
  const now = modelsInTurn(work);
  const etas = now.map((model) => work.progress[model]?.etaMs ?? null);
  const isKnown = now.length > 0 && !Object.values(work.progress).some(({ phase }) => phase === 'waiting');
  if (!isKnown || etas.includes(null)) return null;
  return Math.max(...etas.map(Number));
}

/** How far all models together are, next to the button that started them. */
export function OverallProgress() {
  const words = useWords();
  const { say, list } = words;
  const work = useForecast(({ run }) => (isTraining(run) ? shownWork(run) : null));
  if (!work) return null;
  const total = work.settings.models.length;
  const now = modelsInTurn(work);
  const left = timeLeft(work);
  const done = work.results.length + work.failures.length;
  return (
    <div className={styles.overall}>
      <Bar label={say('training.title')} share={shareDone(work)} />
      <p data-testid="overall-progress">
        {now.length > 0
          ? say('training.models-done-now', { done, total, model: list(now.map((model) => say(`model.${model}`))) })
          : say('training.models-done', { done, total })}
        {left !== null && <span className={styles.left}>{sayTimeLeft(words, left)}</span>}
      </p>
    </div>
  );
}
