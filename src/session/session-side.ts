/** What an analysis does for the session: its state, which lives as long as the page does. */
import type { AnalysisProblem } from '../analyses/analysis.ts';
import type { Result } from '../base/result.ts';
import type { Step } from '../series/step.ts';
import type { JobPool } from '../worker/job-pool.ts';
import type { InputHandle, TableSource } from '../worker/protocol.ts';
import type { BackendStart } from './backend-start.ts';
import type { EarlierFile } from './newer/newer-file.ts';
import type { OfferShelf } from './offers.ts';
import type { RunShelf } from './run-shelf.ts';
import type { Selection } from './selection.ts';
import type { Session } from './session-state.ts';
import type { Candidate, PreparedInput, SessionProblem } from './shown.ts';

/** What the state of an analysis may use. */
export type SessionParts = {
  /** What is shown, and that it has changed. */
  session: Session;
  jobs: JobPool;
  backend: BackendStart;
  runs: RunShelf;
  /** What other analyses build on. */
  offers: OfferShelf;
  /** What the analysis has prepared of what is shown; prepared again where the worker that held it died, or where another is in front. */
  ensureInput(signal: AbortSignal): Promise<Result<InputHandle, SessionProblem | { code: 'cancelled' }>>;
  /**
   * Something of that input.
   *
   * @param need what the analysis's side in the data worker understands
   * @returns null where it cannot be had any more
   */
  fetchInput(need: unknown): Promise<unknown>;
  /**
   * What the analysis's side in the data worker makes of another file, which is not shown.
   *
   * @param request what that side understands
   * @returns the brief
   */
  readBeside(
    source: TableSource,
    request: unknown,
    signal: AbortSignal,
  ): Promise<Result<unknown, SessionProblem | { code: 'cancelled' }>>;
  /**
   * Keeps plain data beyond the page, in the place of what was kept under that name for the file; null lets that go.
   *
   * @param candidate what it is about
   */
  keep(candidate: Candidate, name: string, value: unknown): void;
  /** Done once all that was kept is written, or after a few seconds where the browser takes longer. Never fails. */
  written(): Promise<void>;
  /** Nothing runs any more: what was brought meanwhile is taken. */
  ended(): void;
};

/** Something that was kept by `keep`. */
export type RestoredPiece = { name: string; value: unknown; candidate: Candidate };

export type AnalysisState = {
  /**
   * What the analysis asks its side in the data worker to prepare.
   *
   * @param step the rhythm of the panel where it is known
   */
  requestFor(candidate: Candidate, step: Step | null): unknown;
  /**
   * Shows another input, or none.
   *
   * @param isSameTable whether the input before it was of the same table
   * @returns the selection as it turned out
   */
  show(candidate: Candidate, input: PreparedInput, isSameTable: boolean): Selection;
  /** What is shown goes on from an earlier state of the same file; null where it goes on from none. */
  goOnFrom?(earlier: EarlierFile | null): void;
  /** What runs, by the name of what it is about; null where nothing does. */
  running(): string | null;
  /** Ends what runs and keeps what there is of it. */
  stop(): void;
  /** The inputs that jobs under way need. */
  inputsInUse(): InputHandle[];
  /** What of it outlives the page, its runs included, where anything does. */
  kept?: {
    /** Of the form in which that is written: what was written in another is not given back. */
    version: number;
    /** Takes what was kept of a file, before that is shown. */
    restore(pieces: readonly RestoredPiece[]): void;
    /** Whether something can be what was kept, where it comes from a file that anybody may have written; a run by its outcome. */
    isSound(piece: { name: string; value: unknown }): boolean;
    /** Whether something is as good for other data with the same columns. */
    suitsOtherData(name: string): boolean;
  };
  /** Takes what a link or the file of a model brings. */
  takeLink?(content: unknown): void;
  /** What a link shall bring, as `readLink` finds it; never data. Null where there is nothing. */
  writeLink?(): string | null;
  /** What came of a run that a link can bring besides: nothing of it is data but so many last values, if the sender wants that. */
  shareable?(): { name: string; values: number; past: number } | null;
  /**
   * The same, as `readResult` finds it; null where there is nothing.
   *
   * @param by who sends it, as that person says
   */
  writeResult?(options: { by: string; hasPast: boolean }): Promise<string | null>;
};

export type SessionSide = {
  createState(parts: SessionParts): AnalysisState;
  /** What of an address is meant for this analysis; null where nothing is. */
  readLink?(fragment: string): Result<unknown, AnalysisProblem> | null;
  /** The result that an address brings, to be looked at without data; null where it brings none. */
  readResult?(fragment: string): Promise<Result<unknown, AnalysisProblem> | null>;
  /** Reads the file of a model that was trained before. */
  readModel?(source: TableSource): Promise<Result<unknown, AnalysisProblem>>;
};
