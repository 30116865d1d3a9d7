import { findSeasons } from '../../statistics/find-seasons.ts';
import { FitCancelled, type Forecaster } from '../forecaster.ts';

/** Those found in each history: several forecasters are fitted to the same one. */
const seasonsFound = new WeakMap<Float64Array, readonly number[]>();

function findOnce(history: Float64Array): readonly number[] {
  const known = seasonsFound.get(history) ?? findSeasons(history);
  seasonsFound.set(history, known);
  return known;
}

/** The season of the calendar, where there is one, and those that the history itself shows. */
function listSeasons(history: Float64Array, seasonLength: number): number[] {
  const found = findOnce(history).filter((season) => season !== seasonLength);
  const known = seasonLength > 1 ? [seasonLength] : [];
  return [...known, ...found].sort((a, b) => a - b);
}

/**
 * A forecaster for several seasons that finds them in each history it is fitted to, beside the one of the calendar.
 *
 * @param create makes the forecaster for seasons in ascending order
 */
export function withDetectedSeasons(
  create: (seasonLengths: readonly number[]) => Forecaster,
  seasonLength: number,
): Forecaster {
  return {
    async fit(task, context) {
      const fits: Awaited<ReturnType<Forecaster['fit']>>[] = [];
      for (const history of task.histories) {
        if (fits.length > 0 && context.signal.aborted) throw new FitCancelled();
        fits.push(await create(listSeasons(history, seasonLength)).fit({ ...task, histories: [history] }, context));
      }
      return {
        fitEnd: 'fitted',
        epochs: 0,
        parameterCount: fits.reduce((sum, { parameterCount }) => sum + parameterCount, 0),
        curve: { train: [], validation: [] },
        forms: fits.map(({ forms }) => forms?.[0] ?? ''),
        forecast: (histories, series, parts) => fits[series].forecast(histories, 0, parts),
        dispose: () => {
          for (const fit of fits) fit.dispose();
        },
      };
    },
  };
}
