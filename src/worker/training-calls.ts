import { startBackend, type WasmFiles } from '../compute/backend.ts';
import type { BackendChoice, BackendName } from '../compute/backend-choice.ts';
import { takeRepairs } from '../compute/recovery.ts';
import { createForecaster } from '../evaluation/models.ts';
import { type PhaseReport, runForecast } from '../evaluation/run-forecast.ts';
import { checkSettings } from '../forecasters/settings.ts';
import { ok } from '../table/result.ts';
import type { ForecastProgress } from './protocol.ts';
import { type Handlers, throttled } from './server.ts';

/**
 * What the training worker answers. The backend is started once, by whichever call comes first; what becomes of it in a run
 * is told as progress.
 */
export function createTrainingCalls(wasmFiles: WasmFiles): Handlers<'start-backend' | 'forecast'> {
  let started: Promise<BackendChoice> | null = null;

  function start(asked: BackendName | null): Promise<BackendChoice> {
    started ??= startBackend({ asked, wasmFiles });
    return started;
  }

  /** Passes on that the backend has been repaired or replaced. */
  function reportRepairs(report: (progress: ForecastProgress) => void): void {
    for (const { choice } of takeRepairs()) {
      started = Promise.resolve(choice);
      report({ kind: 'backend', choice });
    }
  }

  return {
    'start-backend': async ({ backend }) => ok(await start(backend)),

    forecast: async ({ series, settings }, { signal, report }) => {
      await start(null);
      const checked = checkSettings(settings, series.y.length);
      if (!checked.ok) return checked;
      const onEpoch = throttled<PhaseReport>((epoch) => report({ kind: 'training', ...epoch }));
      const outcome = await runForecast(series, checked.value, {
        signal,
        createForecaster,
        onEpoch: (epoch) => {
          reportRepairs(report);
          onEpoch(epoch);
        },
        onResult: (result) => report({ kind: 'result', result }),
        onFailure: (failure) => report({ kind: 'failure', failure }),
      });
      reportRepairs(report);
      return ok(outcome);
    },
  };
}
