/** The caller's end of the protocol: a call is a promise; progress comes by callback; an `AbortSignal` cancels. */
import { fail, ok, type Result } from '../base/result.ts';
import type { CallKind, Calls, NewsOf, ProblemOf, Reply, Request, ToWorker } from './protocol.ts';

export type CallOptions<Kind extends CallKind> = {
  onProgress?: ((progress: Calls[Kind]['progress']) => void) | undefined;
  /** Is given what tells the call news while it runs. */
  onBegun?: (tell: Tell<Kind>) => void;
  /** What of the input goes over to the worker instead of being copied. */
  transfer?: Transferable[];
  signal?: AbortSignal;
  /** After a cancel the worker has this long to answer before it is ended. */
  cancelWithinMs?: number;
  /**
   * Whether the call needs nothing of the worker's past: where the worker has to be ended for another call, it is made again of
   * a new one.
   */
  standsAlone?: boolean;
};

export type Tell<Kind extends CallKind> = (news: NewsOf<Kind>, transfer?: Transferable[]) => void;

export type CallResult<Kind extends CallKind> = Result<Calls[Kind]['output'], ProblemOf<Kind> | Cancelled>;
export type Cancelled = { code: 'cancelled'; params: Record<never, never> };

type Pending = {
  settle: (reply: Reply | { type: 'died'; message: string }) => void;
  /** Makes the call again of a new worker; null where that would not be the same call. */
  again: (() => void) | null;
};

/** A worker that is asked whether it is there answers between two messages, however much it has to do. */
const askEveryMs = 15_000;
/** No single piece of work keeps a worker from answering for so long. */
const silentForMs = 120_000;

/** The part of `Worker` that is used, so that a port or a test can stand in for it. */
export type WorkerLike = {
  postMessage(message: ToWorker, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Reply>) => unknown) | null;
  onerror: ((event: ErrorEvent) => unknown) | null;
  onmessageerror: ((event: MessageEvent) => unknown) | null;
  /** Has `onGone` called once the worker is there no more, though no event told it; absent where that cannot be known. */
  watch?(onGone: () => void): void;
};

/** A worker at the other end of a port. */
export function throughPort(port: MessagePort): WorkerLike {
  return Object.assign(port, { onerror: null, terminate: () => port.close() });
}

/**
 * A worker that is started when first called, and started anew when called after it died or has vanished.
 */
export class WorkerClient {
  readonly #start: () => WorkerLike;
  readonly #onEnd: () => void;
  #worker: WorkerLike | null = null;
  #lastId = 0;
  #heardMs = 0;
  #asking: ReturnType<typeof setTimeout> | undefined;
  readonly #pending = new Map<number, Pending>();

  /** @param onEnd told whenever a worker has ended, and with it all that it held */
  constructor(start: () => WorkerLike, onEnd: () => void = () => {}) {
    this.#start = start;
    this.#onEnd = onEnd;
  }

  /**
   * Never rejects: what went wrong is in the result. A worker that dies fails all its calls with `worker-died`.
   */
  call<Kind extends CallKind>(
    kind: Kind,
    input: Calls[Kind]['input'],
    { onProgress, onBegun, transfer = [], signal, cancelWithinMs = 1800, standsAlone = false }: CallOptions<Kind> = {},
  ): Promise<CallResult<Kind>> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      let deadline: ReturnType<typeof setTimeout> | undefined;
      const cancel = () => {
        const pending = this.#pending.get(id);
        if (pending) pending.again = null;
        this.#send({ id, kind: 'cancel' });
        deadline = setTimeout(() => this.#giveUp('no answer to a cancel'), cancelWithinMs);
      };
      const finish = (result: CallResult<Kind>) => {
        clearTimeout(deadline);
        signal?.removeEventListener('abort', cancel);
        this.#pending.delete(id);
        if (this.#pending.size === 0) clearTimeout(this.#asking);
        resolve(result);
      };
      const ask = () => this.#send({ id, kind, input } as Request, transfer);
      this.#pending.set(id, {
        settle: (reply) => {
          if (reply.type === 'alive') return;
          if (reply.type === 'progress') onProgress?.(reply.progress as Calls[Kind]['progress']);
          else if (reply.type === 'done') finish(ok(reply.output as Calls[Kind]['output']));
          else if (reply.type === 'cancelled') finish(fail({ code: 'cancelled', params: {} }));
          else if (reply.type === 'failed') finish(fail(reply.problem as ProblemOf<Kind>));
          else finish(fail({ code: 'worker-died', params: { message: reply.message } }));
        },
        again: standsAlone ? ask : null,
      });
      ask();
      onBegun?.((news, given = []) => {
        if (this.#pending.has(id)) this.#send({ id, kind: 'news', news } as ToWorker, given);
      });
      if (signal?.aborted) cancel();
      else signal?.addEventListener('abort', cancel);
      this.#listen();
    });
  }

  /** Starts the worker ahead of its first call, so that its code is there by then. */
  start(): void {
    this.#running();
  }

  /** Ends the worker; calls in flight fail with `worker-died`. The next call starts a new one. */
  end(message: string): void {
    this.#stop();
    for (const { settle } of [...this.#pending.values()]) settle({ type: 'died', message });
  }

  /** Ends a worker that does not do as it is told; what stands alone is asked of the next one. */
  #giveUp(message: string): void {
    this.#stop();
    for (const { settle, again } of [...this.#pending.values()]) {
      if (again) again();
      else settle({ type: 'died', message });
    }
  }

  #stop(): void {
    clearTimeout(this.#asking);
    if (!this.#worker) return;
    this.#worker.terminate();
    this.#worker = null;
    this.#onEnd();
  }

  /** Asks now and then whether the worker is there, for as long as anything is expected of it. */
  #listen(): void {
    clearTimeout(this.#asking);
    this.#heardMs = performance.now();
    const ask = () => {
      if (performance.now() - this.#heardMs > silentForMs) return this.end('no sign of life');
      this.#send({ id: 0, kind: 'ping' });
      this.#asking = setTimeout(ask, askEveryMs);
    };
    this.#asking = setTimeout(ask, askEveryMs);
  }

  #running(): WorkerLike {
    if (this.#worker) return this.#worker;
    const worker = this.#start();
    const endThis = (message: string) => {
      if (this.#worker === worker) this.end(message);
    };
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      this.#heardMs = performance.now();
      this.#pending.get(data.id)?.settle(data);
    };
    worker.onerror = (event) => endThis(event.message || 'the worker stopped');
    worker.onmessageerror = () => endThis('a message could not be read');
    worker.watch?.(() => endThis('the worker vanished'));
    this.#worker = worker;
    return worker;
  }

  #send(message: ToWorker, transfer: Transferable[] = []): void {
    this.#running().postMessage(message, transfer);
  }
}
