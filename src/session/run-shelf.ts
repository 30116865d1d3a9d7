/** What runs have come to, kept by what they were made from, as far as there is room. */
import type { AnalysisId } from '../analyses/list.ts';
import type { TableSource } from '../worker/protocol.ts';
import type { Candidate } from './shown.ts';

/** A run that is over. */
export type KeptRun<Settings = unknown, Outcome = unknown> = {
  id: number;
  analysis: AnalysisId;
  /** The same for the same file, columns, repairs and series. */
  inputKey: string;
  /** What the run was about, to show it again. */
  candidate: Candidate;
  settings: Settings;
  outcome: Outcome;
  bytes: number;
  endedAtMs: number;
  isPinned: boolean;
  /** As the user calls it; empty where it has no name. */
  name: string;
};

export type NewRun<Settings = unknown, Outcome = unknown> = Omit<
  KeptRun<Settings, Outcome>,
  'id' | 'bytes' | 'isPinned' | 'name'
>;

export type RunShelf = {
  /** Keeps a run; one of the same input and settings gives way to it, and where room is short, the oldest that is neither pinned nor named. */
  keep(run: NewRun): KeptRun;
  /** Puts back runs of an earlier visit, the newest first; what is there already comes before them. */
  restore(runs: readonly Omit<KeptRun, 'id' | 'bytes'>[]): void;
  /** The newest run of an input. */
  latest(analysis: AnalysisId, inputKey: string): KeptRun | null;
  pin(id: number, isPinned: boolean): void;
  rename(id: number, name: string): void;
  forget(id: number): void;
};

/** A tab has a few gigabytes; this leaves them to data and training. */
export const mostBytes = 256e6;

const blobNumbers = new WeakMap<Blob, number>();
let lastBlob = 0;

function numberOf(blob: Blob): number {
  const known = blobNumbers.get(blob) ?? ++lastBlob;
  blobNumbers.set(blob, known);
  return known;
}

/** A text that is the same for what gives the same input: file, how it is read, columns, repairs and series. */
export function describeInput({ source, choice, rules, uniqueId }: Candidate): string {
  const { blob, choices = {} }: TableSource = source;
  return JSON.stringify([numberOf(blob), choices, choice, rules, uniqueId]);
}

/** Bytes that a value holds, counting what lies in typed arrays and eight for everything else. */
export function sizeOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value === 'string') return 2 * value.length;
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce((sum: number, part) => sum + sizeOf(part), 8);
}

/**
 * @param read the runs kept now, the newest first
 * @param write takes the runs that are kept from now on
 */
export function createRunShelf(
  read: () => readonly KeptRun[],
  write: (runs: readonly KeptRun[]) => void,
  limit = mostBytes,
): RunShelf {
  let lastId = 0;

  function makeRoom(runs: readonly KeptRun[]): KeptRun[] {
    const kept = [...runs];
    let bytes = kept.reduce((sum, run) => sum + run.bytes, 0);
    // The newest stays, however large it is: it is the one that is shown.
    for (let at = kept.length - 1; at > 0 && bytes > limit; at -= 1) {
      if (kept[at].isPinned || kept[at].name !== '') continue;
      bytes -= kept[at].bytes;
      kept.splice(at, 1);
    }
    return kept;
  }

  return {
    keep(run) {
      const kept: KeptRun = { ...run, id: ++lastId, bytes: sizeOf(run.outcome), isPinned: false, name: '' };
      const isSame = (other: KeptRun) =>
        other.analysis === run.analysis &&
        other.inputKey === run.inputKey &&
        JSON.stringify(other.settings) === JSON.stringify(run.settings);
      write(makeRoom([kept, ...read().filter((other) => other.isPinned || other.name !== '' || !isSame(other))]));
      return kept;
    },
    restore(runs) {
      const restored = runs.map((run): KeptRun => ({ ...run, id: ++lastId, bytes: sizeOf(run.outcome) }));
      write(makeRoom([...read(), ...restored]));
    },
    latest: (analysis, inputKey) =>
      read().find((run) => run.analysis === analysis && run.inputKey === inputKey) ?? null,
    pin(id, isPinned) {
      write(read().map((run) => (run.id === id ? { ...run, isPinned } : run)));
    },
    rename(id, name) {
      write(read().map((run) => (run.id === id ? { ...run, name } : run)));
    },
    forget(id) {
      write(read().filter((run) => run.id !== id));
    },
  };
}
