/** What explaining does where the jobs are done. */
import { ok } from '../../base/result.ts';
import type { JobSide } from '../analysis.ts';
import type { WhyAnswer, WhyNeed } from './inputs.ts';
import type { WhyJob, WhyPart } from './jobs/job.ts';

export const jobSide: JobSide<WhyJob, WhyPart, WhyNeed, WhyAnswer> = {
  async run({ kind }) {
    return ok({ kind });
  },
};
