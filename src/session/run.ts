/** What is going on right now, as one discriminated union, and the data it is about. */
import type { ForecastOutcome, LossCurve, ModelFailure, ModelResult } from '../evaluation/results.ts';
import { splitFor } from '../forecasters/backtest-settings.ts';
import type { ModelId } from '../forecasters/model-cards.ts';
import type { Settings } from '../forecasters/settings.ts';
import type { Split } from '../series/split.ts';
import type { Step } from '../series/step.ts';
import type {
  PanelOverview,
  PanelProgress,
  Problem,
  ReadProgress,
  SeriesReading,
  TableProfile,
  TableSource,
} from '../worker/protocol.ts';
import type { Sample } from './samples.ts';
import type { Selection } from './selection.ts';

/** A file that was read into columns, and the file itself, so that a worker that died can read it again. */
export type OpenedTable = { source: TableSource; profile: TableProfile };

/** The series shown, and where it came from. It stays until another one has been read in full. */
export type LoadedData = OpenedTable &
  SeriesReading &
  Selection & {
    /** The rhythm of the rows before they were added up to another; null where it is not known. */
    fileStep: Step | null;
  };

/** A table whose chosen columns gave no series: others may be chosen. */
export type Candidate = OpenedTable & Selection;

/** All series of the table, for a list. */
export type PanelList =
  | { state: 'single' }
  | { state: 'reading'; progress: PanelProgress | null }
  | { state: 'listed'; overview: PanelOverview };

export type ModelPhase = 'waiting' | 'fit' | 'origins' | 'refit' | 'finished' | 'failed';
export type ModelProgress = {
  phase: ModelPhase;
  epoch: number;
  epochs: number;
  curve: LossCurve;
  /** Time left for this model in ms; null until it can be told. */
  etaMs: number | null;
};

/** A run of the models: what it was asked, and what has come of it so far. */
export type Work = {
  settings: Settings;
  split: Split;
  progress: Record<string, ModelProgress>;
  results: ModelResult[];
  failures: ModelFailure[];
  /** Whether the user stopped it. */
  cancelled: boolean;
};

export type SessionProblem =
  | Problem
  | { code: 'sample-unreachable'; params: { sample: string } }
  | { code: 'nothing-pasted'; params: Record<never, never> };

/** What was being done when it failed; doing it again is the retry. */
export type Attempt =
  | { kind: 'open'; source: TableSource }
  | { kind: 'sample'; sample: Sample }
  | { kind: 'choose'; candidate: Candidate }
  | { kind: 'paste' }
  | { kind: 'forecast' };

/** The states in which nothing is under way; a failure goes back to the one it came from. */
export type Settled = { state: 'idle' } | { state: 'ready' } | { state: 'done'; work: Work };

export type Run =
  | Settled
  | {
      state: 'parsing';
      name: string;
      stage: 'table' | 'series';
      progress: ReadProgress | null;
      /** Whether it is the file shown that is read again, in another way. */
      isAgain: boolean;
      before: Settled;
    }
  | { state: 'training'; work: Work }
  | { state: 'cancelling'; work: Work }
  | {
      state: 'failed';
      problem: SessionProblem;
      attempt: Attempt;
      candidate: Candidate | null;
      /** Results that had come before the training failed. */
      work: Work | null;
      before: Settled;
    };

/** The state to go back to when what is under way comes to nothing. */
export function settledBefore(run: Run): Settled {
  if (run.state === 'parsing' || run.state === 'failed') return run.before;
  if (run.state === 'training' || run.state === 'cancelling') return { state: 'ready' };
  return run;
}

export type Failure = { problem: SessionProblem; attempt: Attempt; candidate?: Candidate; work?: Work };

/** The state after something failed. */
export function failedRun(run: Run, { problem, attempt, candidate, work }: Failure): Run {
  return {
    state: 'failed',
    problem,
    attempt,
    candidate: candidate ?? null,
    work: work ?? null,
    before: settledBefore(run),
  };
}

/** The run of the models to show, live or finished; null where there is none. */
export function shownWork(run: Run): Work | null {
  if (run.state === 'training' || run.state === 'cancelling' || run.state === 'done') return run.work;
  if (run.state === 'failed' && run.work) return run.work;
  if ((run.state === 'failed' || run.state === 'parsing') && run.before.state === 'done') return run.before.work;
  return null;
}

/** Whether models are being trained. */
export function isTraining(run: Run): boolean {
  return run.state === 'training' || run.state === 'cancelling';
}

/** The models that are being worked on, in the order of the settings. */
export function modelsInTurn({ settings, progress }: Work): ModelId[] {
  const isOver = (phase: ModelPhase | undefined) => phase === 'waiting' || phase === 'finished' || phase === 'failed';
  return settings.models.filter((model) => progress[model] && !isOver(progress[model].phase));
}

/** A run of the models that has just been asked for. */
export function beginWork(settings: Settings, length: number): Work {
  const waiting: ModelProgress = {
    phase: 'waiting',
    epoch: 0,
    epochs: 0,
    curve: { train: [], validation: [] },
    etaMs: null,
  };
  return {
    settings,
    split: splitFor(length, settings),
    progress: Object.fromEntries(settings.models.map((model) => [model, waiting])),
    results: [],
    failures: [],
    cancelled: false,
  };
}

function withPhase(work: Work, model: ModelId, change: Partial<ModelProgress>): Work {
  const before = work.progress[model];
  if (!before) return work;
  return { ...work, progress: { ...work.progress, [model]: { ...before, ...change } } };
}

/** The work after a worker took a model. */
export function noteBegun(work: Work, model: ModelId): Work {
  return withPhase(work, model, { phase: 'fit' });
}

/** The work after a model gave its result. */
export function addResult(work: Work, result: ModelResult): Work {
  const others = work.results.filter(({ model }) => model !== result.model);
  const added = { ...work, results: [...others, result] };
  return withPhase(added, result.model, { phase: 'finished', curve: result.curve, etaMs: null });
}

/** The work after a model gave none. */
export function addFailure(work: Work, failure: ModelFailure): Work {
  const others = work.failures.filter(({ model }) => model !== failure.model);
  const added = { ...work, failures: [...others, failure] };
  return withPhase(added, failure.model, { phase: 'failed', etaMs: null });
}

/** The work after news of a model in training. */
export function addProgress(work: Work, model: ModelId, progress: ModelProgress): Work {
  return withPhase(work, model, progress);
}

/** The work as the worker's final word has it. */
export function completeWork(work: Work, outcome: ForecastOutcome): Work {
  const withResults = outcome.results.reduce(addResult, work);
  const complete = outcome.failures.reduce(addFailure, withResults);
  return { ...complete, split: outcome.split, cancelled: outcome.cancelled };
}

/** The work after the worker had to be ended: what came until then, and the rest as stopped. */
export function cutShort(work: Work): Work {
  const open = work.settings.models.filter(
    (model) => !work.results.some((result) => result.model === model) && !work.failures.some((f) => f.model === model),
  );
  const stopped = open.map((model): ModelFailure => ({ model, code: 'cancelled-before-start', message: '' }));
  return { ...stopped.reduce(addFailure, work), cancelled: true };
}
