/**
 * What an analysis is. It lives in a folder of its own beside this file and has a side for each place where its code runs:
 * `table-side.ts` in the data worker; `job-side.ts` in the workers that do its jobs, where it has any; on the page
 * `state/session-side.ts`, what it keeps, and `view/view-side.tsx`, how it shows it. Its id in `list.ts` is all that the rest of
 * the app knows of it.
 *
 * The types are methods on purpose: a side made for its own kinds of requests stands in a list of sides of any kind. Everything
 * that passes from one side to another is plain data.
 */
import type { Result } from '../base/result.ts';
import type { BackendChoice } from '../compute/backend-choice.ts';
import type { PanelChoice } from '../series/panel.ts';
import type { PanelIndex } from '../series/panel-index.ts';
import type { SeriesProblem } from '../series/series.ts';
import type { Table } from '../table/table.ts';

/** What is wrong, by a code that the analysis has words for. */
export type AnalysisProblem = { code: string; params: object };

/** A table as the data worker holds it. */
export type HeldTable = {
  table: Table;
  /** Its rows grouped to series by a choice of columns: once, for the choice used last. */
  panelOf(choice: PanelChoice): Result<PanelIndex, SeriesProblem>;
};

export type TaskContext = {
  /** Aborted where nobody waits for the answer any more. */
  signal: AbortSignal;
  /** How far it is. */
  report(progress: { done: number; total: number }): void;
};

/** What is given, and what of it goes over instead of being copied. */
export type Given<Value> = { value: Value; transfer?: Transferable[] };

/** What an analysis does where the tables are. */
export type TableSide<Request = unknown, Input = unknown, Brief = unknown, Need = unknown, Answer = unknown> = {
  /** Null where the table suits the analysis; else why not. */
  suits(table: Table): AnalysisProblem | null;
  /**
   * Makes the analysis's input of a table. It stays here, under a handle.
   *
   * @returns `brief` is what the page needs to know of it
   */
  prepare(
    held: HeldTable,
    request: Request,
    context: TaskContext,
  ): Promise<Result<{ input: Input; brief: Given<Brief> }, AnalysisProblem>>;
  /** Gives a job what it needs of the input. */
  give(input: Input, need: Need, context: TaskContext): Promise<Given<Answer>>;
};

export type HelpContext = {
  signal: AbortSignal;
  report(progress: unknown): void;
};

export type JobContext<Need = unknown, Answer = unknown, Progress = unknown, Shared = unknown, Share = unknown> = {
  signal: AbortSignal;
  report(progress: Progress): void;
  /** What tensors are computed on in this worker. */
  backend: BackendChoice;
  /** Identifies the input, so that what was made of it for one job serves the next. */
  input: number;
  /** Asks the table side for something of the input; what was asked before is not asked again. */
  need(need: Need): Promise<Answer>;
  /**
   * Has a part of the job done by whoever is free, by `help` of this side; several may be asked for at once.
   *
   * @throws {JobCancelled} where it was called off
   */
  share(part: Shared, context: { signal: AbortSignal; onProgress?: (progress: unknown) => void }): Promise<Share>;
};

/** A part of a job was called off before it came to anything. */
export class JobCancelled extends Error {}

/** What an analysis does where the jobs are done. */
export type JobSide<
  Job = unknown,
  Part = unknown,
  Need = unknown,
  Answer = unknown,
  Progress = unknown,
  Shared = unknown,
  Share = unknown,
> = {
  run(job: Job, context: JobContext<Need, Answer, Progress, Shared, Share>): Promise<Result<Part, AnalysisProblem>>;
  /** Compiles ahead what such a job will run; never needed, and changes nothing of what comes of it. */
  compile?(job: Job, context: Pick<JobContext<Need, Answer>, 'signal' | 'backend' | 'input' | 'need'>): Promise<void>;
  /**
   * Does a part of a job for another worker.
   *
   * @throws {JobCancelled} where it was called off
   */
  help?(part: Shared, context: HelpContext): Promise<Given<Share>>;
};

/** A job as the pool of workers needs to know it. */
export type PlannedJob<Job = unknown> = {
  /** Its name within the plan. */
  id: string;
  job: Job;
  /** Whether it trains, and so wants the GPU where there is one, which one worker owns. */
  trains: boolean;
  /** Roughly how long it takes in seconds, beside the other jobs; 0 for what takes a moment. */
  seconds: number;
  /** Whether others can do parts of it. */
  hasParts: boolean;
};
