/** How the automatic choice tries its candidates on the recent past of one history. */
import { pauseIfBusy } from '../base/pause.ts';
import { FitCancelled, type FitContext, type FittedForecaster, type Forecaster } from '../forecasters/forecaster.ts';
import { WeightsMissing } from '../forecasters/pretrained/load-weights.ts';

export type AutoCandidate = {
  name: string;
  forecaster: Forecaster;
  /** How much it counts before anything is known of it; 1 where absent. */
  prior?: number;
  /** Whether it learnt from other series beforehand, and is trusted without a trial. */
  knowsAhead?: boolean;
  /** Whether it is made for such a history; for all where absent. */
  suits?: (history: Float64Array) => boolean;
};

/** What a candidate made of the recent past. */
export type CandidateTrial = {
  /** Points from all origins in time order, each by parameters that saw nothing beyond its round's first. */
  forecasts: Float64Array[];
  /** As it was in the last round. */
  fitted: FittedForecaster;
};

/** Fits go to what comes before the first of these origins; the rest are forecast from with those parameters. */
type Round = readonly number[];

/** What lies before each origin of a round. */
export type RoundHistories = readonly Float64Array[];

const mostOrigins = 12;
const mostRounds = 3;
const leastHorizons = 3;

/** Fewest points a candidate is fitted on: two seasons, or half of a short series. */
function leastHistory(length: number, seasonLength: number): number {
  return Math.max(3, Math.min(2 * seasonLength + 2, Math.floor(length / 2)));
}

/**
 * Origins half a horizon apart over the last quarter of a long history, so that hours see a whole week and weeks a whole
 * year, and over the last three horizons of a short one (rolling origins: Tashman 2000). Models are fitted anew in each round.
 *
 * @returns none where the history is too short to try anything
 */
export function planRounds(
  length: number,
  horizonSteps: number,
  seasonLength: number,
  rounds: number = mostRounds,
): Round[] {
  const last = length - horizonSteps;
  const least = leastHistory(length, seasonLength);
  if (last < least) return [];
  const wanted = Math.max(
    (leastHorizons - 1) * horizonSteps,
    Math.min(length >> 2, mostOrigins * horizonSteps) - horizonSteps,
  );
  const reach = Math.min(wanted, last - least);
  const spacing = Math.max(1, Math.floor(horizonSteps / 2), Math.ceil(reach / (mostOrigins - 1)));
  const count = Math.floor(reach / spacing) + 1;
  const origins = Array.from({ length: count }, (_, at) => last - (count - 1 - at) * spacing);
  const perRound = Math.ceil(count / rounds);
  return Array.from({ length: Math.ceil(count / perRound) }, (_, at) =>
    origins.slice(at * perRound, (at + 1) * perRound),
  );
}

/**
 * @param earlier the same forecaster, fitted to the beginning of the history
 * @throws {FitCancelled} when cancelled; other exceptions are the forecaster's own
 */
export async function fitTo(
  forecaster: Forecaster,
  history: Float64Array,
  context: FitContext,
  earlier: FittedForecaster | null = null,
): Promise<FittedForecaster> {
  await pauseIfBusy();
  if (context.signal.aborted) throw new FitCancelled();
  const refitted = earlier?.refit?.([history], context);
  return refitted ?? forecaster.fit({ histories: [history], validationSteps: 0, epochs: null }, context);
}

/** The rule that was fitted; null where another family stands in for it. */
export function ruleChosenBy({ rules }: FittedForecaster): string | null {
  return rules ? rules[0] : '';
}

/**
 * Why a candidate gives no forecast.
 *
 * @throws {FitCancelled} where that is all it is
 */
export function nameFailure(error: unknown): 'failed' | 'weights-missing' {
  if (error instanceof FitCancelled) throw error;
  return error instanceof WeightsMissing ? 'weights-missing' : 'failed';
}

/**
 * Tries a candidate on the recent past; each round's fit goes on from the one before.
 *
 * @returns why not where it fails at any origin, or was not the same rule at all of them
 * @throws {FitCancelled} when cancelled
 */
export async function tryCandidate(
  { forecaster }: AutoCandidate,
  rounds: readonly RoundHistories[],
  context: FitContext,
): Promise<CandidateTrial | 'failed' | 'weights-missing' | 'not-itself'> {
  const forecasts: Float64Array[] = [];
  let fitted: FittedForecaster | null = null;
  try {
    for (const round of rounds) {
      if (forecaster.isItself?.(round[0]) === false) {
        fitted?.dispose();
        return 'not-itself';
      }
      const next: FittedForecaster = await fitTo(forecaster, round[0], context, fitted);
      const isSame = ruleChosenBy(next) !== null && (fitted === null || ruleChosenBy(fitted) === ruleChosenBy(next));
      fitted?.dispose();
      fitted = next;
      if (!isSame) return 'not-itself';
      for (const { yhat } of await fitted.forecast(round, 0, 'points')) forecasts.push(yhat);
    }
  } catch (error) {
    return nameFailure(error);
  }
  return fitted && forecasts.every((yhat) => yhat.every(Number.isFinite)) ? { forecasts, fitted } : 'failed';
}
