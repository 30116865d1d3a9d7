/** A run brought up to date when new values have come: its test goes on with what its forecasts were worth, and is not done anew. */
import { FitCancelled, type FitContext, type Forecaster } from '../forecasters/forecaster.ts';
import { isNetwork, type ModelId, type NetworkId } from '../forecasters/model-cards.ts';
import type { Settings } from '../forecasters/settings.ts';
import type { TrainedNetwork } from '../forecasters/trained-network.ts';
import type { OtherSeries } from '../series/panel.ts';
import type { Series } from '../series/series.ts';
import { learntBefore, taskAnew } from './backtest.ts';
import { collectErrors, joinErrors, setIntervals } from './calibration.ts';
import { findQuantileOffsets, placeQuantiles } from './distribution.ts';
import { countCame, type EarlierTest, takenOf } from './earlier-test.ts';
import { judgeForecasts } from './judge-forecasts.ts';
import { reportPhases } from './report-phases.ts';
import type { ModelResult, TestForecast } from './results.ts';
import { floorOf, materialFor, noMetrics, type PlannedRun, planRun, type RunContext } from './run-forecast.ts';
import { closeForecast, closeTest } from './within-limits.ts';

/** Plans a run whose test goes on from an earlier one: the same dates, and the end of that one besides. */
export function planUpdate(
  series: Series,
  settings: Settings,
  earlier: EarlierTest,
  others: OtherSeries | null = null,
): Promise<PlannedRun> {
  const { split, origins, waiting, shift } = earlier;
  const { horizonSteps } = settings;
  const known = origins.filter((origin) => !waiting.includes(origin));
  const open = [...waiting, split.length].map((origin) => ({ origin: origin - shift })).filter(isThere);
  return planRun(series, settings, others, ({ y }) => ({
    split: { length: y.length, trainEnd: split.trainEnd - shift, validationEnd: split.validationEnd - shift },
    origins: [
      ...known.map((origin) => origin - shift).filter((origin) => origin >= 0),
      ...takenOf(open, y.length, horizonSteps).map(({ origin }) => origin),
    ],
    windowSteps: settings.backtest.windowSteps,
    horizonSteps,
    spanSteps: settings.lookBackSteps + settings.horizonSteps,
  }));
}

export type UpdateContext = RunContext & {
  createLearningOn: (model: NetworkId, settings: Settings, trained: TrainedNetwork, cameSteps: number) => Forecaster;
};

const isThere = ({ origin }: { origin: number }) => origin >= 0;

/** What was forecast from the end of the earlier run, with the bands that it had. */
function lastForecast({ forecast, errors }: ModelResult, origin: number, floor: number): TestForecast {
  const offsets = errors ? findQuantileOffsets(errors) : null;
  return { origin, yhat: forecast, quantiles: offsets && placeQuantiles(forecast, offsets, floor) };
}

/** A forecast as far as it has come. */
function cut({ origin, yhat, quantiles }: TestForecast, length: number): TestForecast {
  const steps = length - origin;
  return { origin, yhat: yhat.slice(0, steps), quantiles: quantiles?.map((values) => values.slice(0, steps)) ?? null };
}

/** How the test of a result goes on. */
type Continued = {
  test: TestForecast[];
  /** All whose horizon has not come in full. */
  waiting: TestForecast[];
  /** All that something new can be told of. */
  open: TestForecast[];
};

function continueTest(result: ModelResult, { split, shift }: EarlierTest, length: number, floor: number): Continued {
  const moved = (forecast: TestForecast) => ({ ...forecast, origin: forecast.origin - shift });
  const before = (result.waiting ?? []).map(moved).filter(isThere);
  const open = [...before, lastForecast(result, split.length - shift, floor)];
  const isOpen = ({ origin }: TestForecast) => before.some((one) => one.origin === origin);
  const known = result.test.map(moved).filter((one) => isThere(one) && !isOpen(one));
  const horizonSteps = result.forecast.length;
  return {
    test: [...known, ...takenOf(open, length, horizonSteps).map((one) => cut(one, length))],
    waiting: open.filter(({ origin }) => origin + horizonSteps > length),
    open,
  };
}

