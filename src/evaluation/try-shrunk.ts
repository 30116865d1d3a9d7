/** What making a trained network smaller costs in accuracy, beside what another seed would change. */
import type { FitContext, FittedForecaster, Forecaster } from '../forecasters/forecaster.ts';
import type { ModelId } from '../forecasters/model-cards.ts';
import type { Settings } from '../forecasters/settings.ts';
import type { TrainedNetwork } from '../forecasters/trained-network.ts';
import { firstTask, learntBefore, runBacktest } from './backtest.ts';
import { judgeForecasts } from './judge-forecasts.ts';
import type { PlannedRun } from './run-forecast.ts';
import type { ShrinkTrial, ShrunkRow } from './shrink-trial.ts';

/** Trainings whose spread is the noise. */
const seeds = 3;
/** Seeds of ensembles must not meet. */
const seedStep = 100;
const timedRounds = 5;

type Context<Way> = Pick<FitContext, 'signal'> & {
  createForecaster: (model: ModelId, settings: Settings) => Forecaster;
  /** A network that was trained, as a forecaster. */
  createTrained: (trained: TrainedNetwork) => Forecaster;
  ways: readonly Way[];
  shrink: (trained: TrainedNetwork, way: Way) => TrainedNetwork;
  onShare: (share: number) => void;
};

/**
 * Trains a network before the test part from several seeds, and tests the first as it is and in each way smaller.
 *
 * @param run of one series alone
 * @returns null where it was cancelled, reads covariates, or the test has no value to judge by
 */
export async function tryShrunk<Way>(
  model: ModelId,
  { series, settings, plan, bench }: PlannedRun,
  { signal, createForecaster, createTrained, ways, shrink, onShare }: Context<Way>,
): Promise<ShrinkTrial<Way> | null> {
  const task = firstTask([learntBefore(series, plan.split.validationEnd, plan)], plan);

  async function test(forecaster: Forecaster, fitted: FittedForecaster): Promise<number | null> {
    const tested = await runBacktest({ forecaster, fitted, anew: false, toEnd: false }, series, plan, { signal });
    const judged = judgeForecasts(
      tested.test.map((forecast) => ({ ...forecast, quantiles: null })),
      bench,
    );
    return judged.overall?.mae ?? null;
  }

  const seedMaes: number[] = [];
  let trained: TrainedNetwork | null = null;
  for (let at = 0; at < seeds; at += 1) {
    const forecaster = createForecaster(model, { ...settings, seed: settings.seed + at * seedStep });
    const fitted = await forecaster.fit(task, { signal });
    try {
      const mae = await test(forecaster, fitted);
      if (signal.aborted || mae === null) return null;
      seedMaes.push(mae);
      if (at === 0) trained = fitted.trained?.() ?? null;
    } finally {
      fitted.dispose();
    }
    onShare((at + 1) / (seeds + 1));
  }
  if (!trained) return null;

  const rows: ShrunkRow<Way>[] = [];
  for (const way of ways) {
    const forecaster = createTrained(shrink(trained, way));
    const fitted = await forecaster.fit(task, { signal });
    try {
      const times: number[] = [];
      let mae: number | null = null;
      for (let round = 0; round < timedRounds; round += 1) {
        const startedMs = performance.now();
        mae = await test(forecaster, fitted);
        times.push(performance.now() - startedMs);
      }
      if (signal.aborted || mae === null) return null;
      rows.push({ way, mae, forecastMs: times.sort((a, b) => a - b)[timedRounds >> 1] });
    } finally {
      fitted.dispose();
    }
  }
  return { rows, seedMaes };
}
