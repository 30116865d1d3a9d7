/** What goes between shops that train one network together: files in place of a server. No row of data is in any of it. */
import type { NetworkId } from '../forecasters/model-cards.ts';
import type { Settings } from '../forecasters/settings.ts';
import type { NamedTensor } from '../forecasters/trained-network.ts';
import type { Step } from '../series/step.ts';

/** What all shops agree on, the same in every file of a training. */
export type RoundPlan = {
  /** Drawn when it was begun: tells its files from those of any other. */
  id: string;
  model: NetworkId;
  settings: Settings;
  /** The rhythm of the data. */
  step: Step;
  rounds: number;
  /** Epochs that each shop learns for in each round. */
  epochs: number;
};

/** What a shop tells of itself. */
export type Shop = {
  /** As it chose to be called. */
  label: string;
  /** Windows that it learnt from, by which its weights count. */
  windows: number;
  /**
   * Errors on the windows of its own that choose when to stop, as shares of the seasonal naive's: of the weights the round began with, and
   * of those it hands back. Null where there are none to tell.
   */
  before: number | null;
  after: number | null;
};

/** How a shop hides what it hands back: its update is cut to a norm, and noise is added. */
export type Noise = {
  /** What the norm of the whole update is kept to. */
  clipNorm: number;
  /** Standard deviation of the noise on each weight over `clipNorm`. */
  multiplier: number;
};

/** What a round begins with. */
export type Round = {
  plan: RoundPlan;
  /** 1 for the first; one more than the plan has where nothing is left but to use the weights. */
  round: number;
  weights: readonly NamedTensor[];
  /** Whose average the weights are; none where they are as they were drawn. */
  shops: readonly Shop[];
};

/** What a shop hands back. */
export type Contribution = {
  plan: RoundPlan;
  round: number;
  /** `digestOfWeights` of what it began with. */
  base: string;
  shop: Shop;
  /** Null where the weights are as they were learnt. */
  noise: Noise | null;
  weights: readonly NamedTensor[];
};

export const leastRounds = 1;
export const mostRounds = 20;
export const mostEpochs = 200;
/** Shops whose files are averaged at most. */
export const mostShops = 100;

export function isOver({ plan, round }: Pick<Round, 'plan' | 'round'>): boolean {
  return round > plan.rounds;
}
