/** Parts of a run that any thread can do: what is asked and what is answered is plain data. */
import type { FitContext, LearntNetwork, NetworkJob, OriginJob } from '../forecasters/forecaster.ts';
import { learnJob } from '../forecasters/registry.ts';
import { forecastAnew } from './backtest.ts';
import { createForecaster } from './models.ts';

export type SharedJob = ({ kind: 'learn' } & NetworkJob) | ({ kind: 'forecast' } & OriginJob);

/** What `learn` and `forecast` of `Sharing` give. */
export type JobAnswer = LearntNetwork | Float64Array | null;

export type JobContext = Pick<FitContext, 'signal' | 'onEpoch'>;
export type DoJob = (job: SharedJob, context: JobContext) => Promise<JobAnswer>;

/**
 * @throws {FitCancelled} when a network was cancelled before there are any weights worth keeping
 * @throws {FitDiverged} when no epoch of a network gave a finite loss
 */
export const doJob: DoJob = (job, context) =>
  job.kind === 'learn'
    ? learnJob(job, context)
    : forecastAnew(createForecaster(job.model, job.settings), job.task, context);
