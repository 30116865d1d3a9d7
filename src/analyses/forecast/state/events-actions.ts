/** Events of the series shown: what became of them, what else may be one, and those that a file lists. */
import type { ReadEvents } from '../../../series/event-table.ts';
import type { SessionParts } from '../../../session/session-side.ts';
import type { EventNotes, ViewNeed } from '../inputs.ts';
import type { EventActions, ForecastAccess } from './forecast-store.ts';
import type { ForecastPool } from './pool/forecast-pool.ts';

export function createEventPart(
  { get }: Pick<ForecastAccess, 'get'>,
  { fetchInput, ensureInput, backend }: Pick<SessionParts, 'fetchInput' | 'ensureInput' | 'backend'>,
  pool: Pick<ForecastPool, 'rankEvents'>,
): EventActions {
  return {
    async readEvents() {
      const { data } = get();
      const notes = (await fetchInput({ kind: 'events' } satisfies ViewNeed)) as EventNotes | null;
      return get().data === data ? notes : null;
    },

    async readEventFile(file, name) {
      return (await fetchInput({ kind: 'read-events', file, name } satisfies ViewNeed)) as ReadEvents | null;
    },

    async rankEvents(offers, signal) {
      const unranked = offers.map((offer) => ({ ...offer, impact: null }));
      const { settings } = get();
      await backend.ensure(signal);
      const input = signal.aborted ? null : await ensureInput(signal);
      if (!settings || !input?.ok || signal.aborted) return unranked;
      return pool.rankEvents({ input: input.value, settings }, offers, signal);
    },
  };
}
