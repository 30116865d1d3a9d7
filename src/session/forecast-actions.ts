/** A run of the models: begun, followed, called off, ended. */

import { ok, type Result } from '../base/result.ts';
import type { ForecastOutcome } from '../evaluation/results.ts';
import { isNetwork } from '../forecasters/model-cards.ts';
import type { Settings } from '../forecasters/settings.ts';
import type { OtherSeries } from '../series/panel.ts';
import type { Cancelled } from '../worker/client.ts';
import type { ForecastProgress } from '../worker/protocol.ts';
import type { TrainingPool } from '../worker/training-pool.ts';
import type { BackendStart } from './backend-start.ts';
import { type ReadyRun, readyRun } from './ready-run.ts';
import {
  addFailure,
  addProgress,
  addResult,
  beginWork,
  completeWork,
  cutShort,
  type LoadedData,
  noteBegun,
  type SessionProblem,
} from './run.ts';
import { namesSeveral } from './selection.ts';
import type { ForecastActions, Store } from './session-state.ts';
import type { TableHolder } from './table-holder.ts';

const cancelled = { ok: false, problem: { code: 'cancelled', params: {} } } as const;

/** Whether there are other series that networks are to learn from. */
function learnsFromOthers({ choice }: LoadedData, { network, models }: Settings): boolean {
  const isAsked = network.scope === 'panel' && models.some((model) => isNetwork(model));
  return isAsked && namesSeveral(choice);
}

export type ForecastPart = {
  actions: ForecastActions;
  /** Ends a run that data to be read makes void. */
  stop(): void;
};

export function createForecastPart(
  { set, get, fail }: Store,
  { tables, trainingPool, backend }: { tables: TableHolder; trainingPool: TrainingPool; backend: BackendStart },
): ForecastPart {
  let training: AbortController | null = null;

  /** The other series of the file, where networks are to learn from them; null where there are none to learn from. */
  async function gatherOthers(
    { data, settings }: ReadyRun,
    signal: AbortSignal,
  ): Promise<Result<OtherSeries | null, SessionProblem | Cancelled>> {
    if (signal.aborted) return cancelled;
    return learnsFromOthers(data, settings) ? tables.readOthers(data, signal) : ok(null);
  }

  function noteProgress(signal: AbortSignal, progress: ForecastProgress): void {
    set(({ run }) => {
      if (run.state !== 'training' && run.state !== 'cancelling') return {};
      if (training?.signal !== signal) return {};
      if (progress.kind === 'backend') return { backend: { state: 'chosen', choice: progress.choice } };
      if (progress.kind === 'result') return { run: { ...run, work: addResult(run.work, progress.result) } };
      if (progress.kind === 'failure') return { run: { ...run, work: addFailure(run.work, progress.failure) } };
      if (progress.kind === 'begun') return { run: { ...run, work: noteBegun(run.work, progress.model) } };
      const { model, phase, epoch, epochs, curve, etaMs } = progress;
      return { run: { ...run, work: addProgress(run.work, model, { phase, epoch, epochs, curve, etaMs }) } };
    });
  }

  function endForecast(result: Result<ForecastOutcome, SessionProblem | Cancelled>): void {
    const { run } = get();
    if (run.state !== 'training' && run.state !== 'cancelling') return;
    if (result.ok) {
      set({ run: { state: 'done', work: completeWork(run.work, result.value) } });
      return;
    }
    const { problem } = result;
    if (run.state === 'cancelling' || problem.code === 'cancelled') {
      // The worker did not stop in time and was ended, or had nothing to keep: what came until then is what there is.
      set({ run: { state: 'done', work: cutShort(run.work) } });
    } else {
      const work = run.work.results.length > 0 ? cutShort(run.work) : undefined;
      fail({ problem, attempt: { kind: 'forecast' }, ...(work ? { work } : {}) });
    }
    void backend.ensure();
  }

  return {
    stop() {
      training?.abort();
      training = null;
    },
    actions: {
      async startForecast() {
        const ready = readyRun(get());
        if (!ready) return;
        const { series, settings } = ready;
        const controller = new AbortController();
        training = controller;
        set({ run: { state: 'training', work: beginWork(settings, series.y.length) } });
        const { signal } = controller;
        await backend.ensure(signal);
        const others = await gatherOthers(ready, signal);
        const result = others.ok
          ? await trainingPool.forecast(
              { series, settings, ...(others.value ? { others: others.value } : {}) },
              { signal, onProgress: (progress) => noteProgress(signal, progress) },
            )
          : others;
        // After a fault the worker passes over the backend that failed, so what runs next has to be asked for again.
        if (others.ok && !result.ok && result.problem.code !== 'cancelled') backend.forget();
        if (training !== controller) return;
        training = null;
        endForecast(result);
      },

      cancelForecast() {
        const { run } = get();
        if (run.state !== 'training') return;
        set({ run: { state: 'cancelling', work: run.work } });
        training?.abort();
      },
    },
  };
}
