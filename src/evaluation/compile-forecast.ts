/** Compiling ahead for a run that may come. */
import { isNetwork, type ModelId, modelIds } from '../forecasters/model-cards.ts';
import type { Settings } from '../forecasters/settings.ts';
import { settleCovariates } from '../series/covariates.ts';
import type { Series } from '../series/series.ts';
import { firstTask, learntBefore, planBacktest, taskAnew } from './backtest.ts';
import type { RunContext } from './run-forecast.ts';

/**
 * Has the networks compile what `runForecast` with the same arguments will have them learn by, in the order of the run.
 *
 * @param models those of the run that are to compile
 * @param signal once aborted, what is being compiled is the last
 */
export async function compileForecast(
  given: Series,
  settings: Settings,
  models: readonly ModelId[],
  { signal, createForecaster }: Pick<RunContext, 'signal' | 'createForecaster'>,
): Promise<void> {
  const series = settleCovariates(given, settings.horizonSteps);
  const plan = planBacktest(series, settings);
  const { validationEnd, length } = plan.split;
  const first = firstTask([learntBefore(series, validationEnd, plan)], plan);
  const tasks = [first, taskAnew([learntBefore(series, length, plan)], { epochs: 1 })];
  for (const model of modelIds) {
    if (!models.includes(model) || !isNetwork(model)) continue;
    const forecaster = createForecaster(model, settings);
    for (const task of tasks) {
      if (signal.aborted) return;
      await forecaster.compile?.(task, signal);
    }
  }
}
