/** What explaining does where the jobs are done. */
import { ok } from '../../base/result.ts';
import { explainForecast } from '../../evaluation/explain/explain-forecast.ts';
import type { JobSide } from '../analysis.ts';
import type { WhyAnswer, WhyNeed } from './inputs.ts';
import type { WhyJob, WhyPart } from './jobs/job.ts';

export const jobSide: JobSide<WhyJob, WhyPart, WhyNeed, WhyAnswer> = {
  async run(job, { need }) {
    const series = await need({ kind: 'series' });
    return ok({ kind: 'explain', explained: await explainForecast(series, job.of, job.steps, job.isLevel) });
  },
};
