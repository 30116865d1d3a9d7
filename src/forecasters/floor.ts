import type { Forecast, Forecaster } from './forecaster.ts';

/** Whether forecasts of a series should stay at or above zero: none of its values was below. */
export function staysAboveZero(history: Float64Array): boolean {
  return history.every((value) => value >= 0);
}

function raise(values: Float64Array): Float64Array {
  return values.map((value) => Math.max(0, value));
}

function raiseForecast({ yhat, quantiles, ...rest }: Forecast): Forecast {
  return { ...rest, yhat: raise(yhat), quantiles: quantiles?.map(raise) ?? null };
}

/** Sales, stock and visitors are not negative: forecasts of a fitted history without a value below zero have none either. */
export function withFloor(forecaster: Forecaster): Forecaster {
  return {
    ...forecaster,
    async fit(task, context) {
      const floored = task.histories.map(staysAboveZero);
      const fitted = await forecaster.fit(task, context);
      return {
        ...fitted,
        async forecast(histories, series, parts, covariates) {
          const forecasts = await fitted.forecast(histories, series, parts, covariates);
          return floored[series] ? forecasts.map(raiseForecast) : forecasts;
        },
      };
    },
  };
}
