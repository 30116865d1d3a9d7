/**
 * Every message between the page and its workers, and between two workers. A request names a call; the replies to it are any
 * number of `progress`, then one of `done`, `failed` or `cancelled`. `failed` carries a problem the user can act on, or
 * `internal` for a bug. While a call runs it may be told news. What an analysis sends from one of its sides to another passes
 * through as it is.
 */

import type { AnalysisProblem } from '../analyses/analysis.ts';
import type { AnalysisId } from '../analyses/list.ts';
import type { BackendChoice, BackendName } from '../compute/backend-choice.ts';
import type {
  PanelGuess,
  PanelProgress,
  PanelRequest,
  PointRules,
  RefusedSeries,
  SeriesSummary,
} from '../series/panel.ts';
import type { PanelComparison } from '../series/panel-comparison.ts';
import type { RowsAccount } from '../series/row-account.ts';
import type { SeriesProblem } from '../series/series.ts';
import type { Step } from '../series/step.ts';
import type { ColumnSummary } from '../table/columns/summarise-column.ts';
import type { ReadProgress } from '../table/finish-table.ts';
import type { PreviewCell } from '../table/layout/preview-rows.ts';
import type { Column, DateQuestion, Dialect, ReadChoices, TableNotes, TableProblem } from '../table/table.ts';
import type { PanelPart } from './panel-parts.ts';

/** A column as the page needs it: what it is, not its cells. */
export type ColumnProfile = Pick<Column, 'name' | 'kind' | 'missing' | 'unreadable' | 'unreadableExamples'> & {
  summary?: ColumnSummary;
  /** Of dates: how they are written, and the other reading where nothing tells day and month apart. */
  format?: string;
  question?: DateQuestion | null;
  /** Columns that this one was put together from; null for the file's own. */
  madeFrom?: number[] | null;
};

/** A table as the page needs it; the cells stay in the worker. */
export type TableProfile = {
  name: string;
  bytes: number;
  rowCount: number;
  raggedRows: number;
  dialect: Dialect;
  columns: ColumnProfile[];
  /** Which series to read first; the user may change it. Null where no column holds numbers to make one of. */
  guess: PanelGuess | null;
  notes: TableNotes;
  /** Why an analysis is not for this table; null where it is. */
  refusals: Record<AnalysisId, AnalysisProblem | null>;
};

export type TableSource = {
  name: string;
  blob: Blob;
  /** What the user says about the file instead of what is guessed. */
  choices?: ReadChoices;
};

/** A part of the table as it was read, for a preview. Missing cells are empty texts. */
export type TablePreview = {
  firstRow: number;
  rows: PreviewCell[][];
};

/** A table that the data worker holds. */
export type TableHandle = number;
/** What an analysis has prepared there of a table. */
export type InputHandle = number;

export type PanelOverview = {
  step: Step;
  series: SeriesSummary[];
  refused: RefusedSeries[];
  /** What became of each row of the file. */
  account: RowsAccount;
};

/** A job of an analysis, and the input it is about. */
export type JobRequest = { analysis: string; job: unknown; input: InputHandle };

export type JobNews =
  /** What the job tells of itself. */
  | { kind: 'job'; progress: unknown }
  /** The GPU failed and the job goes on, on what is said here. */
  | { kind: 'backend'; choice: BackendChoice };

/** How many parts of a job wait for this worker to be free, so that others may do them. */
export type WaitingParts = { kind: 'waiting'; parts: number };

/** What a job hears of workers that have nothing else to do. */
export type HelperNews =
  /** This one can be asked over `port` to do one part. */
  | { kind: 'helper'; helper: number; port: MessagePort }
  /** It will not answer any more. */
  | { kind: 'helper-gone'; helper: number };

