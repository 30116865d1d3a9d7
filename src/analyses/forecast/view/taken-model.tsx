/** Whose forecast is taken, and the points of the test that decided it, found once for all that shows them. */
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type Recommendation, recommendModel, safestOf } from '../../../evaluation/recommend-model.ts';
import type { ModelId } from '../../../forecasters/model-cards.ts';
import type { PointAt } from '../../../series/pieces.ts';
import { shownWork } from '../state/run.ts';
import { useForecast } from './context.ts';
import { pointsTested, usePoints } from './use-pieces.ts';

type Taken = { model: ModelId | null; recommendation: Recommendation | null; pointAt: PointAt | null };

const TakenContext = createContext<Taken>({ model: null, recommendation: null, pointAt: null });

const noResults: never[] = [];

/** The model whose forecast is taken; the one with the safest record until the points of the test are here. */
export function useTakenModel(): ModelId | null {
  return useContext(TakenContext).model;
}

/** What the test says of it; null until the points of the test are here, or where there is no result. */
export function useRecommendation(): Recommendation | null {
  return useContext(TakenContext).recommendation;
}

/** What the series is at the points that forecasts of the run were made of; null until all of them are here. */
export function usePointsTested(): PointAt | null {
  return useContext(TakenContext).pointAt;
}

export function TakenModel({ children }: { children: ReactNode }) {
  const results = useForecast(({ run }) => shownWork(run)?.results ?? noResults);
  const settings = useForecast(({ run }) => shownWork(run)?.settings ?? null);
  const split = useForecast(({ run }) => shownWork(run)?.split ?? null);
  const metric = useForecast(({ view }) => view.metric);
  const pointAt = usePoints(useMemo(() => pointsTested(results), [results]));
  const taken = useMemo((): Taken => {
    const recommendation =
      pointAt && settings && split ? recommendModel(results, { pointAt, split, settings, metric }) : null;
    return { model: (recommendation?.result ?? safestOf(results))?.model ?? null, recommendation, pointAt };
  }, [results, pointAt, settings, split, metric]);
  return <TakenContext value={taken}>{children}</TakenContext>;
}
