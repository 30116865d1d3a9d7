/** What the trainings of a run have come to so far, kept beyond the page: one piece a model, let go when the model is done. */
import { isRecord } from '../../../base/is-record.ts';
import { isNetwork, type ModelId, modelIds } from '../../../forecasters/model-cards.ts';
import type { KeptTraining } from '../../../forecasters/training/training-memory.ts';
import { sizeOf } from '../../../session/run-shelf.ts';
import type { SessionParts } from '../../../session/session-side.ts';
import type { Candidate } from '../../../session/shown.ts';

export type KeptTrainings = ReadonlyMap<ModelId, readonly KeptTraining[]>;

const prefix = 'training ';
/** Of all models of a run; what would go beyond it begins anew after a reload. */
const mostBytes = 64e6;

const networks = modelIds.filter(isNetwork);

/** The model whose trainings a piece of this name holds; null where it holds none. */
export function modelOfPiece(name: string): ModelId | null {
  return networks.find((model) => name === `${prefix}${model}`) ?? null;
}

/** Takes what trainings of one run have come to. */
export type TrainingKeeper = {
  /** What is kept. */
  readonly trainings: KeptTrainings;
  keep(model: ModelId, training: KeptTraining): void;
  /** The model is done. */
  letGo(model: ModelId): void;
  letGoOfAll(): void;
};

/**
 * @param candidate what the run is about
 * @param from what an earlier attempt at the same run has left; what any other has left is let go
 */
export function createTrainingKeeper(
  keepBeyond: SessionParts['keep'],
  candidate: Candidate,
  from: KeptTrainings,
): TrainingKeeper {
  const trainings = new Map(from);
  for (const model of networks) if (!from.has(model)) keepBeyond(candidate, `${prefix}${model}`, null);

  function letGo(model: ModelId): void {
    if (trainings.delete(model)) keepBeyond(candidate, `${prefix}${model}`, null);
  }

  return {
    trainings,
    letGo,
    letGoOfAll: () => [...trainings.keys()].forEach(letGo),
    keep(model, training) {
      const others = (trainings.get(model) ?? []).filter(({ key }) => key !== training.key);
      trainings.set(model, [...others, training]);
      if (sizeOf([...trainings.values()]) > mostBytes) letGo(model);
      else keepBeyond(candidate, `${prefix}${model}`, trainings.get(model));
    },
  };
}

const isWeights = (value: unknown, length: number) => value instanceof Float32Array && value.length === length;
const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
const isCurve = (value: unknown) =>
  isRecord(value) &&
  [value.train, value.validation].every((losses) => Array.isArray(losses) && losses.every(Number.isFinite));

function isCheckpoint(value: unknown): boolean {
  if (!isRecord(value) || !isRecord(value.learner) || !isRecord(value.verdict)) return false;
  const { learner, verdict, best, epoch, batch } = value;
  if (!(learner.theta instanceof Float32Array)) return false;
  const { length } = learner.theta;
  return (
    [epoch, batch, learner.step, verdict.bestEpoch].every(isCount) &&
    (batch as number) > 0 &&
    isWeights(learner.moments, 2 * length) &&
    (learner.average === null || isWeights(learner.average, length)) &&
    (best === null || isWeights(best, length)) &&
    isCurve(verdict.curve)
  );
}

function isTrained(value: unknown): boolean {
  if (!isRecord(value) || !(value.theta instanceof Float32Array) || !Array.isArray(value.layout)) return false;
  return isCount(value.epochs) && isCurve(value.curve) && typeof value.fitEnd === 'string';
}

/** Whether what a file brings can be the trainings of a model. */
export function areSoundTrainings(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (one) =>
        isRecord(one) &&
        typeof one.key === 'string' &&
        ('trained' in one ? isTrained(one.trained) : isCheckpoint(one.checkpoint)),
    )
  );
}
