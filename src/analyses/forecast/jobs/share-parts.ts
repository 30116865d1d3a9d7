/** Parts of a model done by other threads: asked for as `Sharing` has it, and done there. */
import { forecastAnew } from '../../../evaluation/backtest.ts';
import { createForecaster } from '../../../evaluation/create-forecaster.ts';
import {
  FitCancelled,
  type FitContext,
  FitDiverged,
  type LearntNetwork,
  type Sharing,
} from '../../../forecasters/forecaster.ts';
import { learnJob } from '../../../forecasters/registry.ts';
import { type Given, type HelpContext, JobCancelled, type JobContext } from '../../analysis.ts';
import type { SharedAnswer, SharedNews, SharedPart } from './job.ts';

type Share = JobContext<unknown, unknown, unknown, SharedPart, SharedAnswer>['share'];

/** Has learning done by whoever is free. */
export function sharingBy(share: Share): Sharing {
  async function ask(part: SharedPart, { signal, onEpoch, memory }: FitContext) {
    try {
      const answer = await share(
        { ...part, ...(memory && { kept: memory.kept }) },
        {
          signal,
          onProgress(told) {
            const news = told as SharedNews;
            if (news.kind === 'epoch') onEpoch?.(news.report);
            else memory?.keep(news.training);
          },
        },
      );
      if (answer === 'diverged') throw new FitDiverged();
      return answer;
    } catch (error) {
      if (error instanceof JobCancelled) throw new FitCancelled();
      throw error;
    }
  }
  return {
    learn: (job, context) => ask({ kind: 'learn', ...job }, context) as Promise<LearntNetwork>,
    forecast: (job, context) => ask({ kind: 'forecast', ...job }, context) as Promise<Float64Array | null>,
  };
}

/** Weights go over to the other worker instead of being copied; what is forecast is small. */
function weightsIn(answer: SharedAnswer): Transferable[] {
  if (!answer || typeof answer === 'string' || !('theta' in answer)) return [];
  return [answer.theta, answer.tuned].flatMap((weights) => (weights ? [weights.buffer as ArrayBuffer] : []));
}

/** @throws {JobCancelled} when a network was cancelled before there are any weights worth keeping */
export async function doPart(part: SharedPart, { signal, report }: HelpContext): Promise<Given<SharedAnswer>> {
  const tell = (news: SharedNews) => report(news);
  const { kept } = part;
  const context: FitContext = {
    signal,
    onEpoch: (told) => tell({ kind: 'epoch', report: told }),
    ...(kept && { memory: { kept, keep: (training) => tell({ kind: 'kept', training }) } }),
  };
  try {
    const value =
      part.kind === 'learn'
        ? await learnJob(part, context)
        : await forecastAnew(createForecaster(part.model, part.settings), part.task, context);
    return { value, transfer: weightsIn(value) };
  } catch (error) {
    if (error instanceof FitDiverged) return { value: 'diverged' };
    if (error instanceof FitCancelled) throw new JobCancelled();
    throw error;
  }
}
