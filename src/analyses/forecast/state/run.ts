/** A run of the models as one discriminated union, and the data that it is about. */
import type { ModelFailure, ModelResult } from '../../../evaluation/results.ts';
import { splitFor } from '../../../forecasters/backtest-settings.ts';
import type { ModelId } from '../../../forecasters/model-cards.ts';
import type { Settings, SettingsProblem } from '../../../forecasters/settings.ts';
import type { LossCurve } from '../../../forecasters/training/loss-curve.ts';
import type { Split } from '../../../series/split.ts';
import type { SessionProblem } from '../../../session/shown.ts';
import type { ModelPart, TestedPoints } from '../jobs/job.ts';
import type { Deployed } from './deploy.ts';

export type ModelPhase = 'waiting' | 'fit' | 'origins' | 'refit' | 'finished' | 'failed';
export type ModelProgress = {
  phase: ModelPhase;
  epoch: number;
  epochs: number;
  curve: LossCurve;
  /** Time left for this model in ms; null until it can be told. */
  etaMs: number | null;
  /** Of a model that learns both by itself and together with other targets, which it does. */
  way?: 'alone' | 'together';
};

/** What a run was asked, and what has come of it so far. */
export type Work = {
  settings: Settings;
  split: Split;
  /** What the series is in the test part; null until a model was tested. */
  tested: TestedPoints | null;
  progress: Record<string, ModelProgress>;
  results: ModelResult[];
  failures: ModelFailure[];
  /** Whether the user stopped it. */
  cancelled: boolean;
  /** Models that another worker began anew, because the one that had them was gone. */
  moved: ModelId[];
  /** The network that was trained before and forecasts here as it is; absent where the run trains its own. */
  deployed?: Deployed;
};

/** What can go wrong with a run. */
export type ForecastProblem = SessionProblem | SettingsProblem;

export type ForecastRun =
  | { state: 'none' }
  | { state: 'training' | 'cancelling' | 'done'; work: Work }
  /** `work` is what had come before it. */
  | { state: 'failed'; problem: ForecastProblem; work: Work | null };

/** The work to show, live or finished; null where there is none. */
export function shownWork(run: ForecastRun): Work | null {
  return run.state === 'none' ? null : run.work;
}

/** Whether as much has come of one as of the other, however far both are. */
export function isSameOutcome(one: Work, other: Work): boolean {
  return (
    one.results === other.results &&
    one.failures === other.failures &&
    one.split === other.split &&
    one.settings === other.settings &&
    one.moved === other.moved &&
    one.cancelled === other.cancelled
  );
}

/** Whether models are being trained. */
export function isTraining(run: ForecastRun): boolean {
  return run.state === 'training' || run.state === 'cancelling';
}

/** The models that are being worked on, in the order of the settings. */
export function modelsInTurn({ settings, progress }: Work): ModelId[] {
  const isOver = (phase: ModelPhase | undefined) => phase === 'waiting' || phase === 'finished' || phase === 'failed';
  return settings.models.filter((model) => progress[model] && !isOver(progress[model].phase));
}

/** Work that has just been asked for. */
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
    tested: null,
    progress: Object.fromEntries(settings.models.map((model) => [model, waiting])),
    results: [],
    failures: [],
    cancelled: false,
    moved: [],
  };
}

/** Work that was broken off, to go on with: what is done stays, the rest waits for its turn again. */
export function resumeWork(work: Work, length: number): Work {
  const begun = beginWork(work.settings, length);
  const isDone = (model: string) => doneIn(work).some((done) => done === model);
  const progress = Object.entries(begun.progress).map(([model, waiting]) => [
    model,
    isDone(model) ? (work.progress[model] ?? waiting) : waiting,
  ]);
  const deployed = work.deployed && { deployed: work.deployed };
  return {
    ...begun,
    ...deployed,
    progress: Object.fromEntries(progress),
    results: work.results,
    failures: work.failures,
  };
}

/** The models that have come to a result, or to none. */
export function doneIn({ results, failures }: Work): ModelId[] {
  return [...results, ...failures].map(({ model }) => model);
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

/** The work after another worker took a model because the first was gone. */
export function noteMoved(work: Work, model: ModelId): Work {
  return withPhase({ ...work, moved: [...work.moved, model] }, model, { phase: 'waiting', epoch: 0, etaMs: null });
}

/** The work after what came of a model. */
export function addPart(work: Work, { split, tested, result, failure }: ModelPart): Work {
  const known = { ...work, split, tested: work.tested ?? tested };
  if (result) return addResult(known, result);
  return failure ? addFailure(known, failure) : known;
}

function addResult(work: Work, result: ModelResult): Work {
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

/** Work that is over, in the order of the settings; models without a result or a failure were stopped. */
export function endWork(work: Work, wasCancelled: boolean): Work {
  const open = work.settings.models.filter(
    (model) => !work.results.some((result) => result.model === model) && !work.failures.some((f) => f.model === model),
  );
  const stopped = open.map((model): ModelFailure => ({ model, code: 'cancelled-before-start', message: '' }));
  const ended = stopped.reduce(addFailure, work);
  const { models } = work.settings;
  const inOrder = <Part extends { model: ModelId }>(parts: readonly Part[]) =>
    [...parts].sort((a, b) => models.indexOf(a.model) - models.indexOf(b.model));
  return { ...ended, results: inOrder(ended.results), failures: inOrder(ended.failures), cancelled: wasCancelled };
}
