/** What a job worker answers: it starts a backend and does the jobs of any analysis. */
import type { HelpContext, JobSide } from '../analyses/analysis.ts';
import { ok } from '../base/result.ts';
import { startBackend, type WasmFiles } from '../compute/backend.ts';
import type { BackendChoice, BackendName, BackendNote } from '../compute/backend-choice.ts';
import { takeRetirements } from '../compute/op.ts';
import { takeRepairs } from '../compute/recovery.ts';
import { createInputs } from './inputs.ts';
import { createJobQueue, doPartForOther } from './job-queue.ts';
import type { JobNews } from './protocol.ts';
import { rejectionOf } from './rejection.ts';
import type { Handlers } from './server.ts';

export type JobCallKind = 'connect' | 'start-backend' | 'compile-job' | 'run-job' | 'lend';

/**
 * The backend is started once, by whichever call comes first; what becomes of it in a job is told as progress.
 *
 * @param sideOf the side of an analysis that does its jobs
 */
export function createJobCalls(wasmFiles: WasmFiles, sideOf: (analysis: string) => JobSide): Handlers<JobCallKind> {
  const inputs = createInputs();
  let started: Promise<BackendChoice> | null = null;
  let choice: BackendChoice | null = null;
  /** Operations that run on tfjs's own, and how many of them have been told. */
  const twins: string[] = [];
  let noted = 0;

  function start(asked: BackendName | null): Promise<BackendChoice> {
    started ??= startBackend({ asked, wasmFiles });
    return started;
  }

  /** Passes on that the backend has been repaired or replaced. */
  function reportRepairs(report: (news: JobNews) => void): void {
    const [repair] = takeRepairs().slice(-1);
    const retired = takeRetirements().filter(({ backend }) => backend === 'webgpu');
    twins.push(...retired.map(({ op }) => op));
    const known = repair?.choice ?? choice;
    if (!known || (!repair && twins.length === noted)) return;
    noted = twins.length;
    choice = known;
    started = Promise.resolve(known);
    const notes: BackendNote[] = twins.length > 0 ? [{ note: 'twins', ops: twins }] : [];
    report({ kind: 'backend', choice: { ...known, notes: [...(known.notes ?? []), ...notes] } });
  }

  function doPartOf({ help }: JobSide) {
    return async (part: unknown, context: HelpContext) => {
      if (!help) throw new Error('this analysis has no parts to do');
      return help(part, context);
    };
  }

  return {
    async connect({ port }) {
      inputs.connect(port);
      return ok(null);
    },

    'start-backend': async ({ backend }) => ok(await start(backend)),

    'compile-job': async ({ analysis, job, input }, { signal }) => {
      const backend = choice ?? (await started);
      if (!backend) return ok(null);
      const { compile } = sideOf(analysis);
      const need = (what: unknown) => inputs.fetch(input, what, signal);
      await Promise.race([rejectionOf(signal), compile?.(job, { signal, backend, input, need })]);
      return ok(null);
    },

    'run-job': async ({ analysis, job, input }, { signal, report, hear }) => {
      const side = sideOf(analysis);
      const queue = createJobQueue(doPartOf(side), (parts) => report({ kind: 'waiting', parts }));
      hear?.(queue.hear);
      choice = await start(null);
      const result = await side.run(job, {
        signal,
        backend: choice,
        input,
        need: (what) => inputs.fetch(input, what, signal),
        share: queue.share,
        report: (progress) => {
          reportRepairs(report);
          report({ kind: 'job', progress });
        },
      });
      reportRepairs(report);
      return result;
    },

    lend: async ({ port, analysis }, { signal }) => {
      choice = await start(null);
      await doPartForOther(port, doPartOf(sideOf(analysis)), signal);
      return ok(null);
    },
  };
}
