import { defaultSettings } from '../forecasters/settings.ts';
import type { Series } from '../series/series.ts';
import { findSeasons } from '../statistics/find-seasons.ts';

export type ChosenLengths = {
  horizonSteps: number;
  seasonLength: number;
  /** Whether the season was found in the values, for the rhythm has none. */
  isSeasonFound: boolean;
};

/** Enough of the end of a series to see its seasons by. */
const pointsSearched = 2000;

/**
 * Horizon and season as the page proposes them for the longest series; where its rhythm has no season, as numbered rows have
 * none, the shortest that is found in it.
 */
export function chooseLengths(series: readonly Series[]): ChosenLengths {
  const longest = series.reduce((most, one) => (one.y.length > most.y.length ? one : most));
  const { horizonSteps, seasonLength } = defaultSettings(longest.step, longest.y.length);
  if (seasonLength > 1) return { horizonSteps, seasonLength, isSeasonFound: false };
  const [found] = findSeasons(longest.y.slice(-pointsSearched));
  return { horizonSteps, seasonLength: found ?? 1, isSeasonFound: found !== undefined };
}
