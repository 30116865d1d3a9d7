/**
 * Every message between the page and its workers. A request names a call; the replies to it are any number of
 * `progress`, then one of `done`, `failed` or `cancelled`. `failed` carries a problem the user can act on, or
 * `internal` for a bug.
 */
import type { BackendChoice, BackendName } from '../compute/backend-choice.ts';
import type { ForecastOutcome, ModelFailure, ModelResult } from '../evaluation/results.ts';
import type { ModelId, Settings, SettingsProblem } from '../forecasters/settings.ts';
import type { LossCurve } from '../forecasters/training/loss-curve.ts';
import type { Series, SeriesChoice, SeriesProblem, SeriesReading } from '../series/series.ts';
import type { Column, Dialect, TableProblem } from '../table/table.ts';

/** A column as the page needs it: what it is, not its cells. */
export type ColumnProfile = Pick<Column, 'name' | 'kind' | 'missing' | 'unreadable' | 'unreadableExamples'>;

/** A table as the page needs it; the cells stay in the worker. */
export type TableProfile = {
  name: string;
  bytes: number;
  rowCount: number;
  raggedRows: number;
  dialect: Dialect;
  columns: ColumnProfile[];
  /** What to read first; the user may change it. */
  guess: SeriesChoice;
};

export type TableSource = { name: string; blob: Blob };
export type ReadProgress = { bytesRead: number; bytesTotal: number; rows: number };

export type ForecastRequest = { series: Series; settings: Settings };

export type ForecastProgress =
  | {
      kind: 'training';
      model: ModelId;
      /** `fit` learns from the training part; `refit` learns again from everything, for the forecast beyond the end. */
      phase: 'fit' | 'refit';
      epoch: number;
      epochs: number;
      curve: LossCurve;
      /** Time left for this model, both phases, in ms; null until it can be told. */
      etaMs: number | null;
    }
  | { kind: 'result'; result: ModelResult }
  | { kind: 'failure'; failure: ModelFailure };

export type Calls = {
  /** Data worker: reads a file and keeps the table. */
  'read-table': { input: TableSource; output: TableProfile; progress: ReadProgress; problem: TableProblem };
  /** Data worker: a series out of the table read last. */
  'read-series': { input: SeriesChoice; output: SeriesReading; progress: never; problem: SeriesProblem };
  /** Training worker: chooses and starts a backend; `backend` null leaves the choice to the worker. */
  'start-backend': { input: { backend: BackendName | null }; output: BackendChoice; progress: never; problem: never };
  /** Training worker: trains, tests and forecasts. Cancelling ends it with `done` and what there is so far. */
  forecast: { input: ForecastRequest; output: ForecastOutcome; progress: ForecastProgress; problem: SettingsProblem };
};

export type CallKind = keyof Calls;
export type InternalProblem = { code: 'internal'; params: { message: string } };
/** The worker stopped answering or was ended by the browser (out of memory, say). */
export type WorkerDied = { code: 'worker-died'; params: { message: string } };
export type ProblemOf<Kind extends CallKind> = Calls[Kind]['problem'] | InternalProblem | WorkerDied;
export type Problem = ProblemOf<CallKind>;

export type Request = {
  [Kind in CallKind]: { id: number; kind: Kind; input: Calls[Kind]['input'] };
}[CallKind];
export type ToWorker = Request | { id: number; kind: 'cancel' };

export type Reply<Kind extends CallKind = CallKind> =
  | { id: number; type: 'progress'; progress: Calls[Kind]['progress'] }
  | { id: number; type: 'done'; output: Calls[Kind]['output'] }
  | { id: number; type: 'failed'; problem: Calls[Kind]['problem'] | InternalProblem }
  | { id: number; type: 'cancelled' };
