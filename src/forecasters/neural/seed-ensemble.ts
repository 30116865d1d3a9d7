import { fitEach } from '../fit-each.ts';
import { FitCancelled, type FitEnd, type FittedForecaster, type Forecast, type Forecaster } from '../forecaster.ts';

function meanOf(all: readonly Float64Array[]): Float64Array {
  return all[0].map((_, at) => all.reduce((sum, values) => sum + values[at], 0) / all.length);
}

/** Means of points and of each quantile (Vincent 1912; Lichtendahl et al. 2013), which cross no more than their members do. */
function average(forecasts: readonly Forecast[]): Forecast {
  const quantiles = forecasts.flatMap((forecast) => (forecast.quantiles ? [forecast.quantiles] : []));
  return {
    yhat: meanOf(forecasts.map(({ yhat }) => yhat)),
    quantiles:
      quantiles.length === forecasts.length
        ? quantiles[0].map((_, level) => meanOf(quantiles.map((levels) => levels[level])))
        : null,
  };
}

/** How the training of all of them ended: cut short if one of them was. */
function joinEnds(ends: readonly FitEnd[]): FitEnd {
  return ends.find((end) => end === 'cancelled') ?? ends[ends.length - 1];
}

/**
 * Several of the same network, each of its own seed, averaged: what one of them owes to chance mostly goes away (Hansen and
 * Salamon 1990). Once cancelled, those that were trained make the forecast.
 *
 * @param members one at least
 */
export function createSeedEnsemble(members: readonly Forecaster[]): Forecaster {
  return {
    async compile(task, signal) {
      for (const member of members) if (!signal.aborted) await member.compile?.(task, signal);
    },
    async fit(task, context) {
      const made: FittedForecaster[] = [];
      const dispose = () => {
        for (const member of made) member.dispose();
      };
      const fitOne = async (member: Forecaster, own: typeof context) => {
        const one = await member.fit(task, own);
        made.push(one);
        return one;
      };
      const all = await fitEach(members, context, fitOne).catch((error: unknown) => {
        dispose();
        throw error;
      });
      const fitted = all.filter((member) => member !== null);
      if (fitted.length === 0) throw new FitCancelled();
      const sumOf = (of: (member: FittedForecaster) => number) => fitted.reduce((sum, member) => sum + of(member), 0);
      const isWhole = fitted.length === members.length;
      return {
        fitEnd: isWhole ? joinEnds(fitted.map(({ fitEnd }) => fitEnd)) : 'cancelled',
        epochs: Math.round(sumOf(({ epochs }) => epochs) / fitted.length),
        tuningEpochs: Math.round(sumOf(({ tuningEpochs = 0 }) => tuningEpochs) / fitted.length),
        parameterCount: sumOf(({ parameterCount }) => parameterCount),
        curve: fitted[0].curve,
        windows: fitted[0].windows,
        ...(fitted[0].usesCovariates !== undefined && {
          usesCovariates: fitted.some(({ usesCovariates }) => usesCovariates),
        }),
        ...(fitted[0].learntOn !== undefined && { learntOn: fitted.some(({ learntOn }) => learntOn) }),
        async forecast(histories, series, parts, covariates) {
          const forecasts: Forecast[][] = [];
          for (const member of fitted) forecasts.push(await member.forecast(histories, series, parts, covariates));
          return histories.map((_, at) => average(forecasts.map((each) => each[at])));
        },
        trained() {
          const each = fitted.map((member) => member.trained?.() ?? null);
          const known = each.filter((one) => one !== null);
          return known.length < each.length ? null : { ...known[0], members: known.flatMap(({ members: own }) => own) };
        },
        dispose,
      };
    },
  };
}
