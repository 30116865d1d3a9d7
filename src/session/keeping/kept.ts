/** What outlives the page, file by file, as plain data. */
import type { AnalysisId } from '../../analyses/list.ts';
import type { ReadChoices } from '../../table/table.ts';
import type { Candidate } from '../shown.ts';

/** What was shown of a file, without the file itself. */
export type KeptSelection = Omit<Candidate, 'source'> & { choices: ReadChoices };

/** A file of which something is kept. */
export type KeptFile = {
  id: string;
  name: string;
  /** Of the file and of all that is kept of it. */
  bytes: number;
  changedAtMs: number;
  selection: KeptSelection;
  analysis: AnalysisId;
  /** Series in the table; null where it is one, or they were not counted. */
  seriesCount: number | null;
  /** The last run that came to its end. */
  runEndedAtMs: number | null;
  /** Whether another tab has it open. */
  isOpenElsewhere: boolean;
};

/** Something that an analysis, or the session for its runs, wants to find again. */
export type KeptPiece = {
  analysis: AnalysisId;
  /** Of the form in which that analysis writes; it reads no other. */
  version: number;
  /** Once for a file and an analysis. */
  name: string;
  /** What it is about. */
  selection: KeptSelection;
  value: unknown;
};

/** All that is kept of a file. */
export type KeptWork = { file: KeptFile; blob: Blob; pieces: KeptPiece[] };

/** How keeping goes. `off` by choice; `refused` by the browser; `full` and `too-large` for want of room. */
export type KeepingState = {
  state: 'unknown' | 'on' | 'off' | 'refused' | 'full' | 'too-large';
  /** The one changed last first. */
  files: readonly KeptFile[];
  /** The one that is shown; null where it is not kept. */
  openId: string | null;
  /** Whether some of what was asked for again was written by another version of the page. */
  isOtherVersion: boolean;
};

export function selectionOf({ source, profile, file, choice, rules, uniqueId }: Candidate): KeptSelection {
  return { profile, file, choice, rules, uniqueId, choices: source.choices ?? {} };
}
