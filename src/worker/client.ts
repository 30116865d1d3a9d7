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
};

export type Tell<Kind extends CallKind> = (news: NewsOf<Kind>, transfer?: Transferable[]) => void;

export type CallResult<Kind extends CallKind> = Result<Calls[Kind]['output'], ProblemOf<Kind> | Cancelled>;
export type Cancelled = { code: 'cancelled'; params: Record<never, never> };

type Pending = { settle: (reply: Reply | { type: 'died'; message: string }) => void };

/** The part of `Worker` that is used, so that a port or a test can stand in for it. */
export type WorkerLike = {
  postMessage(message: ToWorker, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Reply>) => unknown) | null;
  onerror: ((event: ErrorEvent) => unknown) | null;
  onmessageerror: ((event: MessageEvent) => unknown) | null;
};

/** A worker at the other end of a port. */
export function throughPort(port: MessagePort): WorkerLike {
  return Object.assign(port, { onerror: null, terminate: () => port.close() });
}

/**
 * A worker that is started when first called, and started anew when called after it died.
 */
export class WorkerClient {
  readonly #start: () => WorkerLike;
  #worker: WorkerLike | null = null;
  #lastId = 0;
  readonly #pending = new Map<number, Pending>();

  constructor(start: () => WorkerLike) {
    this.#start = start;
  }

  /**
   * Never rejects: what went wrong is in the result. A worker that dies fails all its calls with `worker-died`.
   */
  call<Kind extends CallKind>(
    kind: Kind,
    input: Calls[Kind]['input'],
    { onProgress, onBegun, transfer = [], signal, cancelWithinMs = 1800 }: CallOptions<Kind> = {},
  ): Promise<CallResult<Kind>> {
    const id = ++this.#lastId;
    const worker = this.#running();
    return new Promise((resolve) => {
      let deadline: ReturnType<typeof setTimeout> | undefined;
      const cancel = () => {
        this.#send(worker, { id, kind: 'cancel' });
        deadline = setTimeout(() => this.end('no answer to a cancel'), cancelWithinMs);
      };
      const finish = (result: CallResult<Kind>) => {
        clearTimeout(deadline);
        signal?.removeEventListener('abort', cancel);
        this.#pending.delete(id);
        resolve(result);
      };
      this.#pending.set(id, {
        settle: (reply) => {
          if (reply.type === 'progress') onProgress?.(reply.progress as Calls[Kind]['progress']);
          else if (reply.type === 'done') finish(ok(reply.output as Calls[Kind]['output']));
          else if (reply.type === 'cancelled') finish(fail({ code: 'cancelled', params: {} }));
          else if (reply.type === 'failed') finish(fail(reply.problem as ProblemOf<Kind>));
          else finish(fail({ code: 'worker-died', params: { message: reply.message } }));
        },
      });
      this.#send(worker, { id, kind, input } as Request, transfer);
      onBegun?.((news, given = []) => {
        if (this.#pending.has(id)) this.#send(worker, { id, kind: 'news', news } as ToWorker, given);
      });
      if (signal?.aborted) cancel();
      else signal?.addEventListener('abort', cancel);
    });
  }

  /** Ends the worker; calls in flight fail with `worker-died`. The next call starts a new one. */
  end(message: string): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { settle } of [...this.#pending.values()]) settle({ type: 'died', message });
  }

  #running(): WorkerLike {
    if (this.#worker) return this.#worker;
    const worker = this.#start();
    worker.onmessage = ({ data }: MessageEvent<Reply>) => this.#pending.get(data.id)?.settle(data);
    worker.onerror = (event) => this.end(event.message || 'the worker stopped');
    worker.onmessageerror = () => this.end('a message could not be read');
    this.#worker = worker;
    return worker;
  }

  #send(worker: WorkerLike, message: ToWorker, transfer: Transferable[] = []): void {
    worker.postMessage(message, transfer);
  }
}
