/** The app's own training of a case, step by step. */
import { createLearner, type Learner } from '../../src/forecasters/training/learner.ts';
import { createNetwork, horizonSteps, type TrainingCase } from './training-cases.ts';

const stepsPerEpoch = 8;

/** Steps as the app's training loop takes them: windows cut, gradients, clipping, AdamW. */
export function createOurs(one: TrainingCase): Learner {
  const lookBackSteps = one.time * one.features;
  const data = {
    lookBackSteps,
    horizonSteps,
    seasonLength: 12,
    values: Float32Array.from({ length: lookBackSteps + 1000 }, (_, at) => Math.sin(at / 5) + Math.sin(at * at)),
    trainStarts: Int32Array.from({ length: 900 }, (_, at) => at),
    validationStarts: new Int32Array(),
  };
  const options = {
    learningRateAt: () => 1e-3,
    weightDecay: 0.01,
    dropout: one.dropout,
    seed: 1,
    batch: one.batch,
    stepsPerEpoch,
    epochs: 1000,
    ringEpochs: 32,
  };
  const learner = createLearner(createNetwork(one), data, options, null);
  learner.beginEpoch(Int32Array.from({ length: stepsPerEpoch * one.batch }, (_, at) => (at * 37) % 900));
  return learner;
}