/**
 * Brings one model up to date. What it forecast last is judged by what has come, in one test with what was judged before; then it is
 * fitted again: a combination of the members it had, a network from the weights it had.
 *
 * @param result of the earlier run
 * @param naive the seasonal naive's, which every model is measured by
 * @throws {FitCancelled} when cancelled
 */
export async function updateModel(
  model: ModelId,
  run: PlannedRun,
  earlier: EarlierTest,
  { result, naive }: { result: ModelResult; naive: ModelResult | null },
  context: UpdateContext,
): Promise<ModelResult> {
  const { series, settings, plan, bench } = run;
  const { signal } = context;
  if (signal.aborted) throw new FitCancelled();
  const { length, validationEnd } = plan.split;
  const startedMs = performance.now();
  const floor = floorOf(series.y.subarray(0, validationEnd));
  const { test: whole, waiting, open } = continueTest(result, earlier, length, floor);
  const test = closeTest(series, whole);
  const { overall, origins, steps } = judgeForecasts(test, bench);
  const naiveMae =
    naive && judgeForecasts(closeTest(series, continueTest(naive, earlier, length, floor).test), bench).overall?.mae;
  const mae = overall?.mae ?? null;

  const inPhase: FitContext = { signal, onEpoch: reportPhases(model, run, context.onEpoch)('refit') };
  const trained = isNetwork(model) ? result.trained : null;
  const forecaster =
    trained && isNetwork(model)
      ? context.createLearningOn(model, settings, trained, countCame(earlier, length))
      : context.createForecaster(model, settings);
  const material = trained ? [learntBefore(series, length, plan)] : materialFor(model, run)(length);
  const settled = {
    epochs: result.epochs,
    ...(result.panel?.tuning && { tuningEpochs: result.panel.tuning.epochs }),
    ...(result.augmentation && { augmentation: result.augmentation }),
    ...(isNetwork(model) && result.beside && { usesCovariates: result.beside !== 'left-out' }),
  };
  const task = { ...taskAnew(material, settled), ...(result.members && { members: result.members }) };
  const fitted = await forecaster.fit(task, inPhase);
  try {
    const [{ history, covariates }] = material;
    const [{ yhat: forecast, held = 0 }] = await fitted.forecast([history], 0, 'points', [covariates]);
    const cameFrom = earlier.split.length - earlier.shift;
    const counted = new Set(Array.from({ length: cameFrom - open[0].origin }, (_, at) => open[0].origin + at));
    const errors = result.errors
      ? joinErrors(result.errors, collectErrors(open, series, length, { aside: counted }))
      : collectErrors(whole, series, length);
    // What is fitted again is fitted by itself.
    const { together: _, shiftedAt = -1, ...known } = result;
    const shifted = shiftedAt - earlier.shift;
    return {
      ...known,
      test,
      refits: result.refits + 1,
      metrics: overall ?? noMetrics,
      originMetrics: origins,
      stepMetrics: steps,
      parameterCount: fitted.parameterCount,
      trainingMs: performance.now() - startedMs,
      ...closeForecast(series, { forecast, intervals: setIntervals(forecast, errors, floorOf(series.y)) }),
      form: fitted.forms?.[0] ?? null,
      members: fitted.members?.[0] ?? null,
      setAside: fitted.setAside?.[0] ?? [],
      ...(shifted >= 0 && { shiftedAt: shifted }),
      held,
      ...(fitted.tuning && { tuning: fitted.tuning }),
      refitted: true,
      errors,
      waiting,
      updated: fitted.learntOn === undefined ? 'refitted' : fitted.learntOn ? 'learnt-on' : 'kept',
      ...(fitted.trained && { trained: fitted.trained() }),
      maeRatioToNaive: mae !== null && naiveMae ? mae / naiveMae : null,
    };
  } finally {
    fitted.dispose();
  }
}
