/** What of judging prices outlives the page: what was said of columns, costs and limits. */
import { describeInput } from '../../../session/run-shelf.ts';
import type { RestoredPiece, SessionParts } from '../../../session/session-side.ts';
import type { Candidate } from '../../../session/shown.ts';
import { areSoundSettings, type PriceSettings } from './price-settings.ts';

export function keyOf(candidate: Candidate): string {
  return describeInput({ ...candidate, uniqueId: null });
}

export function createKeptPrice({ keep }: Pick<SessionParts, 'keep'>) {
  const waiting = new Map<string, PriceSettings>();
  return {
    version: 1,
    isSound: ({ name, value }: { name: string; value: unknown }) => name === 'settings' && areSoundSettings(value),
    suitsOtherData: (name: string) => name === 'settings',
    restore(pieces: readonly RestoredPiece[]) {
      for (const { name, value, candidate } of pieces) {
        if (name === 'settings') waiting.set(keyOf(candidate), value as PriceSettings);
      }
    },
    /** What waits for its file to be shown. */
    take(candidate: Candidate): PriceSettings | null {
      const key = keyOf(candidate);
      const found = waiting.get(key) ?? null;
      waiting.delete(key);
      return found;
    },
    keepSettings: (candidate: Candidate, settings: PriceSettings) => keep(candidate, 'settings', settings),
  };
}
