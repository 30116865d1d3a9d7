/** What a run answers: the sum of its horizon, what that is compared with, and what the test of it came to. Pure. */
import { describeTest, sumHorizon } from '../../../../evaluation/horizon-answer.ts';
import type { Recommendation } from '../../../../evaluation/recommend-model.ts';
import { trustForecast } from '../../../../evaluation/trust.ts';
import type { PointAt } from '../../../../series/pieces.ts';
import { type EarlierSpan, earlierSpan } from '../../../../series/year-steps.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import type { Work } from '../../state/run.ts';
import { type Answered, changeOf, type Trusted } from './say-answer.ts';

/** A run that is over, and all that its answer is made of. */
export type AnswerOfRun = {
  data: LoadedSeries;
  work: Work;
  recommendation: Recommendation;
  /** Knows the test part. */
  pointAt: PointAt;
  /** Knows the time that the horizon is compared with. */
  earlierAt: PointAt;
};

export type FoundAnswer = {
  answered: Answered;
  record: ReturnType<typeof describeTest>;
  trusted: Trusted;
  /** Of the total on what it is compared with, as in `changeOf`. */
  change: number | null;
  /** [horizon] the same time before; NaN where it is not known. */
  earlierValues: Float64Array;
};

const noPoints = new Uint32Array(0);

/** Points of the time that a horizon is compared with, ascending. */
export function pointsOfSpan(span: EarlierSpan | null, length: number, horizonSteps: number): Uint32Array {
  return span ? Uint32Array.from({ length: horizonSteps }, (_, step) => length - span.steps + step) : noPoints;
}

/** @param ended when the series ended that its file goes on without, in words; null for any other */
export function findAnswer(
  { data, work, recommendation, pointAt, earlierAt }: AnswerOfRun,
  ended: string | null,
): FoundAnswer {
  const { series, facts, measure } = data;
  const { horizonSteps, seasonLength } = work.settings;
  const { result, doubt } = recommendation;
  const hasBelowZero = facts.smallest < 0;
  const floor = hasBelowZero ? Number.NEGATIVE_INFINITY : 0;
  const span = earlierSpan(series.step, series.length, horizonSteps);
  const earlierValues = Float64Array.from(
    pointsOfSpan(span, series.length, horizonSteps),
    (at) => earlierAt(at)?.y ?? Number.NaN,
  );
  const sum = earlierValues.reduce((total, value) => total + value, 0);
  const naive = work.results.find(({ model }) => model === 'seasonal-naive') ?? null;
  const traits = { hasBelowZero, isOftenZero: series.isIntermittent, seasonLength };
  const record = describeTest(result, naive, pointAt, traits);
  const answer = sumHorizon(result, pointAt, { floor, isLevel: measure.isLevel });
  const earlier = span && { span, value: measure.isLevel ? sum / horizonSteps : sum };
  return {
    answered: { answer, measure, hasBelowZero, step: series.step, horizonSteps, earlier, ended },
    record,
    trusted: doubt ? { trust: 'poor', why: 'doubt' } : trustForecast(record),
    change: earlier && changeOf(answer.total, earlier.value, hasBelowZero),
    earlierValues,
  };
}
