/** Workers for tests of what passes between them, in one thread and without any training. */

import { ok } from '../../../../../base/result.ts';
import type { BackendName } from '../../../../../compute/backend-choice.ts';
import type { ModelResult } from '../../../../../evaluation/results.ts';
import { FitDiverged, type LearntNetwork, type NetworkJob } from '../../../../../forecasters/forecaster.ts';
import type { ModelId } from '../../../../../forecasters/model-cards.ts';
import { defaultSettings } from '../../../../../forecasters/settings.ts';
import { throughPort, type WorkerLike } from '../../../../../worker/client.ts';
import { createJobPool } from '../../../../../worker/job-pool.ts';
import { createJobQueue, type DoPart, doPartForOther } from '../../../../../worker/job-queue.ts';
import { serve } from '../../../../../worker/server.ts';
import { JobCancelled } from '../../../../analysis.ts';
import type { ForecastJob, ForecastPart, SharedPart } from '../../../jobs/job.ts';
import { sharingBy } from '../../../jobs/share-parts.ts';
import { createForecastPool } from '../forecast-pool.ts';

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
    const learn: DoPart = async (part, { signal, report }) => {
      const { model, settings: asked } = part as SharedPart;
      const { seed } = asked;
      begun.push({ worker, model, seed });
      report({ kind: 'epoch', report: { epoch: 1, epochs: 4, curve: { train: [seed], validation: [] } } });
      let ms: number;
      try {
        ms = msOf({ worker, model, seed }, die);
      } catch (error) {
        if (error instanceof FitDiverged) return { value: 'diverged' };
        throw error;
      }
      await new Promise<void>((resolve) => {
        setTimeout(resolve, ms);
        if (worker !== deaf) signal.addEventListener('abort', () => resolve());
      });
      if (signal.aborted) throw new JobCancelled();
      while (!areTogether()) await new Promise((resolve) => setTimeout(resolve, 5));
      trained.push({ worker, model, seed });
      return { value: learntBy(seed) };
    };
    let chosen = backend;
    serve<'connect' | 'start-backend' | 'run-job' | 'lend'>(port2, {
      async 'start-backend'({ backend: asked }) {
        backends.push({ worker, asked });
        if (worker === stuck) await new Promise(() => {});
        chosen = asked ?? backend;
        return ok({ backend: chosen, adapter: null, softwareAdapter: false, passedOver: [] });
      },
      async connect() {
        return ok(null);
      },
      async 'run-job'({ job }, { signal, report, hear }) {
        const asked = job as ForecastJob;
        if (asked.kind === 'survey')
          return ok({ kind: 'survey', traits: { length: 115, demands: 115, isPositive: true } });
        if (asked.kind === 'trial') {
          await new Promise((resolve) => setTimeout(resolve, 20));
          return ok({ kind: 'trial', error: 1 });
        }
        if (asked.kind === 'first-look') return ok({ kind: 'first-look', look: null });
        if (asked.kind === 'rank-events') return ok({ kind: 'rank-events', offers: [] });
        if (asked.kind === 'write-onnx') return ok({ kind: 'write-onnx', bytes: null });
        const queue = createJobQueue(learn, (parts) => report({ kind: 'waiting', parts }));
        hear?.(queue.hear);
        const { model } = asked;
        const count = typeof networks === 'number' ? networks : networks(model);
        const jobs = Array.from(
          { length: count },
          (_, seed) => ({ model, settings: { ...asked.settings, seed } }) as NetworkJob,
        );
        const { learn: learnAny } = sharingBy(queue.share as never);
        const curve: number[] = [];
        const onEpoch = (told: { curve: { train: number[] } }) => curve.push(...told.curve.train);
        const own: Promise<LearntNetwork>[] = [];
        for (const one of jobs) {
          own.push(learnAny(one, { signal, onEpoch }));
          // A GPU takes one training at a time.
          if (chosen === 'webgpu') await own.at(-1);
        }
        const all = await Promise.allSettled(own);
        const forecast = all.map((one) =>
          one.status === 'fulfilled' ? one.value.theta[0] : one.reason.constructor.name,
        );
        // As much of a result as is looked at here.
        const result = { model, curve, forecast } as unknown as ModelResult;
        return ok({ kind: 'model', split: {}, result, failure: null } as unknown as ForecastPart);
      },
      async lend({ port }, { signal }) {
        await doPartForOther(port, learn, signal);
        return ok(null);
      },
    });
    return like;
  };
  return { start, workers, begun, trained, backends };
}

/** A pool of such workers; none of them asks for anything of an input. */
export function startPool(start: () => WorkerLike, workers: number) {
  const jobs = createJobPool(start, workers, () => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    return port2;
  });
  return { ...createForecastPool(jobs), startBackend: jobs.startBackend };
}
