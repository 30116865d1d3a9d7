/** The list of all series of the table shown, made in the background. */
import type { PanelProgress } from '../series/panel.ts';
import type { Step } from '../series/step.ts';

import { isSameChoice, namesSeveral } from './selection.ts';
import type { Store } from './session-state.ts';
import type { Candidate } from './shown.ts';
import type { TableHolder } from './table-holder.ts';

/** Whether two selections name the same series, repaired in the same way. */
function isSamePanel(one: Candidate, other: Candidate): boolean {
  const hasSameRules = JSON.stringify(one.rules) === JSON.stringify(other.rules);
  return one.source === other.source && isSameChoice(one.choice, other.choice) && hasSameRules;
}

export type PanelLister = {
  list(candidate: Candidate): Promise<void>;
  /** The rhythm of the panel that a series belongs to, where it has been listed. */
  stepOf(candidate: Candidate): Step | null;
};

export function createPanelLister({ set, get }: Store, tables: TableHolder): PanelLister {
  let listing: AbortController | null = null;
  let listed: Candidate | null = null;

  return {
    async list(candidate) {
      if (listed && isSamePanel(listed, candidate)) return;
      listing?.abort();
      listed = candidate;
      const isOne = !namesSeveral(candidate.choice);
      listing = new AbortController();
      const { signal } = listing;
      const showProgress = (progress: PanelProgress) => {
        if (!signal.aborted && !isOne) set({ panel: { state: 'reading', progress } });
      };
      set({ panel: isOne ? { state: 'single', account: null } : { state: 'reading', progress: null } });
      const read = await tables.listSeries(candidate, signal, showProgress);
      if (signal.aborted) return;
      if (!read.ok) listed = null;
      if (isOne) return set({ panel: { state: 'single', account: read.ok ? read.value.account : null } });
      if (read.ok) return set({ panel: { state: 'listed', overview: read.value } });
      if (read.problem.code !== 'cancelled') set({ panel: { state: 'failed', problem: read.problem } });
    },

    stepOf(candidate) {
      const { panel } = get();
      return panel.state === 'listed' && listed && isSamePanel(listed, candidate) ? panel.overview.step : null;
    },
  };
}
