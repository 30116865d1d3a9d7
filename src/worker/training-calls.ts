import { ok } from '../base/result.ts';
import { startBackend, type WasmFiles } from '../compute/backend.ts';
import type { BackendChoice, BackendName, BackendNote } from '../compute/backend-choice.ts';
import { takeRetirements } from '../compute/op.ts';
import { takeRepairs } from '../compute/recovery.ts';
import { createForecaster } from '../evaluation/models.ts';
import { prepareForecast } from '../evaluation/prepare-forecast.ts';
import type { PhaseReport } from '../evaluation/report-phases.ts';
import { type RunContext, runForecast } from '../evaluation/run-forecast.ts';
import { trySettings } from '../evaluation/search/try-settings.ts';
import { doJob } from '../evaluation/shared-jobs.ts';
import { isNetwork } from '../forecasters/model-cards.ts';
import { checkSettings } from '../forecasters/settings.ts';
import { withKnownAhead } from '../series/known-ahead.ts';
import type { Series } from '../series/series.ts';
import { createJobQueue, doJobForOther } from './job-queue.ts';
import type { ForecastProgress } from './protocol.ts';
import { type Handlers, throttled } from './server.ts';

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/**
 * What the training worker answers. The backend is started once, by whichever call comes first; what becomes of it in a run
 * is told as progress.
 */
export function createTrainingCalls(
  wasmFiles: WasmFiles,
): Handlers<'start-backend' | 'prepare-forecast' | 'forecast' | 'lend' | 'try-settings'> {
  let started: Promise<BackendChoice> | null = null;
  let choice: BackendChoice | null = null;
  /** Operations that run on tfjs's own, and how many of them have been told. */
  const twins: string[] = [];
  let noted = 0;

  function start(asked: BackendName | null): Promise<BackendChoice> {
    started ??= startBackend({ asked, wasmFiles });
    return started;
  }

  /** Passes on that the backend has been repaired or replaced. */
  function reportRepairs(report: (progress: ForecastProgress) => void): void {
    const [repair] = takeRepairs().slice(-1);
    const retired = takeRetirements().filter(({ backend }) => backend === 'webgpu');
    twins.push(...retired.map(({ op }) => op));
    const known = repair?.choice ?? choice;
    if (!known || (!repair && twins.length === noted)) return;
    noted = twins.length;
    choice = known;
    started = Promise.resolve(known);
    const notes: BackendNote[] = twins.length > 0 ? [{ note: 'twins', ops: twins }] : [];
    report({ kind: 'backend', choice: { ...known, notes: [...(known.notes ?? []), ...notes] } });
  }

  return {
    'start-backend': async ({ backend }) => ok(await start(backend)),

    'prepare-forecast': async ({ series: given, settings }, { signal }) => {
      const running = choice ?? (await started);
      const checked = checkSettings(settings, given.y.length);
      if (running?.backend === 'webgpu' && checked.ok) {
        const series = await withKnownAhead(given, settings.network, settings.horizonSteps);
        const prepared = prepareForecast(series, checked.value, { signal, createForecaster });
        await Promise.race([rejectionOf(signal), prepared]);
      }
      return ok(null);
    },

    forecast: async ({ series: given, settings, others: givenOthers = null }, { signal, report, hear }) => {
      const queue = createJobQueue(doJob, (jobs) => report({ kind: 'waiting', jobs }));
      hear?.(queue.hear);
      choice = await start(null);
      const checked = checkSettings(settings, given.y.length);
      if (!checked.ok) return checked;
      const onEpoch = throttled<PhaseReport>((epoch) => report({ kind: 'training', ...epoch }));
      const extended = (one: Series) => withKnownAhead(one, settings.network, settings.horizonSteps);
      const series = await extended(given);
      const others = givenOthers && {
        ...givenOthers,
        series: await Promise.all(givenOthers.series.map(extended)),
      };
      const trainsOnGpu = choice.backend === 'webgpu' && checked.value.models.some(isNetwork);
      const context: RunContext = {
        signal,
        createForecaster,
        // A GPU takes one training at a time, and this worker owns it.
        share: trainsOnGpu ? undefined : queue.share,
        onEpoch: (epoch) => {
          reportRepairs(report);
          onEpoch(epoch);
        },
        onResult: (result) => report({ kind: 'result', result }),
        onFailure: (failure) => report({ kind: 'failure', failure }),
      };
      const outcome = await runForecast(series, checked.value, context, others);
      reportRepairs(report);
      return ok(outcome);
    },

    lend: async ({ port }, { signal }) => {
      choice = await start(null);
      await doJobForOther(port, doJob, signal);
      return ok(null);
    },

    'try-settings': async (request, { signal, report }) => {
      choice = await start(null);
      const onShare = throttled<number>((share) => report({ share }));
      const { network, horizonSteps } = request.settings;
      const learning = await withKnownAhead(request.learning, network, horizonSteps);
      return ok({ error: await trySettings({ ...request, learning }, { signal, createForecaster, onShare }) });
    },
  };
}
