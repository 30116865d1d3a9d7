import { meanOf } from './moments.ts';

export type SeasonKind = 'additive' | 'multiplicative';

/**
 * Centred moving average over one season, which a season cannot move; half weights at both ends of an even one.
 *
 * @returns [length], NaN within half a season of either end
 */
export function smoothOverSeason(values: Float64Array, seasonLength: number): Float64Array {
  const half = seasonLength >> 1;
  const edge = seasonLength % 2 === 0 ? 0.5 : 1;
  const smooth = new Float64Array(values.length).fill(Number.NaN);
  let inner = 0;
  for (let at = half; at < values.length - half; at += 1) {
    if (at === half) for (let near = 1; near < 2 * half; near += 1) inner += values[near];
    else inner += values[at + half - 1] - values[at - half];
    smooth[at] = (inner + edge * (values[at - half] + values[at + half])) / seasonLength;
  }
  return smooth;
}

/** What a season adds to, or multiplies, the level: its mean is 0, or 1. */
function centreFigure(figure: Float64Array, kind: SeasonKind): Float64Array {
  const centre = meanOf(figure);
  return kind === 'additive' ? figure.map((each) => each - centre) : figure.map((each) => each / centre);
}

/**
 * Season of a series by classical decomposition: the mean of what lies above a moving average, place by place
 * (Kendall and Stuart 1983; as R's `decompose`).
 *
 * @param values [length] positive for a multiplicative season
 * @returns [season] what to add at, or multiply by, each place of the season, the first for the first value;
 *   null with fewer than two seasons, or where a multiplicative one comes out not positive
 */
export function findSeasonFigure(values: Float64Array, seasonLength: number, kind: SeasonKind): Float64Array | null {
  if (seasonLength < 2 || values.length < 2 * seasonLength) return null;
  const trend = smoothOverSeason(values, seasonLength);
  const sums = new Float64Array(seasonLength);
  const counts = new Float64Array(seasonLength);
  for (let at = 0; at < trend.length; at += 1) {
    const level = trend[at];
    if (Number.isNaN(level) || (kind === 'multiplicative' && level <= 0)) continue;
    sums[at % seasonLength] += kind === 'additive' ? values[at] - level : values[at] / level;
    counts[at % seasonLength] += 1;
  }
  if (counts.includes(0)) return null;
  const figure = centreFigure(
    sums.map((sum, place) => sum / counts[place]),
    kind,
  );
  return kind === 'additive' || figure.every((each) => each > 1e-8) ? figure : null;
}

/** Takes a season out of values whose first lies at the first place of it. */
export function removeSeason(values: Float64Array, figure: Float64Array, kind: SeasonKind): Float64Array {
  return values.map((value, at) =>
    kind === 'additive' ? value - figure[at % figure.length] : value / figure[at % figure.length],
  );
}

/** Puts a season back; `from` is the place in time of the first value. */
export function restoreSeason(
  values: Float64Array,
  figure: Float64Array,
  kind: SeasonKind,
  from: number,
): Float64Array {
  return values.map((value, step) => {
    const season = figure[(from + step) % figure.length];
    return kind === 'additive' ? value + season : value * season;
  });
}
