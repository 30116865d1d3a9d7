/** What of deciding on stock outlives the page: what was said of the items, and the second file. */
import { isRecord } from '../../../base/is-record.ts';
import { describeInput } from '../../../session/run-shelf.ts';
import type { RestoredPiece, SessionParts } from '../../../session/session-side.ts';
import type { Candidate } from '../../../session/shown.ts';
import type { StockBrief } from '../inputs.ts';
import { areSoundSettings, type StockSettings } from './stock-settings.ts';
import type { Beside } from './stock-store.ts';

export function keyOf(candidate: Candidate): string {
  return describeInput({ ...candidate, uniqueId: null });
}

const mostRows = 200_000;

function isNames(value: unknown, rows: number): boolean {
  if (!isRecord(value) || typeof value.column !== 'string' || !Array.isArray(value.labels)) return false;
  const { labels, codes } = value;
  return (
    labels.every((label) => typeof label === 'string') &&
    codes instanceof Int32Array &&
    codes.length === rows &&
    codes.every((code) => code >= -1 && code < labels.length)
  );
}

function isSoundBeside(value: unknown): value is Beside {
  if (!isRecord(value) || typeof value.name !== 'string' || !isRecord(value.brief)) return false;
  const { kind, rowCount, names, idCount, values } = value.brief as Partial<Record<keyof StockBrief, unknown>>;
  if (kind !== 'beside' || idCount !== 0 || !Array.isArray(names) || !Array.isArray(values)) return false;
  if (!Number.isInteger(rowCount) || (rowCount as number) < 0 || (rowCount as number) > mostRows) return false;
  const rows = rowCount as number;
  return (
    names.every((one) => isNames(one, rows)) &&
    values.every(
      (one) =>
        isRecord(one) &&
        typeof one.column === 'string' &&
        one.values instanceof Float64Array &&
        one.values.length === rows,
    )
  );
}

export type KeptStock = {
  version: number;
  restore(pieces: readonly RestoredPiece[]): void;
  isSound(piece: { name: string; value: unknown }): boolean;
  suitsOtherData(name: string): boolean;
  /** What waits for its file to be shown. */
  take(candidate: Candidate): { settings: StockSettings | null; beside: Beside | null };
  keepSettings(candidate: Candidate, settings: StockSettings): void;
  keepBeside(candidate: Candidate, beside: Beside | null): void;
};

export function createKeptStock({ keep }: Pick<SessionParts, 'keep'>): KeptStock {
  const waiting = new Map<string, { settings: StockSettings | null; beside: Beside | null }>();
  return {
    version: 1,
    isSound: ({ name, value }) =>
      name === 'settings' ? areSoundSettings(value) : name === 'beside' && isSoundBeside(value),
    // What stands on the shelves today is of today.
    suitsOtherData: (name) => name === 'settings',
    restore(pieces) {
      for (const { name, value, candidate } of pieces) {
        const key = keyOf(candidate);
        const found = waiting.get(key) ?? { settings: null, beside: null };
        if (name === 'settings') found.settings = value as StockSettings;
        if (name === 'beside') found.beside = value as Beside;
        waiting.set(key, found);
      }
    },
    take(candidate) {
      const key = keyOf(candidate);
      const found = waiting.get(key) ?? { settings: null, beside: null };
      waiting.delete(key);
      return found;
    },
    keepSettings: (candidate, settings) => keep(candidate, 'settings', settings),
    keepBeside: (candidate, beside) => keep(candidate, 'beside', beside),
  };
}
