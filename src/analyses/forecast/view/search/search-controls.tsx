import { type RefObject, useEffect, useRef, useState } from 'react';
import { findGain, rankTrials, type SearchOutcome } from '../../../../evaluation/search/trials.ts';
import type { Settings } from '../../../../forecasters/settings.ts';
import type { Words } from '../../../../i18n/words.ts';
import { Bar } from '../../../../ui/shell/bar.tsx';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { isTraining } from '../../state/run.ts';
import { isSearching, lastScore, type SearchState, withTrial } from '../../state/search.ts';
import { useForecast } from '../context.ts';
import { sayForecastProblem } from '../problem-words.ts';
import { ChoiceField } from '../settings/choice-field.tsx';
import styles from './search.module.css';

const choicesOfMinutes = ['1', '2', '5', '10', '30', '60'] as const;

/** The time left, told anew each second. */
function TimeLeft({ search }: { search: Extract<SearchState, { endsAtMs: number }> }) {
  const { say, duration } = useWords();
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const leftMs = Math.max(0, search.endsAtMs - nowMs);
  const count = search.trials.filter((trial) => lastScore(trial)).length;
  return (
    <div className={styles.progress} data-testid="search-progress">
      <Bar label={say('search.title')} share={1 - leftMs / search.budgetMs} />
      <p className={controls.faint}>{say('search.left', { duration: duration(leftMs), count })}</p>
    </div>
  );
}

/** What came of a search, in a sentence. */
function sayOutcome({ say, percent }: Words, { trials, judgedPoints }: SearchOutcome): string {
  const gain = findGain(trials);
  if (gain) {
    const points = say('count.points', { count: judgedPoints });
    return say('search.found', { model: say(`model.${gain.trial.model}`), gain: percent(gain.gain, 1), points });
  }
  const [best] = rankTrials(trials);
  if (!best || !trials.some((trial) => trial.kind === 'drawn' && lastScore(trial))) return say('search.nothing-tried');
  return best.trial.kind === 'naive'
    ? say('search.found-naive')
    : say('search.found-none', { model: say(`model.${best.trial.model}`) });
}

/** Whether the settings are those of a trial. */
function isInUse(settings: Settings, taken: Settings): boolean {
  return JSON.stringify(settings) === JSON.stringify(taken);
}

/** Scrolls the nearest frame that scrolls by itself as far as it takes to show all of an element. */
function revealInFrame(element: HTMLElement): void {
  let frame = element.parentElement;
  while (frame && !/auto|scroll/.test(getComputedStyle(frame).overflowY)) frame = frame.parentElement;
  if (frame)
    frame.scrollTop += Math.max(0, element.getBoundingClientRect().bottom - frame.getBoundingClientRect().bottom);
}

/** What comes below the end of what is in sight, mostly minutes after the click; the page itself stays where it is being read. */
function useRevealed<Box extends HTMLElement>(): RefObject<Box | null> {
  const box = useRef<Box>(null);
  useEffect(() => {
    if (box.current) revealInFrame(box.current);
  }, []);
  return box;
}

function Outcome({ outcome }: { outcome: SearchOutcome }) {
  const words = useWords();
  const { say } = words;
  const settings = useForecast((state) => state.settings);
  const takeTrial = useForecast((state) => state.takeTrial);
  const locked = useForecast(({ run }) => isTraining(run));
  const gain = findGain(outcome.trials);
  const isUsed = gain && settings ? isInUse(settings, withTrial(settings, gain.trial)) : false;
  const box = useRevealed<HTMLDivElement>();
  return (
    <div ref={box} className={styles.outcome}>
      <p role="status" data-testid="search-outcome" data-ended={outcome.ended} data-helped={gain !== null}>
        {sayOutcome(words, outcome)}
      </p>
      {gain && !isUsed && (
        <button
          className={controls.button}
          type="button"
          data-testid="use-found"
          disabled={locked}
          onClick={() => takeTrial(gain.trial.id)}
        >
          {say('search.use')}
        </button>
      )}
      {isUsed && <p className={controls.faint}>{say('search.used')}</p>}
    </div>
  );
}

function SearchFailure({ search }: { search: Extract<SearchState, { state: 'failed' }> }) {
  const words = useWords();
  const { problem } = search;
  const box = useRevealed<HTMLParagraphElement>();
  return (
    <p ref={box} role="alert" data-testid="search-failure" data-code={problem.code}>
      {problem.code === 'series-too-short'
        ? words.say('search.too-short', { length: problem.params.length, needed: problem.params.needed })
        : sayForecastProblem(words, problem, true)}
    </p>
  );
}

/** For how long to search, the button that starts and stops it, and what came of it. */
export function SearchControls() {
  const { say } = useWords();
  const [minutes, setMinutes] = useState<(typeof choicesOfMinutes)[number]>('2');
  const search = useForecast((state) => state.search);
  const startSearch = useForecast((state) => state.startSearch);
  const cancelSearch = useForecast((state) => state.cancelSearch);
  const locked = useForecast(({ run, elsewhere }) => isTraining(run) || elsewhere !== null);
  const searching = isSearching(search);
  const busy = search.state === 'cancelling' ? 'search.cancelling' : 'search.cancel';
  return (
    <details className={styles.search}>
      <summary data-testid="search">{say('search.title')}</summary>
      <div className={styles.body}>
        <p className={controls.faint}>{say('search.why')}</p>
        <fieldset disabled={searching}>
          <ChoiceField
            label={say('search.minutes')}
            why={say('search.minutes.why')}
            testId="search-minutes"
            value={minutes}
            options={choicesOfMinutes.map((value) => ({
              value,
              label: say('search.minutes.count', { count: Number(value) }),
            }))}
            onChoose={setMinutes}
          />
        </fieldset>
        <button
          className={controls.button}
          type="button"
          data-testid={searching ? 'search-cancel' : 'search-start'}
          disabled={locked}
          aria-disabled={search.state === 'cancelling'}
          onClick={() => (searching ? cancelSearch() : void startSearch(Number(minutes)))}
        >
          {say(searching ? busy : 'search.start')}
        </button>
        {(search.state === 'running' || search.state === 'cancelling') && <TimeLeft search={search} />}
        {search.state === 'done' && <Outcome outcome={search} />}
        {search.state === 'failed' && <SearchFailure search={search} />}
      </div>
    </details>
  );
}
