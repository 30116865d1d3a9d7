/** The page's end of the protocol: a call is a promise; progress comes by callback; an `AbortSignal` cancels. */
import { fail, ok, type Result } from '../table/result.ts';
import type { CallKind, Calls, ProblemOf, Reply, Request, ToWorker } from './protocol.ts';

export type CallOptions<Kind extends CallKind> = {
  onProgress?: (progress: Calls[Kind]['progress']) => void;
  signal?: AbortSignal;
  /** After a cancel the worker has this long to answer before it is ended. */
  cancelWithinMs?: number;
};

export type CallResult<Kind extends CallKind> = Result<Calls[Kind]['output'], ProblemOf<Kind> | Cancelled>;
export type Cancelled = { code: 'cancelled'; params: Record<never, never> };

type Pending = { settle: (reply: Reply | { type: 'died'; message: string }) => void };

/** The part of `Worker` that is used, so that tests can stand in for it. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'>;

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
    { onProgress, signal, cancelWithinMs = 1800 }: CallOptions<Kind> = {},
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
      this.#send(worker, { id, kind, input } as Request);
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

  #send(worker: WorkerLike, message: ToWorker): void {
    worker.postMessage(message);
  }
}
