/** How judging prices shows itself: loaded with the page is no more than its name. */
import { sayProblem } from '../../../i18n/problem-words.ts';
import type { SessionProblem } from '../../../session/shown.ts';
import { latePart } from '../../../ui/shell/late-part.tsx';
import type { ViewSide } from '../../view-sides.ts';
import type { PriceAnalysis } from '../state/session-side.ts';

const PriceView = latePart(async () => (await import('./price-view.tsx')).PriceView);

export const viewSide: ViewSide = {
  sayName: ({ say }) => say('analysis.price'),
  sayProblem(words, problem, hasData) {
    // Where there are no prices, nobody has to be told so.
    if (problem.code === 'no-price') return null;
    if (problem.code !== 'price-constant') return sayProblem(words, problem as SessionProblem, hasData);
    return words.say('analysis.price.constant', { column: (problem.params as { column: string }).column });
  },
  View: ({ state }) => <PriceView store={(state as PriceAnalysis).store} />,
};
