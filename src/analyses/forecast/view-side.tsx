/** How forecasting shows itself. */
import type { ViewSide } from '../view-sides.ts';
import type { ForecastAnalysis } from './session-side.ts';
import { ForecastContext } from './view/context.ts';
import { ForecastView } from './view/forecast-view.tsx';
import { sayAnalysisProblem } from './view/problem-words.ts';
import { Announcer } from './view/training/announcer.tsx';

export const viewSide: ViewSide = {
  sayName: ({ say }) => say('analysis.forecast'),
  sayProblem: sayAnalysisProblem,
  View: ({ state }) => (
    <ForecastContext value={(state as ForecastAnalysis).store}>
      <ForecastView />
    </ForecastContext>
  ),
  Announcer: ({ state }) => (
    <ForecastContext value={(state as ForecastAnalysis).store}>
      <Announcer />
    </ForecastContext>
  ),
};
