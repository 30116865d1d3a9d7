/** What explaining does where the jobs are done. */
import { ok } from '../../base/result.ts';
import { explainForecast } from '../../evaluation/explain/explain-forecast.ts';
import { planScenarios, type Scenarios } from '../../evaluation/scenarios/plan-scenarios.ts';
import type { Settings } from '../../forecasters/settings.ts';
import type { JobContext, JobSide } from '../analysis.ts';
import type { WhyAnswer, WhyNeed } from './inputs.ts';
import { askNetwork } from './jobs/ask-network.ts';
import type { WhyJob, WhyPart } from './jobs/job.ts';

type Context = Pick<JobContext<WhyNeed, WhyAnswer>, 'input' | 'need'>;

/** The effects that were learnt last: a slider asks for the same ones many times a second. */
let last: { input: number; key: string; scenarios: Promise<Scenarios> } | null = null;

function scenariosOf(settings: Settings, { input, need }: Context): Promise<Scenarios> {
  const { horizonSteps, seasonLength, network } = settings;
  const key = JSON.stringify([horizonSteps, seasonLength, network.holidays]);
  if (last?.input === input && last.key === key) return last.scenarios;
  const scenarios = need({ kind: 'series' }).then((series) => planScenarios(series, settings));
  const own = { input, key, scenarios };
  last = own;
  scenarios.catch(() => {
    if (last === own) last = null;
  });
  return scenarios;
}

export const jobSide: JobSide<WhyJob, WhyPart, WhyNeed, WhyAnswer> = {
  async run(job, context) {
    switch (job.kind) {
      case 'explain': {
        const series = await context.need({ kind: 'series' });
        return ok({ kind: 'explain', explained: await explainForecast(series, job.of, job.steps, job.isLevel) });
      }
      case 'controls': {
        const { controls } = await scenariosOf(job.settings, context);
        return ok({ kind: 'controls', controls });
      }
      case 'scenarios': {
        const { changeBy } = await scenariosOf(job.settings, context);
        return ok({ kind: 'scenarios', changes: job.plans.map(changeBy) });
      }
      case 'ask-network': {
        const series = await context.need({ kind: 'series' });
        const answer = await askNetwork(series, job, context.signal);
        return ok(answer ?? { kind: 'ask-network', surprises: [], from: series.y.length, effects: [] });
      }
    }
  },
};
