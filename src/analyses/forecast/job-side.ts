/** What forecasting does where the jobs are done: trains, tests and forecasts with one model, or tries one setting. */

import { pause } from '../../base/pause.ts';
import { ok } from '../../base/result.ts';
import { throttled } from '../../base/throttled.ts';
import { compileForecast } from '../../evaluation/compile-forecast.ts';
import { createForecaster, createLearningOnFloored } from '../../evaluation/create-forecaster.ts';
import { rankOffers } from '../../evaluation/event-impact.ts';
import type { PhaseReport } from '../../evaluation/report-phases.ts';
import { failureOf, runModel } from '../../evaluation/run-forecast.ts';
import { trySettings } from '../../evaluation/search/try-settings.ts';
import { tryShrunk } from '../../evaluation/try-shrunk.ts';
import { updateModel } from '../../evaluation/update-forecast.ts';
import { shrinkTrained, shrinkWays } from '../../export/model/shrink.ts';
import { withEvents } from '../../forecasters/events/with-events.ts';
import { withFloor } from '../../forecasters/floor.ts';
import { FitCancelled, FitDiverged } from '../../forecasters/forecaster.ts';
import { isNetwork } from '../../forecasters/model-cards.ts';
import { createTrained } from '../../forecasters/registry.ts';
import { checkSettings, type Settings } from '../../forecasters/settings.ts';
import type { TrainedNetwork } from '../../forecasters/trained-network.ts';
import type { KeptTraining, TrainingMemory } from '../../forecasters/training/training-memory.ts';
import { withKnownAhead } from '../../series/known-ahead.ts';
import type { Series } from '../../series/series.ts';
import type { Split } from '../../series/split.ts';
import { describeTraits } from '../../series/traits.ts';
import type { JobContext, JobSide } from '../analysis.ts';
import type { ForecastAnswer, ForecastNeed } from './inputs.ts';
import { doRound } from './jobs/do-round.ts';
import { lookFirst } from './jobs/first-look.ts';
import type {
  ForecastJob,
  ForecastNews,
  ForecastPart,
  ModelPart,
  SharedAnswer,
  SharedPart,
  TestedPoints,
} from './jobs/job.ts';
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
    isNetwork(model)
      ? withFloor(withEvents(createTrained(model, settings, trained), settings.seasonLength))
      : createForecaster(model, settings);
}

type ModelJob = Extract<ForecastJob, { kind: 'model' }>;

/** Where trainings of this job go on from; targets that are forecast together learn the same network once. */
function memoryFor({ model, kept, targets }: ModelJob, { report }: Context): TrainingMemory | undefined {
  if (!kept && !targets) return undefined;
  const known = [...(kept ?? [])];
  return {
    kept: known,
    keep(training: KeptTraining) {
      const at = known.findIndex(({ key }) => key === training.key);
      if (targets && 'trained' in training) known.splice(at < 0 ? known.length : at, at < 0 ? 0 : 1, training);
      if (kept) report({ kind: 'kept', model, training });
    },
  };
}

/** One model of one target. */
async function runTarget(
  { model, settings, trained, earlier }: ModelJob,
  target: string | undefined,
  memory: TrainingMemory | undefined,
  context: Context,
): Promise<ModelPart> {
  const { signal, backend, input, need } = context;
  // A network that was brought along is of one target.
  const own = trained ? { ...settings, network: { ...settings.network, together: [] } } : settings;
  const run = await openRun(model, own, input, need, { earlier: earlier?.test, target });
  const of = target === undefined ? {} : { target };
  const { split } = run.plan;
  const about = { ...of, split, tested: testedPoints(run.series, split) };
  // A GPU takes one training at a time, and this worker owns it.
  const trainsOnGpu = backend.backend === 'webgpu' && isNetwork(model);
  const onEpoch = throttled<PhaseReport>((report) => context.report({ kind: 'training', ...report, ...of }));
  try {
    await pause();
    if (signal.aborted && model !== 'seasonal-naive') throw new FitCancelled();
    const during = {
      signal,
      createForecaster: creatorFor(trained),
      share: trainsOnGpu || trained ? undefined : sharingBy(context.share),
      onEpoch,
      ...(memory && { memory }),
    };
    const result = earlier
      ? await updateModel(model, run, earlier.test, earlier, { ...during, createLearningOn: createLearningOnFloored })
      : await runModel(model, run, during);
    return { ...about, result, failure: null };
  } catch (error) {
    return { ...about, result: null, failure: failureOf(model, error) };
  }
}

async function runOne(job: ModelJob, context: Context) {
  const checked = checkSettings(job.settings, ((await context.need({ kind: 'series' })) as Series).y.length);
  if (!checked.ok) return checked;
  const memory = memoryFor(job, context);
  const shown = await runTarget(job, undefined, memory, context);
  if (!job.targets) return ok<ForecastPart>({ kind: 'model', ...shown });
  context.report({ kind: 'target', part: shown });
  for (const target of job.targets) {
    context.report({ kind: 'target', part: await runTarget(job, target, memory, context) });
  }
  return ok<ForecastPart>({ kind: 'model', ...shown });
}

async function shrinkOne({ model, settings }: Extract<ForecastJob, { kind: 'shrink' }>, context: Context) {
  const { signal, input, need } = context;
  // As it learns from one series: what the smaller weights change does not depend on the others.
  const alone: Settings = { ...settings, network: { ...settings.network, scope: 'series', together: [] } };
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
      case 'round':
        return ok({ kind: 'round', outcome: await doRound(job, openRun, context) });
      case 'write-onnx': {
        const series = (await context.need({ kind: 'series' })) as Series;
        return ok({ kind: 'write-onnx', bytes: await writePretrained(series, job) });
      }
      case 'first-look': {
        const series = (await context.need({ kind: 'series' })) as Series;
        return ok({ kind: 'first-look', look: await lookFirst(series, job.settings, context.signal) });
      }
      case 'rank-events': {
        const series = (await context.need({ kind: 'series' })) as Series;
        const during = { signal: context.signal, createForecaster };
        return ok({ kind: 'rank-events', offers: await rankOffers(series, job.settings, job.offers, during) });
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
