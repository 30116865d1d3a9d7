import { useId, useState } from 'react';
import { contributionEnding, roundEnding } from '../../../../export/model/model-name.ts';
import { isOver, type Round } from '../../../../federation/round.ts';
import { sayRhythm } from '../../../../i18n/dates.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import type { Work } from '../../state/run.ts';
import { isUnderWay, type ShopsProblem } from '../../state/shops.ts';
import { useForecast } from '../context.ts';
import { sayAnalysisProblem } from '../problem-words.ts';
import takeAway from '../take-away/take-away.module.css';
import { Begin } from './begin.tsx';
import { Brought } from './brought.tsx';
import { Learn } from './learn.tsx';
import styles from './shops.module.css';
import { ShopsTable } from './shops-table.tsx';
import { UseHere } from './use-here.tsx';
import { type ShopsWords, shopsWords } from './words/shops-words.ts';

const safe = ['rows', 'scale', 'weights', 'averager', 'two', 'spoil'] as const;

function sayProblem(words: ShopsWords, problem: ShopsProblem): string {
  if (problem.code === 'round-failed') return words.say(`shops.failed.${problem.reason}`);
  return sayAnalysisProblem(words, problem, true);
}

function About({ words, round: { plan, round, shops } }: { words: ShopsWords; round: Round }) {
  const { say } = words;
  const { model, settings, step, rounds } = plan;
  const { lookBackSteps: lookBack, horizonSteps: horizon } = settings;
  return (
    <>
      <h3 data-testid="shops-round">
        {isOver({ plan, round }) ? say('shops.over', { count: rounds }) : say('shops.round', { round, rounds })}
      </h3>
      <p className={takeAway.about}>
        {words.sentences([
          say('shops.about', { model: say(`model.${model}`), lookBack, horizon, rhythm: sayRhythm(words, step) }),
          ...(shops.length > 0 ? [say('shops.average-of', { count: shops.length })] : []),
        ])}
      </p>
      {shops.length > 0 && (
        <>
          <ShopsTable words={words} shops={shops} />
          <p className={takeAway.about}>{say('shops.errors-why')}</p>
        </>
      )}
    </>
  );
}

function Progress({ words }: { words: ShopsWords }) {
  const { say, percent } = words;
  const work = useForecast(({ shops }) => shops.work);
  const stopRound = useForecast((state) => state.stopRound);
  if (work.state === 'failed') return <p role="alert">{sayProblem(words, work.problem)}</p>;
  if (work.state === 'idle') return null;
  return (
    <p className={takeAway.about} role="status">
      {say('shops.learning', { share: percent(work.share) })}{' '}
      <button className={controls.link} type="button" onClick={stopRound}>
        {say('shops.stop')}
      </button>
    </p>
  );
}

/** What the fold of a shared training holds. */
export function ShopsBody({ label, data, work }: { label: string; data: LoadedSeries; work: Work }) {
  const words = useWords(shopsWords);
  const { say } = words;
  const id = useId();
  const round = useForecast(({ shops }) => shops.round);
  const isBegun = useForecast(({ shops }) => isUnderWay(shops));
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
      <p className={takeAway.about}>{say('shops.why')}</p>
      <details className={takeAway.smaller}>
        <summary data-testid="shops-safe">{say('shops.safe')}</summary>
        <ul className={styles.list}>
          {safe.map((part) => (
            <li key={part}>{say(`shops.safe.${part}`)}</li>
          ))}
        </ul>
      </details>
      <Brought words={words} onAveraged={() => setAveraged(true)} />
      {hasAveraged && <p role="status">{say('shops.averaged')}</p>}
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
        {!isBegun && <p className={takeAway.about}>{say('shops.open-why')}</p>}
        <div className={styles.row}>
          <label className={`${controls.button} ${styles.open}`} htmlFor={id}>
            {say(isBegun ? 'shops.open-more' : 'shops.open')}
          </label>
          <input
            id={id}
            className={controls.hidden}
            data-testid="shops-files"
            type="file"
            multiple
            accept={`${roundEnding},${contributionEnding}`}
            onChange={({ target }) => {
              open(target.files);
              target.value = '';
            }}
          />
          {isBegun && (
            <button className={controls.link} type="button" data-testid="shops-leave" onClick={leaveRounds}>
              {say('shops.leave')}
            </button>
          )}
        </div>
        <p className={takeAway.about}>{say('shops.drop')}</p>
      </div>
    </section>
  );
}
