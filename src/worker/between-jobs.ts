/** Jobs of a moment that are done between those of a long run, by whichever worker comes to the end of one. */
import type { PlannedJob } from '../analyses/analysis.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { CallResult, Cancelled } from './client.ts';
import type { JobPlan, JobProblem, PlanOutcome, RunOptions } from './job-pool.ts';

type Outcome = Result<PlanOutcome, JobProblem | Cancelled>;

export type BetweenJobs<Member> = {
  /** Puts a plan in; done with the last of its jobs. */
  add(plan: JobPlan, options: RunOptions): Promise<Outcome>;
  isWaiting(): boolean;
  /** Does one of the jobs that wait. */
  doOne(member: Member): Promise<void>;
};

/** @param call has a worker do a job, and hears what it tells of itself */
export function createBetweenJobs<Member>(
  call: (
    member: Member,
    request: { analysis: string; job: unknown; input: number },
    options: { signal?: AbortSignal; onJob: (progress: unknown) => void },
  ) => Promise<CallResult<'run-job'>>,
): BetweenJobs<Member> {
  const waiting: ((member: Member) => Promise<void>)[] = [];
  return {
    add({ analysis, input, jobs }, { signal, onNews }) {
      return new Promise((settle) => {
        const leftOut: string[] = [];
        let left = jobs.length;
        let problem: JobProblem | null = null;
        const end = () => {
          if (problem) settle(fail(problem));
          else settle(leftOut.length === jobs.length ? fail({ code: 'cancelled', params: {} }) : ok({ leftOut }));
        };
        const doJob = async (member: Member, { id, job }: PlannedJob) => {
          if (signal?.aborted || problem) leftOut.push(id);
          else {
            onNews?.({ kind: 'begun', id });
            const onJob = (progress: unknown) => onNews?.({ kind: 'job', id, progress });
            const result = await call(member, { analysis, job, input }, { ...(signal && { signal }), onJob });
            if (result.ok) onNews?.({ kind: 'done', id, part: result.value });
            else if (result.problem.code === 'cancelled') leftOut.push(id);
            else problem = result.problem;
          }
          left -= 1;
          if (left === 0) end();
        };
        if (jobs.length === 0) end();
        for (const planned of jobs) waiting.push((member) => doJob(member, planned));
      });
    },

    isWaiting: () => waiting.length > 0,

    async doOne(member) {
      await waiting.shift()?.(member);
    },
  };
}
