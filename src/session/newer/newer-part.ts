/** A file that goes on from one before: what is new in it is found out in the background, and the analyses are told. */
import type { AnalysisId } from '../../analyses/list.ts';
import type { PanelChoice } from '../../series/panel.ts';
import { goesOn } from '../../series/panel-comparison.ts';
import type { Keeper } from '../keeping/keeper.ts';
import { restoreWork, sourceOf } from '../keeping/restore-work.ts';
import type { RunShelf } from '../run-shelf.ts';
import type { AnalysisState } from '../session-side.ts';
import type { Store } from '../session-state.ts';
import type { Candidate } from '../shown.ts';
import type { TableHolder } from '../table-holder.ts';
import type { EarlierFile, NewerFile } from './newer-file.ts';

type Parts = {
  tables: TableHolder;
  keeper: Keeper;
  runs: RunShelf;
  stateOf: (analysis: AnalysisId) => Promise<AnalysisState>;
};

export type NewerPart = {
  /**
   * A file was opened and is shown.
   *
   * @param before what was shown until then
   */
  opened(before: Candidate | null): Promise<void>;
  /** Another file, or other columns of it, are shown than before; whatever is found out about another file is of no use now. */
  shows(shown: Candidate | null): void;
  /** Tells an analysis that has just been loaded. */
  tell(analysis: AnalysisId, state: AnalysisState): void;
  dismiss(): void;
};

/** What was worked on before, and how to put back what is kept of it where that is not in this tab already. */
type Found = { earlier: Candidate; restore: () => Promise<void> };

/** Whether two choices of columns make the same series, whatever goes with them. */
function isOfSame(one: PanelChoice, other: PanelChoice): boolean {
  const columnsOf = ({ timeColumn, idColumns, targetColumns }: PanelChoice) =>
    JSON.stringify([timeColumn, idColumns, targetColumns]);
  return columnsOf(one) === columnsOf(other);
}

export function createNewerPart({ get, set }: Store, { tables, keeper, runs, stateOf }: Parts): NewerPart {
  const known = new WeakMap<Blob, NewerFile>();
  let finding = new AbortController();
  let file: Blob | null = null;

  /** What is known of the file shown, where it is of the columns shown. */
  function knownOf(shown: Candidate | null): NewerFile | null {
    const newer = shown && known.get(shown.source.blob);
    return newer && isOfSame(newer.choice, shown.choice) ? newer : null;
  }

  async function find(shown: Candidate, before: Candidate | null): Promise<Found | null> {
    const { fingerprint } = shown.file;
    if (before && before.file.fingerprint === fingerprint && before.source.blob !== shown.source.blob) {
      return { earlier: before, restore: async () => {} };
    }
    const work = await keeper.openLike(fingerprint, shown.source.blob);
    if (!work) return null;
    const source = sourceOf(work);
    const { choices: _choices, ...selection } = work.file.selection;
    return {
      earlier: { ...selection, source },
      async restore() {
        const { isOtherVersion } = await restoreWork(work, source, runs, stateOf);
        if (isOtherVersion) set(({ keeping }) => ({ keeping: { ...keeping, isOtherVersion } }));
      },
    };
  }

  function earlierFor(analysis: AnalysisId, newer: NewerFile | null): EarlierFile | null {
    if (!newer) return null;
    const { earlier, comparison } = newer;
    return {
      earlier,
      comparison,
      async prepare(request) {
        const { signal } = finding;
        const held = await tables.hold(earlier.source, signal, true);
        const prepared = held.ok ? await tables.prepareInput(earlier.source, analysis, request, signal) : held;
        if (!prepared.ok) return null;
        tables.keepInputs([
          ...Object.values(get().states).flatMap((state) => state.inputsInUse()),
          ...(get().input ? [get().input?.handle ?? 0] : []),
        ]);
        return prepared.value.brief;
      },
    };
  }

  function show(newer: NewerFile | null): void {
    if (newer === get().newer) return;
    set({ newer });
    for (const [analysis, state] of Object.entries(get().states)) {
      state.goOnFrom?.(earlierFor(analysis as AnalysisId, newer));
    }
  }

  return {
    async opened(before) {
      const { shown } = get();
      if (!shown) return;
      const { signal } = finding;
      const found = await find(shown, before);
      if (!found || signal.aborted) return;
      const comparison = await tables.comparePanels(found.earlier, shown, signal);
      if (!comparison || signal.aborted || !goesOn(comparison)) return;
      await found.restore();
      if (signal.aborted) return;
      known.set(shown.source.blob, { earlier: found.earlier, comparison, choice: shown.choice, isDismissed: false });
      const points = comparison.byHand.held;
      const now = get().shown?.rules;
      const { events } = found.earlier.rules;
      const change = {
        ...(Object.keys(points).length > 0 && Object.keys(now?.points ?? {}).length === 0 && { points }),
        ...(events && !now?.events && { events }),
      };
      if (Object.keys(change).length > 0) await get().changeRules(change);
      if (!signal.aborted) show(knownOf(get().shown));
    },

    shows(shown) {
      const blob = shown?.source.blob ?? null;
      if (blob !== file) {
        finding.abort();
        finding = new AbortController();
      }
      file = blob;
      show(knownOf(shown));
    },

    tell(analysis, state) {
      const { newer } = get();
      if (newer) state.goOnFrom?.(earlierFor(analysis, newer));
    },

    dismiss() {
      const { newer, shown } = get();
      if (!newer || !shown) return;
      const dismissed = { ...newer, isDismissed: true };
      known.set(shown.source.blob, dismissed);
      set({ newer: dismissed });
    },
  };
}
