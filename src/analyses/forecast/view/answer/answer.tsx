import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import type { ModelFailure } from '../../../../evaluation/results.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { useEnding } from '../../../../ui/reading/series-state.tsx';
import { useSession, useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { isTraining, shownWork } from '../../state/run.ts';
import { useForecast } from '../context.ts';
import styles from './answer.module.css';
import { type AnswerOfRun, findAnswer } from './find-answer.ts';
import { sayAnswer, sayTrust, sayTrustRule } from './say-answer.ts';
import { sayCareful, sayFailure } from './say-careful.ts';
import { useAnswerOfRun } from './use-answer-of-run.ts';

/** Which models gave nothing, and why. */
function Failures({ failures }: { failures: readonly ModelFailure[] }) {
  const words = useWords();
  return failures.map((failure) => (
    <li key={failure.model} className={failure.code === 'cancelled-before-start' ? undefined : styles.failure}>
      {sayFailure(words, failure)}
    </li>
  ));
}

/** What came of the run, in one sentence, and what to be careful about. */
function AnswerOf({ of }: { of: AnswerOfRun }) {
  const words = useWords();
  const { say } = words;
  const asked = useForecast(({ view }) => view.metric);
  const chooseAnalysis = useSession((state) => state.chooseAnalysis);
  const askWhy = () => void chooseAnalysis('why');
  const ending = useEnding(of.data);
  const last = ending?.last ?? null;
  const { answered, record, trusted, change } = useMemo(() => findAnswer(of, last), [of, last]);
  const { answer } = answered;
  const { trust } = trusted;
  const { failures } = of.work;
  const { verdict, ended, caveats, careful } = sayCareful(words, of, ending, asked);
  return (
    <>
      <h2
        id="answer-title"
        className={styles.sentence}
        data-testid="answer"
        aria-keyshortcuts="a"
        tabIndex={-1}
        data-total={answer.total}
        data-low={answer.band?.low ?? ''}
        data-high={answer.band?.high ?? ''}
        data-change={change ?? ''}
        data-trust={trust}
      >
        {sayAnswer(words, answered).map(({ text, param }) =>
          param === 'value' ? <strong key={param}>{text}</strong> : text,
        )}
      </h2>
      <details className={styles.trust} data-trust={trust}>
        <summary>{sayTrust(words, record, trusted, answered)}</summary>
        <p className={controls.faint}>{sayTrustRule(words)}</p>
      </details>
      <button className={`${controls.link} ${styles.why}`} type="button" data-testid="why-link" onClick={askWhy}>
        {say('answer.why')}
      </button>
      {verdict && (
        <p className={styles.verdict} data-testid="verdict">
          {verdict}
        </p>
      )}
      {(ended || caveats.length + careful.length + failures.length > 0) && (
        <ul className={styles.careful} data-testid="careful" aria-label={say('answer.careful')}>
          {ended && <li>{ended}</li>}
          {caveats.length > 0 && <li data-testid="verdict-notes">{words.sentences(caveats)}</li>}
          {careful.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
          <Failures failures={failures} />
        </ul>
      )}
    </>
  );
}

function bringIntoView(element: HTMLElement | null): void {
  if (!element) return;
  const { top } = element.getBoundingClientRect();
  if (top >= 0 && top < window.innerHeight / 4) return;
  const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'start', behavior: isCalm ? 'auto' : 'smooth' });
}

/** Brings the answer into view when a run has ended; whatever has the focus keeps it. */
function useArrival(isLive: boolean, isHere: boolean) {
  const place = useRef<HTMLElement>(null);
  const wasLive = useRef(false);
  useEffect(() => {
    if (isLive) wasLive.current = true;
    else if (wasLive.current && isHere) {
      wasLive.current = false;
      // The results below come a moment later: until then the page may be too short to scroll so far.
      setTimeout(() => bringIntoView(place.current), 150);
    }
  });
  return place;
}

/** The answer of the run shown; that one is under way until then. */
export function Answer({ data }: { data: LoadedSeries }) {
  const { say } = useWords();
  const work = useForecast(({ run }) => shownWork(run));
  const isLive = useForecast(({ run }) => isTraining(run));
  const of = useAnswerOfRun(data);
  const shown = useDeferredValue(of, null);
  const place = useArrival(isLive, shown !== null && !isLive);
  if (!work) return null;
  if (!isLive && work.results.length === 0) {
    return (
      <ul className={styles.careful}>
        <Failures failures={work.failures} />
      </ul>
    );
  }
  return (
    <section ref={place} className={styles.answer} aria-labelledby={shown && !isLive ? 'answer-title' : undefined}>
      {isLive || !shown ? (
        <>
          <p className={`${styles.sentence} ${styles.waiting}`}>{isLive ? say('answer.under-way') : ''}</p>
          {isLive && <div className={styles.lines} aria-hidden="true" />}
        </>
      ) : (
        <AnswerOf of={shown} />
      )}
    </section>
  );
}
