import { useEffect, useRef, useState } from 'react';
import { useSession, useWords } from './context.ts';
import controls from './controls.module.css';
import styles from './shell.module.css';

/** Where each step looks, by what a test calls it. */
const steps = [
  { id: 'read', target: 'read-line' },
  { id: 'look', target: 'chart' },
  { id: 'forecast', target: 'forecast-button' },
] as const;

function useMarked(target: string): void {
  useEffect(() => {
    const element = document.querySelector<HTMLElement>(`[data-testid="${target}"]`);
    if (!element) return;
    const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    element.scrollIntoView({ block: 'center', behavior: isCalm ? 'auto' : 'smooth' });
    element.dataset.toured = '';
    return () => {
      delete element.dataset.toured;
    };
  }, [target]);
}

function Steps({ sample }: { sample: string }) {
  const { say, sayIfKnown } = useWords();
  const endTour = useSession((state) => state.endTour);
  const [at, setAt] = useState(0);
  const step = steps[at] ?? steps[0];
  const box = useRef<HTMLElement>(null);
  useMarked(step.target);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    const close = ({ key }: KeyboardEvent) => {
      if (key === 'Escape' && !document.querySelector('dialog[open]')) endTour();
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [endTour]);
  const text = step.id === 'look' ? (sayIfKnown(`sample.${sample}.look`) ?? '') : say(`tour.${step.id}`);
  const isLast = at === steps.length - 1;
  return (
    <section
      ref={box}
      className={styles.tour}
      data-testid="tour"
      data-step={at + 1}
      aria-label={say('tour.title')}
      tabIndex={-1}
    >
      <p className={controls.faint}>{say('tour.place', { step: at + 1, steps: steps.length })}</p>
      <p aria-live="polite">{text}</p>
      <div className={styles.tourActions}>
        <button
          className={controls.primary}
          type="button"
          data-testid="tour-next"
          onClick={() => (isLast ? endTour() : setAt(at + 1))}
        >
          {say(isLast ? 'tour.end' : 'tour.next')}
        </button>
        {at > 0 && (
          <button className={controls.button} type="button" data-testid="tour-back" onClick={() => setAt(at - 1)}>
            {say('tour.back')}
          </button>
        )}
        {!isLast && (
          <button className={controls.link} type="button" data-testid="tour-close" onClick={endTour}>
            {say('failed.close')}
          </button>
        )}
      </div>
    </section>
  );
}

/** Three steps through a sample: what was read, what to look at, what to press. Escape ends it. */
export function Tour() {
  const tour = useSession((state) => state.tour);
  const name = useSession(({ shown }) => shown?.source.name);
  const isReady = useSession(({ reading, analysis }) => reading.state === 'settled' && analysis === 'forecast');
  return tour && tour.file === name && isReady ? <Steps key={tour.id} sample={tour.id} /> : null;
}
