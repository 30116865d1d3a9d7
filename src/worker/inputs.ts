/** What jobs need of prepared inputs, which lie in the data worker: asked over a port, and kept for the next job. */
import { throughPort, WorkerClient } from './client.ts';
import { rejectionOf } from './rejection.ts';

/** Inputs that something is kept of at once. */
const mostInputs = 2;
/** Of each so much: a job that goes through all series of a file asks for others each time, and for none again. */
const mostNeeds = 8;

export type Inputs = {
  /** Asks over this port from now on. What is still asked over another comes to nothing. */
  connect(port: MessagePort): void;
  /**
   * @param need what the analysis's side in the data worker understands
   * @throws {Error} where the data worker, or the input in it, is no longer there
   */
  fetch(input: number, need: unknown, signal: AbortSignal): Promise<unknown>;
};

export function createInputs(): Inputs {
  let client: WorkerClient | null = null;
  /** The input used last comes last. */
  const kept = new Map<number, Map<string, Promise<unknown>>>();

  function keptOf(input: number): Map<string, Promise<unknown>> {
    const own = kept.get(input) ?? new Map<string, Promise<unknown>>();
    kept.delete(input);
    kept.set(input, own);
    for (const other of [...kept.keys()].slice(0, -mostInputs)) kept.delete(other);
    return own;
  }

  /** Whoever else asks for the same waits for it too, so that nobody's cancel ends it. */
  async function ask(input: number, need: unknown): Promise<unknown> {
    if (!client) throw new Error('there is no way to the data');
    const given = await client.call('fetch-input', { input, need });
    if (given.ok) return given.value;
    throw new Error(given.problem.code === 'internal' ? given.problem.params.message : given.problem.code);
  }

  return {
    connect(port) {
      client?.end('the data worker stopped');
      kept.clear();
      client = new WorkerClient(() => throughPort(port));
    },
    fetch(input, need, signal) {
      const own = keptOf(input);
      const key = JSON.stringify(need);
      const known = own.get(key);
      const asked = known ?? ask(input, need);
      if (!known) asked.catch(() => own.delete(key));
      own.delete(key);
      own.set(key, asked);
      for (const oldest of [...own.keys()].slice(0, -mostNeeds)) own.delete(oldest);
      return Promise.race([asked, rejectionOf(signal)]);
    },
  };
}
