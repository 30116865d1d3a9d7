/** Files of trained networks: an analysis reads them, and takes them when there is data for them. */
import { type AnalysisId, analysisIds } from '../analyses/list.ts';
import { isModelName } from '../export/model/model-name.ts';
import type { TableSource } from '../worker/protocol.ts';
import type { ReadingPart } from './reading-actions.ts';
import type { SessionSide } from './session-side.ts';
import type { Store } from './session-state.ts';

type Parts = {
  loadSide: (analysis: AnalysisId) => Promise<SessionSide>;
  /** Gives something to an analysis now, or when it has data. */
  offer: (analysis: AnalysisId, content: unknown, file: string | null) => void;
  reading: () => Pick<ReadingPart, 'begin'>;
};

/** @returns what opens a model; null where a file is none */
export function createModelPart({ get, set }: Store, { loadSide, offer, reading }: Parts) {
  async function openModel(source: TableSource): Promise<void> {
    const signal = reading().begin(source.name);
    for (const analysis of analysisIds) {
      const { readModel } = await loadSide(analysis);
      if (!readModel) continue;
      const read = await readModel(source);
      if (signal.aborted) return;
      set({ reading: { state: 'settled' } });
      if (!read.ok) return set({ link: { state: 'broken', analysis, problem: read.problem } });
      set({ project: null });
      offer(analysis, read.value, source.name);
      const { shown, analysis: inFront } = get();
      if (shown && inFront !== analysis) await get().chooseAnalysis(analysis);
      return;
    }
  }

  return (source: TableSource): Promise<void> | null => (isModelName(source.name) ? openModel(source) : null);
}
