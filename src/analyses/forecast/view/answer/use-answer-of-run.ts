import { useMemo } from 'react';
import { earlierSpan } from '../../../../series/year-steps.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { isTraining, shownWork } from '../../state/run.ts';
import { useForecast } from '../context.ts';
import { usePointsTested, useRecommendation } from '../taken-model.tsx';
import { usePoints } from '../use-pieces.ts';
import { type AnswerOfRun, pointsOfSpan } from './find-answer.ts';

const noPoints = new Uint32Array(0);

/** All that the answer of the run shown is made of; null while it is under way, and until all of it is here. */
export function useAnswerOfRun(data: LoadedSeries): AnswerOfRun | null {
  const work = useForecast(({ run }) => shownWork(run));
  const isLive = useForecast(({ run }) => isTraining(run));
  const pointAt = usePointsTested();
  const recommendation = useRecommendation();
  const horizonSteps = work?.settings.horizonSteps ?? 0;
  const { step, length } = data.series;
  const wanted = useMemo(
    () => (horizonSteps > 0 ? pointsOfSpan(earlierSpan(step, length, horizonSteps), length, horizonSteps) : noPoints),
    [step, length, horizonSteps],
  );
  const earlierAt = usePoints(wanted);
  return useMemo(
    () =>
      !isLive && work && recommendation && pointAt && earlierAt
        ? { data, work, recommendation, pointAt, earlierAt }
        : null,
    [isLive, data, work, recommendation, pointAt, earlierAt],
  );
}
