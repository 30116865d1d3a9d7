/** The worker's end of the protocol: hears requests, runs their handlers, sends what comes of them. */
import type { Result } from '../base/result.ts';
import type { CallKind, Calls, NewsOf, Reply, Request, ToWorker } from './protocol.ts';

/** What a worker's global scope and a test's message port have in common. */
export type Port = {
  onmessage: ((event: MessageEvent<ToWorker>) => unknown) | null;
  postMessage(message: Reply, transfer?: Transferable[]): void;
};

export type CallContext<Kind extends CallKind> = {
  signal: AbortSignal;
  /** Sends progress at once; see `throttled` for what comes often. */
  report: (progress: Calls[Kind]['progress']) => void;
  /** Has `listener` hear what the call is told from now on; absent where nobody tells. */
  hear?: (listener: (news: NewsOf<Kind>) => void) => void;
};

export type Handlers<Kinds extends CallKind> = {
  [Kind in Kinds]: (
    input: Calls[Kind]['input'],
    context: CallContext<Kind>,
  ) => Promise<Answer<Calls[Kind]['output'], Calls[Kind]['problem']>>;
};

/** A result, and what of it goes over to the page instead of being copied. */
type Answer<Output, Problem> = Result<Output, Problem> & { transfer?: Transferable[] };

/**
 * Answers the calls of `handlers` on `port`.
 *
 * A handler that throws because its signal was aborted ends as `cancelled`, any other exception as `internal`.
 */
export function serve<Kinds extends CallKind>(port: Port, handlers: Handlers<Kinds>): void {
  type Running = { controller: AbortController; hear: (news: never) => void };
  const running = new Map<number, Running>();

  async function answer(request: Request): Promise<[Reply, Transferable[]?]> {
    const { id } = request;
    const controller = new AbortController();
    const call: Running = { controller, hear: () => {} };
    running.set(id, call);
    try {
      const handler = handlers[request.kind as Kinds];
      const result = await handler(request.input as never, {
        signal: controller.signal,
        report: (progress) => port.postMessage({ id, type: 'progress', progress }),
        hear: (listener) => {
          call.hear = listener;
        },
      });
      return result.ok
        ? [{ id, type: 'done', output: result.value }, result.transfer ?? []]
        : [{ id, type: 'failed', problem: result.problem as never }];
    } catch (error) {
      if (controller.signal.aborted) return [{ id, type: 'cancelled' }];
      return [{ id, type: 'failed', problem: { code: 'internal', params: { message: String(error) } } }];
    } finally {
      running.delete(id);
    }
  }

  port.onmessage = async ({ data }) => {
    if (data.kind === 'ping') port.postMessage({ id: data.id, type: 'alive' });
    else if (data.kind === 'cancel') running.get(data.id)?.controller.abort();
    else if (data.kind === 'news') running.get(data.id)?.hear(data.news as never);
    else port.postMessage(...(await answer(data)));
  };
}
