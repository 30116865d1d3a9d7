/** The series of the file shown, as far as they are known: one by itself, or the session's list of all. */
import type { PanelProgress, SeriesSummary } from '../../../series/panel.ts';
import type { SeriesProblem } from '../../../series/series.ts';
import type { Step } from '../../../series/step.ts';
import { namesSeveral } from '../../../session/selection.ts';
import { useSession } from '../../../ui/shell/context.ts';
import type { PanelOverview, ProblemOf } from '../../../worker/protocol.ts';
import type { FileBrief } from '../inputs.ts';

export type FileSeries =
  | { state: 'none' }
  | { state: 'reading'; progress: PanelProgress | null }
  | { state: 'failed'; problem: SeriesProblem | ProblemOf<'read-panel'> }
  | { state: 'one'; step: Step; summary: SeriesSummary }
  | { state: 'several'; overview: PanelOverview };

const noPictures: FileBrief['pictures'] = [];

export function useFileSeries(): FileSeries {
  const shown = useSession((state) => state.shown);
  const input = useSession((state) => state.input);
  const panel = useSession((state) => state.panel);
  if (!shown || shown.profile.guess === null) return { state: 'none' };
  if (!namesSeveral(shown.choice)) {
    const only = input?.analysis === 'data' ? (input.brief as FileBrief).only : null;
    if (!only) return { state: 'none' };
    return only.refused
      ? { state: 'failed', problem: only.refused.problem }
      : { state: 'one', step: only.step, summary: only.summary };
  }
  if (panel.state === 'listed') return { state: 'several', overview: panel.overview };
  if (panel.state === 'failed') return panel;
  return panel.state === 'reading' ? panel : { state: 'reading', progress: null };
}

/** The columns in small plots, in their order; none while they are not known. */
export function usePictures(): FileBrief['pictures'] {
  return useSession(({ input }) => (input?.analysis === 'data' ? (input.brief as FileBrief).pictures : noPictures));
}

/** All that could be made, in a few numbers each. */
export function summariesOf(series: FileSeries): readonly SeriesSummary[] {
  if (series.state === 'one') return [series.summary];
  return series.state === 'several' ? series.overview.series : [];
}
