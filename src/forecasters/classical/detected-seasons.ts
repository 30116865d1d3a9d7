import { findSeasons } from '../../statistics/find-seasons.ts';
import { FitCancelled, type FitContext, type FittedForecaster, type Forecaster } from '../forecaster.ts';

/** Seasons are looked for in so many of the most recent values. */
const mostSearched = 10_000;

/** Those found in each history: several forecasters are fitted to the same one. */
const seasonsFound = new WeakMap<Float64Array, readonly number[]>();

function findOnce(history: Float64Array): readonly number[] {
  const known = seasonsFound.get(history) ?? findSeasons(history.subarray(-mostSearched));
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
  type Fit = { seasons: readonly number[]; fitted: FittedForecaster };
  return {
    async fit(task, context) {
      return describe(await fitAll(task.histories, context));
    },
    isItself: (history) => create(listSeasons(history, seasonLength)).isItself?.(history) ?? true,
  };

  async function fitAll(
    histories: readonly Float64Array[],
    context: FitContext,
    earlier: readonly Fit[] = [],
  ): Promise<Fit[]> {
    const fits: Fit[] = [];
    for (const [at, history] of histories.entries()) {
      if (fits.length > 0 && context.signal.aborted) throw new FitCancelled();
      const seasons = listSeasons(history, seasonLength);
      const before = earlier.at(at);
      const isAlike = before?.seasons.join() === seasons.join();
      const task = { histories: [history], validationSteps: 0, epochs: null };
      const fitted = (isAlike && before?.fitted.refit?.([history], context)) || create(seasons).fit(task, context);
      fits.push({ seasons, fitted: await fitted });
    }
    return fits;
  }

  function describe(fits: readonly Fit[]): FittedForecaster {
    return {
      fitEnd: 'fitted',
      epochs: 0,
      parameterCount: fits.reduce((sum, { fitted }) => sum + fitted.parameterCount, 0),
      curve: { train: [], validation: [] },
      forms: fits.map(({ fitted }) => fitted.forms?.[0] ?? ''),
      rules: fits.map(({ fitted }) => fitted.rules?.[0] ?? null),
      forecast: (histories, series, parts) => fits[series].fitted.forecast(histories, 0, parts),
      refit: async (longer, context) => describe(await fitAll(longer, context, fits)),
      dispose: () => {
        for (const { fitted } of fits) fitted.dispose();
      },
    };
  }
}
