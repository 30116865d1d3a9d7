/** What the tests of the classical forecasters share. */
import type { Forecast, Forecaster } from '../../forecaster.ts';

/** Fits to a history and forecasts from its end. */
export async function forecastFrom(
  forecaster: Forecaster,
  history: ArrayLike<number>,
): Promise<Forecast & { form: string | undefined }> {
  const y = Float64Array.from(history);
  const task = { histories: [y], validationSteps: 0, epochs: null };
  const fitted = await forecaster.fit(task, { signal: new AbortController().signal });
  const [forecast] = await fitted.forecast([y], 0);
  return { ...forecast, form: fitted.forms?.[0] };
}

/** Root mean square of the differences, as a share of the size of the values. */
export function relativeDistance(ours: ArrayLike<number>, theirs: readonly number[]): number {
  const apart = theirs.reduce((sum, value, at) => sum + (value - ours[at]) ** 2, 0);
  return Math.sqrt(apart / theirs.reduce((sum, value) => sum + value * value, 0));
}
