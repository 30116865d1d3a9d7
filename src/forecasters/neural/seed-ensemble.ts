import type { FitContext, FitEnd, FittedForecaster, Forecast, Forecaster } from '../forecaster.ts';

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
 * Salamon 1990). They are trained one after the other; once cancelled, those that were trained make the forecast.
 *
 * @param members one at least
 */
export function createSeedEnsemble(members: readonly Forecaster[]): Forecaster {
  return {
    async prepare(task, signal) {
      for (const member of members) if (!signal.aborted) await member.prepare?.(task, signal);
    },
    async fit(task, { signal, onEpoch }) {
      const fitted: FittedForecaster[] = [];
      const dispose = () => {
        for (const member of fitted) member.dispose();
      };
      try {
        for (const [done, member] of members.entries()) {
          if (done > 0 && signal.aborted) break;
          const context: FitContext = {
            signal,
            onEpoch: ({ epoch, epochs, curve }) =>
              onEpoch?.({ epoch: done * epochs + epoch, epochs: members.length * epochs, curve }),
          };
          fitted.push(await member.fit(task, context));
        }
      } catch (error) {
        if (!signal.aborted || fitted.length === 0) {
          dispose();
          throw error;
        }
      }
      const sumOf = (of: (member: FittedForecaster) => number) => fitted.reduce((sum, member) => sum + of(member), 0);
      const isWhole = fitted.length === members.length;
      return {
        fitEnd: isWhole ? joinEnds(fitted.map(({ fitEnd }) => fitEnd)) : 'cancelled',
        epochs: Math.round(sumOf(({ epochs }) => epochs) / fitted.length),
        tuningEpochs: Math.round(sumOf(({ tuningEpochs = 0 }) => tuningEpochs) / fitted.length),
        parameterCount: sumOf(({ parameterCount }) => parameterCount),
        curve: fitted[0].curve,
        ...(fitted[0].usesCovariates !== undefined && {
          usesCovariates: fitted.some(({ usesCovariates }) => usesCovariates),
        }),
        async forecast(histories, series, parts, covariates) {
          const all: Forecast[][] = [];
          for (const member of fitted) all.push(await member.forecast(histories, series, parts, covariates));
          return histories.map((_, at) => average(all.map((forecasts) => forecasts[at])));
        },
        dispose,
      };
    },
  };
}
