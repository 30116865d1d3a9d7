/** Runs that are over, as pieces to keep, and back. */
import { describeInput, type KeptRun } from '../run-shelf.ts';
import type { Candidate } from '../shown.ts';
import type { KeptPiece } from './kept.ts';

type KeptValue = Pick<KeptRun, 'settings' | 'outcome' | 'endedAtMs' | 'isPinned' | 'name'>;

const prefix = 'run ';

export function isRunPiece({ name }: Pick<KeptPiece, 'name'>): boolean {
  return name.startsWith(prefix);
}

export function pieceOfRun(run: KeptRun, version: number): Omit<KeptPiece, 'selection'> {
  const { analysis, settings, outcome, endedAtMs, isPinned, name } = run;
  const value: KeptValue = { settings, outcome, endedAtMs, isPinned, name };
  return { analysis, version, name: `${prefix}${endedAtMs}`, value };
}

export function runOfPiece({ analysis, value }: KeptPiece, candidate: Candidate): Omit<KeptRun, 'id' | 'bytes'> {
  return { analysis, candidate, inputKey: describeInput(candidate), ...(value as KeptValue) };
}
