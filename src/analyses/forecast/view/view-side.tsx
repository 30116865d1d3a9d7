/** How forecasting shows itself. */
import type { ViewSide } from '../../view-sides.ts';
import type { ForecastAnalysis } from '../state/session-side.ts';
import { Brought } from './brought/brought.tsx';
import { ForecastContext } from './context.ts';
import { ForecastView } from './forecast-view.tsx';
import { sayAnalysisProblem } from './problem-words.ts';
import { SavePage } from './report/save-page.tsx';
import { Announcer } from './training/announcer.tsx';

export const viewSide: ViewSide = {
  sayName: ({ say }) => say('analysis.forecast'),
  sayProblem: sayAnalysisProblem,
  View: ({ state }) => (
    <ForecastContext value={(state as ForecastAnalysis).store}>
      <ForecastView />
    </ForecastContext>
  ),
  Brought,
  SavePage: ({ state }) => (
    <ForecastContext value={(state as ForecastAnalysis).store}>
      <SavePage />
    </ForecastContext>
  ),
  Announcer: ({ state }) => (
    <ForecastContext value={(state as ForecastAnalysis).store}>
      <Announcer />
    </ForecastContext>
  ),
};
