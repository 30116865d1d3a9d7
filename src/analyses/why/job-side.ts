/** What explaining does where the jobs are done. */
import { ok } from '../../base/result.ts';
import { explainForecast } from '../../evaluation/explain/explain-forecast.ts';
import type { JobSide } from '../analysis.ts';
import type { WhyAnswer, WhyNeed } from './inputs.ts';
import { askNetwork } from './jobs/ask-network.ts';
import type { WhyJob, WhyPart } from './jobs/job.ts';

export const jobSide: JobSide<WhyJob, WhyPart, WhyNeed, WhyAnswer> = {
  async run(job, { need, signal }) {
    const series = await need({ kind: 'series' });
    if (job.kind === 'ask-network') {
      const answer = await askNetwork(series, job, signal);
      return ok(answer ?? { kind: 'ask-network', surprises: [], from: series.y.length, effects: [] });
    }
    return ok({ kind: 'explain', explained: await explainForecast(series, job.of, job.steps, job.isLevel) });
  },
};
