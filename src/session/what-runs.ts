import type { SessionState } from './session-state.ts';

/** What runs, in any analysis, by the name of what it is about; null where nothing does. */
export function whatRuns({ states }: Pick<SessionState, 'states'>): string | null {
  return Object.values(states).flatMap((state) => state.running() ?? [])[0] ?? null;
}
