/** The network that was trained ahead goes on learning, from histories at hand. */
import { createRandom, type Random } from '../../base/random.ts';
import { FitCancelled } from '../forecaster.ts';
import type { TunedLayers } from '../settings.ts';
import { addSample, roomFor, type Samples } from './draw-samples.ts';
import { startPretraining, type TrainingPlan } from './pretrain.ts';
import type { PretrainedOptions } from './pretrained-forecaster.ts';
import type { PretrainedWeights } from './weights-file.ts';

export type TuningOptions = PretrainedOptions & { layers: TunedLayers; seed: number };

/** All of it, what comes after the code of a history, or the last layers alone. */
const learns: Record<TunedLayers, (name: string) => boolean> = {
  all: () => true,
  decoder: (name) => /^(join|decoder|head|straight)/.test(name),
  head: (name) => /^(head|straight)/.test(name),
};

const samplesPerStep = 64;
const stepsPerEpoch = 20;
/** A tenth of the rate that the weights were first learnt at, reached after one epoch. */
const peakRate = 1e-4;
/** Values that the history of a sample has at least, beside a season. */
const leastHistory = 6;
/** Tries for a sample before the histories are taken to have none. */
const mostTries = 20;

/** Points that a history needs to be learnt from. */
export function leastLearnt({ seasonLength, horizonSteps }: PretrainedOptions): number {
  return leastHistory + Math.max(1, seasonLength) + horizonSteps;
}

/** @returns histories cut at some point, and what came after; null where they are all constant */
function drawFrom(
  histories: readonly Float64Array[],
  { seasonLength, horizonSteps }: PretrainedOptions,
  random: Random,
): Samples | null {
  const season = Math.max(1, seasonLength);
  const samples = roomFor(samplesPerStep);
  let tries = 0;
  for (let at = 0; at < samplesPerStep; ) {
    tries += 1;
    if (tries > mostTries * samplesPerStep) return null;
    const history = histories[Math.floor(random() * histories.length)];
    const least = Math.min(leastHistory + season, history.length - 1);
    const cut = least + Math.floor(random() * (history.length - least));
    const horizon = Math.min(horizonSteps, history.length - cut);
    const [before, after] = [history.subarray(0, cut), history.subarray(cut)];
    if (addSample(samples, at, before, after, { season, horizon }, random)) at += 1;
  }
  return samples;
}

/** Hears of the weights after an epoch and of the mean loss in it. @returns whether to go on */
type OnTuned = (tuned: PretrainedWeights, epoch: number, loss: number) => Promise<boolean>;

/**
 * Tunes weights to histories: the same histories, options and epochs give the same weights on the same backend.
 *
 * @param histories [series][time] each of `leastLearnt` points at least
 * @returns a running mean of the weights; those it began from where there is nothing to learn from
 * @throws {FitCancelled} when cancelled
 */
export async function tuneWeights(
  weights: PretrainedWeights,
  histories: readonly Float64Array[],
  options: TuningOptions,
  epochs: number,
  { signal, onTuned = async () => true }: { signal: AbortSignal; onTuned?: OnTuned },
): Promise<PretrainedWeights> {
  const { seed, layers } = options;
  const plan: TrainingPlan = {
    samplesPerStep,
    rateAt: (step) => peakRate * Math.min(1, (step + 1) / stepsPerEpoch),
    learns: learns[layers],
  };
  const { theta, shape } = weights;
  const from = { seed, step: 0, theta, moments: new Float32Array(2 * theta.length), average: theta };
  const training = startPretraining(shape, seed, from, plan);
  const random = createRandom(seed, 0);
  let tuned = weights;
  try {
    for (let epoch = 1; epoch <= epochs; epoch += 1) {
      for (let step = 0; step < stepsPerEpoch; step += 1) {
        if (signal.aborted) throw new FitCancelled();
        const samples = drawFrom(histories, options, random);
        if (!samples) return tuned;
        training.takeStep(samples);
      }
      tuned = { ...weights, theta: (await training.save()).average };
      if (!(await onTuned(tuned, epoch, await training.readLoss(stepsPerEpoch)))) break;
    }
    return tuned;
  } finally {
    training.dispose();
  }
}