export type Calls = {
  /** Data worker: reads a file and keeps the table; the tables read before it only as far as there is room. */
  'read-table': {
    input: TableSource;
    output: { table: TableHandle; profile: TableProfile };
    progress: ReadProgress;
    problem: TableProblem;
  };
  /** Data worker: every series of a table, each in a few numbers. What could be made comes in parts, as progress. */
  'read-panel': {
    input: PanelRequest & { table: TableHandle };
    output: Omit<PanelOverview, 'series'>;
    progress: PanelProgress | { part: PanelPart };
    problem: SeriesProblem;
  };
  /** Data worker: what a table has that an earlier state of it had not; null where they have nothing in common. */
  'compare-panels': {
    input: {
      earlier: PanelRequest & { table: TableHandle };
      later: PanelRequest & { table: TableHandle };
      /** What was changed by hand in the earlier state. */
      byHand: PointRules;
    };
    output: PanelComparison | null;
    progress: PanelProgress;
    problem: SeriesProblem;
  };
  /** Data worker: some rows of a table as they were read. */
  'preview-rows': {
    input: { table: TableHandle; firstRow: number; rows: number };
    output: TablePreview;
    progress: never;
    problem: never;
  };
  /** Data worker: has an analysis prepare its input of a table, and keeps that. */
  'prepare-input': {
    input: { table: TableHandle; analysis: string; request: unknown };
    output: { input: InputHandle; brief: unknown };
    progress: PanelProgress;
    problem: AnalysisProblem;
  };
  /** Data worker: forgets inputs that nobody needs any more. */
  'release-inputs': { input: { inputs: InputHandle[] }; output: null; progress: never; problem: never };
  /**
   * Data worker: answers `fetch-input` over this port, until it is closed. Job worker: asks over it for what jobs need; what is
   * still asked over an earlier one comes to nothing.
   */
  connect: { input: { port: MessagePort }; output: null; progress: never; problem: never };
  /** To the data worker, from a job worker or from the page: something of an input. */
  'fetch-input': {
    input: { input: InputHandle; need: unknown };
    output: unknown;
    progress: PanelProgress;
    problem: { code: 'input-gone'; params: Record<never, never> };
  };
  /** Job worker: chooses and starts a backend; `backend` null leaves the choice to the worker. */
  'start-backend': { input: { backend: BackendName | null }; output: BackendChoice; progress: never; problem: never };
  /** Job worker: compiles ahead what such a job will run. Never needed, and changes nothing of what comes of it. */
  'compile-job': { input: JobRequest; output: null; progress: never; problem: never };
  /** Job worker: does a job of an analysis. What a cancel leaves is for the analysis to say. */
  'run-job': {
    input: JobRequest;
    output: unknown;
    progress: JobNews | WaitingParts;
    problem: AnalysisProblem;
    news: HelperNews;
  };
  /** Job worker: does one part of a job for another worker, which asks for it by `do-part` over the port. */
  lend: { input: { port: MessagePort; analysis: string }; output: null; progress: never; problem: never };
  /** Between job workers: does a part of a job; null where there is none after all. */
  'do-part': {
    input: { part: unknown } | null;
    output: { value: unknown } | 'cancelled' | 'not-asked';
    progress: unknown;
    problem: never;
  };
};

export type CallKind = keyof Calls;
/** What a call may be told while it runs. */
export type NewsOf<Kind extends CallKind> = Calls[Kind] extends { news: infer News } ? News : never;
export type InternalProblem = { code: 'internal'; params: { message: string } };
/** The worker stopped answering or was ended by the browser (out of memory, say). */
export type WorkerDied = { code: 'worker-died'; params: { message: string } };
export type ProblemOf<Kind extends CallKind> = Calls[Kind]['problem'] | InternalProblem | WorkerDied;

export type Request = {
  [Kind in CallKind]: { id: number; kind: Kind; input: Calls[Kind]['input'] };
}[CallKind];
export type ToWorker =
  | Request
  /** Answered at once, whatever else the worker is doing between two messages. */
  | { id: number; kind: 'ping' }
  | { id: number; kind: 'cancel' }
  | { id: number; kind: 'news'; news: { [Kind in CallKind]: NewsOf<Kind> }[CallKind] };

export type Reply<Kind extends CallKind = CallKind> =
  /** The worker is there: said once when it begins, and to every ping. */
  | { id: number; type: 'alive' }
  | { id: number; type: 'progress'; progress: Calls[Kind]['progress'] }
  | { id: number; type: 'done'; output: Calls[Kind]['output'] }
  | { id: number; type: 'failed'; problem: Calls[Kind]['problem'] | InternalProblem }
  | { id: number; type: 'cancelled' };
