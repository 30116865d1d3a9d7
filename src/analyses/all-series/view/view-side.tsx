/** How forecasting every series shows itself. */
import { sayProblem } from '../../../i18n/problem-words.ts';
import type { SessionProblem } from '../../../session/shown.ts';
import { useWords } from '../../../ui/shell/context.ts';
import type { ViewSide } from '../../view-sides.ts';
import type { AllSeriesAnalysis } from '../state/session-side.ts';
import { AllSeriesView } from './all-series-view.tsx';
import { AllSeriesContext, useAllSeries } from './context.ts';
import { allSeriesWords } from './words/all-series-words.ts';

/** Says now and then how many series are done: at every tenth of them. */
function Announcer() {
  const { say } = useWords(allSeriesWords);
  const run = useAllSeries((state) => state.run);
  if (run.state === 'idle') return null;
  const { done, total } = run.tests;
  const tenth = Math.floor((10 * done) / Math.max(1, total));
  return <>{say('all.announce', { count: Math.floor((tenth * total) / 10) })}</>;
}

export const viewSide: ViewSide = {
  sayName: ({ say }) => say('analysis.all-series'),
  sayProblem(words, problem, hasData) {
    if (problem.code !== 'no-number-column') return sayProblem(words, problem as SessionProblem, hasData);
    const { columns } = problem.params as { columns: string[] };
    return words.say('problem.no-number-column', { columns: words.list(columns.slice(0, 8)) });
  },
  View: ({ state }) => (
    <AllSeriesContext value={(state as AllSeriesAnalysis).store}>
      <AllSeriesView />
    </AllSeriesContext>
  ),
  Announcer: ({ state }) => (
    <AllSeriesContext value={(state as AllSeriesAnalysis).store}>
      <Announcer />
    </AllSeriesContext>
  ),
};
