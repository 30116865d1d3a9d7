import { useMemo, useState } from 'react';
import { isNetwork } from '../../../../forecasters/model-cards.ts';
import { saySpan, sayTime } from '../../../../i18n/dates.ts';
import { timeAt } from '../../../../series/calendar.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { Select } from '../../../../ui/shell/select.tsx';
import type { WhyJob } from '../../jobs/job.ts';
import { useWhy } from '../context.ts';
import { NoForecast } from '../no-forecast.tsx';
import { useAsked } from '../use-asked.ts';
import { useOffer } from '../use-offer.ts';
import { whyWords } from '../words/why-words.ts';
import styles from './number.module.css';
import { digitsOf, type Explained, sayWhy } from './say-why.ts';
import { Waterfall } from './waterfall.tsx';

type Steps = { from: number; to: number };

/** Which part of the horizon is explained. */
function RangeChoice({
  data,
  horizonSteps,
  steps,
  onChoose,
}: {
  data: LoadedSeries;
  horizonSteps: number;
  steps: Steps;
  onChoose: (steps: Steps) => void;
}) {
  const words = useWords(whyWords);
  const { series } = data;
  const options = useMemo(
    () =>
      Array.from({ length: horizonSteps }, (_, step) => ({
        value: step,
        label: sayTime(words, timeAt(series.firstMs, series.step, series.length + step), series.step),
      })),
    [words, series, horizonSteps],
  );
  return (
    <p className={styles.range}>
      {words.say('why.range')}
      <label>
        <span className={controls.hidden}>{words.say('why.from')}</span>
        <Select
          data-testid="why-from"
          value={steps.from}
          options={options}
          onChoose={(from) => onChoose({ from, to: Math.max(from + 1, steps.to) })}
        />
      </label>
      {words.say('why.to')}
      <label>
        <span className={controls.hidden}>{words.say('why.to')}</span>
        <Select
          data-testid="why-to"
          value={steps.to - 1}
          options={options.slice(steps.from)}
          onChoose={(last) => onChoose({ from: steps.from, to: last + 1 })}
        />
      </label>
    </p>
  );
}

function How({ of }: { of: Explained }) {
  const { say } = useWords(whyWords);
  return (
    <details className={styles.how}>
      <summary>{say('why.how')}</summary>
      <p>{say(`why.how.${of.explained.method}`, { coalitions: of.explained.coalitions })}</p>
      {of.explained.parts.some(({ error }) => error > 0) && <p>{say('why.how.error')}</p>}
      <p>{say('why.how.rest')}</p>
      <p>{say('why.how.cause')}</p>
    </details>
  );
}

/** Why the forecast is what it is: in a sentence, and part by part. */
export function NumberSection() {
  const words = useWords(whyWords);
  const data = useWhy((state) => state.data);
  const given = useOffer();
  const [chosen, choose] = useState<{ of: LoadedSeries; horizonSteps: number; steps: Steps } | null>(null);
  const horizonSteps = given?.shown.forecast.length ?? 0;
  const steps = useMemo(
    () =>
      chosen && chosen.of === data && chosen.horizonSteps === horizonSteps
        ? chosen.steps
        : { from: 0, to: horizonSteps },
    [chosen, data, horizonSteps],
  );
  const job = useMemo((): Extract<WhyJob, { kind: 'explain' }> | null => {
    if (!given || !data) return null;
    const { model, forecast, result } = given.shown;
    const { settings } = given.offer;
    return {
      kind: 'explain',
      of: { model, settings, forecast, hasDrivers: result !== null, trained: result?.trained ?? null },
      steps,
      isLevel: data.measure.isLevel,
    };
  }, [given, data, steps]);
  const { part, isPending, message } = useAsked(job);
  if (!data || !given) return <NoForecast />;
  if (message !== null) return <p>{words.say('why.failed', { message })}</p>;
  if (!part) return <p className={styles.waiting}>{words.say('why.waiting')}</p>;
  const { series, measure, facts } = data;
  const { explained } = part;
  const of: Explained = { explained, measure, step: series.step, hasBelowZero: facts.smallest < 0 };
  const { span } = explained;
  const spanOf = (count: number) => saySpan(words, count, series.step);
  const start =
    span === null
      ? words.say('why.before.whole')
      : span.kind === 'year'
        ? words.say('why.before.year')
        : words.say('why.before.before', { span: spanOf(span.steps) });
  const digits = digitsOf(explained, measure);
  const { isFirstLook } = given.offer;
  const { model, result } = given.shown;
  const readsBeside = isNetwork(model) && result?.beside != null && result.beside !== 'left-out';
  return (
    <div className={styles.number} aria-busy={isPending}>
      <p className={styles.sentence} data-testid="why-sentence">
        {sayWhy(words, of)}
      </p>
      <p className={controls.faint}>
        {words.say(measure.isLevel ? 'why.head.level' : 'why.head', {
          model: words.say(`model.${given.shown.model}`),
          span: spanOf(steps.to - steps.from),
          total: words.fixed(explained.total, digits),
          start: words.fixed(explained.start, digits),
        })}{' '}
        {readsBeside && words.say('why.beside')}
        {isFirstLook && words.say(series.covariates.length > 0 ? 'why.look' : 'why.look.alone')}
      </p>
      {horizonSteps > 1 && (
        <RangeChoice
          data={data}
          horizonSteps={horizonSteps}
          steps={steps}
          onChoose={(next) => choose({ of: data, horizonSteps, steps: next })}
        />
      )}
      <Waterfall of={of} start={start} />
      <How of={of} />
    </div>
  );
}
