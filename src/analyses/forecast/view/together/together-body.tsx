import { useId, useState } from 'react';
import { contributionEnding, roundEnding } from '../../../../export/model/model-name.ts';
import { isOver, type Round } from '../../../../federation/round.ts';
import { sayRhythm } from '../../../../i18n/dates.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import type { Work } from '../../state/run.ts';
import { isTogether, type TogetherProblem } from '../../state/together.ts';
import { useForecast } from '../context.ts';
import { sayAnalysisProblem } from '../problem-words.ts';
import takeAway from '../take-away/take-away.module.css';
import { Begin } from './begin.tsx';
import { Brought } from './brought.tsx';
import { Learn } from './learn.tsx';
import { ShopsTable } from './shops-table.tsx';
import styles from './together.module.css';
import { UseHere } from './use-here.tsx';
import { type TogetherWords, togetherWords } from './words/together-words.ts';

const safe = ['rows', 'scale', 'weights', 'averager', 'two', 'spoil'] as const;

function sayProblem(words: TogetherWords, problem: TogetherProblem): string {
  if (problem.code === 'round-failed') return words.say(`together.failed.${problem.reason}`);
  return sayAnalysisProblem(words, problem, true);
}

function About({ words, round: { plan, round, shops } }: { words: TogetherWords; round: Round }) {
  const { say } = words;
  const { model, settings, step, rounds } = plan;
  const { lookBackSteps: lookBack, horizonSteps: horizon } = settings;
  return (
    <>
      <h3 data-testid="together-round">
        {isOver({ plan, round }) ? say('together.over', { count: rounds }) : say('together.round', { round, rounds })}
      </h3>
      <p className={takeAway.about}>
        {words.sentences([
          say('together.about', { model: say(`model.${model}`), lookBack, horizon, rhythm: sayRhythm(words, step) }),
          ...(shops.length > 0 ? [say('together.average-of', { count: shops.length })] : []),
        ])}
      </p>
      {shops.length > 0 && (
        <>
          <ShopsTable words={words} shops={shops} />
          <p className={takeAway.about}>{say('together.errors-why')}</p>
        </>
      )}
    </>
  );
}

function Progress({ words }: { words: TogetherWords }) {
  const { say, percent } = words;
  const work = useForecast(({ together }) => together.work);
  const stopRound = useForecast((state) => state.stopRound);
  if (work.state === 'failed') return <p role="alert">{sayProblem(words, work.problem)}</p>;
  if (work.state === 'idle') return null;
  return (
    <p className={takeAway.about} role="status">
      {say('together.learning', { share: percent(work.share) })}{' '}
      <button className={controls.link} type="button" onClick={stopRound}>
        {say('together.stop')}
      </button>
    </p>
  );
}

/** What the fold of a shared training holds. */
export function TogetherBody({ label, data, work }: { label: string; data: LoadedSeries; work: Work }) {
  const words = useWords(togetherWords);
  const { say } = words;
  const id = useId();
  const round = useForecast(({ together }) => together.round);
  const isBegun = useForecast(({ together }) => isTogether(together));
  const openRounds = useForecast((state) => state.openRounds);
  const leaveRounds = useForecast((state) => state.leaveRounds);
  const [hasAveraged, setAveraged] = useState(false);
  const open = (files: FileList | null) => {
    setAveraged(false);
    void openRounds([...(files ?? [])].map((file) => ({ name: file.name, blob: file })));
  };
  return (
    <section
      className={takeAway.part}
      aria-label={label}
      onDrop={(event) => {
        event.preventDefault();
        open(event.dataTransfer.files);
      }}
    >
      <p className={takeAway.about}>{say('together.why')}</p>
      <details className={takeAway.smaller}>
        <summary data-testid="together-safe">{say('together.safe')}</summary>
        <ul className={styles.list}>
          {safe.map((part) => (
            <li key={part}>{say(`together.safe.${part}`)}</li>
          ))}
        </ul>
      </details>
      <Brought words={words} onAveraged={() => setAveraged(true)} />
      {hasAveraged && <p role="status">{say('together.averaged')}</p>}
      {round && (
        <>
          <About words={words} round={round} />
          {!isOver(round) && <Learn key={`${round.plan.id} ${round.round}`} words={words} round={round} />}
        </>
      )}
      {!isBegun && <Begin words={words} work={work} />}
      <Progress words={words} />
      {round && round.shops.length > 0 && <UseHere words={words} data={data} round={round} />}
      <div className={takeAway.way}>
        {!isBegun && <p className={takeAway.about}>{say('together.open-why')}</p>}
        <div className={styles.row}>
          <label className={`${controls.button} ${styles.open}`} htmlFor={id}>
            {say(isBegun ? 'together.open-more' : 'together.open')}
          </label>
          <input
            id={id}
            className={controls.hidden}
            data-testid="together-files"
            type="file"
            multiple
            accept={`${roundEnding},${contributionEnding}`}
            onChange={({ target }) => {
              open(target.files);
              target.value = '';
            }}
          />
          {isBegun && (
            <button className={controls.link} type="button" data-testid="together-leave" onClick={leaveRounds}>
              {say('together.leave')}
            </button>
          )}
        </div>
        <p className={takeAway.about}>{say('together.drop')}</p>
      </div>
    </section>
  );
}
