/** What forecasting does where the jobs are done: trains, tests and forecasts with one model, or tries one setting. */

import { pause } from '../../base/pause.ts';
import { ok } from '../../base/result.ts';
import { throttled } from '../../base/throttled.ts';
import { compileForecast } from '../../evaluation/compile-forecast.ts';
import { createForecaster, createLearningOnFloored } from '../../evaluation/create-forecaster.ts';
import type { PhaseReport } from '../../evaluation/report-phases.ts';
import { failureOf, runModel } from '../../evaluation/run-forecast.ts';
import { trySettings } from '../../evaluation/search/try-settings.ts';
import { tryShrunk } from '../../evaluation/try-shrunk.ts';
import { updateModel } from '../../evaluation/update-forecast.ts';
import { shrinkTrained, shrinkWays } from '../../export/model/shrink.ts';
import { withFloor } from '../../forecasters/floor.ts';
import { FitCancelled, FitDiverged } from '../../forecasters/forecaster.ts';
import { isNetwork } from '../../forecasters/model-cards.ts';
import { createTrained } from '../../forecasters/registry.ts';
import { checkSettings, type Settings } from '../../forecasters/settings.ts';
import type { TrainedNetwork } from '../../forecasters/trained-network.ts';
import type { KeptTraining } from '../../forecasters/training/training-memory.ts';
import { withKnownAhead } from '../../series/known-ahead.ts';
import type { Series } from '../../series/series.ts';
import type { Split } from '../../series/split.ts';
import { describeTraits } from '../../series/traits.ts';
import type { JobContext, JobSide } from '../analysis.ts';
import type { ForecastAnswer, ForecastNeed } from './inputs.ts';
import { lookFirst } from './jobs/first-look.ts';
import type { ForecastJob, ForecastNews, ForecastPart, SharedAnswer, SharedPart, TestedPoints } from './jobs/job.ts';
import { createOpenRuns, seriesToForecast } from './jobs/open-runs.ts';
import { doPart, sharingBy } from './jobs/share-parts.ts';
import { writePretrained } from './jobs/write-pretrained.ts';

type Context = JobContext<ForecastNeed, ForecastAnswer, ForecastNews, SharedPart, SharedAnswer>;

const openRun = createOpenRuns();

function testedPoints({ y, filled }: Series, { validationEnd }: Split): TestedPoints {
  return { from: validationEnd, at: null, y: y.slice(validationEnd), filled: filled.slice(validationEnd) };
}

/** Makes models that learn, but for the network that was trained before. */
function creatorFor(trained: TrainedNetwork | undefined): typeof createForecaster {
  if (!trained) return createForecaster;
  return (model, settings) =>
    isNetwork(model) ? withFloor(createTrained(model, settings, trained)) : createForecaster(model, settings);
}

async function runOne(
  { model, settings, trained, earlier, kept }: Extract<ForecastJob, { kind: 'model' }>,
  context: Context,
) {
  const { signal, backend, input, need } = context;
  const checked = checkSettings(settings, ((await need({ kind: 'series' })) as Series).y.length);
  if (!checked.ok) return checked;
  const run = await openRun(model, settings, input, need, earlier?.test);
  const { split } = run.plan;
  const tested = testedPoints(run.series, split);
  // A GPU takes one training at a time, and this worker owns it.
  const trainsOnGpu = backend.backend === 'webgpu' && isNetwork(model);
  const onEpoch = throttled<PhaseReport>((report) => context.report({ kind: 'training', ...report }));
  try {
    await pause();
    if (signal.aborted && model !== 'seasonal-naive') throw new FitCancelled();
    const own = {
      signal,
      createForecaster: creatorFor(trained),
      share: trainsOnGpu || trained ? undefined : sharingBy(context.share),
      onEpoch,
      ...(kept && {
        memory: { kept, keep: (training: KeptTraining) => context.report({ kind: 'kept', model, training }) },
      }),
    };
    const result = earlier
      ? await updateModel(model, run, earlier.test, earlier, { ...own, createLearningOn: createLearningOnFloored })
      : await runModel(model, run, own);
    return ok<ForecastPart>({ kind: 'model', split, tested, result, failure: null });
  } catch (error) {
    return ok<ForecastPart>({ kind: 'model', split, tested, result: null, failure: failureOf(model, error) });
  }
}

async function shrinkOne({ model, settings }: Extract<ForecastJob, { kind: 'shrink' }>, context: Context) {
  const { signal, input, need } = context;
  // As it learns from one series: what the smaller weights change does not depend on the others.
  const alone: Settings = { ...settings, network: { ...settings.network, scope: 'series' } };
  const run = await openRun(model, alone, input, need);
  const onShare = throttled<number>((share) => context.report({ kind: 'share', share }));
  try {
    const trial = await tryShrunk(model, run, {
      signal,
      createForecaster,
      createTrained: (trained) => withFloor(createTrained(model, alone, trained)),
      ways: shrinkWays,
      shrink: shrinkTrained,
      onShare,
    });
    return ok<ForecastPart>({ kind: 'shrink', trial });
  } catch (error) {
    if (error instanceof FitCancelled || error instanceof FitDiverged)
      return ok<ForecastPart>({ kind: 'shrink', trial: null });
    throw error;
  }
}

function readLearning({ need }: Pick<Context, 'need'>, test: Settings) {
  return need({ kind: 'learning', test }) as Promise<Series>;
}

async function tryOne(job: Extract<ForecastJob, { kind: 'trial' }>, context: Context) {
  const { run, settings, effort, metric } = job;
  const { network, horizonSteps } = settings;
  const learning = await withKnownAhead(await readLearning(context, run), network, horizonSteps);
  const onShare = throttled<number>((share) => context.report({ kind: 'share', share }));
  const request = { learning, settings, effort, metric };
  const error = await trySettings(request, { signal: context.signal, createForecaster, onShare });
  return ok<ForecastPart>({ kind: 'trial', error });
}

export const jobSide: JobSide<
  ForecastJob,
  ForecastPart,
  ForecastNeed,
  ForecastAnswer,
  ForecastNews,
  SharedPart,
  SharedAnswer
> = {
  async run(job, context) {
    switch (job.kind) {
      case 'model':
        return runOne(job, context);
      case 'trial':
        return tryOne(job, context);
      case 'shrink':
        return shrinkOne(job, context);
      case 'write-onnx': {
        const series = (await context.need({ kind: 'series' })) as Series;
        return ok({ kind: 'write-onnx', bytes: await writePretrained(series, job) });
      }
      case 'first-look': {
        const series = (await context.need({ kind: 'series' })) as Series;
        return ok({ kind: 'first-look', look: await lookFirst(series, job.settings, context.signal) });
      }
      case 'survey': {
        const learning = await readLearning(context, job.settings);
        return ok({ kind: 'survey', traits: describeTraits(learning.y) });
      }
    }
  },

  async compile(job, { signal, backend, need }) {
    if (job.kind !== 'model' || job.earlier || backend.backend !== 'webgpu') return;
    const { model, settings } = job;
    const series = await seriesToForecast(need, settings);
    const checked = checkSettings(settings, series.y.length);
    if (checked.ok) await compileForecast(series, checked.value, [model], { signal, createForecaster });
  },

  help: doPart,
};
