import type { AnalysisId } from '../../analyses/list.ts';
import type { LoadView, ViewSide } from '../../analyses/view-sides.ts';

const settled = new Map<AnalysisId, Promise<ViewSide | null>>();

/**
 * How an analysis shows itself, asked for once: what could not be loaded is null until the page is opened anew, for browsers do not
 * ask for a module a second time, and keeps no other from being shown. Never fails.
 */
export function settledView(loadView: LoadView, id: AnalysisId): Promise<ViewSide | null> {
  const known = settled.get(id) ?? loadView(id).catch(() => null);
  settled.set(id, known);
  return known;
}
