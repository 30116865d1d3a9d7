import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { describeTest, sumHorizon } from '../../../../evaluation/horizon-answer.ts';
import { usableMetric } from '../../../../evaluation/ranking.ts';
import type { Recommendation } from '../../../../evaluation/recommend-model.ts';
import type { ModelFailure } from '../../../../evaluation/results.ts';
import { trustForecast } from '../../../../evaluation/trust.ts';
import type { PointAt } from '../../../../series/pieces.ts';
import { type EarlierSpan, earlierSpan } from '../../../../series/year-steps.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { useEnding } from '../../../../ui/reading/series-state.tsx';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { isTraining, shownWork, type Work } from '../../state/run.ts';
import { useForecast } from '../context.ts';
import { sayCaveats, sayVerdict } from '../results/verdict.ts';
import { usePointsTested, useRecommendation } from '../taken-model.tsx';
import { usePoints } from '../use-pieces.ts';
import styles from './answer.module.css';
import { changeOf, sayAnswer, sayTrust, sayTrustRule } from './say-answer.ts';
import { sayHeldBack } from './say-held-back.ts';

const noPoints = new Uint32Array(0);

/** Points of the time that a horizon is compared with, ascending. */
function pointsOfSpan(span: EarlierSpan | null, length: number, horizonSteps: number): Uint32Array {
  return span ? Uint32Array.from({ length: horizonSteps }, (_, step) => length - span.steps + step) : noPoints;
}

/** Which models gave nothing, and why. */
function Failures({ failures }: { failures: readonly ModelFailure[] }) {
  const { say } = useWords();
  return failures.map(({ model, code, message }) => (
    <li key={model} className={code === 'cancelled-before-start' ? undefined : styles.failure}>
      {code === 'internal'
        ? say('failure.internal', { model: say(`model.${model}`), message })
        : say(`failure.${code}`, { model: say(`model.${model}`) })}
    </li>
  ));
}

type AnswerOfProps = {
  data: LoadedSeries;
  work: Work;
  recommendation: Recommendation;
  pointAt: PointAt;
  earlierAt: PointAt;
};

/** What came of the run, in one sentence, and what to be careful about. */
function AnswerOf({ data, work, recommendation, pointAt, earlierAt }: AnswerOfProps) {
  const words = useWords();
  const { say } = words;
  const asked = useForecast(({ view }) => view.metric);
  const ending = useEnding(data);
  const { series, facts, measure } = data;
  const { settings, results, failures, moved, cancelled } = work;
  const { result, doubt } = recommendation;
  const { horizonSteps, seasonLength } = settings;
  const hasBelowZero = facts.smallest < 0;
  const metric = usableMetric(results, asked);
  const found = useMemo(() => {
    const floor = hasBelowZero ? Number.NEGATIVE_INFINITY : 0;
    const span = earlierSpan(series.step, series.length, horizonSteps);
    const earlier = Array.from(pointsOfSpan(span, series.length, horizonSteps), (at) => earlierAt(at)?.y ?? Number.NaN);
    const sum = earlier.reduce((total, value) => total + value, 0);
    const naive = results.find(({ model }) => model === 'seasonal-naive') ?? null;
    const traits = { hasBelowZero, isOftenZero: series.isIntermittent, seasonLength };
    const record = describeTest(result, naive, pointAt, traits);
    return {
      answer: sumHorizon(result, pointAt, { floor, isLevel: measure.isLevel }),
      earlier: span && { span, value: measure.isLevel ? sum / horizonSteps : sum },
      record,
      trusted: doubt ? ({ trust: 'poor', why: 'doubt' } as const) : trustForecast(record),
    } as const;
  }, [result, results, doubt, pointAt, earlierAt, series, measure, horizonSteps, seasonLength, hasBelowZero]);
  const { answer, earlier, record, trusted } = found;
  const { trust } = trusted;
  const answered = {
    answer,
    measure,
    hasBelowZero,
    step: series.step,
    horizonSteps,
    earlier,
    ended: ending?.last ?? null,
  };
  const change = earlier && changeOf(answer.total, earlier.value, hasBelowZero);
  const verdict = sayVerdict(words, recommendation, metric, results.length);
  const caveats = sayCaveats(words, results, recommendation, series, metric);
  const careful = [
    ...sayHeldBack(words, series, results),
    ...(cancelled ? [say('results.cancelled')] : []),
    ...(moved.length > 0
      ? [say('runs.moved', { models: words.list([...new Set(moved)].map((model) => say(`model.${model}`))) })]
      : []),
  ];
  return (
    <>
      <h2
        id="answer-title"
        className={styles.sentence}
        data-testid="answer"
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
      {verdict && (
        <p className={styles.verdict} data-testid="verdict">
          {verdict}
        </p>
      )}
      {(ending || caveats.length + careful.length + failures.length > 0) && (
        <ul className={styles.careful} data-testid="careful" aria-label={say('answer.careful')}>
          {ending && <li>{say('series-state.inactive', { series: series.uniqueId, ...ending })}</li>}
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
  const pointAt = usePointsTested();
  const horizonSteps = work?.settings.horizonSteps ?? 0;
  const { step, length } = data.series;
  const wanted = useMemo(
    () => (horizonSteps > 0 ? pointsOfSpan(earlierSpan(step, length, horizonSteps), length, horizonSteps) : noPoints),
    [step, length, horizonSteps],
  );
  const earlierAt = usePoints(wanted);
  const recommendation = useRecommendation();
  const of = useMemo(
    () =>
      !isLive && work && recommendation && pointAt && earlierAt
        ? { data, work, recommendation, pointAt, earlierAt }
        : null,
    [isLive, data, work, recommendation, pointAt, earlierAt],
  );
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
        <p className={`${styles.sentence} ${styles.waiting}`}>{isLive ? say('answer.under-way') : ''}</p>
      ) : (
        <AnswerOf {...shown} />
      )}
    </section>
  );
}
