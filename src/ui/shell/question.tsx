import { useEffect, useRef } from 'react';
import { useSession, useWords } from './context.ts';
import controls from './controls.module.css';
import styles from './shell.module.css';

/** Asks before something that runs is stopped. */
export function Question() {
  const { say } = useWords();
  const question = useSession((state) => state.question);
  const answer = useSession((state) => state.answer);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (question) dialog.current?.showModal();
  }, [question]);
  if (!question) return null;
  return (
    <dialog
      ref={dialog}
      className={`${controls.dialog} ${styles.question}`}
      data-testid="question"
      aria-labelledby="question-title"
      onClose={() => void answer(false)}
    >
      <p id="question-title">{say('question.open', { running: question.running, name: question.source.name })}</p>
      <div className={styles.questionActions}>
        <button
          className={controls.primary}
          type="button"
          data-testid="question-stay"
          onClick={() => void answer(false)}
        >
          {say('question.stay')}
        </button>
        <button className={controls.button} type="button" data-testid="question-go" onClick={() => void answer(true)}>
          {say('question.go')}
        </button>
      </div>
    </dialog>
  );
}
