import { startBackend, type WasmFiles } from '../compute/backend.ts';
import type { BackendChoice, BackendName } from '../compute/backend-choice.ts';
import { createForecaster } from '../evaluation/models.ts';
import { runForecast } from '../evaluation/run-forecast.ts';

import { checkSettings } from '../forecasters/settings.ts';
import { ok } from '../table/result.ts';
import type { ForecastProgress } from './protocol.ts';
import { type Handlers, throttled } from './server.ts';

/** Thrown when the GPU failed in the middle of a run. */
class GpuFault extends Error {}

/**
 * What the training worker answers. The backend is started once, by whichever call comes first; after a fault of the GPU
 * the next call starts another one.
 */
export function createTrainingCalls(wasmFiles: WasmFiles): Handlers<'start-backend' | 'forecast'> {
  const failed: BackendName[] = [];
  let started: Promise<BackendChoice> | null = null;
  let fault: string | null = null;
  let stop = new AbortController();

  function start(asked: BackendName | null): Promise<BackendChoice> {
    started ??= startBackend({
      asked,
      wasmFiles,
      failed,
      onFault: (message) => {
        fault ??= message;
        stop.abort();
      },
    });
    return started;
  }

  function giveUpBackend({ backend }: BackendChoice, message: string): never {
    failed.push(backend);
    started = null;
    fault = null;
    throw new GpuFault(message);
  }

  return {
    'start-backend': async ({ backend }) => ok(await start(backend)),

    forecast: async ({ series, settings }, { signal, report }) => {
      const choice = await start(null);
      const checked = checkSettings(settings, series.y.length);
      if (!checked.ok) return checked;
      stop = new AbortController();
      const reportSound = (progress: ForecastProgress) => {
        if (fault === null) report(progress);
      };
      const outcome = await runForecast(series, checked.value, {
        signal: AbortSignal.any([signal, stop.signal]),
        createForecaster,
        onEpoch: throttled((epoch) => reportSound({ kind: 'training', ...epoch })),
        onResult: (result) => reportSound({ kind: 'result', result }),
        onFailure: (failure) => reportSound({ kind: 'failure', failure }),
      });
      if (fault !== null) giveUpBackend(choice, fault);
      return ok(outcome);
    },
  };
}
