/** How deciding on stock shows itself: loaded with the page is no more than its name. */
import { sayProblem } from '../../../i18n/problem-words.ts';
import type { SessionProblem } from '../../../session/shown.ts';
import { latePart } from '../../../ui/shell/late-part.tsx';
import type { ViewSide } from '../../view-sides.ts';
import type { StockAnalysis } from '../state/session-side.ts';

const StockView = latePart(async () => (await import('./stock-view.tsx')).StockView);

export const viewSide: ViewSide = {
  sayName: ({ say }) => say('analysis.stock'),
  // Where there is nothing to stock, nobody has to be told so.
  sayProblem: (words, problem, hasData) =>
    problem.code === 'no-quantities' ? null : sayProblem(words, problem as SessionProblem, hasData),
  View: ({ state }) => <StockView store={(state as StockAnalysis).store} />,
};
