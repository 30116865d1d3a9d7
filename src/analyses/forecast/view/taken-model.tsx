/** Whose forecast is taken, and the points of the test that decided it, found once for all that shows them. */
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type Recommendation, safestOf } from '../../../evaluation/recommend-model.ts';
import type { ModelId } from '../../../forecasters/model-cards.ts';
import type { PointAt } from '../../../series/pieces.ts';
import { pointsOf, recommendOf } from '../state/recommend-of.ts';
import { shownWork } from '../state/run.ts';
import { useForecast } from './context.ts';

type Taken = { model: ModelId | null; recommendation: Recommendation | null; pointAt: PointAt | null };

const TakenContext = createContext<Taken>({ model: null, recommendation: null, pointAt: null });

const noResults: never[] = [];

/** The model whose forecast is taken; null where there is no result. */
export function useTakenModel(): ModelId | null {
  return useContext(TakenContext).model;
}

/** What the test says of it; null where there is no result. */
export function useRecommendation(): Recommendation | null {
  return useContext(TakenContext).recommendation;
}

/** What the series is in the test part of the run; null where no model was tested. */
export function usePointsTested(): PointAt | null {
  return useContext(TakenContext).pointAt;
}

export function TakenModel({ children }: { children: ReactNode }) {
  const results = useForecast(({ run }) => shownWork(run)?.results ?? noResults);
  const settings = useForecast(({ run }) => shownWork(run)?.settings ?? null);
  const split = useForecast(({ run }) => shownWork(run)?.split ?? null);
  const metric = useForecast(({ view }) => view.metric);
  const deployed = useForecast(({ run }) => shownWork(run)?.deployed);
  const tested = useForecast(({ run }) => shownWork(run)?.tested ?? null);
  const pointAt = useMemo(() => tested && pointsOf(tested), [tested]);
  const taken = useMemo((): Taken => {
    const recommendation =
      settings && split
        ? recommendOf({ results, tested, split, settings, ...(deployed && { deployed }) }, metric)
        : null;
    return { model: (recommendation?.result ?? safestOf(results))?.model ?? null, recommendation, pointAt };
  }, [results, tested, pointAt, settings, split, metric, deployed]);
  return <TakenContext value={taken}>{children}</TakenContext>;
}
