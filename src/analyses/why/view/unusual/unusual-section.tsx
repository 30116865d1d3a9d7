import { useMemo, useState } from 'react';
import { saySpan, sayTime } from '../../../../i18n/dates.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import type { Break } from '../../../../statistics/unusual/describe-breaks.ts';
import { useSession, useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import type { NetworkQuestion } from '../../jobs/ask-network.ts';
import type { UnusualAnswer } from '../../unusual/findings.ts';
import { useWhy } from '../context.ts';
import { useAsked } from '../use-asked.ts';
import { useLook } from '../use-look.ts';
import { useOffer } from '../use-offer.ts';
import { FindingsChart } from './findings-chart.tsx';
import { askedOf, joinNetwork, type ListedAnomaly } from './join-network.ts';
import { PanelFindings } from './panel-findings.tsx';
import { dateCode, sayAnomaly, sayBreak, sayDates, sayEffect, saySize, timesOf } from './say-finding.ts';
import styles from './unusual.module.css';
import { unusualWords } from './words/unusual-words.ts';

const need = { kind: 'unusual' } as const;
/** Rows that are listed before more are asked for. */
const firstRows = 8;
/** Points on either side of a finding that is looked at, at least. */
const leastAround = 30;

function questionOf(found: UnusualAnswer | undefined, horizonSteps: number): NetworkQuestion | null {
  if (!found || found.y.length < 24) return null;
  const { anomalies, usual, seasons } = found;
  const findings = askedOf(anomalies).map(({ from, to }) => ({ from, usual: usual.slice(from, to + 1) }));
  return { kind: 'ask-network', findings, seasonLength: seasons[0] ?? 1, horizonSteps };
}

/** Of no forecast as many steps as a season has, where that is neither a moment nor an age. */
function horizonOf(found: UnusualAnswer | undefined): number {
  return Math.min(48, Math.max(7, found?.seasons[0] ?? 12));
}

type Chosen = { at: number; from: number; to: number };

function AnomalyRow({ data, anomaly, isChosen, onChoose }: RowProps & { anomaly: ListedAnomaly }) {
  const words = useWords(unusualWords);
  const { step } = data.series;
  const timeOf = timesOf(data.series);
  const { from, to, at, deviate, by, effect } = anomaly;
  const notes = [
    ...(deviate === null ? [] : [words.say('unusual.swings', { swings: words.number(deviate, 2) })]),
    ...(by === 'both' ? [words.say('unusual.both')] : []),
    ...(by === 'network' ? [words.say('unusual.network')] : []),
    ...(effect === null ? [] : [sayEffect(words, effect)]),
  ];
  return (
    <li data-date={dateCode(timeOf(at), step)} data-kind={anomaly.kind}>
      <button className={styles.row} type="button" aria-pressed={isChosen} onClick={() => onChoose({ at, from, to })}>
        <span className={styles.when}>{sayDates(words, timeOf(from), timeOf(to), step)}</span>
        <span className={styles.what}>{sayAnomaly(words, anomaly, step)}</span>
        <span className={styles.size}>{saySize(words, deviate)}</span>
        {notes.length > 0 && <span className={styles.notes}>{notes.join(' · ')}</span>}
      </button>
    </li>
  );
}

type RowProps = { data: LoadedSeries; isChosen: boolean; onChoose: (chosen: Chosen) => void };

function BreakRow({ data, found, isChosen, onChoose }: RowProps & { found: Break }) {
  const words = useWords(unusualWords);
  const { step } = data.series;
  const timeOf = timesOf(data.series);
  const { at, from, to } = found;
  return (
    <li data-date={dateCode(timeOf(at), step)} data-kind={found.kind}>
      <button className={styles.row} type="button" aria-pressed={isChosen} onClick={() => onChoose({ at, from, to })}>
        <span className={styles.when}>{words.say('unusual.since', { at: sayTime(words, timeOf(at), step) })}</span>
        <span className={styles.what}>{sayBreak(words, found)}</span>
        <span />
        {from < to && (
          <span className={styles.notes}>
            {words.say('unusual.since.between', {
              from: sayTime(words, timeOf(from), step),
              to: sayTime(words, timeOf(to), step),
            })}
          </span>
        )}
      </button>
    </li>
  );
}

/** What was left out, and what cannot be told. */
function Notes({ found }: { found: UnusualAnswer }) {
  const words = useWords(unusualWords);
  const { again, isShort, isIntermittent } = found;
  const count = again.places.length;
  const country = again.country && new Intl.DisplayNames(words.language, { type: 'region' }).of(again.country);
  const said = [
    ...(count === 0
      ? []
      : [country ? words.say('unusual.again.country', { count, country }) : words.say('unusual.again', { count })]),
    ...(isIntermittent ? [words.say('unusual.zeros')] : []),
    ...(isShort ? [words.say('unusual.year')] : []),
  ];
  return said.length === 0 ? null : <p className={controls.faint}>{words.sentences(said)}</p>;
}

function How() {
  const { say } = useWords(unusualWords);
  return (
    <details className={styles.how}>
      <summary>{say('unusual.how')}</summary>
      <p>{say('unusual.how.points')}</p>
      <p>{say('unusual.how.breaks')}</p>
      <p>{say('unusual.how.network')}</p>
    </details>
  );
}

function Found({ data, found }: { data: LoadedSeries; found: UnusualAnswer }) {
  const words = useWords(unusualWords);
  const { say } = words;
  const horizonSteps = useOffer()?.shown.forecast.length ?? horizonOf(found);
  const question = useMemo(() => questionOf(found, horizonSteps), [found, horizonSteps]);
  const { part } = useAsked<'ask-network'>(question);
  const anomalies = useMemo(() => joinNetwork(found, part), [found, part]);
  const [chosen, choose] = useState<Chosen | null>(null);
  const [isWhole, setIsWhole] = useState(false);
  const { breaks, y, seasons } = found;
  const isNothing = anomalies.length === 0 && breaks.length === 0;
  const around = chosen ? Math.max(leastAround, 3 * (seasons[0] ?? 0), 2 * (chosen.to - chosen.from)) : 0;
  const range = chosen
    ? { from: Math.max(0, chosen.from - around), to: Math.min(y.length - 1, chosen.to + around) }
    : { from: 0, to: y.length - 1 };
  const areSingle = anomalies.every(({ from, to }) => from === to);
  const counted = [
    ...(anomalies.length > 0
      ? [say(areSingle ? 'unusual.single' : 'unusual.values', { count: anomalies.length })]
      : []),
    ...(breaks.length > 0 ? [say('unusual.breaks', { count: breaks.length })] : []),
  ];
  // The newest first: it is what the forecast begins with.
  const listed = anomalies.toReversed();
  const hasEffects = anomalies.some(({ effect }) => effect !== null);
  return (
    <div className={styles.unusual}>
      <p className={styles.sentence} data-testid="unusual-answer">
        {isNothing ? say('unusual.none') : say('unusual.found', { what: words.list(counted) })}
      </p>
      {isNothing && <p className={controls.faint}>{say('unusual.none.why')}</p>}
      <figure className={styles.figure}>
        <FindingsChart
          series={data.series}
          found={found}
          anomalies={anomalies}
          breaks={breaks}
          range={range}
          chosen={chosen?.at ?? null}
        />
        <figcaption className={styles.caption}>
          {range.to - range.from < 400 && (
            <span>
              <span className={styles.key} /> {say('unusual.chart.usual')}
            </span>
          )}
          {chosen && (
            <button className={controls.link} type="button" onClick={() => choose(null)}>
              {say('unusual.chart.all')}
            </button>
          )}
        </figcaption>
      </figure>
      {breaks.length > 0 && (
        <ul className={styles.rows} data-testid="breaks">
          {breaks.toReversed().map((each) => (
            <BreakRow
              key={`${each.kind} ${each.at}`}
              data={data}
              found={each}
              isChosen={chosen?.at === each.at}
              onChoose={choose}
            />
          ))}
        </ul>
      )}
      {anomalies.length > 0 && (
        <ul className={styles.rows} data-testid="anomalies">
          {listed.slice(0, isWhole ? undefined : firstRows).map((each) => (
            <AnomalyRow key={each.at} data={data} anomaly={each} isChosen={chosen?.at === each.at} onChoose={choose} />
          ))}
        </ul>
      )}
      {!isWhole && listed.length > firstRows && (
        <p>
          <button className={controls.link} type="button" onClick={() => setIsWhole(true)}>
            {say('unusual.more', { count: listed.length })}
          </button>
        </p>
      )}
      {hasEffects && (
        <p className={controls.faint}>
          {say('unusual.effect.why', { span: saySpan(words, horizonSteps, data.series.step) })}
        </p>
      )}
      <Notes found={found} />
      <How />
    </div>
  );
}

/** What is unusual in the series shown, and in all of the file. */
export function UnusualSection() {
  const { say } = useWords(unusualWords);
  const data = useWhy((state) => state.data);
  const found = useLook<'unusual'>(need);
  const isPanel = useSession(({ panel }) => panel.state !== 'single');
  if (!data) return null;
  return (
    <>
      {found ? (
        <Found key={data.uniqueId} data={data} found={found} />
      ) : (
        <p className={styles.waiting} role="status">
          {say('unusual.looking')}
        </p>
      )}
      {isPanel && <PanelFindings data={data} />}
    </>
  );
}
