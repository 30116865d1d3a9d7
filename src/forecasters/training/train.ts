/** The one training loop: every network learns here. */

import { pause } from '../../base/pause.ts';
import { createRandom } from '../../base/random.ts';
import { throttled } from '../../base/throttled.ts';
import type { Augmentation } from '../../compute/augment/augment.ts';
import type { LossKind } from '../../compute/loss/loss.ts';
import { runThroughFaults, throwOnFault } from '../../compute/recovery.ts';
import { waitForRoom } from '../../compute/repeat.ts';
import * as tf from '../../compute/tf.ts';
import { FitCancelled, type FitContext, FitDiverged, type FitEnd } from '../forecaster.ts';
import type { Network } from '../neural/network.ts';
import { lengthOf, type ParameterLayout, planLayout } from './flat-parameters.ts';
import { createJudge, type Verdict } from './judge-windows.ts';
import {
  createLearner,
  type LearnerOptions,
  type Snapshot,
  snapshotBytes,
  type TrainingData,
  weightsToKeep,
} from './learner.ts';
import type { LossCurve } from './loss-curve.ts';
import { createWindowPicker } from './pick-windows.ts';
import { halvingShare, learningRateShare } from './schedule.ts';
import { type Checkpoint, findTraining, type KeptTraining, keyOfTraining } from './training-memory.ts';

export type TrainingOptions = {
  epochs: number;
  /** Length of the learning-rate schedule in epochs; a refit of fewer epochs follows the same one. */
  scheduleEpochs: number;
  learningRate: number;
  /** How the learning rate falls; along a cosine where absent. */
  schedule?: 'cosine' | 'halving';
  /** What the norm of all gradients together is kept to; 1 where absent. */
  clipNorm?: number;
  weightDecay: number;
  dropout: number;
  seed: number;
  /** Windows in a step; fewer where there are not so many, or where memory runs out. */
  batchSize?: number;
  /** An epoch ends after so many steps even where some windows have not had their turn. */
  mostStepsAnEpoch?: number;
  /** Epochs without a lower validation loss after which training stops. */
  patienceEpochs?: number;
  /** What is to be small; the mean squared error where absent. */
  loss?: LossKind;
  /** Keeps a running mean of the weights, of about fifty steps, instead of the weights of one moment. */
  averaging?: boolean;
  /** How windows are made different in each step, so that few of them teach more. */
  augmentation?: Augmentation;
  /** [parameters] trained weights to go on from, in place of the network's first ones. */
  initial?: Float32Array;
  /** Names of weights that stay as they are. */
  frozen?: readonly string[];
  /**
   * How often what is needed to go on is copied off the device where no epoch is the best, and kept where the training is to outlive
   * its thread; every 10 s where absent, every 3 s where it is to.
   */
  saveEveryMs?: number;
};

export type TrainedNetwork = {
  /** [parameters] as `layout` says */
  theta: Float32Array;
  layout: ParameterLayout;
  fitEnd: FitEnd;
  /** Epochs behind `theta`. */
  epochs: number;
  curve: LossCurve;
};

const usualBatchSize = 32;
const leastBatchSize = 4;
const usualMostSteps = 32;
const usualPatience = 15;
const lookEveryMs = 250;
const saveEveryMs = 10_000;
const keepEveryMs = 3000;
/** A training that took less is done again sooner than what it came to is written. */
const leastKeptMs = 250;
const pauseEveryMs = 30;
const ringEpochs = 32;
const averagingShare = 0.98;
/** Of snapshots that wait for their epoch's verdict. */
const mostUnreadBytes = 2 ** 26;

/** An epoch whose losses are still on the device, with the state it ended with. */
type UnreadEpoch = { epoch: number; snapshot: Snapshot };

type TrainingAttempt = {
  batch: number;
  /** What it goes on from after a fault. */
  checkpoint: Checkpoint | null;
  saveEveryMs: number;
  /** Told of each checkpoint. */
  onCheckpoint: (checkpoint: Checkpoint) => void;
};

/**
 * Trains a network on windows with AdamW and, where validation windows are given, stops once their loss has not fallen
 * for a while and keeps the weights of its lowest point.
 *
 * Losses are looked at a few times a second, while the training goes on; the decision to stop then looks back over the
 * epochs in their order, so when it is made never changes the result. Should the GPU fail, training goes on from the last
 * checkpoint on whatever computes next; where it has run out of memory, from the beginning with smaller batches.
 *
 * Where the context has a memory, what an earlier attempt at the same training left there is gone on from, and checkpoints are kept
 * there a few seconds apart; when they were taken never changes the result either.
 *
 * @throws {FitCancelled} when cancelled before the first epoch's end
 * @throws {FitDiverged} when the first epoch's loss is not finite
 */
