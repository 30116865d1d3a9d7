/** Workers for tests of what passes between them, in one thread and without any training. */

import { ok } from '../base/result.ts';
import type { BackendName } from '../compute/backend-choice.ts';
import type { ForecastOutcome } from '../evaluation/results.ts';
import type { DoJob } from '../evaluation/shared-jobs.ts';
import { FitCancelled, type LearntNetwork, type NetworkJob } from '../forecasters/forecaster.ts';
import type { ModelId } from '../forecasters/model-cards.ts';
import { defaultSettings } from '../forecasters/settings.ts';
import { throughPort, type WorkerLike } from './client.ts';
import { createJobQueue, doJobForOther } from './job-queue.ts';
import { serve } from './server.ts';

type Trained = { worker: number; model: ModelId; seed: number };

export type Script = {
  backend?: BackendName;
  /** Networks of a model. */
  networks?: number | ((model: ModelId) => number);
  /** Workers that have to be training before any training ends. */
  together?: number;
  /** How long one takes; throws for one that comes to nothing. */
  msOf?: (trained: Trained, die: () => void) => number;
  /** A worker that notices no cancel while it trains. */
  deaf?: number;
  /** A worker whose backend never starts. */
  stuck?: number;
};

const ports: MessagePort[] = [];

/** Ends the workers of a test. */
export function closePorts(): void {
  for (const port of ports.splice(0)) port.close();
}

export const settings = defaultSettings({ unit: 'month', every: 1 }, 144);
const learntBy = (seed: number): LearntNetwork => ({
  fitEnd: 'all-epochs',
  epochs: 4,
  tuningEpochs: 0,
  windows: 10,
  curve: { train: [seed], validation: [] },
  layout: [],
  theta: Float32Array.of(seed),
  tuned: null,
});

/** Workers whose runs share the training of several networks each, and which network was trained by which of them. */
export function startWorkers({
  backend = 'wasm',
  networks = 6,
  together = 1,
  msOf = () => 8,
  deaf,
  stuck,
}: Script = {}) {
  const begun: Trained[] = [];
  const backends: { worker: number; asked: BackendName | null }[] = [];
  const trained: Trained[] = [];
  const workers: WorkerLike[] = [];
  const areTogether = () => new Set(begun.map(({ worker }) => worker)).size >= together;
  const start = (): WorkerLike => {
    const worker = workers.length;
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    const like = throughPort(port1);
    workers.push(like);
    const die = () => like.onerror?.({ message: 'out of memory' } as ErrorEvent);
    const learn: DoJob = async ({ model, settings: { seed } }, { signal, onEpoch }) => {
      begun.push({ worker, model, seed });
      onEpoch?.({ epoch: 1, epochs: 4, curve: { train: [seed], validation: [] } });
      const ms = msOf({ worker, model, seed }, die);
      await new Promise<void>((resolve) => {
        setTimeout(resolve, ms);
        if (worker !== deaf) signal.addEventListener('abort', () => resolve());
      });
      if (signal.aborted) throw new FitCancelled();
      while (!areTogether()) await new Promise((resolve) => setTimeout(resolve, 5));
      trained.push({ worker, model, seed });
      return learntBy(seed);
    };
    let chosen = backend;
    serve<'start-backend' | 'forecast' | 'lend' | 'try-settings'>(port2, {
      async 'start-backend'({ backend: asked }) {
        backends.push({ worker, asked });
        if (worker === stuck) await new Promise(() => {});
        chosen = asked ?? backend;
        return ok({ backend: chosen, adapter: null, softwareAdapter: false, passedOver: [] });
      },
      async forecast({ settings: asked }, { signal, report, hear }) {
        const queue = createJobQueue(learn, (jobs) => report({ kind: 'waiting', jobs }));
        hear?.(queue.hear);
        const [model] = asked.models;
        const count = typeof networks === 'number' ? networks : networks(model);
        const jobs = Array.from(
          { length: count },
          (_, seed) => ({ model, settings: { ...asked, seed } }) as NetworkJob,
        );
        const curve: number[] = [];
        const onEpoch = (told: { curve: { train: number[] } }) => curve.push(...told.curve.train);
        const own: Promise<LearntNetwork>[] = [];
        for (const job of jobs) {
          own.push(queue.share.learn(job, { signal, onEpoch }));
          // A GPU takes one training at a time.
          if (chosen === 'webgpu') await own.at(-1);
        }
        const all = await Promise.allSettled(own);
        const results = all.map((one) =>
          one.status === 'fulfilled' ? one.value.theta[0] : one.reason.constructor.name,
        );
        // As much of a result as is looked at here.
        const outcome = { results: [{ model, curve, forecast: results }], failures: [], split: {}, cancelled: false };
        return ok(outcome as unknown as ForecastOutcome);
      },
      async lend({ port }, { signal }) {
        await doJobForOther(port, learn, signal);
        return ok(null);
      },
      async 'try-settings'() {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return ok({ error: 1 });
      },
    });
    return like;
  };
  return { start, workers, begun, trained, backends };
}
