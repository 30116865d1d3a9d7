import { findSeasonFigure, removeSeason } from '../../statistics/decompose.ts';
import { fitLine, meanOf } from '../../statistics/moments.ts';
import type { EtsForm, EtsState } from './ets-model.ts';

const leastFigure = 0.01;

/** The season by the mean of each place over whole seasons, for histories too short for a moving average. */
function averageByPlace(y: Float64Array, seasonLength: number, multiplicative: boolean): Float64Array {
  const whole = Math.max(1, Math.floor(y.length / seasonLength));
  const level = meanOf(y.subarray(0, whole * seasonLength));
  return Float64Array.from({ length: seasonLength }, (_, place) => {
    let sum = 0;
    for (let season = 0; season < whole; season += 1) sum += y[Math.min(season * seasonLength + place, y.length - 1)];
    return multiplicative ? sum / whole / level : sum / whole - level;
  });
}

/**
 * States from which a search can begin: season by decomposition, level and slope by a line through the first values without
 * it (Hyndman et al. 2008, 2.6.1).
 *
 * @param seasonLength season of the history, used where the form has one
 * @returns the states before the first value, and the deviation of the first values from them
 */
export function guessInitialState(
  { trend, season: kind }: EtsForm,
  y: Float64Array,
  seasonLength: number,
): { state: EtsState; spread: number } {
  const seasonKind = kind === 'M' ? 'multiplicative' : 'additive';
  let season = new Float64Array(0);
  let smooth = y;
  if (kind !== 'N') {
    const figure =
      (y.length >= 3 * seasonLength && findSeasonFigure(y, seasonLength, seasonKind)) ||
      averageByPlace(y, seasonLength, kind === 'M');
    season = kind === 'M' ? figure.map((each) => Math.max(leastFigure, each)) : figure.slice();
    const excess = kind === 'M' ? meanOf(season) : 1;
    season = season.map((each) => each / excess);
    smooth = removeSeason(y, season, seasonKind);
  }
  const first = smooth.subarray(0, Math.min(smooth.length, Math.max(10, 2 * seasonLength)));
  const line = trend === 'N' ? { start: meanOf(first), slope: 0 } : fitLine(first);
  const rest = first.map((value, at) => value - line.start - line.slope * at);
  return {
    state: { level: line.start - line.slope, slope: line.slope, season },
    spread: Math.sqrt(meanOf(rest.map((each) => each * each))),
  };
}
