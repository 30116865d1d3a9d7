/** How looking at a file shows itself. */
import type { ViewSide } from '../../view-sides.ts';
import { FileView } from './file-view.tsx';

export const viewSide: ViewSide = {
  sayName: ({ say }) => say('analysis.data'),
  sayProblem: ({ say }, { code }) => say('problem.internal', { message: code }),
  View: FileView,
};
