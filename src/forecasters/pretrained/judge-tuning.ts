/** Whether tuned weights forecast better than those they came from: both are tried on stretches that neither has learnt from. */
import { type Forecast, middleLevel, quantileLevels } from '../forecaster.ts';
import { forecastPretrained, type PretrainedOptions } from './pretrained-forecaster.ts';
import { leastLearnt } from './tune-weights.ts';
import type { PretrainedWeights } from './weights-file.ts';

/** A stretch to be forecast. */
type Stretch = {
  before: Float64Array;
  came: Float64Array;
  /** Mean change over a season before it, in the unit of the series. */
  scale: number;
};

export type TuningTask = {
  /** [series][time] what is learnt from: nothing of the stretches. */
  learnt: Float64Array[];
  stretches: Stretch[];
};

/** Series whose ends are looked at, and stretches that are wanted, several of a series where there are few. */
const mostJudged = 128;
const wantedStretches = 16;
const mostOfSeries = 4;
/** Stretches without which nothing is known of how sure a gain is. */
const leastStretches = 4;
/** Standard errors that a gain is above zero: with one series, whose few stretches vary, a clear gain at all of them. */
const leastErrorsAbove = 2;
/** A stretch that went wrong altogether counts no more than this. */
const mostLoss = 10;

function meanChange(history: Float64Array, seasonLength: number): number {
  const lag = history.length > seasonLength ? Math.max(1, seasonLength) : 1;
  let sum = 0;
  for (let at = lag; at < history.length; at += 1) sum += Math.abs(history[at] - history[at - lag]);
  return sum / Math.max(1, history.length - lag);
}

/**
 * Cuts histories into what is learnt from and the stretches at their ends.
 *
 * @param validationSteps trailing points that are not learnt from, at least
 * @returns null where the histories are too short, or too few, to tell whether anything is gained
 */
export function planTuning(
  histories: readonly Float64Array[],
  options: PretrainedOptions,
  validationSteps: number,
): TuningTask | null {
  const horizon = options.horizonSteps;
  const ends = Math.min(mostOfSeries, Math.ceil(wantedStretches / histories.length));
  const held = Math.max(validationSteps, ends * horizon);
  const long = histories.filter(({ length }) => length - held >= leastLearnt(options));
  const every = Math.ceil(long.length / mostJudged);
  const stretches = long
    .filter((_, at) => at % every === 0)
    .flatMap((history) =>
      Array.from({ length: ends }, (_, back): Stretch => {
        const end = history.length - back * horizon;
        const before = history.subarray(0, end - horizon);
        const came = history.subarray(end - horizon, end);
        return { before, came, scale: meanChange(before, options.seasonLength) };
      }),
    )
    .filter(({ scale }) => scale > 0 && Number.isFinite(scale));
  if (stretches.length < leastStretches) return null;
  return { learnt: long.map((history) => history.subarray(0, history.length - held)), stretches };
}

export type Judged = {
  /** [stretches] mean pinball loss over the scale of each. */
  losses: number[];
  /** How far what came lay from the median, over how far the end of the 80 % interval on its side did. */
  reaches: number[];
};

const [lowEnd, highEnd] = [quantileLevels.indexOf(0.1), quantileLevels.indexOf(0.9)];

function judgeOne({ came, scale }: Stretch, quantiles: readonly Float64Array[]): { loss: number; reaches: number[] } {
  let sum = 0;
  for (const [level, row] of quantiles.entries())
    for (const [step, value] of came.entries()) {
      const miss = value - row[step];
      sum += Math.max(quantileLevels[level] * miss, (quantileLevels[level] - 1) * miss);
    }
  const reaches = Array.from(came, (value, step) => {
    const middle = quantiles[middleLevel][step];
    const end = quantiles[value > middle ? highEnd : lowEnd][step];
    return value === middle ? 0 : Math.abs((value - middle) / (end - middle));
  });
  return { loss: Math.min(mostLoss, sum / scale / came.length / quantiles.length), reaches };
}

/** @throws {FitCancelled} when cancelled */
export async function judgeWeights(
  weights: PretrainedWeights,
  stretches: readonly Stretch[],
  options: PretrainedOptions,
  signal: AbortSignal,
): Promise<Judged> {
  const before = stretches.map((stretch) => stretch.before);
  const forecasts = await forecastPretrained(weights, before, options, signal);
  const judged = stretches.map((stretch, at) => judgeOne(stretch, forecasts[at].quantiles as Float64Array[]));
  return { losses: judged.map(({ loss }) => loss), reaches: judged.flatMap(({ reaches }) => reaches) };
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value / values.length, 0);
}

/** Whether losses are lower by more than chance: by the paired differences, stretch by stretch. */
export function isBetter(before: readonly number[], after: readonly number[]): boolean {
  const count = before.length;
  const gains = before.map((loss, at) => loss - after[at]);
  const gain = meanOf(gains);
  const variance = gains.reduce((sum, each) => sum + (each - gain) ** 2 / (count - 1), 0);
  return gain > 0 && gain > leastErrorsAbove * Math.sqrt(variance / count);
}

const heldShare = 0.8;
const mostWidened = 1.5;

/**
 * By how much quantiles have to be further from the median so that the 80 % interval would have held what it says; never less than 1
 * (split conformal prediction: Lei et al. 2018, with the error over the width of the interval as score).
 */
export function findWidening(reaches: readonly number[]): number {
  const sorted = [...reaches].sort((a, b) => a - b);
  const place = Math.ceil(heldShare * (sorted.length + 1));
  return Math.max(1, Math.min(mostWidened, sorted[place - 1] ?? mostWidened));
}

/** A forecast whose quantiles lie so many times further from its points. */
export function widen({ yhat, quantiles, ...rest }: Forecast, times: number): Forecast {
  if (times === 1 || !quantiles) return { yhat, quantiles, ...rest };
  const wider = quantiles.map((row) => row.map((value, step) => yhat[step] + times * (value - yhat[step])));
  return { yhat, quantiles: wider, ...rest };
}
