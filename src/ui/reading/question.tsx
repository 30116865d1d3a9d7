import type { ReactNode } from 'react';
import controls from '../shell/controls.module.css';
import styles from './reading.module.css';

type Answer = {
  /** Tells it from the other answers. */
  key: string;
  text: string;
  /** What it is called where its text is short. */
  label?: string;
  /** What it comes to. */
  gives?: string;
  isChosen: boolean;
  choose: () => void;
};

type QuestionProps = { code: string; legend: string; answers: readonly Answer[]; children?: ReactNode };

/** A question with its answers as buttons, of which one is pressed, or none. */
export function Question({ code, legend, answers, children }: QuestionProps) {
  return (
    <fieldset className={styles.question} data-testid={code}>
      <legend>{legend}</legend>
      <div className={styles.answers}>
        {answers.map(({ key, text, label, gives, isChosen, choose }) => (
          <button
            key={key}
            className={gives === undefined ? controls.button : `${controls.button} ${styles.option}`}
            type="button"
            data-answer={key}
            aria-label={label}
            aria-pressed={isChosen}
            onClick={() => {
              if (!isChosen) choose();
            }}
          >
            {gives === undefined ? text : <span>{text}</span>}
            {gives !== undefined && <span className={styles.gives}>{gives}</span>}
          </button>
        ))}
      </div>
      {children}
    </fieldset>
  );
}
