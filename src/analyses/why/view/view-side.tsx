/** How explaining shows itself: loaded with the page is no more than its name. */
import { sayProblem } from '../../../i18n/problem-words.ts';
import type { SessionProblem } from '../../../session/shown.ts';
import { latePart } from '../../../ui/shell/late-part.tsx';
import type { ViewSide } from '../../view-sides.ts';
import type { WhyAnalysis } from '../state/session-side.ts';

const WhyView = latePart(async () => (await import('./why-view.tsx')).WhyView);

export const viewSide: ViewSide = {
  sayName: ({ say }) => say('analysis.why'),
  sayProblem(words, problem, hasData) {
    if (problem.code !== 'no-number-column') return sayProblem(words, problem as SessionProblem, hasData);
    const { columns } = problem.params as { columns: string[] };
    return words.say('problem.no-number-column', { columns: words.list(columns.slice(0, 8)) });
  },
  View: ({ state }) => <WhyView store={(state as WhyAnalysis).store} />,
};
