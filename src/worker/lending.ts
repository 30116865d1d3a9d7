/** Workers that are free do parts of jobs in other workers. */
import type { Tell, WorkerClient } from './client.ts';

/** A job under way, as it may be helped. */
type Helped = {
  /** Parts that wait, less the helpers that are on their way. */
  waiting: number;
  helpers: number;
  /** Null before it has begun. */
  tell: Tell<'run-job'> | null;
  end: AbortController;
};

/** What tells of a job that may be helped. */
export type JobToHelp = {
  hearBegun(tell: Tell<'run-job'>): void;
  hearWaiting(parts: number): void;
  hearEnd(): void;
};

export type Lending = {
  /** A job is about to begin in some worker. */
  expectJob(): JobToHelp;
  /**
   * Has a free worker do one part, of the job with the fewest helpers.
   *
   * @param start gets the worker ready; not called while there is nothing to do, and not waited for once that job has ended
   * @returns `helped` once that is done, `died` where the worker did, `nothing` once there is no job left
   */
  help(start: () => Promise<WorkerClient>): Promise<'helped' | 'died' | 'nothing'>;
};

function untilAborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}

/**
 * The jobs of one plan, whose workers help each other.
 *
 * @param analysis whose jobs they are
 * @param signal calls all of them off
 */
export function createLending(analysis: string, signal: AbortSignal): Lending {
  const runs = new Set<Helped>();
  const sleepers = new Set<() => void>();
  let lastHelper = 0;

  function wakeAll(): void {
    for (const wake of sleepers) wake();
    sleepers.clear();
  }

  /**
   * Sends a helper to the first of those with the fewest helpers that have something to do; null once there is no job.
   */
  async function joinRun(): Promise<Helped | null> {
    while (runs.size > 0) {
      const [first, ...others] = [...runs].filter(({ waiting }) => waiting > 0);
      if (first) {
        const neediest = others.reduce((least, run) => (run.helpers < least.helpers ? run : least), first);
        neediest.waiting -= 1;
        neediest.helpers += 1;
        return neediest;
      }
      await new Promise<void>((wake) => sleepers.add(wake));
    }
    return null;
  }

  return {
    expectJob() {
      const run: Helped = { waiting: 0, helpers: 0, tell: null, end: new AbortController() };
      runs.add(run);
      return {
        hearBegun(tell) {
          run.tell = tell;
        },
        hearWaiting(parts) {
          run.waiting = parts;
          wakeAll();
        },
        hearEnd() {
          runs.delete(run);
          run.end.abort();
          wakeAll();
        },
      };
    },

    async help(start) {
      const run = await joinRun();
      if (!run) return 'nothing';
      try {
        const ended = AbortSignal.any([signal, run.end.signal]);
        if (ended.aborted) return 'helped';
        const client = await Promise.race([start(), untilAborted(ended)]);
        if (!client || ended.aborted) return 'helped';
        const helper = ++lastHelper;
        const { port1: own, port2: port } = new MessageChannel();
        run.tell?.({ kind: 'helper', helper, port: own }, [own]);
        const lent = await client.call('lend', { port, analysis }, { signal: ended, transfer: [port] });
        if (lent.ok) return 'helped';
        run.tell?.({ kind: 'helper-gone', helper });
        return 'died';
      } finally {
        run.helpers -= 1;
      }
    },
  };
}
