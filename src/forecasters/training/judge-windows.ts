import type { FitEnd } from '../forecaster.ts';
import type { LossCurve } from './loss-curve.ts';

/** Decides, epoch by epoch, which is best and whether to stop. */
export type Judge = {
  readonly curve: LossCurve;
  /** Counted from 1; 0 before the first. */
  readonly bestEpoch: number;
  readonly end: FitEnd | null;
  /** Hears the next epoch's losses; says whether it is the best so far. */
  hear(trainLoss: number, validationLoss: number | null): boolean;
  save(): Verdict;
};

/** When to stop: after `epochs`, or after `patienceEpochs` without a new best. */
export type TrainingLimits = { epochs: number; patienceEpochs: number };

/** What a judge has heard so far. */
export type Verdict = { curve: LossCurve; bestEpoch: number; bestLoss: number; end: FitEnd | null };

/**
 * Stops once the validation loss has not fallen for a while, or at the last epoch; without validation the newest is the
 * best.
 *
 * @param from what an earlier judge had heard, to go on from
 */
export function createJudge({ epochs, patienceEpochs }: TrainingLimits, from?: Verdict): Judge {
  const curve: LossCurve = { train: [...(from?.curve.train ?? [])], validation: [...(from?.curve.validation ?? [])] };
  let bestEpoch = from?.bestEpoch ?? 0;
  let bestLoss = from?.bestLoss ?? Number.POSITIVE_INFINITY;
  let end: FitEnd | null = from?.end ?? null;

  function hear(trainLoss: number, validationLoss: number | null): boolean {
    const loss = validationLoss ?? trainLoss;
    if (!Number.isFinite(trainLoss) || !Number.isFinite(loss)) {
      end = 'diverged';
      return false;
    }
    curve.train.push(trainLoss);
    if (validationLoss !== null) curve.validation.push(validationLoss);
    const epoch = curve.train.length;
    const isBest = validationLoss === null || loss < bestLoss;
    if (isBest) {
      bestEpoch = epoch;
      bestLoss = loss;
    }
    if (validationLoss !== null && epoch - bestEpoch >= patienceEpochs) end = 'stopped-early';
    else if (epoch === epochs) end = 'all-epochs';
    return isBest;
  }

  return {
    curve,
    hear,
    get bestEpoch() {
      return bestEpoch;
    },
    save: () => ({ curve: { train: [...curve.train], validation: [...curve.validation] }, bestEpoch, bestLoss, end }),
    get end() {
      return end;
    },
  };
}
