/** What a shop is asked in a round of a shared training, and what comes of it. */
import type { Noise, Shop } from '../federation/round.ts';
import type { LearningPart } from '../forecasters/neural/shop-learner.ts';
import type { NamedTensor, TrainedNetwork } from '../forecasters/trained-network.ts';

export type RoundTask = {
  /** What the round begins with. */
  weights: readonly NamedTensor[];
  epochs: number;
  /** A head of its own is kept only where it does better than the one that was handed. */
  part: LearningPart;
  /** How what was learnt is hidden; null where it is handed on as it is. */
  noise: Noise | null;
};

export type RoundLearning = Omit<Shop, 'label'> & {
  /** As they are handed on: hidden where that was asked for. */
  trained: TrainedNetwork;
  /** The norm of what was learnt, before it was hidden. */
  norm: number;
  /** Points of the series shown that were learnt from, or chose when to stop: its test part is not among them. */
  points: number;
};
