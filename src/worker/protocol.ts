/**
 * Every message between the page and its workers, and between two workers. A request names a call; the replies to it are any
 * number of `progress`, then one of `done`, `failed` or `cancelled`. `failed` carries a problem the user can act on, or
 * `internal` for a bug. While a call runs it may be told news.
 */
import type { BackendChoice, BackendName } from '../compute/backend-choice.ts';
import type { ForecastOutcome, ModelFailure, ModelResult } from '../evaluation/results.ts';
import type { TrialRequest } from '../evaluation/search/try-settings.ts';
import type { JobAnswer, SharedJob } from '../evaluation/shared-jobs.ts';
import type { EpochReport } from '../forecasters/forecaster.ts';
import type { ModelId } from '../forecasters/model-cards.ts';
import type { Settings, SettingsProblem } from '../forecasters/settings.ts';
import type { LossCurve } from '../forecasters/training/loss-curve.ts';
import type {
  OtherSeries,
  PanelChoice,
  PanelGuess,
  PreparedSeries,
  RepairRules,
  SeriesSummary,
} from '../series/panel.ts';
import type { Series, SeriesProblem } from '../series/series.ts';
import type { Step } from '../series/step.ts';
import type { ColumnSummary } from '../table/columns/summarise-column.ts';
import type { PreviewCell } from '../table/layout/preview-rows.ts';
import type { Column, DateQuestion, Dialect, ReadChoices, TableNotes, TableProblem } from '../table/table.ts';

/** A series in full, and the lengths of the seasons found in it, in points. */
export type SeriesReading = PreparedSeries & { seasons: number[] };

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
  /** What to read first; the user may change it. */
  guess: PanelGuess;
  notes: TableNotes;
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

export type PanelRequest = { choice: PanelChoice; rules: RepairRules };
export type PanelOverview = {
  step: Step;
  series: SeriesSummary[];
  refused: { uniqueId: string; problem: SeriesProblem }[];
};
export type PanelProgress = { done: number; total: number };
export type ReadProgress = { bytesRead: number; bytesTotal: number; rows: number };

export type ForecastRequest = {
  series: Series;
  settings: Settings;
  /** What networks learn from beside the series; absent where that is nothing. */
  others?: OtherSeries;
};

export type ForecastProgress =
  /** A worker has taken this model. */
  | { kind: 'begun'; model: ModelId }
  | {
      kind: 'training';
      model: ModelId;
      /** `fit` learns before the test part, `origins` anew within it, `refit` again from everything. */
      phase: 'fit' | 'origins' | 'refit';
      epoch: number;
      epochs: number;
      curve: LossCurve;
      /** Time left for this model, both phases, in ms; null until it can be told. */
      etaMs: number | null;
    }
  | { kind: 'result'; result: ModelResult }
  | { kind: 'failure'; failure: ModelFailure }
  /** The GPU failed and the run goes on, on what is said here. */
  | { kind: 'backend'; choice: BackendChoice };

/** How many jobs of a run wait for this worker to be free, so that others may do them. */
export type WaitingJobs = { kind: 'waiting'; jobs: number };

/** What a run hears of workers that have nothing else to do. */
export type HelperNews =
  /** This one can be asked over `port` to do one job. */
  | { kind: 'helper'; helper: number; port: MessagePort }
  /** It will not answer any more. */
  | { kind: 'helper-gone'; helper: number };

export type Calls = {
  /** Data worker: reads a file and keeps the table. */
  'read-table': { input: TableSource; output: TableProfile; progress: ReadProgress; problem: TableProblem };
  /** Data worker: every series of the table read last, each in a few numbers. */
  'read-panel': { input: PanelRequest; output: PanelOverview; progress: PanelProgress; problem: SeriesProblem };
  /**
   * Data worker: one series of a panel in full, with its repairs; other rules undo or change these. The first that varies
   * where none is called `uniqueId`. `step` is the rhythm of the panel where it is known.
   */
  'prepare-series': {
    input: PanelRequest & { uniqueId: string | null; step: Step | null };
    output: SeriesReading;
    progress: never;
    problem: SeriesProblem;
  };
  /** Data worker: every other series of a panel in full, for networks that learn from all of them. */
  'read-others': {
    input: PanelRequest & { shown: Pick<Series, 'uniqueId' | 'step'> };
    output: OtherSeries;
    progress: PanelProgress;
    problem: SeriesProblem;
  };
  /** Data worker: some rows of the table as they were read. */
  'preview-rows': { input: { firstRow: number; rows: number }; output: TablePreview; progress: never; problem: never };
  /** Training worker: chooses and starts a backend; `backend` null leaves the choice to the worker. */
  'start-backend': { input: { backend: BackendName | null }; output: BackendChoice; progress: never; problem: never };
  /**
   * Training worker: compiles ahead, on a GPU, what such a forecast will run; elsewhere there is nothing to do. Never needed,
   * and changes nothing of what the forecast gives.
   */
  'prepare-forecast': { input: ForecastRequest; output: null; progress: never; problem: never };
  /** Training worker: trains, tests and forecasts. Cancelling ends it with `done` and what there is so far. */
  forecast: {
    input: ForecastRequest;
    output: ForecastOutcome;
    progress: ForecastProgress | WaitingJobs;
    problem: SettingsProblem;
    news: HelperNews;
  };
  /** Training worker: does one job for another worker, which asks for it by `do-job` over the port. */
  lend: { input: { port: MessagePort }; output: null; progress: never; problem: never };
  /** Between training workers: does a job of a run; null where there is none after all. */
  'do-job': {
    input: SharedJob | null;
    output: { answer: JobAnswer } | 'cancelled' | 'diverged' | 'not-asked';
    progress: EpochReport;
    problem: never;
  };
  /**
   * Training worker: learns and judges within what came before the test part, which is all it is sent; the error is null where
   * that came to nothing.
   */
  'try-settings': {
    input: TrialRequest;
    output: { error: number | null };
    /** How far it is, 0-1. */
    progress: { share: number };
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
export type Problem = ProblemOf<CallKind>;

export type Request = {
  [Kind in CallKind]: { id: number; kind: Kind; input: Calls[Kind]['input'] };
}[CallKind];
export type ToWorker =
  | Request
  | { id: number; kind: 'cancel' }
  | { id: number; kind: 'news'; news: { [Kind in CallKind]: NewsOf<Kind> }[CallKind] };

export type Reply<Kind extends CallKind = CallKind> =
  | { id: number; type: 'progress'; progress: Calls[Kind]['progress'] }
  | { id: number; type: 'done'; output: Calls[Kind]['output'] }
  | { id: number; type: 'failed'; problem: Calls[Kind]['problem'] | InternalProblem }
  | { id: number; type: 'cancelled' };