export async function trainNetwork(
  network: Network,
  data: TrainingData,
  options: TrainingOptions,
  context: FitContext,
): Promise<TrainedNetwork> {
  const { memory, signal, onEpoch } = context;
  const startedMs = performance.now();
  const { key, known, layout } = recall(network, data, options, memory);
  if (known && 'trained' in known) {
    const { trained } = known;
    onEpoch?.({ epoch: options.epochs, epochs: options.epochs, curve: trained.curve });
    return { ...trained, theta: trained.theta.slice(), layout };
  }
  const checkpoint = known && canGoOn(known.checkpoint, data, options) ? known.checkpoint : null;
  const everyMs = options.saveEveryMs ?? (memory ? keepEveryMs : saveEveryMs);
  const keepChecked = throttled<Checkpoint>((taken) => memory?.keep({ key, checkpoint: taken }), everyMs);
  const attempt: TrainingAttempt = {
    batch: checkpoint?.batch ?? usualBatch(data, options),
    checkpoint,
    saveEveryMs: everyMs,
    onCheckpoint: (taken) => {
      if (!signal.aborted && performance.now() - startedMs >= everyMs) keepChecked(taken);
    },
  };
  const trained = await runThroughFaults(
    () => runTraining(network, data, options, context, attempt),
    ({ fault }) => {
      if (fault.kind !== 'out-of-memory') return;
      attempt.batch = Math.max(Math.min(leastBatchSize, attempt.batch), attempt.batch >> 1);
      attempt.checkpoint = null;
    },
  );
  const isWorthKeeping = checkpoint !== null || performance.now() - startedMs >= leastKeptMs;
  if (!signal.aborted && isWorthKeeping) memory?.keep({ key, trained });
  return trained;
}

/** What an earlier attempt at the same training has left. */
function recall(
  network: Network,
  data: TrainingData,
  options: TrainingOptions,
  memory: FitContext['memory'],
): { key: string; known: KeptTraining | null; layout: ParameterLayout } {
  if (!memory) return { key: '', known: null, layout: [] };
  const initial = network.init(options.seed);
  const layout = planLayout(initial);
  tf.dispose(initial);
  const key = keyOfTraining(layout, data, options);
  return { key, known: findTraining(memory, key, lengthOf(layout)), layout };
}

/** Whether a checkpoint, which a file may have brought, is within the training. */
function canGoOn({ epoch, batch, learner }: Checkpoint, data: TrainingData, options: TrainingOptions): boolean {
  return (
    epoch <= options.epochs &&
    batch <= usualBatch(data, options) &&
    learner.step === epoch * planLearning(data, options, batch).stepsPerEpoch &&
    (learner.average !== null) === (options.averaging ?? false)
  );
}

/** What a learner is made with, and the number of steps in an epoch among it. */
function planLearning(data: TrainingData, options: TrainingOptions, batch: number): LearnerOptions {
  const stepsPerEpoch = Math.min(
    options.mostStepsAnEpoch ?? usualMostSteps,
    Math.ceil(data.trainStarts.length / batch),
  );
  const scheduleSteps = options.scheduleEpochs * stepsPerEpoch;
  const learningRateAt = (step: number) => {
    const halves = options.schedule === 'halving';
    return options.learningRate * (halves ? halvingShare(step, stepsPerEpoch) : learningRateShare(step, scheduleSteps));
  };
  const { averaging, ...others } = options;
  return {
    ...others,
    ...(averaging ? { averaging: averagingShare } : {}),
    learningRateAt,
    batch,
    stepsPerEpoch,
    ringEpochs,
  };
}

/**
 * Compiles on the GPU what `trainNetwork` with the same arguments will run, and runs each part once, for some drivers compile
 * in earnest only then. Nothing is kept but the compiled shaders.
 *
 * @param signal once aborted, what is being compiled is the last
 */
export async function compileTraining(
  network: Network,
  data: TrainingData,
  options: TrainingOptions,
  signal: AbortSignal,
): Promise<void> {
  const learnerOptions = planLearning(data, options, usualBatch(data, options));
  const learner = createLearner(network, data, learnerOptions, null);
  try {
    await learner.compile(signal);
    if (signal.aborted) return;
    learner.beginEpoch(data.trainStarts.slice(0, learnerOptions.batch));
    learner.takeStep();
    if (data.validationStarts.length > 0) learner.validate(0);
  } finally {
    learner.dispose();
  }
}

function usualBatch(data: TrainingData, { batchSize }: TrainingOptions): number {
  return Math.min(batchSize ?? usualBatchSize, data.trainStarts.length);
}

