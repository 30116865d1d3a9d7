/** What the analyses do for the session, each loaded when it is first looked at. */
import type { SessionSide } from '../session/session-side.ts';

const found = import.meta.glob<{ sessionSide: SessionSide }>('./*/state/session-side.ts');

/** @throws {Error} where there is no such analysis, or it could not be loaded */
export async function loadSessionSide(id: string): Promise<SessionSide> {
  const load = found[`./${id}/state/session-side.ts`];
  if (!load) throw new Error(`src/analyses/${id}/state/session-side.ts is missing`);
  return (await load()).sessionSide;
}