/** One attempt, which keeps what it has reached in `attempt.checkpoint`. */
async function runTraining(
  network: Network,
  data: TrainingData,
  options: TrainingOptions,
  { signal, onEpoch }: FitContext,
  attempt: TrainingAttempt,
): Promise<TrainedNetwork> {
  const { epochs, seed } = options;
  const { batch, checkpoint } = attempt;
  const random = createRandom(seed, 2);
  const learnerOptions = planLearning(data, options, batch);
  const { stepsPerEpoch } = learnerOptions;
  const learner = createLearner(network, data, learnerOptions, checkpoint?.learner ?? null);
  const { layout } = learner;
  const mostUnread = Math.max(
    1,
    Math.min(ringEpochs - 1, Math.floor(mostUnreadBytes / snapshotBytes(layout, learnerOptions))),
  );

  const patienceEpochs = options.patienceEpochs ?? usualPatience;
  const judge = createJudge({ epochs, patienceEpochs }, checkpoint?.verdict);
  const validates = data.validationStarts.length > 0;
  let unread: UnreadEpoch[] = [];
  let savedMs = performance.now();
  let best: Float32Array | null = checkpoint?.best?.slice() ?? null;

  const pickWindows = createWindowPicker(data.trainStarts, stepsPerEpoch * batch, random);

  function take(taken: Checkpoint): void {
    attempt.checkpoint = taken;
    savedMs = performance.now();
    attempt.onCheckpoint(taken);
  }

  async function runEpoch(epoch: number): Promise<void> {
    learner.beginEpoch(pickWindows());
    for (let step = 0; step < stepsPerEpoch; step += 1) {
      learner.takeStep();
      await breathe();
      if (signal.aborted) return;
    }
    if (validates) learner.validate(epoch);
    unread.push({ epoch, snapshot: learner.takeSnapshot() });
  }

  /** Reads what epochs have left on the device and judges them in their order; the best of all is what can be gone on from. */
  async function look(): Promise<void> {
    if (unread.length === 0) return;
    const looked = unread;
    unread = [];
    try {
      const { train, validation } = await learner.readLosses();
      throwOnFault();
      let newBest: { epoch: number; snapshot: Snapshot; verdict: Verdict } | null = null;
      for (const { epoch, snapshot } of looked) {
        if (judge.end !== null) break;
        const first = (epoch % ringEpochs) * stepsPerEpoch;
        const losses = train.subarray(first, first + stepsPerEpoch);
        const trainLoss = losses.reduce((sum, loss) => sum + loss / stepsPerEpoch, 0);
        const isBest = judge.hear(trainLoss, validates ? validation[epoch % ringEpochs] : null);
        if (isBest) newBest = { epoch, snapshot, verdict: judge.save() };
      }
      if (newBest) {
        const { epoch, snapshot, verdict } = newBest;
        const saved = await snapshot.read();
        throwOnFault();
        best = weightsToKeep(saved);
        take({ epoch: epoch + 1, batch, learner: saved, verdict, best });
      }
    } finally {
      for (const { snapshot } of looked) snapshot.dispose();
    }
    onEpoch?.({ epoch: judge.curve.train.length, epochs, curve: judge.curve });
  }

  let breathedMs = performance.now();
  async function breathe(): Promise<void> {
    const room = waitForRoom();
    if (room) await room;
    if (performance.now() - breathedMs < pauseEveryMs) return;
    await pause();
    throwOnFault();
    breathedMs = performance.now();
  }

  let looking: Promise<void> | null = null;
  async function lookAll(): Promise<void> {
    await looking;
    await look();
  }

  async function save(epoch: number): Promise<void> {
    await lookAll();
    const snapshot = learner.takeSnapshot();
    try {
      const saved = await snapshot.read();
      throwOnFault();
      take({ epoch, batch, learner: saved, verdict: judge.save(), best });
    } finally {
      snapshot.dispose();
    }
  }

  try {
    await learner.compile();
    const first = checkpoint?.epoch ?? 0;
    for (let epoch = 0; epoch < first; epoch += 1) pickWindows();
    let lookedMs = performance.now();
    savedMs = lookedMs;
    for (let epoch = first; epoch < epochs && judge.end === null && !signal.aborted; epoch += 1) {
      await runEpoch(epoch);
      if (performance.now() - savedMs >= attempt.saveEveryMs && !signal.aborted) {
        await save(epoch + 1);
      }
      const isDue = performance.now() - lookedMs >= lookEveryMs;
      if (!isDue && unread.length < mostUnread) continue;
      await looking;
      looking = look();
      looking.catch(() => {});
      lookedMs = performance.now();
    }
    await lookAll();
  } finally {
    await looking?.catch(() => {});
    learner.dispose();
    for (const { snapshot } of unread) snapshot.dispose();
  }
  const kept = best as Float32Array | null;
  if (!kept) throw judge.end === 'diverged' ? new FitDiverged() : new FitCancelled();
  return { theta: kept, layout, fitEnd: judge.end ?? 'cancelled', epochs: judge.bestEpoch, curve: judge.curve };
}
